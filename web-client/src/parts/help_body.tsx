// In the help dialog: what to do when something does not work, and the language.
import { clock, zoneName } from '../i18n/format.ts';
import { locale, prefer, t, type Key } from '../i18n/words.ts';
import { minute } from '../app/clock.ts';

declare const __LOCALES__: [string, string][];
const locales = [...new Set(__LOCALES__.map(([, catalogue]) => catalogue))];

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

export function Screen() {
  return (
    <>
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
    </>
  );
}
