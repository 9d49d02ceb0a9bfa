// What one can do about one's ticket while waiting.
import type { TicketView } from '../../protocol.ts';
import { t, type Key } from '../../i18n/words.ts';
import { ask, busy, me } from '../../app/client.ts';
import { TicketForm } from './form.tsx';
import { unlikely } from './line.ts';
import { awayText } from './words.ts';

const snooze = (ticket: string, minutes: number) => () => ask('ticket.snooze', { ticket, minutes });

export function Snooze({ ticket }: { ticket: TicketView }) {
  const away = ticket.state === 'away';
  if (!away && ticket.away_left_s === 0) return null;
  return (
    <button type="button" class={away ? 'main' : ''} disabled={busy('ticket.snooze')} onClick={snooze(ticket.id, away ? 0 : 5)}>
      {t(away ? 'office_hours.back' : 'office_hours.snooze')}
    </button>
  );
}

/** Asked again before it is done: a place that was given up is gone. */
export function Leave({ ticket, k, sure }: { ticket: TicketView; k: Key; sure: Key }) {
  return (
    <details>
      <summary>{t(k)}</summary>
      <p>{t(sure)}</p>
      <button type="button" disabled={busy('ticket.leave')} onClick={() => ask('ticket.leave', { ticket: ticket.id })}>
        {t('office_hours.leave_yes')}
      </button>
    </details>
  );
}

export function FollowUp({ ticket: { id, follow_up } }: { ticket: TicketView }) {
  return (
    <label>
      <input type="checkbox" checked={follow_up} disabled={busy('ticket.follow_up')} onChange={() => ask('ticket.follow_up', { ticket: id, wants: !follow_up })} />
      {t('office_hours.follow_up')}
    </label>
  );
}

/** Others who wait with the same topic. */
function Peers({ ticket: { id, session, peers_here: n, wants_peers: wants } }: { ticket: TicketView }) {
  const sits = me.value?.place === 'room' && me.value.session === session;
  if (sits || (!n && !wants)) return null;
  return (
    <p class="row">
      <span>{wants ? t('office_hours.peers_wanted') : t('office_hours.peers_here', { n })}</span>
      <button type="button" disabled={busy('peers.join')} onClick={() => ask('peers.join', { ticket: id, wants: !wants })}>
        {t(wants ? 'office_hours.peers_off' : 'office_hours.peers_join')}
      </button>
    </p>
  );
}

export function Tools({ ticket }: { ticket: TicketView }) {
  return (
    <>
      {unlikely(ticket) && (
        <>
          <p class="unmet">{t('office_hours.unlikely')}</p>
          <FollowUp ticket={ticket} />
        </>
      )}
      <Peers ticket={ticket} />
      <p class="row">
        <Snooze ticket={ticket} />
      </p>
      <details>
        <summary>{t('office_hours.change')}</summary>
        <TicketForm session={ticket.session} ticket={ticket} />
      </details>
      <Leave ticket={ticket} k="office_hours.leave" sure="office_hours.leave_sure" />
    </>
  );
}

/** The place, in words, where there is none to show. */
export const Away = ({ ticket }: { ticket: TicketView }) => <p>{awayText(ticket)}</p>;
