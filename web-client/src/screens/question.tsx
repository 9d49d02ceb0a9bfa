// A question about somebody that is asked before anything is done: by itself nothing is.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/words.ts';
import { doubted } from '../parts/report.tsx';

interface Props {
  title: ComponentChildren;
  /** The press that says yes. */
  yes: string;
  /** Given what closes the dialog. */
  act: (close: () => void) => void;
  children: ComponentChildren;
}

export const dropQuestion = () => {
  doubted.value = undefined;
};

export function Question({ title, yes, act, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current!.showModal(), []);
  const close = () => dialog.current!.close();
  return (
    <dialog ref={dialog} onClose={dropQuestion} aria-labelledby="question-title">
      <form
        onSubmit={e => {
          e.preventDefault();
          act(close);
        }}
      >
        <h2 id="question-title" tabIndex={-1} autofocus>
          {title}
        </h2>
        {children}
        <p class="row">
          <button type="button" onClick={close}>
            {t('chat.report_not')}
          </button>
          <button class="main">{yes}</button>
        </p>
      </form>
    </dialog>
  );
}
