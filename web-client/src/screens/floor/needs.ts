// Which rooms and people need somebody, the most urgent first.
import type { FloorView } from '../../protocol.ts';

export interface Need {
  /** A code of the room's health, or "waiting" for a person in a lobby. */
  why: string;
  room?: string;
  person?: string;
  since?: number;
}

const order = ['alone', 'nobody_present', 'overfull', 'waiting', 'under_min', 'not_arrived'];
const rank = (why: string) => (order.includes(why) ? order.indexOf(why) : order.length);
/** Waiting less than this while a round is open is normal: the engine looks for a fuller room first. */
const patience = 90_000;

/** O(rooms + people). `at`: the event's time. */
export function needs(view: FloorView, at: number): Need[] {
  const found: Need[] = [];
  for (const [room, { health, alone_since }] of Object.entries(view.rooms)) {
    const worst = health[0];
    if (worst && worst !== 'ok') found.push({ why: worst, room, since: worst === 'alone' ? alone_since : undefined });
  }
  for (const [person, { waiting, waiting_since }] of Object.entries(view.people))
    if (waiting && waiting_since && at - waiting_since > patience) found.push({ why: 'waiting', person, since: waiting_since });
  return found.sort((a, b) => rank(a.why) - rank(b.why) || (a.since ?? at) - (b.since ?? at));
}
