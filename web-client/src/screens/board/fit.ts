// Whether people belong into a room by its basis.
import type { Category, FloorPerson, FloorRoom, Programme } from '../../protocol.ts';

/** True when every role, or region, is the room's or below it in the tree. O(people x depth x roles). */
export function fits(roles: string[], basis: string, tree: Category[]): boolean {
  const parent = new Map(tree.map(c => [c.key, c.parent]));
  const below = (role: string): boolean => role === basis || (role !== '' && below(parent.get(role) ?? ''));
  return basis === '' || roles.every(below);
}

/** Whether they belong into a room by what its kind goes by. */
export function fitsRoom(those: (FloorPerson | undefined)[], { name, basis }: FloorRoom, programme?: Programme): boolean {
  if (name.kind === 'debrief') return those.every(p => p?.about === basis.about);
  if (name.kind === 'regional') return fits(those.map(p => p?.region ?? ''), basis.region, programme?.regions ?? []);
  return fits(those.map(p => p?.role ?? ''), basis.role, programme?.roles ?? []);
}
