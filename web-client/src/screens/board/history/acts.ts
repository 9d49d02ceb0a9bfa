// What staff did besides operations, as the board lists it: nothing that is taken back from here. Plain functions, no screen.
import type { BoardView } from '../../../protocol.ts';
import { newestFirst, type Operation, type Operations } from '../tools/operations.ts';

export type Acts = BoardView['acts'];
export type Act = Acts[string];
export type Entry = { id: string; at: number } & ({ op: Operation; act?: undefined } | { act: Act; op?: undefined });

/** Numbers count up. O(acts log acts). */
export const newestActs = (all: Acts): [string, Act][] => Object.entries(all).sort(([a], [b]) => Number(b) - Number(a));

/** Both lists in one, the newest first: each is in order by itself. O(n log n). */
export const timeline = (operations: Operations, acts: Acts): Entry[] =>
  [
    ...newestFirst(operations).map(([id, op]): Entry => ({ id, at: op.at, op })),
    ...newestActs(acts).map(([id, act]): Entry => ({ id, at: act.at, act })),
  ].sort((a, b) => b.at - a.at);

/** Whether it is, or may be, about somebody: of many, only some are listed. */
export const actConcerns = ({ who, people }: Act, person: string) => who.some(one => one.person === person) || people > who.length;

/** Everybody whom the acts name, by what they are called now. O(people of all). */
export const namedBy = (all: Acts): Map<string, string> =>
  new Map(Object.values(all).flatMap(({ who }) => who.map(({ person, name }): [string, string] => [person, name])));

/** Which words say what was done: of some kinds it depends on what is so now. */
export function wordOf({ what, before, after, who }: Act): string {
  switch (what) {
    case 'muted':
      return after ?? what;
    case 'message':
      return `message_${before === after ? 'settled' : after}`;
    case 'settled':
      return who.length ? what : 'settled_unnamed';
    case 'desk':
    case 'linked':
    case 'round':
    case 'chosen':
    case 'posted':
    case 'line':
      return `${what}_${after}`;
    default:
      return what;
  }
}

/** Which words say what was before, if that is no matter of course. */
export function wordBefore({ what, before }: Act): string | undefined {
  if (!before || before === 'in' || plain.includes(what)) return undefined;
  return before === 'unknown' || before === 'various' ? before : `${family(what)}_${before}`;
}

/** ... and what is so now. */
export const wordAfter = ({ what, after }: Act): string => `${family(what)}_${after}`;

/** Of these the sentence says both, or the desk does. */
const plain: readonly Act['what'][] = ['muted', 'message', 'linked', 'posted', 'line'];
const standing: readonly Act['what'][] = ['removed', 'banned', 'restored'];
const family = (what: Act['what']) => (standing.includes(what) ? 'standing' : what);
