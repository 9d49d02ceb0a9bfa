// Clocks: give one round, some or all of them more time, end a session later, move it with what follows, call it off, add
// one more.
import { signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { clockRange, day } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { ask, busy, can } from '../../app/client.ts';
import { Countdown } from '../../parts/countdown.tsx';
import { sessionState } from '../../parts/kind.tsx';
import { sessions, shown } from '../../app/cells.ts';
import { reaches } from '../../app/scope.ts';
import { AddSession } from './clocks_dialog.tsx';
import { sessionOrder } from './order.ts';
import { isOver, movesWith, timesSeen } from './times.ts';
import { sessionName } from './words.ts';

const following = signal(true);
/** Sessions whose rounds are chosen to be given more time together. */
const chosen = signal<ReadonlySet<string>>(new Set());

/** The server moves all that follows, or nothing: one of it that is not the reader's keeps it from moving. O(sessions). */
function mayFollow(id: string): boolean {
  const from = sessions.of(id).value?.starts ?? 0;
  return sessionOrder.value.every(other => {
    const session = sessions.of(other).value;
    return other === id || !session || !movesWith(session, from) || reaches(other);
  });
}

const roundOpen = (id: string) => sessions.of(id).value?.round?.state === 'open';

function shift(session: string, minutes: number, follows: boolean): void {
  const view = shown.peek();
  ask('session.shift', { session, minutes, following: follows, seen: view && timesSeen(view.sessions, session, follows) });
}

function choose(id: string, yes: boolean): void {
  const next = new Set(chosen.peek());
  if (yes) next.add(id);
  else next.delete(id);
  chosen.value = next;
}

function Steps(props: { of: string; name: string; minutes: number[]; waiting: boolean; press: (minutes: number) => void }) {
  return (
    <div class="row tight" role="group" aria-label={[props.of, props.name].filter(Boolean).join(': ')}>
      <span>{props.of}</span>
      {props.minutes.map(n => (
        <button type="button" key={n} disabled={props.waiting} onClick={() => props.press(n)}>
          {n > 0 ? t('clock.plus', { n }) : t('clock.minus', { n: -n })}
        </button>
      ))}
    </div>
  );
}

function Cancel({ id, inside }: { id: string; inside: number }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = `cancel-${id}`;
  const cancel = () => {
    ask('session.cancel', { session: id });
    dialog.current?.close();
  };
  return (
    <>
      <button type="button" class="quiet bad" onClick={() => dialog.current?.showModal()}>
        {t('clock.cancel')} <span class="sr">{sessionName(id)}</span>
      </button>
      <dialog ref={dialog} aria-labelledby={title}>
        <h2 id={title}>{t('clock.cancel_title', { session: sessionName(id) })}</h2>
        <p>{t('clock.cancel_text', { n: inside })}</p>
        <p class="row">
          <button type="button" class="main" onClick={() => dialog.current?.close()}>
            {t('clock.keep')}
          </button>
          <button type="button" class="bad" onClick={cancel}>
            {t('clock.cancel')}
          </button>
        </p>
      </dialog>
    </>
  );
}

/** `several`: more than one round is open, of which this one can be chosen. */
function SessionClock({ id, several }: { id: string; several: boolean }) {
  const session = sessions.of(id).value;
  if (!session || isOver(session)) return null;
  const name = sessionName(id);
  const { round } = session;
  const planned = session.state === 'planned' || session.state === 'open';
  const alone = following.value && !mayFollow(id);
  const follows = following.value && !alone;
  const shifts = planned ? 'clock.shift' : follows ? 'clock.shift_rest' : 'clock.shift_end';
  return (
    <article class="card" data-session={id}>
      <h3>{name}</h3>
      <p class="soft">
        {day(session.starts)}, {clockRange(session.starts, session.ends)} · {sessionState(session.state)}
        {(round?.state === 'open' || round?.state === 'closing') && (
          <>
            {' '}
            · {t('floor.round', { number: round.number, of: round.of })} {t('floor.ends')} <Countdown to={round.ends} />
          </>
        )}
      </p>
      {session.kind === 'content' && !planned && <p class="soft">{t('floor.attended', { n: session.attended })}</p>}
      {planned && session.intending > 0 && <p class="soft">{t('floor.intending', { n: session.intending })}</p>}
      {several && round?.state === 'open' && (
        <label>
          <input type="checkbox" checked={chosen.value.has(id)} onChange={e => choose(id, e.currentTarget.checked)} />
          {t('clock.choose')} <span class="sr">{name}</span>
        </label>
      )}
      {round?.state === 'open' && can('round.extend') && (
        <Steps of={t('clock.round')} name={name} minutes={[1, 5]} waiting={busy('round.extend')} press={n => ask('round.extend', { session: id, seconds: n * 60, seen: round.ends })} />
      )}
      {can('session.extend') && (
        <Steps of={t('clock.end')} name={name} minutes={[5, 10]} waiting={busy('session.extend')} press={n => ask('session.extend', { session: id, minutes: n, seen: session.ends })} />
      )}
      {can('session.shift') && (
        <Steps of={t(shifts)} name={name} minutes={[-5, 5, 15]} waiting={busy('session.shift')} press={n => shift(id, n, follows)} />
      )}
      {alone && can('session.shift') && <p class="soft">{t('clock.alone')}</p>}
      {can('session.cancel') && <Cancel id={id} inside={session.lobby + session.seated} />}
    </article>
  );
}

/** Every round that is open, or those of them that are chosen, by one press. */
function Rounds({ open }: { open: string[] }) {
  const some = open.filter(id => chosen.value.has(id));
  const meant = some.length ? some : open;
  const press = (minutes: number) => meant.forEach(session => ask('round.extend', { session, seconds: minutes * 60, seen: sessions.of(session).peek()?.round?.ends }));
  return (
    <div data-part="all-rounds">
      <Steps of={t(some.length ? 'clock.chosen_rounds' : 'clock.all_rounds', { n: meant.length })} name="" minutes={[1, 5]} waiting={busy('round.extend')} press={press} />
    </div>
  );
}

export function Screen() {
  const ids = sessionOrder.value.filter(id => reaches(id));
  const open = can('round.extend') ? ids.filter(roundOpen) : [];
  const several = open.length > 1;
  return (
    <section>
      <h2>{t('floor.clocks')}</h2>
      {ids.some(mayFollow) && (
        <label>
          <input type="checkbox" checked={following.value} onChange={e => (following.value = e.currentTarget.checked)} />
          {t('clock.following')}
        </label>
      )}
      {ids.length === 0 && <p class="soft">{t('clock.none')}</p>}
      {several && <Rounds open={open} />}
      {can('session.add') && ids.length > 0 && <AddSession />}
      <div class="cards">
        {ids.map(id => (
          <SessionClock key={id} id={id} several={several} />
        ))}
      </div>
    </section>
  );
}
