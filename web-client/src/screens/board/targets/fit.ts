// What it costs to put people into a room, by what the floor and the board say. Plain functions, no screen.
//
// The server alone knows which languages and topics somebody has, whom they have met, and which seats are kept for people who
// changed their mind: it may refuse a room that has none of these costs.
import type { Basis, BoardView, Category, FloorRoom, FloorView, Programme } from '../../../protocol.ts';

/** The lightest first. */
const gravity = [
  'pinned', 'left_few', 'left_alone', 'small', 'region', 'role', 'language', 'about', 'session', 'locked', 'apart', 'full',
] as const;
export type Cost = (typeof gravity)[number];

/** What going away costs, whichever the room is. */
export const away: readonly Cost[] = ['pinned', 'left_few', 'left_alone'];
/** With these the server refuses a move. */
const forbidding: readonly Cost[] = ['apart', 'full'];
export const forbidden = (costs: readonly Cost[]) => costs.some(cost => forbidding.includes(cost));

/** What rooms of a kind are made by: who breaks it loses more than who breaks what a room happens to share. */
const made: { [kind: string]: Cost } = { 'role-alike': 'role', regional: 'region' };

/** A room that some of them leave. */
interface Left {
  leave: number;
  /** Who is still in it then. */
  stay: number;
  min: number;
}

/** Those who are to go, as far as rooms ask for it. */
export interface Movers {
  count: number;
  sessions: string[];
  abouts: string[];
  /** Whether all of them are of a role, or region, or below it in the tree. */
  ofRole: (basis: string) => boolean;
  ofRegion: (basis: string) => boolean;
  /** Languages that all of them are known to share. */
  speak?: string[];
  pinned: boolean;
  from: ReadonlyMap<string, Left>;
  /** Two of them are to be kept apart. */
  torn: boolean;
  /** Rooms with somebody who is to be kept apart from one of them. */
  apart: ReadonlySet<string>;
}

/** Each question about a tree is answered once, however many rooms ask it. O(keys x depth) a question. */
function within(keys: ReadonlySet<string>, tree: Category[] = []): (basis: string) => boolean {
  const parent = new Map(tree.map(c => [c.key, c.parent]));
  const known = new Map([['', true]]);
  const below = (key: string, basis: string): boolean => key === basis || (key !== '' && below(parent.get(key) ?? '', basis));
  return basis => {
    if (!known.has(basis)) known.set(basis, [...keys].every(key => below(key, basis)));
    return known.get(basis)!;
  };
}

/** None said is not the same as none shared. */
const shared = ({ languages, language_relaxed }: Basis) => (language_relaxed || languages.length ? languages : undefined);

const here = ({ seats }: FloorRoom) => Object.values(seats).filter(s => s.state !== 'called_away' && s.state !== 'left').length;

/** Of the floor. */
export type Seated = Pick<FloorView, 'people' | 'rooms'>;

/** O(people chosen + pairs + tree). */
export function moversOf(ids: readonly string[], { people, rooms }: Seated, pairs: BoardView['pairs'], programme?: Programme): Movers {
  const going = new Set(ids);
  const those = ids.flatMap(id => people[id] ?? []);
  const from = new Map<string, Left>();
  let pinned = false;
  for (const id of ids) {
    const at = people[id]?.room;
    const room = at && rooms[at];
    if (!room) continue;
    const left = from.get(at) ?? { leave: 0, stay: here(room), min: room.min };
    from.set(at, { ...left, leave: left.leave + 1, stay: left.stay - 1 });
    pinned ||= !!room.seats[id]?.pinned;
  }
  const apart = new Set<string>();
  let torn = false;
  for (const { one, other, bond } of Object.values(pairs)) {
    if (bond !== 'apart') continue;
    torn ||= going.has(one) && going.has(other);
    const stays = going.has(one) ? other : going.has(other) ? one : undefined;
    const room = stays && people[stays]?.room;
    if (room) apart.add(room);
  }
  // What somebody speaks is known of a whole room alone: of those who leave it together it goes with them.
  const [[whole, left] = []] = from;
  const together = whole && left?.stay === 0 && left.leave === ids.length ? rooms[whole] : undefined;
  return {
    count: ids.length,
    sessions: [...new Set(those.flatMap(p => p.session ?? []))],
    abouts: [...new Set(those.flatMap(p => p.about ?? []))],
    ofRole: within(new Set(those.map(p => p.role)), programme?.roles),
    ofRegion: within(new Set(those.map(p => p.region)), programme?.regions),
    speak: together && shared(together.basis),
    pinned,
    from,
    torn,
    apart,
  };
}

/** What going away costs those who stay behind, and who was to stay. `to`: nobody leaves the room they go to. */
export function leaving({ from, pinned }: Movers, to?: string): Cost[] {
  const left = [...from].flatMap(([id, room]) => (id === to || room.stay === 0 ? [] : room));
  const costs: [Cost, boolean][] = [
    ['pinned', pinned],
    ['left_alone', left.some(({ stay }) => stay === 1)],
    ['left_few', left.some(({ stay, min }) => stay > 1 && stay < min)],
  ];
  return costs.flatMap(([cost, holds]) => (holds ? cost : []));
}

export interface Fit {
  /** The smaller, the better: the worst cost tells, then the next worst. */
  rank: number;
  costs: Cost[];
}

/** O(people in the room + rooms that are left). */
export function fit(movers: Movers, id: string, room: FloorRoom): Fit {
  const { basis, seats, name } = room;
  const comes = movers.count - (movers.from.get(id)?.leave ?? 0);
  const after = Object.keys(seats).length + comes;
  const theirs = shared(basis);
  const common = movers.speak && theirs ? theirs.filter(l => movers.speak!.includes(l)) : (movers.speak ?? theirs);
  const there: [Cost, boolean][] = [
    ['full', comes > 0 && after > room.max],
    ['apart', movers.torn || movers.apart.has(id)],
    ['locked', room.locked],
    ['session', movers.sessions.some(session => session !== room.session)],
    ['about', !!basis.about && movers.abouts.some(about => about !== basis.about)],
    ['role', !movers.ofRole(basis.role)],
    ['region', !movers.ofRegion(basis.region)],
    ['language', common?.length === 0],
    ['small', after < room.min],
  ];
  const costs = [...there.flatMap(([cost, holds]) => (holds ? cost : [])), ...leaving(movers, id)];
  const weight = (cost: Cost) => 1 << gravity.indexOf(cost === made[name.kind] ? 'about' : cost);
  return { rank: costs.reduce((sum, cost) => sum + weight(cost), 0), costs };
}

export const freeSeats = ({ max, seats }: FloorRoom) => Math.max(0, max - Object.keys(seats).length);

export interface Target extends Fit {
  id: string;
  left: number;
}

/** Rooms they can go to, the best first; of equal ones the emptier. O(rooms x log rooms), and `fit` of each. */
export function targets(movers: Movers, rooms: FloorView['rooms']): Target[] {
  if (movers.count === 0) return [];
  return Object.entries(rooms)
    .filter(([id, { state, host }]) => state === 'open' && !host && movers.from.get(id)?.leave !== movers.count)
    .map(([id, room]) => ({ id, left: freeSeats(room), ...fit(movers, id, room) }))
    .sort((a, b) => a.rank - b.rank || b.left - a.left);
}
