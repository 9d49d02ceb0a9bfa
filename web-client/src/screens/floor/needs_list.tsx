// "Needs you": first on the floor.
import { computed, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { duration, isolated, list as listed } from '../../i18n/format.ts';
import { coded, t } from '../../i18n/words.ts';
import { can, me } from '../../app/client.ts';
import { time } from '../../app/clock.ts';
import { tools } from '../../app/tools.ts';
import { drawn, people, reportsOfStaff, rooms } from '../../app/cells.ts';
import { Health } from './health.tsx';
import { HelpNeed, ReportedNeed } from './needs_people.tsx';
import { ReportedPerson } from './reported_person.tsx';
import { inPlace, keyOf, late, needs, type Need } from './needs.ts';
import { write } from './part.ts';
import { VisitButton } from './room_card.tsx';
import { nameOfRoom, personName, sessionName } from './words.ts';

/** Every ten seconds is often enough for "for 2 minutes". */
const slow = computed(() => Math.floor(time.value / 10_000) * 10_000);
const reader = computed(() => me.value?.id);
const list = computed(() => (drawn.value ? needs(drawn.value, slow.value, reader.value, reportsOfStaff.value) : []));

/** Who is late, and how far they came: for what can be done about it. */
function missing(id: string, signs: string): string[] {
  const room = rooms.of(id).value;
  if (!room || !/\bnot_/.test(signs)) return [];
  const { not_arrived, not_seen } = late(room);
  const names = (of: string[]) => listed(of.map(person => isolated(personName(person))));
  return [
    not_arrived.length && `${t('floor.seat_assigned')}: ${names(not_arrived)}`,
    not_seen.length && `${t('floor.seat_delivered')}: ${names(not_seen)}`,
  ].filter((words): words is string => !!words);
}

/** Why somebody has no seat, as staff are told it. */
const lacks = (id: string) => coded('floor.waits', people.of(id).value?.waiting ?? '', 'floor.waits.other');

/** Its parts one by one: while they are the same it is not drawn anew. */
function Line(need: Need) {
  const { Person } = tools.value;
  const { why, signs = why, person, room, message, line } = need;
  if (room && message) return <ReportedNeed room={room} n={message} />;
  if (person && why === 'reported_person') return <ReportedPerson person={person} at={slow.value} />;
  if (person && why !== 'waiting') return <HelpNeed person={person} at={slow.value} />;
  const more = [
    line && t('needs.line', { n: need.n! }),
    ...(room ? missing(room, signs) : []),
    person && lacks(person),
    need.since && t('floor.since', { time: duration(slow.value - need.since) }),
  ].filter(Boolean);
  return (
    <li data-need={why} data-signs={signs}>
      {signs.split(' ').map(code => (
        <Health key={code} code={code} />
      ))}
      <span class="grow">
        <bdi>{line ? sessionName(line) : room ? nameOfRoom(room) : personName(person!)}</bdi> <span class="soft">{more.join(' · ')}</span>
      </span>
      {room && /\bnot_/.test(signs) && can('notice.send') && (
        <button type="button" data-do="late" onClick={() => write(`late:${room}`)}>
          {t('needs.message_late')} <span class="sr">{nameOfRoom(room)}</span>
        </button>
      )}
      {room && <VisitButton id={room} />}
      {person && Person && <Person id={person} />}
    </li>
  );
}

/** The place of a need that is over, until the pointer leaves the list. */
function Over({ height }: { height: number }) {
  return (
    <li class="soft" style={{ minHeight: `${height}px` }}>
      {t('needs.over')}
    </li>
  );
}

export function Needs() {
  // While somebody points at the list its rows stay where they are, so that no press goes to another one.
  const held = useSignal<string[] | undefined>(undefined);
  const heights = useRef(new Map<string, number>());
  const element = useRef<HTMLUListElement>(null);
  const rows = held.value ? inPlace(held.value, list.value) : list.value.map(need => ({ key: keyOf(need), need }));
  const keys = rows.map(row => row.key);
  const hold = (e: PointerEvent) => {
    if (e.pointerType !== 'mouse' || held.peek()) return;
    const made = element.current!.children;
    heights.current = new Map(keys.map((key, i) => [key, made[i]?.getBoundingClientRect().height ?? 0]));
    held.value = keys;
  };
  return (
    <section class={list.value.length ? 'sheet needs' : 'sheet needs calm'}>
      <h2>{t('floor.needs')}</h2>
      {list.value.length === 0 && <p class="soft">{t('floor.calm')}</p>}
      <ul class="rows" ref={element} onPointerEnter={hold} onPointerLeave={() => (held.value = undefined)}>
        {rows.map(({ key, need }) =>
          need ? <Line key={key} {...need} /> : <Over key={key} height={heights.current.get(key) ?? 0} />,
        )}
      </ul>
    </section>
  );
}
