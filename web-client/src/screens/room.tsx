// My room: who is here, why we are together, something to talk about, the way into the call, the time left.
import { computed, useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RoomView } from '../protocol.ts';
import { Heading } from '../parts/heading.tsx';
import { Countdown, useCome } from '../parts/countdown.tsx';
import { Loading } from '../parts/loading.tsx';
import { Say } from '../i18n/rich.tsx';
import { labelOf, roomName, sessionTitle } from '../i18n/labels.ts';
import { t } from '../i18n/words.ts';
import { movingChunk, sparing } from '../app/chunks.ts';
import { ask, busy, me, room, state, tell } from '../app/client.ts';
import { programme } from '../app/programme.ts';
import { presence } from './common.ts';
import { AlonePanel, Switch } from './offers.tsx';
import { formsRooms } from '../parts/kind.tsx';
import { hostOf } from '../parts/out_link.tsx';
import { Told } from '../parts/told.tsx';
import { TurnClock } from '../parts/turn_clock.tsx';
import { Call, inOwnCall } from './call.tsx';
import { Chat } from './chat.tsx';
import { People } from './people.tsx';
import { Why } from './why.tsx';

export function Prompt({ room }: { room: RoomView }) {
  const known = programme.value;
  const prompt = labelOf(known?.sessions.find(s => s.id === room.session)?.prompts[room.prompt], known?.locales);
  if (!prompt) return null;
  return (
    <section class="prompt">
      <h2>{t('room.prompt')}</h2>
      <p dir="auto">{prompt}</p>
    </section>
  );
}

function Arrived() {
  const arrival = me.value?.arrival;
  if (arrival?.why === 'returned') return <p class="soft">{t('room.returned')}</p>;
  const moved = arrival?.why === 'moved' && arrival.by;
  if (!moved && !arrival?.told) return null;
  return (
    <p class="soft">
      {moved && <Say k="room.moved_by" names={{ by: moved }} />} <Told />
    </p>
  );
}

/** The last moments are shown and not spoken: by then everybody is saying goodbye. */
function LastMoments({ ends }: { ends: number }) {
  const near = useCome(ends - 10_000);
  return near ? (
    <p class="last-moments" aria-hidden="true">
      {t('room.last_moments')}
    </p>
  ) : null;
}

/**
 * What is to be reported, empty if nothing: once per assignment and greeting (a new connection's server may not know),
 * and only while the server does not count the person as here.
 */
const unseen = computed(() => {
  const { link, greetings, me: person, room: there } = state.value;
  if (link !== 'open' || person?.place !== 'room' || person.visiting || there?.id !== person.room) return '';
  return person.seat && presence(person.seat) === 'here' ? '' : `${greetings} ${person.version} ${there?.id}`;
});

export function RoomScreen() {
  // Who is moved finds that screen here; who saves data waits for it.
  useEffect(() => void (sparing() || movingChunk()), []);
  useSignalEffect(() => {
    // After a reload or a lost connection, too, the call may still be open beside the page.
    if (unseen.value) tell(inOwnCall.peek() ? 'call.opened' : 'seat.seen', { version: me.peek()?.version ?? 0 });
  });
  const here = room.value;
  const person = me.value;
  if (!here || !person) return <Loading />;
  // With an advisor: what there is to say and to do about it stands above (src/kinds/office_hours.tsx).
  const talk = here.host !== undefined;
  // Where people wait in line together there is none to step out to.
  const lobby = formsRooms(here.name.kind);
  const others = here.members.filter(m => m.id !== person.id).length;
  return (
    <>
      <p class="over">{sessionTitle(programme.value, here.session)}</p>
      <div class="room-head">
        <Heading of={here.id}>{roomName(programme.value, here.name)}</Heading>
        <p class={here.state === 'closing' ? 'left closing' : 'left'}>
          <span class="soft">{t(here.state === 'closing' ? 'room.closing' : 'room.left')}</span> <Countdown to={here.ends} />
        </p>
      </div>
      {!talk && <p class="lead">{t('room.with', { n: others })}</p>}
      {!talk && <LastMoments ends={here.ends} />}
      <Arrived />
      <AlonePanel />
      <div class="room">
        <div>
          <Call room={here} />
          <Prompt room={here} />
          <TurnClock room={here} />
          <Chat room={here.id} closed={here.state === 'closed'} only={!here.call || !hostOf(here.call)} />
        </div>
        <div>
          {!talk && <Why basis={here.basis} unmet={person.unmet} />}
          <section>
            <h2>{t('room.people')}</h2>
            <People members={here.members} />
          </section>
        </div>
      </div>
      {!talk && (
        <>
          <Switch />
          <p class="row">
            {lobby && (
              <button type="button" class="quiet" disabled={busy('room.leave')} onClick={() => ask('room.leave', {})}>
                {t('room.step_out')}
              </button>
            )}
            <button type="button" class="quiet" disabled={busy('session.leave')} onClick={() => ask('session.leave', {})}>
              {t(lobby ? 'room.leave' : 'room.leave_peers')}
            </button>
            <span class="soft">{t('room.leave_kept')}</span>
          </p>
        </>
      )}
    </>
  );
}
