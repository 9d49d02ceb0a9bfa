// A live room: its health, who is in it and how they are, and what staff can do about it. Each part is drawn anew when what
// it shows changes, and not when something else of the room does: in a crowd something always does.
import { useSignal, useSignalEffect, type ReadonlySignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { t } from '../../i18n/words.ts';
import { ask, busy, can, me } from '../../app/client.ts';
import { tools } from '../../app/tools.ts';
import { Countdown } from '../../parts/countdown.tsx';
import { presence } from '../common.ts';
import { useOfRoom } from '../../app/cells.ts';
import { atLast, sooner } from '../../app/pace.ts';
import type { FloorRoom } from '../../protocol.ts';
import { Composition, LastChange } from './composition.tsx';
import { Health } from './health.tsx';
import type { Wanted } from './nearby.ts';
import { signsOf } from './needs.ts';
import { Sparkline } from './sparkline.tsx';
import { PersonRow } from './person_row.tsx';
import { LinkButton } from './room_link.tsx';
import { write } from './part.ts';
import { useNameOfRoom } from './words.ts';

export function VisitButton({ id }: { id: string }) {
  const name = useNameOfRoom(id);
  if (!can('room.visit')) return null;
  const here = me.value?.visiting === id;
  return (
    <button type="button" data-do="visit" disabled={busy('room.visit')} onClick={() => ask('room.visit', here ? {} : { room: id })}>
      {t(here ? 'floor.visit_leave' : 'floor.visit')} <span class="sr">{name}</span>
    </button>
  );
}

const healthOf = (room: FloorRoom) => signsOf(room).join(' ') || 'ok';

function Signs({ id }: { id: string }) {
  const health = useOfRoom(id, healthOf) ?? '';
  const turns = useOfRoom(id, room => room.turns);
  const locked = useOfRoom(id, room => room.locked);
  const max = useOfRoom(id, room => room.max);
  return (
    <p class="row tight">
      {health.split(' ').map(code => (
        <Health key={code} code={code} />
      ))}
      {turns && <span class="tag">{t('floor.turns')}</span>}
      {locked && <span class="tag">{t('floor.locked')}</span>}
      <Sparkline of={id} top={max ?? 1} k="floor.history" />
    </p>
  );
}

const countsOf = ({ seats, max }: FloorRoom) => {
  const all = Object.values(seats);
  return t('floor.in_room', { present: all.filter(s => presence(s.state) === 'here').length, seated: all.length, max });
};

function Counts({ id }: { id: string }) {
  const counts = useOfRoom(id, countsOf);
  const ends = useOfRoom(id, room => room.ends) ?? 0;
  return (
    <p class="soft">
      {counts} · {t('floor.ends')} <Countdown to={ends} /> · <LastChange id={id} />
    </p>
  );
}

const peopleOf = ({ seats }: FloorRoom) => Object.keys(seats).join(' ');

function Seats({ id }: { id: string }) {
  const people = useOfRoom(id, peopleOf) ?? '';
  return (
    <ul class="people">
      {people.split(' ').filter(Boolean).map(person => (
        <PersonRow key={person} id={person} room={id} />
      ))}
    </ul>
  );
}

function Body({ id, title }: { id: string; title: string }) {
  const { Room } = tools.value;
  return (
    <>
      <Signs id={id} />
      <Counts id={id} />
      <Composition id={id} />
      <Seats id={id} />
      <p class="row tight actions">
        {Room && <Room id={id} />}
        <VisitButton id={id} />
        <LinkButton id={id} />
        {can('notice.send') && (
          <button type="button" onClick={() => write(`room:${id}`)}>
            {t('floor.message')} <span class="sr">{title}</span>
          </button>
        )}
      </p>
    </>
  );
}

/** `wanted`: how soon it is to be whole. Until then it is a name and its worst sign, where the keyboard stops, too. */
export function RoomCard({ id, wanted }: { id: string; wanted: ReadonlySignal<Wanted> }) {
  const worst = useOfRoom(id, room => signsOf(room)[0] ?? 'ok');
  const title = useNameOfRoom(id);
  const whole = useSignal(false);
  const element = useRef<HTMLElement>(null);
  useSignalEffect(() => {
    const draw = wanted.value === 'some_time' ? atLast : sooner;
    draw(() => (whole.value = wanted.peek() !== 'no' || !!element.current?.contains(document.activeElement)));
  });
  const { drop } = tools.value;
  if (!worst) return null;
  return (
    <article class={`card live ${worst} ${whole.value ? '' : 'far'}`} data-room={id} ref={element} {...drop?.(id)}>
      <h3 tabIndex={whole.value ? -1 : 0}>{title}</h3>
      {whole.value ? <Body id={id} title={title} /> : <Health code={worst} />}
    </article>
  );
}
