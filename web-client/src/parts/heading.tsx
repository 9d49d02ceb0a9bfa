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

/** `of`: when it changes the screen counts as a new one. */
export function Heading({ children, of }: { children: ComponentChildren; of?: string }) {
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!first && !busyTyping()) {
      element.current?.focus({ preventScroll: true });
      scrollTo({ top: 0 });
    }
    first = false;
  }, [of]);
  return (
    <h1 ref={element} tabIndex={-1}>
      {children}
    </h1>
  );
}
