// The lines of office hours on the floor: desks, advisors, and who waits, in the order in which they are called.
import { computed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { FloorTicket } from '../../protocol.ts';
import { topicName } from '../../i18n/labels.ts';
import { t, type Key } from '../../i18n/words.ts';
import { nameOf } from '../../app/cells.ts';
import { can } from '../../app/client.ts';
import { minute } from '../../app/clock.ts';
import { lasting } from '../../app/lasting.ts';
import { programme } from '../../app/programme.ts';
import { sessionName } from '../floor/words.ts';
import { ActDialog } from './act_dialog.tsx';
import { Advisor, Post } from './advisors.tsx';
import { Desk } from './desks.tsx';
import { acted, advisorsOf, allTickets, desksOf, lineSessions, tickets } from './store.ts';
import { acts, inOrder, live, waitsLong } from './tickets.ts';

function Ticket({ id }: { id: string }) {
  const ticket = tickets.of(id).value;
  if (!ticket) return null;
  const long = waitsLong(ticket, minute.value);
  const { state, advisor } = ticket;
  return (
    <li data-ticket={id}>
      <span class="grow">
        <strong>
          <bdi>{ticket.name}</bdi>
        </strong>{' '}
        <span class="soft">
          {[topicName(programme.value, ticket.topic), ticket.desk, t('hours.waited', { time: lasting(ticket.joined) })].join(' · ')}
        </span>
        {ticket.question && (
          <span class="said quoted" dir="auto">
            {ticket.question}
          </span>
        )}
      </span>
      {state !== 'waiting' && (
        <span class="tag">
          {t(`hours.state.${state}` as Key)}
          {advisor && ` (${nameOf(advisor)})`}
        </span>
      )}
      {long && <span class="tag bad">{t('hours.long')}</span>}
      {ticket.unserved && <span class="tag bad">{t('hours.unserved')}</span>}
      {ticket.pinned && <span class="tag">{t('hours.pinned')}</span>}
      {ticket.boosted && <span class="tag">{t('hours.boosted')}</span>}
      {!ticket.online && <span class="tag warm">{t('hours.offline')}</span>}
      {acts(ticket, can).length > 0 && (
        <button type="button" aria-haspopup="dialog" onClick={() => (acted.value = id)}>
          {t('hours.act')} <span class="sr">{ticket.name}</span>
        </button>
      )}
    </li>
  );
}

/** Joined, so that it is another value only when the order is another one. */
function useOrder(session: string, of: (ticket: FloorTicket) => boolean): string[] {
  return useMemo(() => computed(() => inOrder(allTickets(), session, of).join(' ')), [session]).value.split(' ').filter(Boolean);
}
const over = (ticket: FloorTicket) => !live(ticket);

function Line({ session }: { session: string }) {
  const order = useOrder(session, live);
  const ended = useOrder(session, over);
  const long = useMemo(
    () => computed(() => Object.values(allTickets()).filter(ticket => ticket.session === session && waitsLong(ticket, minute.value)).length),
    [session],
  ).value;
  const advisors = advisorsOf(session);
  return (
    <section data-line={session}>
      <h2>{sessionName(session)}</h2>
      {long > 0 && <p class="tag bad">{t('hours.long_count', { n: long })}</p>}
      <h3>{t('hours.desks')}</h3>
      <ul class="rows">
        {desksOf(session).map(desk => (
          <Desk key={desk.desk} desk={desk} />
        ))}
      </ul>
      <h3>{t('hours.advisors')}</h3>
      {advisors.length === 0 && <p class="soft">{t('hours.no_advisors')}</p>}
      <ul class="rows">
        {advisors.map(advisor => (
          <Advisor key={advisor.person} advisor={advisor} />
        ))}
      </ul>
      <Post session={session} posted={advisors.map(a => a.person)} />
      <h3>{t('hours.line', { n: order.length })}</h3>
      <ol class="rows">
        {order.map(id => (
          <Ticket key={id} id={id} />
        ))}
      </ol>
      {ended.length > 0 && (
        <details>
          <summary>{t('hours.ended', { n: ended.length })}</summary>
          <ul class="rows">
            {ended.map(id => (
              <Ticket key={id} id={id} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

export function Screen() {
  return (
    <>
      {lineSessions.value.map(id => (
        <Line key={id} session={id} />
      ))}
      <ActDialog />
    </>
  );
}
