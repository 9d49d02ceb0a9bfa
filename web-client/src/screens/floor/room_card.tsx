// A live room: its health, who is in it and how they are, and what staff can do about it.
import { t } from '../../i18n/words.ts';
import { ask, busy, can, me } from '../../app/client.ts';
import { tools } from '../../app/tools.ts';
import { Countdown } from '../../parts/countdown.tsx';
import { presence } from '../common.ts';
import { rooms } from '../../app/cells.ts';
import { Composition, LastChange } from './composition.tsx';
import { Health } from './health.tsx';
import { Sparkline } from './sparkline.tsx';
import { PersonRow } from './person_row.tsx';
import { write } from './part.ts';
import { nameOfRoom } from './words.ts';

export function VisitButton({ id }: { id: string }) {
  if (!can('room.visit')) return null;
  const here = me.value?.visiting === id;
  return (
    <button type="button" data-do="visit" disabled={busy('room.visit')} onClick={() => ask('room.visit', here ? {} : { room: id })}>
      {t(here ? 'floor.visit_leave' : 'floor.visit')} <span class="sr">{nameOfRoom(id)}</span>
    </button>
  );
}

export function RoomCard({ id }: { id: string }) {
  const room = rooms.of(id).value;
  const { Room, drop } = tools.value;
  if (!room) return null;
  const seats = Object.entries(room.seats);
  const present = seats.filter(([, s]) => presence(s.state) === 'here').length;
  const title = nameOfRoom(id);
  return (
    <article class={`card live ${room.health[0] ?? 'ok'}`} data-room={id} {...drop?.(id)}>
      <h3>{title}</h3>
      <p class="row tight">
        {(room.health.length ? room.health : ['ok']).map(code => (
          <Health key={code} code={code} />
        ))}
        {room.turns && <span class="tag">{t('floor.turns')}</span>}
        {room.locked && (
          <span class="tag">{t('floor.locked')}</span>
        )}
        <Sparkline id={id} />
      </p>
      <p class="soft">
        {t('floor.in_room', { present, seated: seats.length, max: room.max })} · {t('floor.ends')} <Countdown to={room.ends} /> · <LastChange id={id} />
      </p>
      <Composition id={id} />
      <ul class="people">
        {seats.map(([person, seat]) => (
          <PersonRow key={person} id={person} seat={seat} />
        ))}
      </ul>
      <p class="row tight actions">
        {Room && <Room id={id} />}
        <VisitButton id={id} />
        {can('notice.send') && (
          <button type="button" onClick={() => write(`room:${id}`)}>
            {t('floor.message')} <span class="sr">{title}</span>
          </button>
        )}
      </p>
    </article>
  );
}
