// One session on the floor: its head, its lobby, its rooms.
import { computed, useSignal, type ReadonlySignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { t } from '../../i18n/words.ts';
import { tools } from '../../app/tools.ts';
import { Countdown } from '../../parts/countdown.tsx';
import { drawn, sessions } from '../../app/cells.ts';
import { reaches } from '../../app/scope.ts';
import type { FloorView, RoundStatus } from '../../protocol.ts';
import { useCome } from '../../parts/countdown.tsx';
import { filtered } from './filter.ts';
import { useInPieces } from './in_pieces.ts';
import { watched, wholeBlocks } from './nearby.ts';
import { roomOrder } from './order.ts';
import { PersonRow } from './person_row.tsx';
import { RoomCard } from './room_card.tsx';
import { sessionName } from './words.ts';

/** O(people), and in a crowd at every update: no list of pairs is made. */
function waitingIn(session: string, people: FloorView['people']): string[] {
  const found = [];
  for (const id in people) if (people[id]!.session === session && !people[id]!.room) found.push(id);
  return found;
}

/** So many of a lobby are listed at first, and so many more with each press. */
const listed = 50;

function Lobby({ session }: { session: string }) {
  const { Lobby: Extra, drop } = tools.value;
  const waiting = useMemo(
    () => computed(() => waitingIn(session, drawn.value?.people ?? {}).join(' ')),
    [session],
  );
  const all = waiting.value.split(' ').filter(Boolean);
  const most = useSignal(listed);
  const ids = useInPieces(all.slice(0, most.value), 8);
  return (
    <article class="card live" data-lobby={session} {...drop?.(undefined)}>
      <h3>{t('floor.lobby')}</h3>
      {all.length === 0 && <p class="soft">{t('floor.lobby_empty')}</p>}
      <ul class="people">
        {ids.map(id => (
          <PersonRow key={id} id={id} />
        ))}
      </ul>
      <p class="row tight actions">
        {all.length > most.value && (
          <button type="button" onClick={() => (most.value += listed)}>
            {t('floor.lobby_more', { n: Math.min(listed, all.length - most.value), of: all.length - most.value })}
          </button>
        )}
        {Extra && <Extra session={session} />}
      </p>
    </article>
  );
}

function Round({ round }: { round: RoundStatus }) {
  const come = useCome(round.opens || Infinity);
  const { state } = round;
  const on = state === 'open' || state === 'closing';
  const gathering = state === 'gathering' || (!on && come);
  return (
    <>
      {' · '}
      {t('floor.round', { number: round.number, of: round.of })}{' '}
      {on && t(state === 'open' ? 'floor.ends' : 'floor.closing')}
      {on && ' '}
      {on && <Countdown to={round.ends} />}
      {gathering && t('floor.gathering')}
      {!on && !gathering && round.opens > 0 && (
        <>
          {t('floor.opens')} <Countdown to={round.opens} />
        </>
      )}
    </>
  );
}

/** Rooms in full rows of one to four or six; what changes in one block leaves the others as they are, also for the browser's
 * layout. */
const block = 12;
/** As long as so many rooms are all, they stand in one grid, all of them whole: a card keeps its place in the page as others
 * come. The lobby stands with them. */
const few = wholeBlocks * block - 1;

/** `lobby`: of which session it stands before the rooms. */
function Block({ lobby, ids, part }: { lobby: string; ids: string; part: string }) {
  const rooms = useInPieces(ids.split(' ').filter(Boolean), 4);
  const { watch, wanted } = useMemo(watched, []);
  /** A card that stands is passed over. */
  const made = useRef(new Map<string, VNode>()).current;
  const cards = rooms.map(room => made.get(room) ?? <RoomCard key={room} id={room} wanted={wanted} />);
  made.clear();
  rooms.forEach((room, i) => made.set(room, cards[i]!));
  return (
    <div class={`cards ${part}`} ref={watch}>
      {lobby && <Lobby session={lobby} />}
      {cards}
    </div>
  );
}

/** Apart from the session's counts, which change with everybody who comes. */
function Cards({ id, rooms }: { id: string; rooms: ReadonlySignal<string> }) {
  const ids = rooms.value.split(' ').filter(Boolean);
  // Who waits is shown to those alone who look after the session.
  const lobby = reaches(id) ? id : '';
  if (ids.length <= few) return <Block key="all" lobby={lobby} ids={rooms.value} part="few" />;
  const blocks = [ids.splice(0, block - 1)];
  while (ids.length) blocks.push(ids.splice(0, block));
  return (
    <>
      {blocks.map((mine, n) => (
        <Block key={n} lobby={n ? '' : lobby} ids={mine.join(' ')} part="block" />
      ))}
    </>
  );
}

export function SessionRooms({ id }: { id: string }) {
  const session = sessions.of(id).value;
  const { Session } = tools.value;
  const all = useMemo(() => computed(() => roomOrder(id).join(' ')), [id]);
  const mine = useMemo(() => computed(() => filtered(all.value.split(' ').filter(Boolean)).join(' ')), [id]);
  if (!session) return null;
  const { round } = session;
  const [n, of] = [mine, all].map(ids => ids.value.split(' ').filter(Boolean).length);
  return (
    <section data-session={id}>
      <h2>{sessionName(id)}</h2>
      <p class="soft">
        {reaches(id) ? t('floor.counts', { present: session.present, seated: session.seated, lobby: session.lobby }) : t('floor.yours', { n: of! })}
        {round && round.of > 0 && <Round round={round} />}
      </p>
      {Session && (
        <p class="row tight">
          <Session id={id} />
        </p>
      )}
      <Cards id={id} rooms={mine} />
      {n! < of! && <p class="soft">{t('floor.rooms_filtered', { n: n!, of: of! })}</p>}
    </section>
  );
}
