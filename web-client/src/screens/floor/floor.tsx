// The floor: who needs somebody, the live rooms, the clocks, messages. A moderator's board adds its tools to it.
import { computed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Heading } from '../../parts/heading.tsx';
import { clock } from '../../i18n/format.ts';
import { t, type Key } from '../../i18n/words.ts';
import { hoursChunk, roomLinkChunk, sparing } from '../../app/chunks.ts';
import { can, floor, me } from '../../app/client.ts';
import { tools } from '../../app/tools.ts';
// The board's parts that fetch files share it; loaded here, so that it is one and the same for them.
import '../../connection/api.ts';
import { clocksChunk, messagesChunk, staleChunk } from './chunks.ts';
import { Find, useFindKey } from './find.tsx';
import { Needs } from './needs_list.tsx';
import { followHistory } from './history.ts';
import { followNeeds } from './needs_voice.ts';
import { PersonDialog } from './person_dialog.tsx';
import { paused, shown, togglePause } from '../../app/cells.ts';
import { mindPresses } from '../../app/pace.ts';
import { Loading } from '../../parts/loading.tsx';
import { OwnDesk } from '../../parts/own_desk.tsx';
import { Visiting } from '../../parts/visiting.tsx';
import { liveSessions } from './order.ts';
import { LinkDialog } from './room_link.tsx';
import { SessionRooms } from './session_rooms.tsx';
import { part } from './part.ts';
import { changed } from './seek.ts';
import { late } from './too_late.ts';

mindPresses();
followNeeds();
followHistory();

const parts = computed(() => ['rooms', 'clocks', 'messages', ...Object.keys(tools.value.parts ?? {})]);

/** A part may be gone with the hat that it came with. */
const shownPart = computed(() => (parts.value.includes(part.value) ? part.value : 'rooms'));

function Views() {
  return (
    <nav class="row views" aria-label={t('floor.views')}>
      {parts.value.map(name => (
        <button type="button" key={name} class="tab" aria-pressed={shownPart.value === name} onClick={() => (part.value = name)}>
          {t(`floor.${name}` as Key)}
        </button>
      ))}
      <button type="button" class="quiet" aria-pressed={!!paused.value} onClick={togglePause}>
        {t(paused.value ? 'floor.resume' : 'floor.pause')}
      </button>
    </nav>
  );
}

const news = computed(() => (paused.value && floor.value ? changed(paused.value.view, floor.value) : 0));

function Paused() {
  return paused.value ? (
    <p class="notice" data-part="paused">
      {t('floor.paused', { time: clock(paused.value.at) })} {t('floor.news', { n: news.value })}
    </p>
  ) : null;
}

const visits = computed(() => me.value?.visiting !== undefined);

/** Fetched with the first office hour. */
const hasLines = computed(() => Object.keys(shown.value?.desks ?? {}).length > 0);

function Lines() {
  if (!hasLines.value) return null;
  const Hours = hoursChunk()?.Screen;
  return Hours ? <Hours /> : null;
}

function Rooms() {
  return (
    <>
      <Needs />
      <Find />
      {liveSessions.value.length === 0 && !hasLines.value && <p class="soft">{t('floor.no_rooms')}</p>}
      {liveSessions.value.map(id => (
        <SessionRooms key={id} id={id} />
      ))}
      <Lines />
    </>
  );
}

/** A part that is a script of its own. */
function Fetched({ of }: { of: typeof clocksChunk }) {
  const Part = of()?.Screen;
  return Part ? <Part /> : <Loading />;
}

export function Screen() {
  useFindKey();
  // A later press finds them there, also without a line.
  useEffect(() => {
    if (sparing()) return;
    clocksChunk();
    messagesChunk();
    if (can('room.link') && !can('board')) roomLinkChunk();
  }, []);
  const { Announced, Bar, parts } = tools.value;
  const name = shownPart.value;
  const Brought = parts?.[name];
  const Stale = late.value.length ? staleChunk()?.Screen : undefined;
  return (
    <>
      <Heading>{t(can('board') ? 'board.title' : 'floor.title')}</Heading>
      {Announced && <Announced />}
      <Views />
      <Paused />
      <OwnDesk />
      {visits.value && <Visiting under />}
      {name === 'rooms' && <Rooms />}
      {name === 'clocks' && <Fetched key={name} of={clocksChunk} />}
      {name === 'messages' && <Fetched key={name} of={messagesChunk} />}
      {Brought && <Brought />}
      <PersonDialog />
      <LinkDialog />
      <div class="bars">
        {Stale && <Stale />}
        {Bar && <Bar />}
      </div>
    </>
  );
}
