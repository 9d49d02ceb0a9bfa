// Which tasks somebody has, and of what: the whole event, or some sessions and rooms alone.
import { useComputed, useSignal, type Signal } from '@preact/signals';
import { isolated, list } from '../../../i18n/format.ts';
import { Say } from '../../../i18n/rich.tsx';
import { t, type Key } from '../../../i18n/words.ts';
import { announce } from '../../../app/announce.ts';
import { rooms, sessions } from '../../../app/cells.ts';
import { ask, busy, can, me } from '../../../app/client.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { formsRooms } from '../../../parts/kind.tsx';
import type { Hat } from '../../../protocol.ts';
import { whenDone } from '../../floor/asking.ts';
import { roomOrder, sessionOrder } from '../../floor/order.ts';
import { nameOfRoom, sessionName } from '../../floor/words.ts';
import { choiceOf, everything, given, hats, inParts, mayGive, meaning, reachOf, toggled, type Choice, type Reach } from './hats.ts';
import { amend, type Somebody } from './listed.ts';

const most = 6;

/** The sessions and rooms of a reach, the first by name. */
export function reachName(reach: Reach): string {
  const names = [...reach.sessions.map(sessionName), ...reach.rooms.map(nameOfRoom)].map(isolated);
  const more = names.length - most;
  return list(more > 1 ? [...names.slice(0, most), t('roster.more_parts', { n: more })] : names);
}

/** "Facilitator, Advisor", and of what, where that is not everything. */
export function tasks(theirs: readonly Hat[], reach: Reach): string {
  const names = list(theirs.map(hat => t(`hat.${hat}`)));
  return inParts(theirs) && !everything(reach) ? t('roster.tasks_of', { tasks: names, parts: reachName(reach) }) : names;
}

const hasRooms = (session: string) => {
  const kind = sessions.of(session).value?.kind;
  return kind !== undefined && formsRooms(kind);
};

/** The rooms of its open round that people can be given. */
function openRooms(session: string): string[] {
  if (sessions.of(session).value?.round?.state !== 'open') return [];
  return roomOrder(session).filter(id => {
    const room = rooms.of(id).value;
    return room?.state === 'open' && !room.host;
  });
}

function Tick({ name, about, checked, disabled, flip }: { name: string; about?: string; checked: boolean; disabled?: boolean; flip: () => void }) {
  return (
    <label>
      <input type="checkbox" checked={checked} disabled={disabled} onChange={flip} />
      <span>
        {name} {about && <small>{about}</small>}
      </span>
    </label>
  );
}

function Tasks({ id, choice }: { id: string; choice: Signal<Choice> }) {
  const mine = me.value?.hats ?? [];
  const { hats: theirs } = choice.value;
  /** The last organiser could not make another one. */
  const own = (hat: Hat) => id === me.value?.id && hat === 'organiser' && theirs.includes(hat);
  return (
    <fieldset data-part="tasks">
      <legend>{t('roster.tasks')}</legend>
      {hats.map(hat => (
        <Tick
          key={hat}
          name={t(`hat.${hat}`)}
          about={t(`roster.about.${hat}` as Key)}
          checked={theirs.includes(hat)}
          disabled={!mayGive(mine, hat) || own(hat)}
          flip={() => (choice.value = { ...choice.peek(), hats: toggled(theirs, hat) })}
        />
      ))}
    </fieldset>
  );
}

/** Drawn by whoever opens it, as a crowd has hundreds of rooms. */
function Rooms({ session, of, choice }: { session: string; of: string[]; choice: Signal<Choice> }) {
  const open = useSignal(choice.peek().rooms.some(room => of.includes(room)));
  return (
    <details data-rooms={session} open={open.value} onToggle={e => (open.value = e.currentTarget.open)}>
      <summary>
        {t('roster.its_rooms', { n: of.length })} <span class="sr">{sessionName(session)}</span>
      </summary>
      {open.value &&
        of.map(room => (
          <Tick
            key={room}
            name={nameOfRoom(room)}
            checked={choice.value.rooms.includes(room)}
            flip={() => (choice.value = { ...choice.peek(), rooms: toggled(choice.peek().rooms, room) })}
          />
        ))}
    </details>
  );
}

