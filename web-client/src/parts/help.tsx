// Help stands in the same corner of every screen: a person of the staff, what to do when something does not work, the
// language, signing out.
import { useRef } from 'preact/hooks';
import { eventOf, signOut } from '../connection/pass.ts';
import { clock, zoneName } from '../i18n/format.ts';
import { locale, locales, prefer, t, type Key } from '../i18n/words.ts';
import { Say } from '../i18n/rich.tsx';
import { me } from '../app/client.ts';
import { AskForHelp } from './ask_help.tsx';
import { minute } from '../app/clock.ts';

const answers: Key[] = ['help.lost', 'help.wrong_room', 'help.no_sound', 'help.alone'];
/** Languages call themselves by their own names, written as a word that stands alone. */
function ownName(code: string): string {
  const name = new Intl.DisplayNames(code, { type: 'language' }).of(code)!;
  return name[0]!.toLocaleUpperCase(code) + name.slice(1);
}

function changeLanguage(to: string): void {
  prefer(to);
  const url = new URL(location.href);
  url.searchParams.delete('locale');
  history.replaceState(null, '', url);
  location.reload();
}

function Now() {
  return <p class="soft">{t('help.clock', { time: clock(minute.value), zone: zoneName(minute.value) })}</p>;
}

export function HelpDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const event = eventOf(location.pathname) ?? '';
  return (
    <>
      <button type="button" class="quiet help" onClick={() => dialog.current?.showModal()}>
        {t('help.open')}
      </button>
      <dialog ref={dialog} aria-labelledby="help-title">
        <h2 id="help-title" tabIndex={-1} autofocus>{t('help.title')}</h2>
        <AskForHelp done={() => dialog.current?.close()} />
        <ul>
          {answers.map(key => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
        <Now />
        <p class="row">
          {locales.map(code => (
            <button type="button" class="tab" lang={code} aria-pressed={locale() === code} onClick={() => changeLanguage(code)}>
              {ownName(code)}
            </button>
          ))}
        </p>
        <p class="row">
          <button type="button" class="main" onClick={() => dialog.current?.close()}>
            {t('help.close')}
          </button>
          {me.value && (
            <button type="button" onClick={() => signOut(event)}>
              <span>
                <Say k="help.sign_out" names={{ name: me.value.name }} />
              </span>
            </button>
          )}
        </p>
      </dialog>
    </>
  );
}
