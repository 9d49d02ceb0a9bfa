// A press that changes much asks once more, in a dialog that says what will happen.
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { t } from '../../i18n/words.ts';

interface Props {
  label: string;
  /** Read after the label by a screen reader, to tell equal buttons apart. */
  of: string;
  title: string;
  text: ComponentChildren;
  waiting: boolean;
  go: () => void;
}

export function Confirm({ label, of, title, text, waiting, go }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const act = () => {
    go();
    dialog.current?.close();
  };
  return (
    <>
      <button type="button" disabled={waiting} onClick={() => dialog.current?.showModal()}>
        {label} <span class="sr">{of}</span>
      </button>
      <dialog ref={dialog} aria-label={title}>
        <h2>{title}</h2>
        <p>{text}</p>
        <p class="row">
          <button type="button" class="main" onClick={act}>
            {label}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            {t('board.cancel')}
          </button>
        </p>
      </dialog>
    </>
  );
}
