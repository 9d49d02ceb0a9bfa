// What is being looked for on the floor, and whether its key is on.
import { computed, signal } from '@preact/signals';
import { drawn } from '../../app/cells.ts';
import { programme } from '../../app/programme.ts';
import { recall, remember } from '../../connection/pass.ts';
import { noFilter, ofPeople, seek, showsRoom, type Filter, type Trees } from './seek.ts';

export const query = signal('');
export const filter = signal<Filter>(noFilter);
export const setFilter = (more: Partial<Filter>) => (filter.value = { ...filter.peek(), ...more });
export const filters = computed(() => ofPeople(filter.value) || filter.value.unwell);

export const trees = computed<Trees>(() => ({ roles: programme.value?.roles ?? [], regions: programme.value?.regions ?? [] }));
export const found = computed(() => drawn.value && seek(drawn.value, query.value, filter.value, trees.value));

/** Which of these rooms stand on the floor. O(rooms + their people) while a filter is set. */
export function filtered(rooms: string[]): string[] {
  const view = drawn.value;
  return view && filters.value ? rooms.filter(id => view.rooms[id] && showsRoom(view.rooms[id]!, view, filter.value, trees.value)) : rooms;
}

const keysOf = (field: 'role' | 'region') =>
  computed(() => {
    const parents = new Map(trees.value[`${field}s`].map(c => [c.key, c.parent]));
    const people = drawn.value?.people ?? {};
    const used = new Set<string>();
    for (const id in people) used.add(people[id]![field]);
    // A set is gone through with what is added on the way.
    for (const key of used) used.add(parents.get(key) ?? '');
    return [...used].sort().join(' ');
  });
const used = { role: keysOf('role'), region: keysOf('region') };

/** Keys that somebody on the floor has, and those above them, not the whole world. */
export const inUse = (field: 'role' | 'region'): string[] => used[field].value.split(' ').filter(Boolean);

const slot = 'convene:find_key';
/** A single key must be one that can be switched off: who speaks to the machine may say it by chance. */
export const keyOn = signal(recall(globalThis.localStorage, slot) !== 'no');
export function useKey(yes: boolean): void {
  keyOn.value = yes;
  remember(localStorage, slot, yes ? null : 'no');
}
