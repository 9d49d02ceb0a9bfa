// The lobby: what happens next and when, and a moment to test the sound.
import { computed, signal } from '@preact/signals';
import { Heading } from '../parts/heading.tsx';
import { Countdown } from '../parts/countdown.tsx';
import { clock } from '../i18n/format.ts';
import { roomName, sessionTitle } from '../i18n/labels.ts';
import { coded, t } from '../i18n/words.ts';
import { ask, busy, me, now, state } from '../app/client.ts';
import { chime, unlockChime } from '../app/chime.ts';
import { programme } from '../app/programme.ts';
import { kindAbout } from '../parts/kind.tsx';

const session = computed(() => now.value?.sessions.find(s => s.id === me.value?.session));
const tested = signal(false);

function testSound(): void {
  unlockChime();
  setTimeout(chime, 60);
  tested.value = true;
}

/** The one thing everybody in a lobby wants to know. */
function Next() {
  const round = session.value?.round;
  const waiting = me.value?.waiting;
  if (waiting)
    return (
      <>
        <p class="big">{coded('waiting', waiting, 'waiting.other')}</p>
        <p>{t('lobby.soon')}</p>
      </>
    );
  if (!round || round.state === 'open') return <p class="big">{t('lobby.placing')}</p>;
  if (round.state === 'gathering') return <p class="big">{t('lobby.gathering')}</p>;
  if (!round.opens) return <p class="big">{t('lobby.by_moderator')}</p>;
  return (
    <>
      <p class="over">{t(round.number > 1 ? 'lobby.next_round' : 'lobby.opens_in')}</p>
      <p class="big">
        <Countdown to={round.opens} />
      </p>
      <p class="soft">{t('lobby.opens_at', { time: clock(round.opens) })}</p>
    </>
  );
}

/** Between two rounds: who one has just met, to read. */
function LastRoom() {
  const { lastRoom, me: person } = state.value;
  if (!lastRoom || lastRoom.session !== person?.session) return null;
  return (
    <section>
      <h2>{t('lobby.last_room', { room: roomName(programme.value, lastRoom.name) })}</h2>
      <ul class="names">
        {lastRoom.members
          .filter(m => m.id !== person.id)
          .map(m => (
            <li key={m.id}>
              <bdi>{m.name}</bdi>
            </li>
          ))}
      </ul>
    </section>
  );
}

export function LobbyScreen() {
  const id = me.value?.session;
  const title = sessionTitle(programme.value, id);
  const status = session.value;
  const round = status?.round;
  return (
    <>
      <p class="over">{t('lobby.over')}</p>
      <Heading of={id}>{title}</Heading>
      <section class="sheet hero">
        <Next />
      </section>
      <section>
        <h2>{t('lobby.what')}</h2>
        <ol class="steps">
          <li>{status ? kindAbout(status.kind) : ''}</li>
          <li>{t('lobby.step_room')}</li>
          <li>{round && round.of > 1 ? t('lobby.step_rounds', { of: round.of }) : t('lobby.step_end')}</li>
        </ol>
        {status && status.people > 0 && <p class="soft">{t('programme.people', { n: status.people })}</p>}
      </section>
      <LastRoom />
      <p class="row">
        <button type="button" onClick={testSound}>
          {t('lobby.test')}
        </button>
        {tested.value && <span class="soft">{t('lobby.tested')}</span>}
        <button type="button" class="quiet" disabled={busy('session.leave')} onClick={() => ask('session.leave', {})}>
          {t('lobby.leave')}
        </button>
      </p>
    </>
  );
}
