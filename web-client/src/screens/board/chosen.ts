// Who is chosen to be moved, each with the version of the assignment that was on the screen when they were.
import { computed, effect, signal } from '@preact/signals';
import type { Move, Refused } from '../../protocol.ts';
import { announce } from '../../app/announce.ts';
import { nameOf, people } from '../../app/cells.ts';
import { ask, can, floor, state } from '../../app/client.ts';
import { isolated, list } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { nameOfRoom } from '../floor/words.ts';

export const chosen = signal<ReadonlyMap<string, number>>(new Map());
/** Of what the moderator sees, which may be an older floor: what came since must refuse the move. */
const versionOf = (id: string) => people.of(id).peek()?.version ?? 0;

export function toggle(id: string): void {
  const next = new Map(chosen.peek());
  if (!next.delete(id)) next.set(id, versionOf(id));
  chosen.value = next;
}

/** Why they are moved, if the moderator says so. */
export const reason = signal('');
/** What those who are moved read of why: never what was written for the board. */
export const told = signal('');

// Words are about those who are chosen: nobody else is ever told them.
effect(() => {
  if (chosen.value.size === 0) reason.value = told.value = '';
});

const written = (words: typeof reason) => words.peek().trim() || undefined;

export const clear = () => void (chosen.value = new Map());

export function unchoose(ids: string[]): void {
  chosen.value = new Map([...chosen.peek()].filter(([id]) => !ids.includes(id)));
}

/** A room, a new room, or their session's lobby. */
export type Where = string | 'new' | undefined;

/** Moves on their way, to say how they ended. */
const asked = new Map<string, { moves: Move[]; where: Where }>();

/** All go, or none. */
export function move(moves: Move[], where: Where, words: { [field: string]: unknown } = { reason: written(reason) }): void {
  if (!moves.length) return;
  const to = where === 'new' ? { new_room: true } : { to: where };
  asked.set(ask('seat.move', { moves, ...to, ...words }), { moves, where });
}

export function moveChosen(where: Where): void {
  move(
    [...chosen.peek()].map(([person, seen]) => ({ person, seen })),
    where,
    { reason: written(reason), told: written(told) },
  );
  clear();
}

/** Whether those who are chosen can have a room of their own: two or more, of one session, in which a round is open. */
export const mayOpenRoom = computed(() => {
  const there = floor.value;
  if (!there || chosen.value.size < 2) return false;
  const sessions = new Set([...chosen.value.keys()].map(id => there.people[id]?.session));
  const [session] = sessions;
  return sessions.size === 1 && session !== undefined && there.sessions[session]?.round?.state === 'open';
});

/** The same people, after the moderator was told whose place changed: that one counts as seen, of the others what is shown. */
export const renewed = (moves: Move[], { parameters }: Refused): Move[] =>
  moves.map(({ person }) => ({
    person,
    seen: person === parameters['person'] && parameters['version'] ? Number(parameters['version']) : versionOf(person),
  }));

export const one = (person: string): Move[] => [{ person, seen: versionOf(person) }];

// A move that was refused leaves its people chosen, as they were; one that had its effect is said.
effect(() => {
  const { pending, refusals, link } = state.value;
  for (const [id, { moves, where }] of asked) {
    if (pending[id]) continue;
    asked.delete(id);
    const answer = refusals.find(r => r.answer.id === id)?.answer;
    if (answer) {
      const still = renewed(moves, answer).filter(m => floor.peek()?.people[m.person]?.session);
      chosen.value = new Map([...chosen.peek(), ...still.map(m => [m.person, m.seen] as const)]);
    } else if (link === 'open') {
      const names = list(moves.map(m => isolated(nameOf(m.person))));
      const room = where === 'new' ? t('board.a_new_room') : where ? isolated(nameOfRoom(where)) : t('floor.lobby');
      announce(t('board.moved', { names, room }));
    }
  }
});

// Whoever leaves or goes back to the programme cannot be moved; and nobody is chosen by somebody who may not move.
effect(() => {
  const people = floor.value?.people ?? {};
  const may = can('seat.move');
  const gone = [...chosen.peek().keys()].filter(id => !may || !people[id]?.session);
  if (gone.length) unchoose(gone);
});
