// "Needs you": first on the floor.
import { computed, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { duration, isolated, list as listed } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { me } from '../../app/client.ts';
import { time } from '../../app/clock.ts';
import { tools } from '../../app/tools.ts';
import { drawn, reportsOfStaff, rooms } from '../../app/cells.ts';
import { Health } from './health.tsx';
import { HelpNeed, ReportedNeed } from './needs_people.tsx';
import { ReportedPerson } from './reported_person.tsx';
import { inPlace, keyOf, needs, type Need } from './needs.ts';
import { VisitButton } from './room_card.tsx';
import { nameOfRoom, personName, sessionName } from './words.ts';

/** Every ten seconds is often enough for "for 2 minutes". */
const slow = computed(() => Math.floor(time.value / 10_000) * 10_000);
const reader = computed(() => me.value?.id);
const list = computed(() => (drawn.value ? needs(drawn.value, slow.value, reader.value, reportsOfStaff.value) : []));

/** Who is missing, for what can be done about it. */
function missing(id: string): string {
  const late = Object.entries(rooms.of(id).value?.seats ?? {}).filter(([, seat]) => seat.no_show);
  return listed(late.map(([person]) => isolated(personName(person))));
}

/** Its parts one by one: while they are the same it is not drawn anew. */
function Line(need: Need) {
  const { Person } = tools.value;
  const { why, person, room, message, line } = need;
  if (room && message) return <ReportedNeed room={room} n={message} />;
  if (person && why === 'reported_person') return <ReportedPerson person={person} at={slow.value} />;
  if (person && why !== 'waiting') return <HelpNeed person={person} at={slow.value} />;
  const since = need.since ? t('floor.since', { time: duration(slow.value - need.since) }) : '';
  return (
    <li data-need={need.why}>
      <Health code={need.why} />
      <span class="grow">
        <bdi>{line ? sessionName(line) : need.room ? nameOfRoom(need.room) : personName(need.person!)}</bdi>{' '}
        {line && t('needs.line', { n: need.n! })} {why === 'not_arrived' && room && missing(room)} <span class="soft">{since}</span>
      </span>
      {need.room && <VisitButton id={need.room} />}
      {need.person && Person && <Person id={need.person} />}
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
