// What came too late, as somebody changed the same room, person or time just before: what they did, as far as the board tells, and
// the same command once more, upon what the screen shows now. Plain functions, no screen.
import type { BoardOperation, BoardView, FloorView, RoomName, SeenTimes } from '../../protocol.ts';
import type { RefusedCommand } from '../../store/state.ts';
import { newestFirst, peopleOf } from '../board/tools/operations.ts';
import { isOver, timesSeen } from './times.ts';

interface Sighting {
  person: string;
  seen: number;
}

/** Of whom or what a command is; `one` and `other` of two who change places. */
export interface Asked {
  room?: string;
  to?: string;
  title?: string;
  link?: string;
  locked?: boolean;
  person?: string;
  pinned?: boolean;
  one?: Sighting;
  other?: Sighting;
  session?: string;
  minutes?: number;
  seconds?: number;
  following?: boolean;
}
export const askedOf = ({ command }: RefusedCommand) => command as unknown as Asked;

const same = (a: RoomName | undefined, b: RoomName) => a?.kind === b.kind && a.category === b.category && a.number === b.number;

/** The newest that the board lists of whoever was first, about the same room or person. O(operations log operations). */
export function cause({ answer: { code, parameters } }: RefusedCommand, { rooms }: FloorView, all: BoardView['operations']): BoardOperation | undefined {
  const { by, person, room } = parameters;
  const name = code === 'room.changed' && room ? rooms[room]?.name : undefined;
  const concerns = (op: BoardOperation) =>
    name ? op.rooms.some(r => same(r, name)) || op.moves.some(m => same(m.from, name) || same(m.to, name)) : !!person && peopleOf(op).includes(person);
  return by ? newestFirst(all).find(([, op]) => op.by === by && concerns(op))?.[1] : undefined;
}

/** What to ask for in its place: it is so already, it can be no more, or the fields of the same command that are others now. */
export type Again = 'done' | 'gone' | Record<string, unknown>;

/** As the screen has it, or, where that is what it was when the press came too late, as the refusal told. */
export const newer = (shown: number, before: unknown, told: string | undefined) => (shown === before && told ? Number(told) : shown);

/** Of a time: the session goes on, and so does its round, if that is what gets more. */
function againOfTime({ command, answer: { parameters: told } }: RefusedCommand, { session: id, following }: Asked, sessions: FloorView['sessions']): Again {
  const { type, seen } = command!;
  const session = sessions[id!];
  if (!session || isOver(session)) return 'gone';
  if (type === 'session.extend') return { seen: newer(session.ends, seen, told['ends']) };
  if (type === 'round.extend') {
    const { state, ends } = session.round ?? {};
    return state === 'open' || state === 'closing' ? { seen: newer(ends!, seen, told['ends']) } : 'gone';
  }
  const before = (seen as SeenTimes[] | undefined) ?? [];
  const shown = timesSeen(sessions, id!, following ?? true);
  return {
    seen: shown.map(now => {
      const was = before.find(one => one.session === now.session);
      const same = now.session === told['session'] && was?.starts === now.starts && was.ends === now.ends;
      return same ? { ...now, starts: Number(told['starts']), ends: Number(told['ends']) } : now;
    }),
  };
}

export function again(refusal: RefusedCommand, { rooms, people, sessions }: FloorView): Again {
  const { type } = refusal.command!;
  const { parameters } = refusal.answer;
  const asked = askedOf(refusal);
  if (asked.session) return againOfTime(refusal, asked, sessions);
  /** The screen may show an older floor; of what the refusal told, what it told counts as seen. */
  const seen = (id: string, version: number) =>
    id === (parameters['person'] ?? parameters['room']) ? Math.max(version, Number(parameters['version']) || 0) : version;
  const sighting = (id: string): Sighting => ({ person: id, seen: seen(id, people[id]!.version) });
  if (type === 'seat.pin') {
    const id = asked.person!;
    const seat = rooms[people[id]?.room ?? '']?.seats[id];
    if (!seat) return 'gone';
    return seat.pinned === asked.pinned ? 'done' : { seen: sighting(id).seen };
  }
  if (type === 'seat.swap') {
    const [one, other] = [asked.one!.person, asked.other!.person];
    const [a, b] = [people[one], people[other]];
    const can = !!a?.session && a.session === b?.session && a.room !== b.room;
    return can ? { one: sighting(one), other: sighting(other) } : 'gone';
  }
  const id = asked.room!;
  const room = rooms[id];
  const stands = (of: string) => rooms[of] !== undefined && rooms[of].state !== 'closed';
  if (!room || !stands(id) || (asked.to && type === 'room.merge' && !stands(asked.to))) return 'gone';
  const done =
    (type === 'room.lock' && room.locked === asked.locked) ||
    (type === 'room.rename' && (room.name.label ?? '') === asked.title) ||
    (type === 'room.link' && (room.link ?? '') === asked.link);
  return done ? 'done' : { seen: seen(id, room.version) };
}
