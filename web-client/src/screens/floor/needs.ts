// Which rooms and people need somebody, the most urgent first.
import type { BoardView, FloorRoom, FloorView } from '../../protocol.ts';

export interface Need {
  /** A sign of a room, the worst that it has; "reported_person" for somebody; "help" and "helped" (somebody else of the staff goes), "waiting" for a person,
   * "reported" for a message. */
  why: string;
  /** Of a room: all its signs, the worst first, between them a space. */
  signs?: string;
  room?: string;
  person?: string;
  /** Number of a message in its room. */
  message?: string;
  /** Of an office hour, in whose line `n` people wait too long. */
  line?: string;
  n?: number;
  since?: number;
}

const order = ['help', 'reported_person', 'reported', 'alone', 'nobody_present', 'overfull', 'no_facilitator', 'no_shared_language', 'no_advisor', 'line', 'waiting', 'under_min', 'not_arrived', 'not_seen', 'helped'];
const rank = (why: string) => (order.includes(why) ? order.indexOf(why) : order.length);

/** The people who are late, by how far they came: whose page was not reached, and who was told and did not look. */
export function late({ seats }: Pick<FloorRoom, 'seats'>): { not_arrived: string[]; not_seen: string[] } {
  const all = Object.keys(seats).filter(id => seats[id]!.no_show);
  const told = (id: string) => seats[id]!.state === 'delivered';
  return { not_arrived: all.filter(id => !told(id)), not_seen: all.filter(told) };
}

/** What a room needs a look for, the worst first; nothing of one that is fine. */
export function signsOf(room: Pick<FloorRoom, 'health' | 'seats'>): string[] {
  const { not_seen, not_arrived } = late(room);
  return room.health
    .filter(code => code !== 'ok')
    .flatMap(code => (code === 'not_arrived' && not_seen.length ? [...(not_arrived.length ? [code] : []), 'not_seen'] : [code]))
    .sort((a, b) => rank(a) - rank(b));
}

/** Waiting less than this while a round is open is normal: the engine looks for a fuller room first. */
const patience = 90_000;

/** So long somebody stands in a line before it is too long. */
export const linePatience = 20 * 60_000;

/** Who waits in a line for longer than one can ask of them, one need a session. O(tickets). */
function longLines(tickets: FloorView['tickets'], at: number): Need[] {
  const found = new Map<string, { n: number; since: number }>();
  for (const { state, session, joined } of Object.values(tickets)) {
    if (state !== 'waiting' || at - joined <= linePatience) continue;
    const { n, since } = found.get(session) ?? { n: 0, since: joined };
    found.set(session, { n: n + 1, since: Math.min(since, joined) });
  }
  return [...found].map(([line, counted]) => ({ why: 'line', line, ...counted }));
}

/**
 * O(rooms + people + tickets). `at`: the event's time; `reader`: who of the staff looks; `ofStaff`: reports of members of
 * staff, which moderators see.
 */
export function needs(view: FloorView, at: number, reader = '', ofStaff: BoardView['reports'] = {}): Need[] {
  const found = longLines(view.tickets, at);
  for (const room in view.rooms) {
    const { alone_since, complaints } = view.rooms[room]!;
    for (const [message, { at: since }] of Object.entries(complaints)) found.push({ why: 'reported', room, message, since });
    const signs = signsOf(view.rooms[room]!);
    const [why] = signs;
    if (why) found.push({ why, signs: signs.join(' '), room, since: why === 'alone' ? alone_since : undefined });
  }
  for (const person in view.people) {
    const { waiting, waiting_since, help, reports } = view.people[person]!;
    if (reports) found.push({ why: 'reported_person', person, since: reports.since });
    if (help) found.push({ why: help.by && help.by !== reader ? 'helped' : 'help', person, since: help.since });
    if (waiting && waiting !== 'stepped_out' && waiting_since && at - waiting_since > patience) found.push({ why: 'waiting', person, since: waiting_since });
  }
  for (const person in ofStaff) found.push({ why: 'reported_person', person, since: ofStaff[person]!.since });
  return found.sort((a, b) => rank(a.why) - rank(b.why) || (a.since ?? at) - (b.since ?? at));
}

/** What a need is called while it lasts; that of a room is the same one, whichever of its signs come and go. */
export const keyOf = ({ why, signs, room, person, message, line }: Need) => `${message ?? (signs ? 'room' : why)} ${room ?? person ?? line}`;

/** A need that is over, or one that stands; rows keep their places. */
export interface Row {
  key: string;
  need?: Need;
}

/** The rows of `before` where they were, and below them what came since. O(needs). */
export function inPlace(before: string[], now: Need[]): Row[] {
  const left = new Map(now.map(need => [keyOf(need), need]));
  const rows: Row[] = before.map(key => ({ key, need: left.get(key) }));
  for (const { key } of rows) left.delete(key);
  return [...rows, ...[...left].map(([key, need]) => ({ key, need }))];
}
