// Help stands in the same corner of every screen. What its dialog holds (help_body.tsx) comes when somebody turns to it.
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { helpChunk } from '../app/chunks.ts';
import { t } from '../i18n/words.ts';

export function HelpDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const turned = useSignal(false);
  const Body = turned.value ? helpChunk()?.Screen : undefined;
  const close = () => dialog.current?.close();
  return (
    <>
      <button
        type="button"
        class="quiet help"
        onPointerEnter={() => helpChunk()}
        onClick={() => {
          turned.value = true;
          dialog.current?.showModal();
        }}
      >
        {t('help.open')}
      </button>
      <dialog ref={dialog} aria-labelledby="help-title">
        <h2 id="help-title" tabIndex={-1} autofocus>
          {t('help.title')}
        </h2>
        {Body ? <Body done={close} /> : <p>{t('app.opening')}</p>}
      </dialog>
    </>
  );
}
