// In the help dialog: what to do when something does not work, and the language.
import { clock, zoneName } from '../i18n/format.ts';
import { catalogues, changeLanguage, ownName } from '../i18n/languages.ts';
import { locale, t, type Key } from '../i18n/words.ts';
import { minute } from '../app/clock.ts';

const answers: Key[] = ['help.lost', 'help.wrong_room', 'help.no_sound', 'help.alone'];
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
        {catalogues.map(code => (
          <button type="button" class="tab" lang={code} aria-pressed={locale() === code} onClick={() => changeLanguage(code)}>
            {ownName(code)}
          </button>
        ))}
      </p>
    </>
  );
}
