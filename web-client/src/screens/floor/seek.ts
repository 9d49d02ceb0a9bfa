// Who is looked for: by a name in as few keys as one can, or by what people have in common. Plain functions, no screen.
import type { Category, FloorPerson, FloorRoom, FloorView } from '../../protocol.ts';
import { presence } from '../common.ts';
import { fold } from './fold.ts';

/** Empty and false: not asked for. */
export interface Filter {
  role: string;
  region: string;
  /** Has a seat and is not there. */
  missing: boolean;
  /** Rooms alone: their health is not fine. */
  unwell: boolean;
}
export const noFilter: Filter = { role: '', region: '', missing: false, unwell: false };

/** Somebody, here or not. */
export type Sought = Pick<FloorPerson, 'name' | 'role' | 'region' | 'room'>;
interface Among {
  people: { [id: string]: Sought };
  rooms: FloorView['rooms'];
}

export interface Trees {
  roles: Category[];
  regions: Category[];
}

/** A crowd is looked through at every key: each name is folded once. */
const folded = new Map<string, string>();
function foldedName(name: string): string {
  let known = folded.get(name);
  if (known === undefined) {
    if (folded.size > 20_000) folded.clear();
    folded.set(name, (known = fold(name)));
  }
  return known;
}

/** How well a name answers what was typed, 0 best: its beginning, a later word's, the initials, somewhere inside. */
export function rankOf(name: string, typed: string): number | undefined {
  const all = foldedName(name);
  if (all.startsWith(typed)) return 0;
  const words = all.split(/[\s\-’'ʻ]+/);
  if (words.some(word => word.startsWith(typed))) return 1;
  if (words.map(word => word[0] ?? '').join('').startsWith(typed)) return 2;
  return typed.length > 1 && all.includes(typed) ? 3 : undefined;
}

/** By tree and key: the key and all below it, made once, as a crowd is asked for it at every patch. */
const families = new WeakMap<Category[], Map<string, Set<string>>>();
function family(wanted: string, tree: Category[]): Set<string> {
  let known = families.get(tree);
  if (!known) families.set(tree, (known = new Map()));
  let keys = known.get(wanted);
  if (!keys) {
    keys = new Set([wanted]);
    // Parents come before their children (protocol).
    for (const category of tree) if (keys.has(category.parent)) keys.add(category.key);
    known.set(wanted, keys);
  }
  return keys;
}

/** Whether somebody is of that kind or region, or of one below it. O(1). */
const isOf = (key: string, wanted: string, tree: Category[]) => wanted === '' || family(wanted, tree).has(key);

export const ofPeople = ({ role, region, missing }: Filter) => Boolean(role || region || missing);

function meets(id: string, person: Sought, view: Among, filter: Filter, trees: Trees): boolean {
  if (!isOf(person.role, filter.role, trees.roles) || !isOf(person.region, filter.region, trees.regions)) return false;
  if (!filter.missing) return true;
  const seat = person.room ? view.rooms[person.room]?.seats[id] : undefined;
  return seat !== undefined && presence(seat.state) !== 'here';
}

/** Ids, the best first; undefined: nobody is looked for. O(people log people). */
export function seek(view: Among, typed: string, filter: Filter, trees: Trees): string[] | undefined {
  const wanted = fold(typed.trim());
  if (!wanted && !ofPeople(filter)) return undefined;
  const found: { id: string; name: string; rank: number }[] = [];
  for (const [id, person] of Object.entries(view.people)) {
    const rank = wanted ? rankOf(person.name, wanted) : 0;
    if (rank !== undefined && meets(id, person, view, filter, trees)) found.push({ id, name: person.name, rank });
  }
  return found.sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1)).map(f => f.id);
}

/** Whether a room is among those to be shown: somebody in it is meant, and its health, if that was asked for. */
export function showsRoom(room: FloorRoom, view: FloorView, filter: Filter, trees: Trees): boolean {
  if (filter.unwell && (room.health[0] ?? 'ok') === 'ok') return false;
  if (!ofPeople(filter)) return true;
  return Object.keys(room.seats).some(id => {
    const person = view.people[id];
    return person !== undefined && meets(id, person, view, filter, trees);
  });
}

/** What of the floor is not as it was, by reference: a patch leaves what it does not touch (store/merge_patch.ts). */
export function changed(before: FloorView, now: FloorView): number {
  let n = 0;
  for (const part of ['sessions', 'rooms', 'people', 'tickets'] as const) {
    const [old, fresh] = [before[part] as { [id: string]: unknown }, now[part] as { [id: string]: unknown }];
    if (old === fresh) continue;
    for (const id in fresh) if (fresh[id] !== old[id]) n++;
    for (const id in old) if (!(id in fresh)) n++;
  }
  return n;
}
