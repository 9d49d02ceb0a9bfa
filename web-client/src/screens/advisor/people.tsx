// Whom an advisor calls or talks to, and who comes next.
import { useSignal } from '@preact/signals';
import type { DeskTicket, DeskView } from '../../protocol.ts';
import { clock } from '../../i18n/format.ts';
import { regionName, roleName, topicName } from '../../i18n/labels.ts';
import { coded, t } from '../../i18n/words.ts';
import { ask, busy } from '../../app/client.ts';
import { lasting } from '../../app/lasting.ts';
import { draft, drafts } from '../../app/drafts.ts';
import { programme } from '../../app/programme.ts';
import { takeBack } from '../../app/unsaid.ts';
import { bytesOf, Length } from '../../parts/text_field.tsx';
import { isNext, mayCall } from './desk.ts';

const noteLength = 1_000;
const reasonLength = 500;
/** A note is kept where what else one writes is kept; no room is called so. */
const slot = (ticket: unknown) => `note:${ticket}`;
takeBack('ticket.done', c => drafts.peek()[slot(c['ticket'])] || draft(slot(c['ticket']), String(c['note'])));

function Who({ person: p }: { person: DeskTicket }) {
  const known = programme.value;
  const about = [p.role && roleName(known, p.role), p.region && regionName(known, p.region), topicName(known, p.topic)].filter(Boolean);
  return (
    <>
      <strong>
        <bdi>{p.name}</bdi>
      </strong>{' '}
      <span class="soft">{about.join(' · ')}</span>
      {p.question && (
        <span class="said quoted" dir="auto">
          {p.question}
        </span>
      )}
    </>
  );
}

const Name = ({ name }: DeskTicket) => <span class="sr">{name}</span>;

/** `ends`: when the conversation is to be over, as the screen has it. */
function Done({ person, ends }: { person: DeskTicket; ends: number }) {
  const followUp = useSignal(false);
  const note = drafts.value[slot(person.id)] ?? '';
  const id = `note-${person.id}`;
  const done = (e: Event) => {
    e.preventDefault();
    if (bytesOf(note) > noteLength) return;
    ask('ticket.done', { ticket: person.id, note: note.trim(), follow_up: followUp.value });
    draft(slot(person.id), '');
  };
  return (
    <form class="grow" onSubmit={done}>
      <label>
        {t('advisor.note')} <small>{t('form.optional')}</small>
        <textarea rows={2} dir="auto" value={note} aria-describedby={id} onInput={e => draft(slot(person.id), e.currentTarget.value)} />
      </label>
      <Length id={id} text={note} most={noteLength} />
      <label>
        <input type="checkbox" checked={followUp.value} onChange={e => (followUp.value = e.currentTarget.checked)} />
        {t('advisor.follow_up')}
      </label>
      <p class="row">
        <button class="main" disabled={busy('ticket.done', { ticket: person.id })}>
          {t('advisor.done')} <Name {...person} />
        </button>
        <button type="button" disabled={busy('ticket.extend')} onClick={() => ask('ticket.extend', { ticket: person.id, minutes: 5, seen: ends })}>
          {t('advisor.extend')} <Name {...person} />
        </button>
        <NotThere person={person} />
      </p>
    </form>
  );
}

function NotThere({ person }: { person: DeskTicket }) {
  return (
    <button type="button" disabled={busy('ticket.no_show')} onClick={() => ask('ticket.no_show', { ticket: person.id })}>
      {t('advisor.not_there')} <Name {...person} />
    </button>
  );
}

export function With({ desk }: { desk: DeskView }) {
  return (
    <ul class="rows">
      {desk.with.map(person => {
        const talks = person.state === 'in_session';
        return (
          <li key={person.id} data-ticket={person.id}>
            <span class="grow">
              <Who person={person} />
            </span>
            <span class="tag">
              {talks
                ? t('advisor.talking', { time: lasting(person.since), end: clock(desk.ends) })
                : t(person.accepted ? 'advisor.coming_now' : 'advisor.called')}
            </span>
            {!person.online && <span class="tag warm">{t('advisor.offline')}</span>}
            {talks ? (
              <Done person={person} ends={desk.ends} />
            ) : (
              <>
                <NotThere person={person} />
                <button type="button" disabled={busy('ticket.return')} onClick={() => ask('ticket.return', { ticket: person.id, reason: '' })}>
                  {t('advisor.call_off')} <Name {...person} />
                </button>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Out of turn, the reason is kept with the ticket. */
function CallAnyway({ person }: { person: DeskTicket }) {
  const reason = useSignal('');
  const call = (e: Event) => {
    e.preventDefault();
    if (bytesOf(reason.value) > reasonLength) return;
    ask('ticket.call', { tickets: [person.id], reason: reason.value.trim() });
  };
  const id = `reason-${person.id}`;
  return (
    <details class="grow">
      <summary>
        {t('advisor.call_now')} <Name {...person} />
      </summary>
      <form onSubmit={call}>
        <label>
          {t('advisor.reason')}
          <input required value={reason.value} aria-describedby={id} onInput={e => (reason.value = e.currentTarget.value)} />
        </label>
        <Length id={id} text={reason.value} most={reasonLength} />
        <button disabled={busy('ticket.call')}>{t('advisor.call')}</button>
      </form>
    </details>
  );
}

export function Coming({ desk }: { desk: DeskView }) {
  const free = mayCall(desk);
  if (desk.coming.length === 0) return <p class="soft">{t('advisor.nobody')}</p>;
  return (
    <ol class="rows">
      {desk.coming.map(person => (
        <li key={person.id} data-ticket={person.id}>
          <span class="grow">
            <Who person={person} />
          </span>
          <span class="soft">{t('advisor.waits', { time: lasting(person.joined) })}</span>
          {person.why_next && <span class="tag">{coded('advisor.next', person.why_next, 'advisor.next.first')}</span>}
          {person.peers && <span class="tag">{t('advisor.peers')}</span>}
          {free &&
            (isNext(person) ? (
              <button type="button" class="main" disabled={busy('ticket.call')} onClick={() => ask('ticket.call', { tickets: [person.id], reason: '' })}>
                {t('advisor.call')} <Name {...person} />
              </button>
            ) : (
              <CallAnyway person={person} />
            ))}
        </li>
      ))}
    </ol>
  );
}
