// At the foot of the floor: what came too late, whose doing that was and what they did, and the press that does it all the same.
import { computed } from '@preact/signals';
import { clock, clockRange, isolated } from '../../i18n/format.ts';
import { t, type Key } from '../../i18n/words.ts';
import { people, rooms, sessions, shown } from '../../app/cells.ts';
import { toolsChunk } from './chunks.ts';
import { ask, board, can, dispatch } from '../../app/client.ts';
import type { SeenTimes } from '../../protocol.ts';
import type { RefusedCommand } from '../../store/state.ts';
import type { Command, Commands } from '../../wire.ts';
import { again, askedOf, cause, newer } from './stale.ts';
import { late } from './too_late.ts';
import { nameOfRoom, personName, sessionName } from './words.ts';

/** What was wanted, in words. */
function wish(refusal: RefusedCommand): string {
  const { room, to, title, locked, person, pinned, one, other, session, minutes, seconds = 0 } = askedOf(refusal);
  const type = refusal.command!.type.replace('.', '_');
  const turned = locked === false || pinned === false || title === '' || (minutes ?? 0) < 0 ? '_off' : '';
  const named = (id: string | undefined) => (id ? isolated(personName(id)) : '');
  const roomed = (id: string | undefined) => (id ? isolated(nameOfRoom(id)) : '');
  return t(`stale.do.${type}${turned}` as Key, {
    room: roomed(room),
    to: roomed(to),
    title: isolated(title ?? ''),
    one: named(person ?? one?.person),
    other: named(other?.person),
    session: session ? isolated(sessionName(session)) : '',
    n: Math.abs(minutes ?? seconds / 60),
  });
}

/** When it ends now, or from when until when it is: of what moves with it, that which somebody else moved. */
function timesNow({ command, answer: { parameters: told } }: RefusedCommand, session: string): string {
  const moved = told['session'] ?? session;
  const now = sessions.of(moved).value;
  if (!now) return '';
  const { type, seen } = command!;
  if (type === 'round.extend') return now.round ? t('stale.round_ends', { time: clock(newer(now.round.ends, seen, told['ends'])) }) : '';
  const before = Array.isArray(seen) ? (seen as SeenTimes[]).find(one => one.session === moved)?.ends : seen;
  const asTold = now.ends === before && told['ends'];
  const [starts, ends] = asTold ? [Number(told['starts']), Number(told['ends'])] : [now.starts, now.ends];
  return t('stale.times', { session: isolated(sessionName(moved)), times: clockRange(starts, ends) });
}

/** How it is now, which is what the press acts on. */
function standing(refusal: RefusedCommand): string {
  const { room, person, one, other, session } = askedOf(refusal);
  if (session) return timesNow(refusal, session);
  const place = (id: string) => {
    const at = people.of(id).value?.room;
    return `${isolated(personName(id))}: ${at ? isolated(nameOfRoom(at)) : t('floor.lobby')}`;
  };
  if (room && /^room\.(merge|close)$/.test(refusal.command!.type))
    return t('stale.people', { room: isolated(nameOfRoom(room)), n: Object.keys(rooms.of(room).value?.seats ?? {}).length });
  return [person, one?.person, other?.person].flatMap(id => (id ? place(id) : [])).join(' · ');
}

function Late({ all }: { all: RefusedCommand[] }) {
  const refusal = all.at(-1)!;
  const { command, answer } = refusal;
  const view = shown.value!;
  const by = answer.parameters['by_name'];
  const phrase = can('board') ? toolsChunk()?.phrase : undefined;
  const operations = board.value?.operations ?? {};
  const op = phrase && cause(refusal, view, operations);
  const next = again(refusal, view);
  const leave = () => dispatch({ type: 'seen_refusals', refusals: all });
  const repeat = () => {
    const { type, id: _, ...fields }: Command = command!;
    leave();
    ask(type, { ...fields, ...(next as object) } as unknown as Commands['room.lock']);
  };
  return (
    <section class="bar" role="alert" data-part="stale" data-code={answer.code}>
      <p>
        <strong>{t('stale.not_done', { what: wish(refusal) })}</strong> {by ? t('stale.by', { by: isolated(by) }) : t('stale.plain')}{' '}
        {op && phrase && t('stale.latest', { by: isolated(op.name), time: clock(op.at), what: phrase(op, operations) })}{' '}
        <span class="soft">{next === 'done' ? t('stale.done') : next === 'gone' ? t('stale.gone') : standing(refusal)}</span>
      </p>
      {typeof next === 'object' && (
        <button type="button" class="main" onClick={repeat}>
          {t('stale.again')}
        </button>
      )}
      <button type="button" onClick={leave}>
        {typeof next === 'object' ? t('board.leave_it') : t('notice.ok')}
      </button>
    </section>
  );
}

/** However often the same was pressed, it is one. */
const groups = computed(() => {
  const found = new Map<string, RefusedCommand[]>();
  for (const refusal of late.value) {
    const { room, person, one, other, session } = askedOf(refusal);
    const key = [refusal.command!.type, room, person, one?.person, other?.person, session].join(' ');
    found.set(key, [...(found.get(key) ?? []), refusal]);
  }
  return [...found];
});

export function Screen() {
  return shown.value ? (
    <>
      {groups.value.map(([key, all]) => (
        <Late key={key} all={all} />
      ))}
    </>
  ) : null;
}
