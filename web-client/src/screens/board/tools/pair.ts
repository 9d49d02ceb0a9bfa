// Whether two people sit as they were to be kept. A plain function, no screen.
import type { BoardView, FloorView } from '../../../protocol.ts';

export type Pair = BoardView['pairs'][string];

/** What does not hold right now. Whoever has no room, or is in another session, breaks nothing. O(1). */
export function broken({ one, other, bond }: Pair, { people, rooms }: FloorView): 'apart' | 'together' | undefined {
  const [first, second] = [people[one]?.room, people[other]?.room];
  if (!first || !second) return undefined;
  if (bond === 'apart') return first === second ? 'apart' : undefined;
  const [a, b] = [rooms[first], rooms[second]];
  const sameRound = a && b && a.session === b.session && a.round === b.round;
  return bond === 'together' && first !== second && sameRound ? 'together' : undefined;
}

/** What stands of two people, whoever of them is named first. O(pairs). */
export const pairOf = (pairs: BoardView['pairs'], a: string, b: string): Pair | undefined =>
  Object.values(pairs).find(p => (p.one === a && p.other === b) || (p.one === b && p.other === a));

/** Names of those of the two who wish in private to be kept apart. */
export const wishersOf = ({ one, one_name, other_name, wished_by }: Pair): string[] =>
  wished_by.map(id => (id === one ? one_name : other_name));

/** It is a wish that holds, and staff have said nothing. */
export const wishAlone = (pair: Pair): boolean => pair.bond === 'apart' && wishersOf(pair).includes(pair.by);
