// A screen's heading. It takes the focus when the screen comes, so that keyboard and screen reader go on from there;
// not while somebody types or a dialog is open, and not on the page's first screen.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

let first = true;

export function busyTyping(): boolean {
  const active = document.activeElement;
  const typing = active?.matches('input:not([type=button]):not([type=checkbox]):not([type=radio]), textarea, select');
  return typing === true || document.querySelector('dialog[open]') !== null;
}

/** `of`: when it changes the screen counts as a new one. `under`: below a heading that is there already. */
export function Heading({ children, of, under = false }: { children: ComponentChildren; of?: string; under?: boolean }) {
  const Level = under ? 'h2' : 'h1';
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!first && !busyTyping()) {
      element.current?.focus({ preventScroll: true });
      if (under) element.current?.scrollIntoView({ block: 'nearest' });
      else scrollTo({ top: 0 });
    }
    first = false;
  }, [of]);
  return (
    <Level ref={element} tabIndex={-1}>
      {children}
    </Level>
  );
}
