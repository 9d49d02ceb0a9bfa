// Office hours: standing in line for an advisor, being called, talking, and what comes after.
import { computed, signal, useSignal } from '@preact/signals';
import type { TicketView } from '../protocol.ts';
import { clock } from '../i18n/format.ts';
import { Say } from '../i18n/rich.tsx';
import { roomName, sessionTitle, topicName } from '../i18n/labels.ts';
import { t } from '../i18n/words.ts';
import { recall, remember } from '../connection/pass.ts';
import { ask, busy, me, now, ticket as own_ticket } from '../app/client.ts';
import { minute } from '../app/clock.ts';
import type { Own } from '../app/kinds.ts';
import { programme } from '../app/programme.ts';
import { Countdown } from '../parts/countdown.tsx';
import { TicketForm } from './office_hours/form.tsx';
import { isOver } from './office_hours/line.ts';
import { Away, FollowUp, Leave, Snooze, Tools } from './office_hours/tools.tsx';
import { followTicket } from './office_hours/voice.ts';
import { overText, placeText, waitText, whyText } from './office_hours/words.ts';

followTicket();

const seenSlot = 'convene:ticket_seen';
const seen = signal(recall(globalThis.sessionStorage, seenSlot));
const key = ({ id, version }: TicketView) => `${me.value?.id} ${id} ${version}`;
/** What ended is news for so long. */
const news = 60 * 60_000;
const shown = computed(() => {
  const ticket = own_ticket.value;
  return ticket && isOver(ticket) && (key(ticket) === seen.value || minute.value - ticket.since > news) ? undefined : ticket;
});

function Called({ ticket }: { ticket: TicketView }) {
  const { advisor, expires, group, accepted } = ticket.call!;
  const answer = { ticket: ticket.id, seen: ticket.version };
  return (
    <>
      <p class="big">
        <Say k="office_hours.called" names={{ advisor }} />
      </p>
      {group > 1 && <p>{t('office_hours.group', { n: group - 1 })}</p>}
      {me.value?.place === 'room' && <p>{t('office_hours.kept')}</p>}
      <p>
        {t(accepted ? 'office_hours.accepted' : 'office_hours.come_within')} <Countdown to={expires} />
      </p>
      {!accepted && (
        <p class="row">
          <button type="button" class="main" disabled={busy('ticket.accept')} onClick={() => ask('ticket.accept', answer)}>
            {t('office_hours.come')}
          </button>
          <button type="button" disabled={busy('ticket.decline')} onClick={() => ask('ticket.decline', answer)}>
            {t('office_hours.yield')}
          </button>
          <Snooze ticket={ticket} />
        </p>
      )}
      <Leave ticket={ticket} k="office_hours.leave" sure="office_hours.leave_sure" />
    </>
  );
}

function Talk({ ticket }: { ticket: TicketView }) {
  const from = me.value?.called_from;
  return (
    <>
      <p class="lead">
        <Say k="office_hours.talk" names={{ advisor: ticket.advisor ?? '' }} time={clock(ticket.ends)} />
      </p>
      {from && (
        <p class="soft">
          <Say k="office_hours.from" names={{ room: from.name ? roomName(programme.value, from.name) : sessionTitle(programme.value, from.session) }} />
        </p>
      )}
      <Leave ticket={ticket} k="office_hours.end_talk" sure="office_hours.end_sure" />
    </>
  );
}

function Over({ ticket }: { ticket: TicketView }) {
  const dismiss = () => remember(sessionStorage, seenSlot, (seen.value = key(ticket)));
  return (
    <>
      <p class="lead">{overText(ticket)}</p>
      {/^(done|closed_out)$/.test(ticket.state) && <FollowUp ticket={ticket} />}
      <button type="button" onClick={dismiss}>
        {t('notice.ok')}
      </button>
    </>
  );
}

function Waiting({ ticket, compact }: { ticket: TicketView; compact: boolean }) {
  const away = ticket.state === 'away';
  return (
    <>
      {!away && <p class={compact ? 'lead' : 'big'}>{placeText(ticket)}</p>}
      {away ? <Away ticket={ticket} /> : <p>{waitText(ticket)}</p>}
      {ticket.boosted && !compact && <p class="soft">{t('office_hours.boosted')}</p>}
      {compact && me.value?.place === 'room' && <p class="soft">{t('office_hours.kept')}</p>}
      {compact ? (
        <details>
          <summary>{t('office_hours.more')}</summary>
          <Tools ticket={ticket} />
        </details>
      ) : (
        <Tools ticket={ticket} />
      )}
    </>
  );
}

function Screen({ compact }: { compact: boolean }) {
  const ticket = shown.value;
  if (!ticket) return null;
  const called = ticket.state === 'offered' && ticket.call;
  const Title = compact ? 'p' : 'h2';
  const why = called || ticket.state === 'in_session' ? '' : whyText(ticket);
  return (
    <section class={`sheet line${called ? ' called' : ''}`} data-part="line" aria-label={t('office_hours.title')}>
      <Title class="over">
        {topicName(programme.value, ticket.topic)} · {sessionTitle(programme.value, ticket.session)}
      </Title>
      {why && (
        <p class="unmet">
          {why} {ticket.by && <Say k="office_hours.by" names={{ by: ticket.by }} />}
        </p>
      )}
      {called ? (
        <Called ticket={ticket} />
      ) : ticket.state === 'in_session' ? (
        <Talk ticket={ticket} />
      ) : isOver(ticket) ? (
        <Over ticket={ticket} />
      ) : (
        <Waiting key={ticket.id} ticket={ticket} compact={compact} />
      )}
    </section>
  );
}

function Join({ session }: { session: string }) {
  const open = useSignal(false);
  const ticket = own_ticket.value;
  const line = now.value?.sessions.find(s => s.id === session)?.line;
  if (!line) return null;
  const [waiting, advisors] = [line.desks.reduce((n, d) => n + d.waiting, 0), line.desks.reduce((n, d) => n + d.advisors, 0)];
  return (
    <>
      <p class="soft">{t('office_hours.status', { n: waiting, advisors })}</p>
      {line.draws && <p>{t('office_hours.draw', { time: clock(line.draws) })}</p>}
      {ticket && !isOver(ticket) ? (
        <p class="for-you">
          <Say k="office_hours.stands" names={{ session: sessionTitle(programme.value, ticket.session) }} />
        </p>
      ) : (
        <details open={open.value} onToggle={e => (open.value = e.currentTarget.open)}>
          <summary class="button main">{t('office_hours.join')}</summary>
          <TicketForm session={session} />
        </details>
      )}
    </>
  );
}

export const own: Own = { Join, Screen };
