// The lobby: what happens next and when, and a moment to test the sound.
import { computed, signal } from '@preact/signals';
import { Heading } from '../parts/heading.tsx';
import { Contacts } from '../parts/contacts.tsx';
import { Countdown, useCome } from '../parts/countdown.tsx';
import { clock } from '../i18n/format.ts';
import { Say } from '../i18n/rich.tsx';
import { sessionTitle } from '../i18n/labels.ts';
import { coded, t, type Key } from '../i18n/words.ts';
import { ask, busy, me, now } from '../app/client.ts';
import { chime, unlockChime } from '../app/chime.ts';
import { ownOf } from '../app/kinds.ts';
import { programme } from '../app/programme.ts';
import { SignOut } from '../parts/sign_out.tsx';
import { LastRoom } from '../parts/last_room.tsx';
import { Days, Kept, keptNow } from './programme.tsx';
import { entries } from './programme_entries.ts';
import { kindAbout } from '../parts/kind.tsx';
import { Told } from '../parts/told.tsx';
import { TextOnly } from '../parts/text_only.tsx';

const session = computed(() => now.value?.sessions.find(s => s.id === me.value?.session));
const tested = signal(false);

function testSound(): void {
  unlockChime();
  setTimeout(chime, 60);
  tested.value = true;
}

/** No seat is given until they ask for one: staff took them out of a room, or they stepped out. */
const holdsOff = computed(() => /^(moved_to_lobby|stepped_out)$/.test(me.value?.waiting ?? ''));

function HoldsOff({ waiting }: { waiting: string }) {
  const by = me.value?.arrival?.by;
  const status = session.value;
  // The next round seats everybody who is here, whether they ask or not.
  const closing = status?.round?.state === 'closing';
  const joinable = !closing && /^(open|running)$/.test(status?.state ?? '');
  // Who was put here by staff does not go back to a seat that they had left before.
  const back = waiting === 'stepped_out' && keptNow.value;
  return (
    <>
      <p class="big">{by ? <Say k="lobby.moved_by" names={{ by }} /> : coded('waiting', waiting, 'waiting.other')}</p>
      {me.value?.arrival?.told && (
        <p>
          <Told />
        </p>
      )}
      {closing && <p>{t('lobby.ending_next')}</p>}
      {joinable && back && <Kept />}
      {status && joinable && !back && (
        <>
          <p>{t('lobby.moved_next')}</p>
          <p class="row center-row">
            <button
              type="button"
              class="main"
              disabled={busy('session.join')}
              onClick={() => {
                unlockChime();
                ask('session.join', { session: status.id });
              }}
            >
              {t('lobby.find_room')}
            </button>
          </p>
        </>
      )}
    </>
  );
}

const Big = ({ k }: { k: Key }) => <p class="big">{t(k)}</p>;

function Opens({ at, again }: { at: number; again: boolean }) {
  // The clock is through and the rooms are not there yet: they are being made.
  if (useCome(at)) return <Big k="lobby.gathering" />;
  return (
    <>
      <p class="over">{t(again ? 'lobby.next_round' : 'lobby.opens_in')}</p>
      <p class="big">
        <Countdown to={at} />
      </p>
      <p class="soft">{t('lobby.opens_at', { time: clock(at) })}</p>
    </>
  );
}

/** No further room comes in this session: its rounds are through, or the last one closes. */
const over = computed(() => {
  const status = session.value;
  if (!status) return false;
  const { round, state: at } = status;
  if (!round || round.state === 'closed' || at === 'closing' || at === 'closed') return true;
  return round.state === 'closing' && round.number >= round.of;
});
/** A room comes without any press. */
const byItself = computed(() => !over.value && !holdsOff.value);

function RoomsOver({ ends }: { ends: number }) {
  const come = useCome(ends);
  return (
    <p class="big">
      {t('round.over')} {!come && t('lobby.ends_at', { time: clock(ends) })}
    </p>
  );
}

/** The one thing everybody in a lobby wants to know. */
function Next() {
  const status = session.value;
  const waiting = me.value?.waiting;
  const round = status?.round;
  if (status && over.value) return <RoomsOver ends={status.ends} />;
  if (waiting && holdsOff.value) return <HoldsOff waiting={waiting} />;
  if (!round) return <p>{t('lobby.soon')}</p>;
  if (round.state === 'closing')
    return (
      <>
        <Big k="lobby.ending" />
        <p>{t('lobby.ending_next')}</p>
      </>
    );
  if (waiting)
    return (
      <>
        <p class="big">{coded('waiting', waiting, 'waiting.other')}</p>
        <p>{t('lobby.soon')}</p>
      </>
    );
  if (round.state === 'open') return <Big k="lobby.placing" />;
  if (round.state === 'gathering') return <Big k="lobby.gathering" />;
  if (!round.opens) return <Big k="lobby.by_moderator" />;
  return <Opens at={round.opens} again={round.number > 1} />;
}

export function LobbyScreen() {
  const id = me.value?.session;
  const title = sessionTitle(programme.value, id);
  const status = session.value;
  const round = status?.round;
  const Own = status && ownOf(status.kind)?.Lobby;
  return (
    <>
      <div class="row apart">
        <p class="over">{t('lobby.over')}</p>
        <SignOut />
      </div>
      <Heading of={id}>{title}</Heading>
      <section class="sheet hero">
        <Next />
      </section>
      <section>
        <h2>{t('lobby.what')}</h2>
        <ol class="steps">
          {status && !over.value && <li>{kindAbout(status.kind)}</li>}
          {byItself.value && <li>{t('lobby.step_room')}</li>}
          <li>{round && round.of > 1 && !over.value ? t('lobby.step_rounds', { of: round.of }) : t('lobby.step_end')}</li>
        </ol>
        {status && status.people > 0 && <p class="soft">{t('programme.people', { n: status.people })}</p>}
      </section>
      {id && !over.value && Own && <Own session={id} />}
      <LastRoom />
      <Contacts />
      <details>
        <summary>{t('lobby.programme')}</summary>
        <Days list={entries.value} />
      </details>
      <TextOnly />
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
