// The floor as one signal per room and per person: a patch redraws the cards it touches and nothing else.
import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { board, floor } from './client.ts';
import { time } from './clock.ts';
import { later, seldom } from './pace.ts';
import { known } from './tools.ts';
import type { FloorRoom, FloorView } from '../protocol.ts';

/** What is shown while updates are paused: the floor as it was, and since when. */
export const paused = signal<{ view: FloorView; at: number } | undefined>(undefined);
export const shown = computed(() => floor.value && (paused.value?.view ?? floor.value));

export function togglePause(): void {
  const view = floor.peek();
  paused.value = paused.peek() || !view ? undefined : { view, at: time.peek() };
}

export interface Cells<T> {
  ids: ReadonlySignal<string[]>;
  of(id: string): Signal<T | undefined>;
}

/** O(keys) comparisons of references per change of the source; signals fire, one after another, only where the reference
 * is new. */
export function cells<T>(source: ReadonlySignal<{ [id: string]: T } | undefined>): Cells<T> {
  const made = new Map<string, Signal<T | undefined>>();
  const ids = signal<string[]>([]);
  /** Those that are not yet what the source says. */
  const old = new Set<string>();
  const of = (id: string) => {
    let cell = made.get(id);
    if (!cell) made.set(id, (cell = signal(source.peek()?.[id])));
    return cell;
  };
  const renew = (id: string) => {
    const map = source.peek() ?? {};
    old.delete(id);
    const cell = of(id);
    // Whoever reads it looks for it anew as it changes, and should find the one that will be told if the id comes back.
    if (!(id in map)) made.delete(id);
    cell.value = map[id];
  };
  const follow = seldom(() => {
    const map = source.peek() ?? {};
    const keys = Object.keys(map);
    const before = ids.peek();
    if (keys.length !== before.length || keys.some((k, i) => k !== before[i])) ids.value = keys;
    for (const [id, cell] of made) {
      if (cell.peek() === map[id] || old.has(id)) continue;
      old.add(id);
      later(() => renew(id));
    }
  }, later);
  effect(() => {
    void source.value;
    follow();
  });
  return { ids, of };
}

export const rooms = cells(computed(() => shown.value?.rooms));
export const people = cells(computed(() => shown.value?.people));
export const sessions = cells(computed(() => shown.value?.sessions));

/** Reports of members of staff, which moderators see; all else of the board may change meanwhile. */
export const reportsOfStaff = computed(() => board.value?.reports);

/** Something of a room: what uses it is drawn anew when that is another value, whatever else of the room changes. `of`: the same
 * at every drawing. */
export const useOfRoom = <T>(id: string, of: (room: FloorRoom) => T): T | undefined =>
  useMemo(
    () =>
      computed(() => {
        const room = rooms.of(id).value;
        return room && of(room);
      }),
    [id],
  ).value;

/** The floor as it stands on the page, for what is made of all of it: set once its rooms and people are drawn, less often in
 * a larger crowd. */
export const drawn = signal<FloorView | undefined>(undefined);
/** Which of them changed is found out first. */
const afterAll = (work: () => void) => later(() => later(work));
const drawAll = seldom(() => (drawn.value = shown.peek()), afterAll);
effect(() => {
  if (!shown.value || !drawn.peek()) drawn.value = shown.value;
  else drawAll();
});

/** Names outlast their people's stay: plans and refusals speak of some who have left. */
const names = new Map<string, string>();
effect(() => {
  const all = drawn.value?.people;
  if (!all) {
    names.clear();
    paused.value = undefined;
  } else for (const id in all) names.set(id, all[id]!.name);
});
/** Of people who are not on the floor, as plans that are made ahead have them. */
const learnt = signal(0);
export const learnNames = (more: { [id: string]: string }) => {
  for (const id in more) names.set(id, more[id]!);
  ++learnt.value;
};
export const isNamed = (id: string): boolean => (learnt.value, names.has(id));
export const nameOf = (id: string): string => people.of(id).value?.name ?? (learnt.value, names.get(id)) ?? id;
known.nameOf = nameOf;
