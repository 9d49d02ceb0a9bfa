// The floor as one signal per room and per person: a patch redraws the cards it touches and nothing else.
import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { floor } from './client.ts';
import { time } from './clock.ts';
import type { FloorView } from '../protocol.ts';

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

/** O(keys) comparisons of references per change of the source; signals fire only where the reference is new. */
export function cells<T>(source: ReadonlySignal<{ [id: string]: T } | undefined>): Cells<T> {
  const made = new Map<string, Signal<T | undefined>>();
  const ids = signal<string[]>([]);
  const of = (id: string) => {
    let cell = made.get(id);
    if (!cell) made.set(id, (cell = signal(source.peek()?.[id])));
    return cell;
  };
  effect(() => {
    const map = source.value ?? {};
    batch(() => {
      for (const [id, cell] of made) {
        cell.value = map[id];
        if (!(id in map)) made.delete(id);
      }
      const keys = Object.keys(map);
      const before = ids.peek();
      if (keys.length !== before.length || keys.some((k, i) => k !== before[i])) ids.value = keys;
    });
  });
  return { ids, of };
}

export const rooms = cells(computed(() => shown.value?.rooms));
export const people = cells(computed(() => shown.value?.people));
export const sessions = cells(computed(() => shown.value?.sessions));

/** Names outlast their people's stay: plans and refusals speak of some who have left. */
const names = new Map<string, string>();
effect(() => {
  const all = shown.value?.people;
  if (!all) {
    names.clear();
    paused.value = undefined;
  } else for (const [id, { name }] of Object.entries(all)) names.set(id, name);
});
export const nameOf = (id: string): string => people.of(id).value?.name ?? names.get(id) ?? id;