function Parts({ choice, roomsOf }: { choice: Signal<Choice>; roomsOf: { [session: string]: string[] } }) {
  const { whole, sessions: chosen, rooms: kept } = choice.value;
  const over = kept.filter(room => !Object.values(roomsOf).some(of => of.includes(room))).length;
  return (
    <fieldset data-part="reach">
      <legend>{t('roster.reach')}</legend>
      <Tick name={t('roster.whole')} checked={whole} flip={() => (choice.value = { ...choice.peek(), whole: !whole })} />
      {!whole && (
        <>
          {Object.entries(roomsOf).map(([session, of]) => (
            <div key={session} data-choose={session}>
              <Tick
                name={sessionName(session)}
                about={hasRooms(session) ? t('roster.all_rooms') : undefined}
                checked={chosen.includes(session)}
                flip={() => (choice.value = { ...choice.peek(), sessions: toggled(choice.peek().sessions, session) })}
              />
              {of.length > 0 && !chosen.includes(session) && <Rooms session={session} of={of} choice={choice} />}
            </div>
          ))}
          <p class="soft">{t('roster.rooms_end')}</p>
          {over > 0 && <p class="soft">{t('roster.rooms_over', { n: over })}</p>}
        </>
      )}
    </fieldset>
  );
}

interface Props {
  id: string;
  who: Somebody;
  /** Leaves the dialog about the person, too: what came of it is told on the page. */
  leave: () => void;
}

interface Chosen extends Props {
  close: (act?: () => void) => (e: Event) => void;
  /** What was chosen before, to be given again. */
  chosen?: Choice;
}

export function Form({ id, who, leave, close, chosen }: Chosen) {
  const choice = useSignal(chosen ?? choiceOf(who.hats, who.scope));
  /** What was chosen upon: what somebody else gives meanwhile is not taken away unseen. */
  const seen = useSignal({ hats: who.hats, scope: reachOf(who.scope) });
  const roomsOf = useComputed(() => {
    const open = sessionOrder.value.filter(s => {
      const state = sessions.of(s).value?.state;
      return (state !== 'closed' && state !== 'cancelled') || choice.value.sessions.includes(s);
    });
    return Object.fromEntries(open.map(s => [s, openRooms(s)]));
  });
  const asked = given(choice.value, roomsOf.value);
  const missing = typeof asked === 'string' ? asked : undefined;
  const give = (e: Event) => {
    close()(e);
    if (typeof asked === 'string') return;
    const told = t('roster.given', { name: isolated(who.name), tasks: tasks(asked.hats, asked.scope) });
    whenDone(ask('person.hat', { person: id, ...asked, seen: seen.peek() }), () => {
      amend(id, asked);
      announce(told);
    });
    leave();
  };
  return (
    <form onSubmit={give}>
      <p>
        <Say k="roster.now" names={{ tasks: tasks(who.hats, reachOf(who.scope)) }} />
      </p>
      <Tasks id={id} choice={choice} />
      {inParts(choice.value.hats) && <Parts choice={choice} roomsOf={roomsOf.value} />}
      <p role="status" data-part="meaning" data-missing={missing}>
        {typeof asked === 'string' ? (
          t(`roster.missing.${asked}` as Key)
        ) : (
          <Say k={`roster.means.${meaning(asked.hats, asked.scope)}` as Key} names={{ name: who.name, parts: reachName(asked.scope) }} />
        )}
      </p>
      <p class="row">
        <button class="main" data-do="give" disabled={missing !== undefined || busy('person.hat', { person: id })}>
          {t('roster.give')}
        </button>
        <button type="button" onClick={close()}>
          {t('board.cancel')}
        </button>
      </p>
    </form>
  );
}

/** In the dialog about a person. */
export function Hats(about: Props) {
  const { name } = about.who;
  const open = useSignal(false);
  if (!can('person.hat')) return null;
  return (
    <>
      <button type="button" data-do="hats" aria-haspopup="dialog" onClick={() => (open.value = true)}>
        {t('roster.hats')}
      </button>
      {open.value && (
        <Dialog part="hats" title={<Say k="roster.hats_of" names={{ name }} />} closed={() => (open.value = false)}>
          {close => <Form {...about} close={close} />}
        </Dialog>
      )}
    </>
  );
}
