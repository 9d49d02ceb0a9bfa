// What a desk comes to, without a screen.
import type { DeskTicket, DeskView } from '../../protocol.ts';

/**
 * When a clock in the reader's time zone next shows that time ("14:30"), seen from `now`; undefined if it is none. An end
 * is planned for today or, late in the evening, for after midnight.
 */
export function nextAt(text: string, now: number): number | undefined {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (!parts) return undefined;
  const at = new Date(now);
  at.setHours(Number(parts[1]), Number(parts[2]), 0, 0);
  if (at.getTime() <= now) at.setDate(at.getDate() + 1);
  return at.getTime();
}

/** Of those who come, the one whom the advisor calls without a reason. */
export const isNext = ({ why_next }: DeskTicket): boolean => why_next !== '' && why_next !== 'yielded';

export const mayCall = ({ status, with: people, capacity }: DeskView, more = 1): boolean =>
  status === 'available' && people.length + more <= capacity;

/** Who came since: an advisor who looks elsewhere is told. */
export function cameSince(before: DeskView[] | undefined, now: DeskView[]): DeskTicket[] {
  if (!before) return [];
  const talking = (desks: DeskView[]) => desks.flatMap(d => d.with.filter(p => p.state === 'in_session'));
  const known = new Set(talking(before).map(p => p.id));
  return talking(now).filter(p => !known.has(p.id));
}
