// What calls for staff, and how many calls are said in one breath.
import type { BoardView, FloorView } from '../../protocol.ts';

export interface Call {
  what: 'help' | 'reported' | 'person';
  /** Where; nothing for somebody who asks from the programme or a lobby. */
  room?: string;
  /** Who asks. */
  name?: string;
}

/** Calls that nobody of the staff took yet, each by a key of its own. `ofStaff`: as for `needs`. O(rooms + people). */
export function callsOf({ people, rooms }: FloorView, ofStaff: BoardView['reports'] = {}): Map<string, Call> {
  const found = new Map<string, Call>();
  for (const id in ofStaff) {
    const { count, name } = ofStaff[id]!;
    found.set(`${id}:${count}`, { what: 'person', name });
  }
  for (const id in people) {
    const { help, name, room, reports } = people[id]!;
    if (reports) found.set(`${id}:${reports.count}`, { what: 'person', room, name });
    if (help && !help.by) found.set(id, { what: 'help', room, name });
  }
  for (const room in rooms)
    for (const n in rooms[room]!.complaints) found.set(`${room}/${n}`, { what: 'reported', room });
  return found;
}

export type Words =
  | { key: 'needs.say_help'; name: string }
  | { key: 'needs.say_reported'; room: string }
  | { key: 'needs.say_person'; name: string }
  | { key: 'needs.say_persons'; n: number }
  | { key: 'needs.say_rooms' | 'needs.say_people' | 'needs.say_reports'; n: number }
  | { key: 'needs.say_people_in'; n: number; room: string };

/** One sentence for all calls for help and one for all reports of messages and of people, however many there are. */
export function worded(calls: Call[]): Words[] {
  const help = calls.filter(c => c.what === 'help');
  const reports = calls.filter(c => c.what === 'reported');
  const told = calls.filter(c => c.what === 'person');
  const places = new Set(help.map(c => c.room));
  const [place] = places;
  const out: Words[] = [];
  if (help.length === 1) out.push({ key: 'needs.say_help', name: help[0]!.name ?? '' });
  else if (help.length && places.has(undefined)) out.push({ key: 'needs.say_people', n: help.length });
  else if (place && places.size === 1) out.push({ key: 'needs.say_people_in', n: help.length, room: place });
  else if (help.length) out.push({ key: 'needs.say_rooms', n: places.size });
  if (reports.length === 1) out.push({ key: 'needs.say_reported', room: reports[0]!.room ?? '' });
  else if (reports.length) out.push({ key: 'needs.say_reports', n: reports.length });
  if (told.length === 1) out.push({ key: 'needs.say_person', name: told[0]!.name ?? '' });
  else if (told.length) out.push({ key: 'needs.say_persons', n: told.length });
  return out;
}
