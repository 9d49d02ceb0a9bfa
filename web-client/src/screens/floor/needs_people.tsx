// In "Needs you": somebody who asked for help, and a message that people reported.
import type { FloorPerson } from '../../protocol.ts';
import { duration } from '../../i18n/format.ts';
import { Say } from '../../i18n/rich.tsx';
import { t } from '../../i18n/words.ts';
import { people, rooms } from '../../app/cells.ts';
import { ask, busy, can, me } from '../../app/client.ts';
import { Health } from './health.tsx';
import { write } from './part.ts';
import { reachesPerson } from './reach.ts';
import { PersonName } from './person_row.tsx';
import { VisitButton } from './room_card.tsx';
import { nameOfRoom, sessionName } from './words.ts';

export function where({ room, session }: FloorPerson): string {
  // Of whoever calls from elsewhere the floor has not their room.
  if (room) return rooms.of(room).value ? nameOfRoom(room) : sessionName(session!);
  return session ? `${t('floor.lobby')}: ${sessionName(session)}` : t('floor.at_programme');
}

function HelpActions({ id, person }: { id: string; person: FloorPerson }) {
  const by = person.help?.by;
  const mine = by !== undefined && by === me.value?.id;
  // Whoever went and is away for long does not keep others from going.
  const free = by === undefined || (!mine && person.help?.away);
  return (
    <>
      {mine && <strong>{t('needs.yours')}</strong>}
      {by !== undefined && !mine && (
        <span>
          <Say k="needs.taken" names={{ name: person.help?.name ?? '' }} />
        </span>
      )}
      {!mine && can('help.claim') && (
        <button
          type="button"
          class={free ? 'main' : ''}
          disabled={busy('help.claim', { person: id })}
          onClick={() => ask('help.claim', { person: id, instead_of: by })}
        >
          {t(by === undefined ? 'needs.go' : 'needs.instead')} <span class="sr">{person.name}</span>
        </button>
      )}
      {by !== undefined && person.room && <VisitButton id={person.room} />}
      {mine && !person.room && can('notice.send') && (
        <button type="button" onClick={() => write(`person:${id}`)}>
          {t('floor.message')} <span class="sr">{person.name}</span>
        </button>
      )}
      {mine && can('help.release') && (
        <button type="button" disabled={busy('help.release', { person: id })} onClick={() => ask('help.release', { person: id })}>
          {t('needs.release')} <span class="sr">{person.name}</span>
        </button>
      )}
      {mine && (
        <button type="button" class="main" disabled={busy('help.resolve', { person: id })} onClick={() => ask('help.resolve', { person: id })}>
          {t('needs.done')} <span class="sr">{person.name}</span>
        </button>
      )}
    </>
  );
}

export function HelpNeed({ person: id, at }: { person: string; at: number }) {
  const person = people.of(id).value;
  const help = person?.help;
  if (!person || !help) return null;
  return (
    <li data-need="help" data-asks={id}>
      <Health code="help" />
      <span class="grow">
        <PersonName id={id} /> <span class="soft">{[where(person), t('floor.since', { time: duration(at - help.since) })].join(' · ')}</span>
        {help.about && (
          <span class="said quoted" dir="auto">
            {help.about}
          </span>
        )}
      </span>
      <HelpActions id={id} person={person} />
    </li>
  );
}

export function ReportedNeed({ room, n }: { room: string; n: string }) {
  const complaint = rooms.of(room).value?.complaints[n];
  if (!complaint) return null;
  const settle = (hidden: boolean) => () => ask('chat.hide', { room, n: Number(n), hidden });
  const waits = busy('chat.hide', { room, n: Number(n) });
  const author = people.of(complaint.by).value;
  return (
    <li data-need="reported" data-message={`${room} ${n}`}>
      <Health code="reported" />
      <span class="grow">
        {nameOfRoom(room)} <span class="soft">{t('needs.reports', { n: complaint.reports })}</span>
        <br />
        <Say k="needs.wrote" names={{ name: complaint.name }} />
        <span class="said quoted" dir="auto">
          {complaint.text}
        </span>
      </span>
      {can('chat.hide') && (
        <>
          <button type="button" class="main" disabled={waits} onClick={settle(true)}>
            {t('needs.hide')}
          </button>
          <button type="button" disabled={waits} onClick={settle(false)}>
            {t('needs.leave')}
          </button>
        </>
      )}
      {can('person.mute') && !author?.muted && reachesPerson(complaint.by) && (
        <button
          type="button"
          class="bad"
          disabled={busy('person.mute', { person: complaint.by })}
          onClick={() => ask('person.mute', { person: complaint.by, muted: true })}
        >
          <span>
            <Say k="needs.mute" names={{ name: complaint.name }} />
          </span>
        </button>
      )}
      {author?.muted && <span class="soft">{t('floor.muted')}</span>}
      <VisitButton id={room} />
    </li>
  );
}
