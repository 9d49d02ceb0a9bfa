// What came of the event, as files to keep; and what staff did about one person, as far back as anything is known.
import { signal, useSignal } from '@preact/signals';
import { t, type Key } from '../../../i18n/words.ts';
import { fetchApi } from '../../../connection/api.ts';
import { sessionOrder } from '../../floor/order.ts';
import { sessionName } from '../../floor/words.ts';
import { hand } from '../../../parts/hand.ts';

export { Audit } from './audit.tsx';

/** By their names on the line; some of them are also of one session alone. */
const files = ['summary.html', 'attendance.csv', 'credit.csv', 'rooms.csv', 'met.csv', 'visits.csv', 'followups.csv'] as const;
const ofSession: readonly string[] = ['rooms.csv', 'met.csv', 'visits.csv', 'followups.csv'];
const formats = ['convene', 'zoom', 'webex', 'goldcast'] as const;

/** Which file could not be had. */
const failed = signal('');
const loading = signal('');

/** Fetched with the pass, and not by an address that would work for others, too. */
async function keep(name: string, query: { [name: string]: string }): Promise<void> {
  loading.value = name;
  failed.value = '';
  try {
    const answer = await fetchApi(name, query);
    if (!answer.ok) throw new Error(`${answer.status}`);
    hand(await answer.blob(), name);
  } catch {
    failed.value = name;
  }
  loading.value = '';
}

export function Screen() {
  const session = useSignal('');
  const format = useSignal<string>(formats[0]);
  const query = (name: string) => ({
    ...(session.value && ofSession.includes(name) ? { session: session.value } : {}),
    ...(name === 'rooms.csv' && format.value !== formats[0] ? { format: format.value } : {}),
  });
  return (
    <section data-part="records">
      <h2>{t('floor.records')}</h2>
      <p class="soft">{t('records.with_care')}</p>
      <p class="row">
        <label>
          {t('records.session')}
          <select value={session.value} onChange={e => (session.value = e.currentTarget.value)}>
            <option value="">{t('records.all')}</option>
            {sessionOrder.value.map(id => (
              <option value={id}>{sessionName(id)}</option>
            ))}
          </select>
        </label>
        <label>
          {t('records.form')}
          <select value={format.value} onChange={e => (format.value = e.currentTarget.value)}>
            {formats.map(name => (
              <option value={name}>{t(`records.format.${name}` as Key)}</option>
            ))}
          </select>
        </label>
      </p>
      <ul class="rows">
        {files.map(name => {
          const [key] = name.split('.');
          return (
            <li key={name}>
              <span class="grow">
                {t(`records.file.${key}` as Key)} <span class="soft">{t(`records.about.${key}` as Key)}</span>
                {failed.value === name && (
                  <span class="unmet" role="alert">
                    <br />
                    {t('records.failed')}
                  </span>
                )}
              </span>
              <button type="button" data-file={name} disabled={loading.value === name} onClick={() => void keep(name, query(name))}>
                {t('records.save')} <span class="sr">{t(`records.file.${key}` as Key)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
