// Whether people belong into a room by its basis.
import type { Category } from '../../protocol.ts';

/** True when every role, or region, is the room's or below it in the tree. O(people x depth x roles). */
export function fits(roles: string[], basis: string, tree: Category[]): boolean {
  const parent = new Map(tree.map(c => [c.key, c.parent]));
  const below = (role: string): boolean => role === basis || (role !== '' && below(parent.get(role) ?? ''));
  return basis === '' || roles.every(below);
}
