// Where the focus goes when what had it disappears: to the card, person or section around it that is still there, else
// to the screen's heading. Browsers let it fall to the page's start, from where a keyboard has to walk all the way back.

const places = '[data-person],[data-offer],[data-room],[data-lobby],[data-plan],[data-session],[data-part],[data-n],.card,section,dialog,main';
const pressable = 'button,a,input,select,textarea,summary,label,[tabindex]';

/** What stands for a place: a line itself, a section's heading. */
const nameOf = (place: Element | null) => (place?.matches('li') ? place : place?.querySelector('h1,h2,h3')) as HTMLElement | null | undefined;

/** At the first that takes it: what lies behind an open dialog does not, nor what is hidden. */
function aim(around: (Element | null)[]): void {
  for (const place of around) {
    const to = place?.isConnected && nameOf(place);
    if (!to) continue;
    if (!to.hasAttribute('tabindex')) to.tabIndex = -1;
    to.focus({ preventScroll: true });
    if (document.activeElement === to) return;
  }
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
    // What has it in a dialog that was closed loses it with the next drawing, of which nobody is told.
    const gone = !last.isConnected || last.closest('dialog:not([open])');
    if (!gone && (last as HTMLButtonElement).disabled) waiting = true;
    else if (!gone && active === last) waiting = false;
    else if (gone || !last.getClientRects().length) {
      last = undefined;
      aim([...around, document.querySelector('main')]);
    } else if (waiting) {
      waiting = false;
      last.focus({ preventScroll: true });
    }
  }).observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled'] });
}
