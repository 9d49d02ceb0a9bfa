// My room: who is here, why we are together, something to talk about, the way into the call, the time left.
import { useSignalEffect } from '@preact/signals';
import type { RoomView } from '../protocol.ts';
import { Heading } from '../parts/heading.tsx';
import { Countdown } from '../parts/countdown.tsx';
import { Say } from '../i18n/rich.tsx';
import { labelOf, roomName, sessionTitle } from '../i18n/labels.ts';
import { t } from '../i18n/words.ts';
import { ask, busy, me, room, state, tell } from '../app/client.ts';
import { programme } from '../app/programme.ts';
import { AlonePanel, Switch } from './offers.tsx';
import { Call } from './call.tsx';
import { People } from './people.tsx';
import { Why } from './why.tsx';

function Prompt({ room }: { room: RoomView }) {
  const known = programme.value;
  const prompt = labelOf(known?.sessions.find(s => s.id === room.session)?.prompts[room.prompt], known?.locales);
  if (!prompt) return null;
  return (
    <section class="prompt">
      <h2>{t('room.prompt')}</h2>
      <p>{prompt}</p>
    </section>
  );
}

/** Visiting staff sit in no seat, so their own place may be elsewhere; they see the room all the same. */
function Arrived() {
  const arrival = me.value?.arrival;
  if (!arrival?.by || arrival.why !== 'moved') return null;
  return (
    <p class="soft">
      <Say k="room.moved_by" names={{ by: arrival.by }} />
    </p>
  );
}

export function RoomScreen() {
  // Said when the room is on the screen, once per assignment, and again after a reconnect (the server may not know).
  useSignalEffect(() => {
    const { me: person, room: there, link } = state.value;
    if (link === 'open' && person?.place === 'room' && there?.id === person.room) tell('seat.seen', { version: person.version });
  });
  const here = room.value;
  const person = me.value;
  if (!here || !person) return <p class="opening">{t('app.opening')}</p>;
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
      <p class="lead">{t('room.with', { n: others })}</p>
      <Arrived />
      <AlonePanel />
      <div class="room">
        <div>
          <Call room={here} />
          <Prompt room={here} />
          <Why basis={here.basis} unmet={person.unmet} />
        </div>
        <section>
          <h2>{t('room.people')}</h2>
          <People members={here.members} />
        </section>
      </div>
      <Switch />
      <p class="row">
        <button type="button" class="quiet" disabled={busy('session.leave')} onClick={() => ask('session.leave', {})}>
          {t('room.leave')}
        </button>
        <span class="soft">{t('room.leave_kept')}</span>
      </p>
    </>
  );
}
