// Where the focus goes when what had it disappears: to the card, person or section around it that is still there, else
// to the screen's heading. Browsers let it fall to the page's start, from where a keyboard has to walk all the way back.

const places = '[data-person],[data-offer],[data-room],[data-lobby],[data-plan],[data-session],[data-part],[data-n],.card,section,main';
const pressable = 'button,a,input,select,textarea,summary,label,[tabindex]';

/** What stands for a place: a line itself, a section's heading. */
const nameOf = (place: Element | null) => (place?.matches('li') ? place : place?.querySelector('h1,h2,h3')) as HTMLElement | null | undefined;

function aim(to: HTMLElement | null | undefined): void {
  if (!to) return;
  if (!to.hasAttribute('tabindex')) to.tabIndex = -1;
  to.focus({ preventScroll: true });
}

export function keepFocus(root: Element): void {
  let last: HTMLElement | undefined;
  let around: Element[] = [];
  /** A button that waits for its answer is disabled; it gets the focus back with its answer. */
  let waiting = false;
  document.addEventListener('focusin', e => {
    last = e.target as HTMLElement;
    around = [];
    waiting = false;
    for (let at = last.closest(places); at; at = at.parentElement?.closest(places) ?? null) around.push(at);
  });
  // A press beside everything takes the focus away on purpose.
  document.addEventListener('pointerdown', e => {
    if (!(e.target as Element).closest(pressable)) last = undefined;
  });
  new MutationObserver(() => {
    const active = document.activeElement;
    if (!last || (active && active !== document.body && active !== last)) return;
    if (!last.isConnected) {
      last = undefined;
      aim(nameOf(around.find(place => place.isConnected && nameOf(place)) ?? document.querySelector('main')));
    } else if ((last as HTMLButtonElement).disabled) waiting = true;
    else if (waiting) {
      waiting = false;
      last.focus({ preventScroll: true });
    }
  }).observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled'] });
}
