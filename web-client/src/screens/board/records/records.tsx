// What came of the event, as files to keep; and what staff did about one person, as far back as anything is known.
import { signal, useSignal } from '@preact/signals';
import { locale, t, type Key } from '../../../i18n/words.ts';
import { sessions } from '../../../app/cells.ts';
import { programme } from '../../../app/programme.ts';
import { fetching, fetchApi, readAnswer, whyNot } from '../../../connection/api.ts';
import { sessionOrder } from '../../floor/order.ts';
import { sessionName } from '../../floor/words.ts';
import { hand } from '../../../parts/hand.ts';

export { Audit } from './audit.tsx';

/** By their names on the line; some of them are also of one session alone. */
const files = [
  'summary.html', 'attendance.csv', 'credit.csv', 'certificates.html', 'rooms.csv', 'met.csv', 'visits.csv', 'followups.csv', 'waits.json', 'roster.csv',
] as const;
const ofSession: readonly string[] = ['rooms.csv', 'met.csv', 'visits.csv', 'followups.csv', 'waits.json'];
const formats = ['convene', 'zoom', 'webex', 'goldcast'] as const;

/** Which file could not be had, and why. */
const failed = signal({ name: '', why: '' });

/** Fetched with the pass, and not by an address that would work for others, too. */
async function keep(name: string, query: { [name: string]: string }): Promise<void> {
  fetching.value = new Set([...fetching.peek(), name]);
  if (failed.peek().name === name) failed.value = { name: '', why: '' };
  try {
    const answer = await fetchApi(name, query);
    if (answer.ok) hand(await answer.blob(), name);
    else failed.value = { name, why: await whyNot({ ...(await readAnswer(answer)), status: answer.status }) };
  } catch {
    failed.value = { name, why: await whyNot() };
  }
  fetching.value = new Set([...fetching.peek()].filter(other => other !== name));
}

/** How many rounds it has had, or will have if none was yet. */
const roundsOf = (session: string): number =>
  sessions.of(session).value?.round?.number ?? programme.value?.sessions.find(s => s.id === session)?.rounds ?? 0;

export function Screen() {
  const chosen = useSignal('');
  const format = useSignal<string>(formats[0]);
  const chosenRound = useSignal(0);
  // Another tool has the rooms of one round at a time.
  const tool = format.value !== formats[0];
  const order = sessionOrder.value.filter(id => !tool || roundsOf(id) > 0);
  const latest = () => order.filter(id => sessions.of(id).value?.state !== 'planned').at(-1) ?? order[0] ?? '';
  const session = order.includes(chosen.value) ? chosen.value : tool ? latest() : '';
  const rounds = roundsOf(session);
  const round = chosenRound.value > 0 && chosenRound.value <= rounds ? chosenRound.value : rounds;
  const query = (name: string) => ({
    ...(session && ofSession.includes(name) ? { session } : {}),
    ...(name === 'certificates.html' ? { locale: locale() } : {}),
    ...(tool && name === 'rooms.csv' ? { round: String(round), format: format.value } : {}),
  });
  return (
    <section data-part="records">
      <h2>{t('floor.records')}</h2>
      <p class="soft">{t('records.with_care')}</p>
      <p class="row">
        <label>
          {t('records.session')}
          <select value={session} onChange={e => (chosen.value = e.currentTarget.value)}>
            {!tool && <option value="">{t('records.all')}</option>}
            {order.map(id => (
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
        {tool && rounds > 1 && (
          <label>
            {t('records.round')}
            <select value={String(round)} onChange={e => (chosenRound.value = Number(e.currentTarget.value))}>
              {Array.from({ length: rounds }, (_, i) => (
                <option>{i + 1}</option>
              ))}
            </select>
          </label>
        )}
      </p>
      <ul class="rows">
        {files.map(name => {
          const [key] = name.split('.');
          return (
            <li key={name}>
              <span class="grow">
                {t(`records.file.${key}` as Key)} <span class="soft">{t(`records.about.${key}` as Key)}</span>
                {failed.value.name === name && (
                  <span class="unmet" role="alert">
                    <br />
                    {t('records.failed', { why: failed.value.why })}
                  </span>
                )}
              </span>
              <button type="button" data-file={name} disabled={fetching.value.has(name)} onClick={() => void keep(name, query(name))}>
                {t('records.save')} <span class="sr">{t(`records.file.${key}` as Key)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
