// The desks of a line: how long people wait at each, and opening, pausing, closing and uniting them.
import { useSignal } from '@preact/signals';
import type { FloorDesk } from '../../protocol.ts';
import { t, type Key } from '../../i18n/words.ts';
import { nameOf } from '../../app/cells.ts';
import { ask, busy, can } from '../../app/client.ts';
import { lasting } from '../../app/lasting.ts';
import { Sparkline } from '../floor/sparkline.tsx';
import { desksOf, tickets } from './store.ts';

function Merge({ desk }: { desk: FloorDesk }) {
  const into = useSignal('');
  const others = desksOf(desk.session).filter(d => d.desk !== desk.desk && d.into === undefined);
  if (!can('desk.merge') || others.length === 0) return null;
  const chosen = others.find(d => d.desk === into.value) ?? others[0]!;
  return (
    <details>
      <summary>
        {t('hours.merge')} <span class="sr">{desk.desk}</span>
      </summary>
      <label>
        {t('hours.into')}
        <select value={chosen.desk} onChange={e => (into.value = e.currentTarget.value)}>
          {others.map(d => (
            <option key={d.desk}>{d.desk}</option>
          ))}
        </select>
      </label>
      <p>{t('hours.merge_sure')}</p>
      <button type="button" disabled={busy('desk.merge')} onClick={() => ask('desk.merge', { session: desk.session, from: desk.desk, into: chosen.desk })}>
        {t('hours.merge_yes')}
      </button>
    </details>
  );
}

function Press({ desk, does, k }: { desk: FloorDesk; does: 'desk.pause' | 'desk.open' | 'desk.close' | 'desk.cutoff'; k: Key }) {
  if (!can(does)) return null;
  const which = { session: desk.session, desk: desk.desk };
  return (
    <button type="button" disabled={busy(does, which)} onClick={() => ask(does, which)}>
      {t(k)} <span class="sr">{desk.desk}</span>
    </button>
  );
}

function Cutoff({ desk }: { desk: FloorDesk }) {
  if (!desk.has_cutoff) return null;
  const last = desk.cutoff && tickets.of(desk.cutoff).value;
  return <p class="unmet">{last ? t('hours.cutoff_after', { name: nameOf(last.person) }) : t('hours.cutoff_all')}</p>;
}

export function Desk({ desk }: { desk: FloorDesk }) {
  const { state, longest_since: longest } = desk;
  if (desk.into !== undefined)
    return (
      <li>
        <strong>{desk.desk}</strong> <span class="soft">{t('hours.merged', { into: desk.into })}</span>
      </li>
    );
  return (
    <li data-desk={desk.desk}>
      <span class="grow">
        <strong>
          <bdi>{desk.desk}</bdi>
        </strong>{' '}
        <span class={state === 'open' ? 'tag' : 'tag warm'}>{t(`hours.desk_state.${state}` as Key)}</span>{' '}
        <span class="soft">
          {t('hours.desk_counts', { waiting: desk.waiting, away: desk.away, served: desk.served })}
          {longest !== undefined && ` · ${t('hours.longest', { time: lasting(longest) })}`}
        </span>{' '}
        <Sparkline of={`${desk.session}/${desk.desk}`} top={5} k="hours.history" />
        <Cutoff desk={desk} />
      </span>
      {state !== 'paused' && <Press desk={desk} does="desk.pause" k="hours.pause" />}
      {(state !== 'open' || desk.has_cutoff) && <Press desk={desk} does="desk.open" k="hours.open" />}
      {state !== 'closing' && <Press desk={desk} does="desk.close" k="hours.close" />}
      {!desk.has_cutoff && <Press desk={desk} does="desk.cutoff" k="hours.cutoff_now" />}
      <Merge desk={desk} />
    </li>
  );
}
