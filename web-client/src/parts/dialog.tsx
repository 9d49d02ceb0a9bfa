// A dialog that is there while it is open. It closes itself before it is taken away, so that the focus goes back to where
// it was.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/words.ts';

interface Props {
  part: string;
  code?: string;
  title: ComponentChildren;
  /** It was closed, by whatever means. */
  closed: () => void;
  /** Given what makes a press that closes it, doing something first. */
  children: (close: (act?: () => void) => (e: Event) => void) => ComponentChildren;
}

export function Dialog({ part, code, title, closed, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current!.showModal(), []);
  const close = (act?: () => void) => (e: Event) => {
    e.preventDefault();
    act?.();
    dialog.current!.close();
  };
  return (
    <dialog ref={dialog} onClose={closed} aria-labelledby={`${part}-title`} data-part={part} data-code={code}>
      <h2 id={`${part}-title`}>{title}</h2>
      {children(close)}
    </dialog>
  );
}

/** The way out that does nothing else, at a dialog's end. */
export function CloseLine({ close }: { close: (e: Event) => void }) {
  return (
    <p class="row">
      <button type="button" class="main" onClick={close}>
        {t('help.close')}
      </button>
    </p>
  );
}
