// One session on the floor: its head, its lobby, its rooms.
import { computed, useSignal, type ReadonlySignal } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { t } from '../../i18n/words.ts';
import { tools } from '../../app/tools.ts';
import { Countdown } from '../../parts/countdown.tsx';
import { drawn, sessions } from '../../app/cells.ts';
import { spell } from '../../app/pace.ts';
import type { FloorView, RoundStatus } from '../../protocol.ts';
import { useCome } from '../../parts/countdown.tsx';
import { filtered } from './filter.ts';
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

function Lobby({ session }: { session: string }) {
  const { Lobby: Extra, drop } = tools.value;
  const waiting = useMemo(
    () => computed(() => waitingIn(session, drawn.value?.people ?? {}).join(' ')),
    [session],
  );
  const ids = waiting.value.split(' ').filter(Boolean);
  return (
    <article class="card live" data-lobby={session} {...drop?.(undefined)}>
      <h3>{t('floor.lobby')}</h3>
      {ids.length === 0 && <p class="soft">{t('floor.lobby_empty')}</p>}
      <ul class="people">
        {ids.map(id => (
          <PersonRow key={id} id={id} />
        ))}
      </ul>
      <p class="row tight actions">{Extra && <Extra session={session} />}</p>
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

/** Apart from the session's counts, which change with everybody who comes. The board of a crowd answers while it fills:
 * as many cards are drawn in one go as the machine draws in a spell. */
function Cards({ id, rooms }: { id: string; rooms: ReadonlySignal<string> }) {
  const ids = rooms.value.split(' ').filter(Boolean);
  const made = useSignal(1);
  const pace = useRef(1);
  const began = performance.now();
  useLayoutEffect(() => {
    const took = performance.now() - began;
    if (made.value >= ids.length) return;
    pace.current = took < spell ? Math.min(2 * pace.current, 16) : took < 2 * spell ? pace.current : 1;
    setTimeout(() => (made.value += pace.current));
  });
  return (
    <div class="cards">
      <Lobby session={id} />
      {ids.slice(0, made.value).map(room => (
        <RoomCard key={room} id={room} />
      ))}
    </div>
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
        {t('floor.counts', { present: session.present, seated: session.seated, lobby: session.lobby })}
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
