// Whom a message from staff goes to, as it is chosen and as it goes over the wire. Plain functions, no screen.
import type { Commands } from '../../wire.ts';

/** Those whom all of it means. Empty and false: not asked for. */
export interface To {
  session: string;
  /** Rooms are chosen, rather than everybody or a session. */
  inRooms: boolean;
  rooms: readonly string[];
  /** Somebody by name, and then all else is empty. */
  person: string;
  role: string;
  region: string;
  language: string;
  /** Has a seat and is not there. */
  missing: boolean;
}

/** Undefined for nobody: where rooms were to be chosen and none is, or none of them is `there` any more, the list would be empty on the wire, and mean all. */
export function audience(to: To, there: (room: string) => boolean): Omit<Commands['notice.send'], 'text' | 'urgent'> | undefined {
  const rooms = to.rooms.filter(there);
  if (to.inRooms && !rooms.length) return undefined;
  const some = (one: string) => (one ? [one] : []);
  return {
    sessions: some(to.session),
    rooms,
    people: some(to.person),
    roles: some(to.role),
    regions: some(to.region),
    languages: some(to.language),
    not_present: to.missing,
  };
}
