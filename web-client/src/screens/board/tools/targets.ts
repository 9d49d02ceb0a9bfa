// Into which rooms everybody of a room could go. A plain function, no screen.
import type { FloorView, Programme } from '../../../protocol.ts';
import { fitsRoom } from '../fit.ts';

export interface Target {
  id: string;
  /** Seats that are free now. */
  left: number;
  /** Whether they are enough. */
  enough: boolean;
  /** Whether all of them belong there. */
  fits: boolean;
}

/** Rooms of the same round: those with enough seats first, of these those that fit, then the emptier. O(rooms x people). */
export function targets(view: FloorView, from: string, programme?: Programme): Target[] {
  const room = view.rooms[from];
  if (!room) return [];
  const ids = Object.keys(room.seats);
  const those = ids.map(id => view.people[id]);
  return Object.entries(view.rooms)
    .filter(([id, { session, round, host }]) => id !== from && session === room.session && round === room.round && !host)
    .map(([id, other]) => {
      const left = Math.max(0, other.max - Object.keys(other.seats).length);
      return { id, left, enough: left >= ids.length, fits: fitsRoom(those, other, programme) };
    })
    .sort((a, b) => Number(b.enough) - Number(a.enough) || Number(b.fits) - Number(a.fits) || b.left - a.left);
}
