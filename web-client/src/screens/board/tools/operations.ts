// What staff did, as the board lists it, and what of it the reader can take back. Plain functions, no screen.
import type { BoardView } from '../../../protocol.ts';

export type Operations = BoardView['operations'];
export type Operation = Operations[string];

/** Ids count up: "o9" came before "o10". O(operations log operations). */
export const newestFirst = (all: Operations): [string, Operation][] =>
  Object.entries(all).sort(([a], [b]) => Number(b.slice(1)) - Number(a.slice(1)));

/** Whether it only took something back or did it again: that is turned round by doing the other one of the two. */
export const turns = ({ command }: Operation) => command === 'op.undo' || command === 'op.redo';

/** Which words say what was done, where the command alone does not: it does and undoes, or names are erased by now. */
export function wordOf({ command, locked, pin, room_before, room_after }: Operation): string {
  const word = command.replace('.', '_');
  if (command === 'room.rename' && !(room_before && room_after)) return `${word}_erased`;
  const off = (command === 'room.lock' && locked === false) || (command === 'seat.pin' && pin === false);
  return off ? `${word}_off` : word;
}

/** The reader's latest that stands. */
export const undoable = (all: Operations, reader: string): string | undefined =>
  newestFirst(all).find(([, op]) => op.by === reader && !turns(op) && !op.undone_by)?.[0];

/** What the reader took back last and did not do again, until they do something new. */
export function redoable(all: Operations, reader: string): string | undefined {
  for (const [, op] of newestFirst(all)) {
    if (op.by !== reader) continue;
    if (!turns(op)) return undefined;
    if (op.command === 'op.undo' && op.about && all[op.about]?.undone_by) return op.about;
  }
  return undefined;
}

/** Whom it is known to be about. */
export const peopleOf = ({ moves, pinned, pair }: Operation): string[] => [...moves.map(m => m.person), ...pinned, ...pair];

/** Whether it is, or may be, about somebody: of many who moved, only some are listed. */
export const concerns = (op: Operation, person: string) => peopleOf(op).includes(person) || op.people > op.moves.length;
