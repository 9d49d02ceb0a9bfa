// Rooms are prepared before a session, by grouping who is expected or from a list that was made elsewhere; what comes of it
// is a plan like others, and nobody moves.
import { signal, useSignal } from '@preact/signals';
import { t, type Key } from '../../../i18n/words.ts';
import { announce } from '../../../app/announce.ts';
import { sessions } from '../../../app/cells.ts';
import { ask, busy, can } from '../../../app/client.ts';
import { formsRooms } from '../../../parts/kind.tsx';
import type { PlanFor } from '../../../protocol.ts';
import { gathersNow, sessionOrder } from '../../floor/order.ts';
import { sessionName } from '../../floor/words.ts';
import { send, type Taken } from './lists.ts';

const longest = 60;
/** Whom rooms are made for before anybody is there, and once they are. */
const ahead: PlanFor[] = ['intending', 'everybody'];

/** Sessions that have rooms to come. */
const coming = () =>
  sessionOrder.value.filter(id => {
    const session = sessions.of(id).value;
    return session && formsRooms(session.kind) && (session.state === 'planned' || gathersNow(session));
  });

interface Props {
  session: string;
  title: string;
}

function Draft({ session, title }: Props) {
  const live = gathersNow(sessions.of(session).value!);
  const choices: PlanFor[] = live ? ['here', ...ahead] : ahead;
  const chosen = useSignal<PlanFor>('here');
  const whom = choices.includes(chosen.value) ? chosen.value : choices[0]!;
  return (
    <p class="row">
      <label>
        {t('plans.whom')}
        <select value={whom} onChange={e => (chosen.value = e.currentTarget.value as PlanFor)}>
          {choices.map(name => (
            <option value={name}>{t(`plans.for.${name}` as Key)}</option>
          ))}
        </select>
      </label>
      <button type="button" class="main" data-do="prepare" disabled={busy('round.draft')} onClick={() => ask('round.draft', { session, title, whom })}>
        {t('plans.group')}
      </button>
    </p>
  );
}

/** What the last list came to. */
const taken = signal<Taken | undefined>(undefined);

function Rows({ title, rows }: { title: string; rows: string[] }) {
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      <ul>
        {rows.map(row => (
          <li key={row}>{row}</li>
        ))}
      </ul>
    </details>
  );
}

const why = { several: 'plans.why_several', other_address: 'plans.why_other_address' } as const;

/** What it came to, a sentence for each plan and one for what went wrong. */
const sayings = ({ plans, failed, why }: Taken): string[] => [
  ...plans.map(({ people, rooms }) => t('plans.taken', { people, rooms })),
  ...(failed ? [t(plans.length ? 'plans.not_taken_why' : 'plans.none_taken', { why })] : []),
];

function Outcome({ of }: { of: Taken }) {
  const rows = of.unmatched.map(({ row, why: code }) => t('plans.row', { row, why: t(why[code as keyof typeof why] ?? 'plans.why_unknown') }));
  return (
    <div data-part="taken">
      {sayings(of).map(saying => (
        <p class={of.failed ? 'unmet' : ''} key={saying}>
          {saying}
        </p>
      ))}
      {of.people_twice > 0 && <p>{t('plans.twice', { n: of.people_twice })}</p>}
      {of.rows_of_others > 0 && <p>{t('plans.others', { n: of.rows_of_others })}</p>}
      <Rows title={t('plans.unmatched', { n: of.unmatched_rows })} rows={rows} />
      <Rows title={t('plans.name_only', { n: of.name_only_rows })} rows={of.name_only.map(row => t('plans.name_only_row', { row }))} />
    </div>
  );
}

function Import({ session, title }: Props) {
  const file = useSignal<File | undefined>(undefined);
  const sending = useSignal(false);
  const go = async () => {
    sending.value = true;
    taken.value = undefined;
    const outcome = (taken.value = await send(session, title, file.value!));
    for (const saying of sayings(outcome)) announce(saying);
    sending.value = false;
  };
  return (
    <>
      <p class="row">
        <label>
          {t('plans.file')}
          <input
            type="file"
            accept=".csv,text/csv,text/plain"
            aria-describedby="plans-file"
            onChange={e => (file.value = e.currentTarget.files?.[0])}
          />
          <small id="plans-file">{t('plans.file_about')}</small>
        </label>
        <button type="button" data-do="import" disabled={!file.value || sending.value} onClick={() => void go()}>
          {t(sending.value ? 'plans.importing' : 'plans.import')}
        </button>
      </p>
      {taken.value && <Outcome of={taken.value} />}
    </>
  );
}

export function Prepare() {
  const title = useSignal('');
  const chosen = useSignal('');
  const choices = coming();
  const session = choices.includes(chosen.value) ? chosen.value : choices[0];
  if (!session || !can('round.draft')) return null;
  const of = { session, title: title.value.trim() };
  return (
    <details class="sheet prepare" data-part="prepare">
      <summary>{t('plans.prepare')}</summary>
      <p class="row">
        <label>
          {t('plans.session')}
          <select value={session} onChange={e => (chosen.value = e.currentTarget.value)}>
            {choices.map(id => (
              <option value={id}>{sessionName(id)}</option>
            ))}
          </select>
        </label>
        <label>
          {t('plans.name')}
          <input value={title.value} maxLength={longest} dir="auto" onInput={e => (title.value = e.currentTarget.value)} />
        </label>
      </p>
      <Draft {...of} />
      <Import {...of} />
    </details>
  );
}
