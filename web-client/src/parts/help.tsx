// Help stands in the same corner of every screen, and so do asking for somebody and the way out of its dialog. The answers
// (help_body.tsx) are fetched once the browser has nothing better to do, as a connection is no more when they are needed most,
// and so is what is said when the page has come to its end; but for who asked to be spared, with the first press.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { endedChunk, helpChunk, outdated, sparing } from '../app/chunks.ts';
import { t } from '../i18n/words.ts';
import { AskForHelp } from './ask_help.tsx';
import { Outdated } from './outdated.tsx';
import { SignOut } from './sign_out.tsx';

export function HelpDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const turned = useSignal(false);
  useEffect(() => void (globalThis.requestIdleCallback ?? setTimeout)(() => sparing() || (helpChunk(), endedChunk())), []);
  const Body = turned.value ? helpChunk()?.Screen : undefined;
  const close = () => dialog.current?.close();
  return (
    <>
      <button
        type="button"
        class="quiet help"
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
        {turned.value && <AskForHelp done={close} />}
        {Body ? <Body /> : outdated.value ? <Outdated /> : <p class="soft">{t('app.fetching')}</p>}
        <p class="row">
          <button type="button" class="main" onClick={close}>
            {t('help.close')}
          </button>
          {turned.value && <SignOut />}
        </p>
      </dialog>
    </>
  );
}
