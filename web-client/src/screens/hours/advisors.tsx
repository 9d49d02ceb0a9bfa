// Who advises in a session: whether they take people, whom they are with, and posting somebody more.
import { useSignal } from '@preact/signals';
import type { AdvisorStatus, FloorAdvisor } from '../../protocol.ts';
import { clock, list } from '../../i18n/format.ts';
import { t, type Key } from '../../i18n/words.ts';
import { nameOf, shown } from '../../app/cells.ts';
import { ask, busy, can, me } from '../../app/client.ts';
import { minute } from '../../app/clock.ts';
import { lasting } from '../../app/lasting.ts';
import { fold } from '../floor/fold.ts';
import { desksOf, tickets } from './store.ts';

const most = 8;

export function Advisor({ advisor: a }: { advisor: FloorAdvisor }) {
  const people = a.with.map(id => tickets.of(id).value).filter(ticket => ticket !== undefined);
  const turn = (status: AdvisorStatus) => () => ask('advisor.status', { session: a.session, status, person: a.person });
  const press = (status: AdvisorStatus) =>
    a.status !== status && (
      <button type="button" disabled={busy('advisor.status', { person: a.person })} onClick={turn(status)}>
        {t(`hours.set.${status}` as Key)} <span class="sr">{a.name}</span>
      </button>
    );
  const rests = a.rests_until !== undefined && a.rests_until > minute.value;
  const room = a.room;
  return (
    <li data-advisor={a.person}>
      <span class="grow">
        <strong>
          <bdi>{a.name}</bdi>
        </strong>{' '}
        <span class={a.status === 'available' ? 'tag' : 'tag warm'}>{t(`hours.advisor_state.${a.status}` as Key)}</span>{' '}
        {!a.online && <span class="tag bad">{t('hours.offline')}</span>}{' '}
        <span class="soft">
          {[
            a.desk,
            people.length > 0 && t('hours.with', { names: list(people.map(p => nameOf(p.person))) }),
            rests && t('hours.rests'),
            t('hours.since', { time: lasting(a.since) }),
            a.until !== undefined && t('hours.until', { time: clock(a.until) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {can('advisor.status') && (
        <>
          {press('available')}
          {press('away')}
          {press('off')}
        </>
      )}
      {can('room.visit') && room !== undefined && me.value?.visiting !== room && (
        <button type="button" disabled={busy('room.visit')} onClick={() => ask('room.visit', { room })}>
          {t('hours.visit')} <span class="sr">{a.name}</span>
        </button>
      )}
      {can('advisor.post') && a.with.length === 0 && (
        <button
          type="button"
          class="bad"
          disabled={busy('advisor.post', { person: a.person })}
          onClick={() => ask('advisor.post', { session: a.session, desk: a.desk, person: a.person, topics: [], languages: [], capacity: 0, posted: false })}
        >
          {t('hours.unpost')} <span class="sr">{a.name}</span>
        </button>
      )}
    </li>
  );
}

export function Post({ session, posted }: { session: string; posted: string[] }) {
  const query = useSignal('');
  const chosen = useSignal('');
  const desks = desksOf(session).filter(d => d.into === undefined);
  if (!can('advisor.post') || desks.length === 0) return null;
  const desk = desks.find(d => d.desk === chosen.value)?.desk ?? desks[0]!.desk;
  const wanted = fold(query.value.trim());
  const found = wanted.length < 2 ? [] : Object.entries(shown.value?.people ?? {}).filter(([id, p]) => !posted.includes(id) && fold(p.name).includes(wanted));
  const post = (person: string) => () => {
    ask('advisor.post', { session, desk, person, topics: [], languages: [], capacity: 0, posted: true });
    query.value = '';
  };
  return (
    <details data-do="post">
      <summary>{t('hours.post')}</summary>
      <label>
        {t('hours.post_desk')}
        <select value={desk} onChange={e => (chosen.value = e.currentTarget.value)}>
          {desks.map(d => (
            <option key={d.desk}>{d.desk}</option>
          ))}
        </select>
      </label>
      <label>
        {t('hours.post_who')}
        <input type="search" value={query.value} onInput={e => (query.value = e.currentTarget.value)} />
      </label>
      <p class="soft" role="status">
        {wanted.length >= 2 && t('hours.found', { n: found.length })}
      </p>
      <ul class="rows">
        {found.slice(0, most).map(([id, person]) => (
          <li key={id}>
            <bdi class="grow">{person.name}</bdi>
            <button type="button" disabled={busy('advisor.post', { person: id })} onClick={post(id)}>
              {t('hours.post_do')} <span class="sr">{person.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
