// "Needs you": first on the floor.
import { computed } from '@preact/signals';
import { duration } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { me } from '../../app/client.ts';
import { time } from '../../app/clock.ts';
import { tools } from '../../app/tools.ts';
import { shown } from '../../app/cells.ts';
import { Health } from './health.tsx';
import { HelpNeed, ReportedNeed } from './needs_people.tsx';
import { needs, type Need } from './needs.ts';
import { VisitButton } from './room_card.tsx';
import { nameOfRoom, personName, sessionName } from './words.ts';

/** Every ten seconds is often enough for "for 2 minutes". */
const slow = computed(() => Math.floor(time.value / 10_000) * 10_000);
const reader = computed(() => me.value?.id);
const list = computed(() => (shown.value ? needs(shown.value, slow.value, reader.value) : []));

function Line({ need }: { need: Need }) {
  const { Person } = tools.value;
  const { why, person, room, message, line } = need;
  if (room && message) return <ReportedNeed room={room} n={message} />;
  if (person && why !== 'waiting') return <HelpNeed person={person} at={slow.value} />;
  const since = need.since ? t('floor.since', { time: duration(slow.value - need.since) }) : '';
  return (
    <li data-need={need.why}>
      <Health code={need.why} />
      <span class="grow">
        <bdi>{line ? sessionName(line) : need.room ? nameOfRoom(need.room) : personName(need.person!)}</bdi>{' '}
        {line && t('needs.line', { n: need.n! })} <span class="soft">{since}</span>
      </span>
      {need.room && <VisitButton id={need.room} />}
      {need.person && Person && <Person id={need.person} />}
    </li>
  );
}

export function Needs() {
  return (
    <section class={list.value.length ? 'sheet needs' : 'sheet needs calm'}>
      <h2>{t('floor.needs')}</h2>
      {list.value.length === 0 && <p class="soft">{t('floor.calm')}</p>}
      <ul class="rows">
        {list.value.map(need => (
          <Line key={`${need.message ?? need.why}${need.room ?? need.person ?? need.line}`} need={need} />
        ))}
      </ul>
    </section>
  );
}
