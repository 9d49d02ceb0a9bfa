// Who is chosen to be moved, each with the version of the assignment that was on the screen when they were.
import { signal } from '@preact/signals';
import type { Move } from '../../protocol.ts';
import { ask, floor } from '../../app/client.ts';

export const chosen = signal<ReadonlyMap<string, number>>(new Map());
const versionOf = (id: string) => floor.peek()?.people[id]?.version ?? 0;

export function toggle(id: string): void {
  const next = new Map(chosen.peek());
  if (!next.delete(id)) next.set(id, versionOf(id));
  chosen.value = next;
}

export const clear = () => {
  chosen.value = new Map();
};

/** All or none go to the room; without one, to their session's lobby. */
export function move(moves: Move[], to: string | undefined): void {
  if (moves.length) ask('seat.move', { moves, to });
}

export function moveChosen(to: string | undefined): void {
  move(
    [...chosen.peek()].map(([person, seen]) => ({ person, seen })),
    to,
  );
  clear();
}

/** The same people as they stand now: what a moderator asks for after having seen who came first. */
export const renewed = (moves: Move[]): Move[] => moves.map(({ person }) => ({ person, seen: versionOf(person) }));

export const one = (person: string): Move[] => [{ person, seen: versionOf(person) }];
