// A room as visiting staff see it: its people, its prompt, its call. A visit is no seat: it says nothing of where the
// visitor sits, and nothing is reported about it. Only staff and advisors visit, so it is a chunk of its own.
import { Countdown } from '../parts/countdown.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loading } from '../parts/loading.tsx';
import { TurnClock } from '../parts/turn_clock.tsx';
import { roomName, sessionTitle } from '../i18n/labels.ts';
import { t } from '../i18n/words.ts';
import { ask, busy, me, room } from '../app/client.ts';
import { programme } from '../app/programme.ts';
import { Call } from './call.tsx';
import { Chat } from './chat.tsx';
import { People } from './people.tsx';
import { Prompt } from './room.tsx';

/** `under`: below the floor's own heading. */
export function Screen({ under = false }: { under?: boolean }) {
  const id = me.value?.visiting;
  if (!id) return null;
  const there = room.value;
  if (there?.id !== id) return <Loading />;
  return (
    <section class="sheet visit" data-part="visit">
      <p class="over">
        {t('visit.over')} · {sessionTitle(programme.value, there.session)}
      </p>
      <div class="room-head">
        <Heading of={id} under={under}>
          {roomName(programme.value, there.name)}
        </Heading>
        <p class={there.state === 'closing' ? 'left closing' : 'left'}>
          <span class="soft">{t(there.state === 'closing' ? 'room.closing' : 'room.left')}</span> <Countdown to={there.ends} />
        </p>
      </div>
      <p>{t('visit.seen')}</p>
      <Call room={there} visit />
      <Prompt room={there} />
      <div class="room">
        <div>
          <TurnClock room={there} />
          <Chat room={id} closed={there.state === 'closed'} />
        </div>
        <section>
          <h2>{t('room.people')}</h2>
          <People members={there.members} />
        </section>
      </div>
      <p class="row">
        <button type="button" class="main" disabled={busy('room.visit')} onClick={() => ask('room.visit', {})}>
          {t('visit.leave')}
        </button>
      </p>
    </section>
  );
}
