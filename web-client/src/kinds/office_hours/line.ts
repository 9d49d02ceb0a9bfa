// What a line and a ticket come to, without a screen: which topics are taken, how long the wait is, what there is to say.
import type { LineStatus, ProgrammeDesk, TicketView } from '../../protocol.ts';
import { isLive } from '../../app/tickets.ts';

export interface Choice {
  topic: string;
  /** An advisor for it is here, free or not. */
  served: boolean;
}

/** The topics of the desks that take tickets, in the event's order. O(topics * desks). */
export function choices(desks: ProgrammeDesk[], line: LineStatus, topics: string[]): Choice[] {
  const taken = ({ id }: ProgrammeDesk) => {
    const desk = line.desks.find(d => d.desk === id);
    // A desk that is not among them was united with one that is.
    return (desk ? [desk] : line.desks).some(d => d.state !== 'closing');
  };
  const open = desks.filter(taken);
  return topics
    .filter(topic => open.some(d => d.topics.length === 0 || d.topics.includes(topic)))
    .map(topic => ({ topic, served: !line.unserved.includes(topic) }));
}

export type Wait = { kind: 'range'; from: number; to: number } | { kind: 'about' | 'more'; n: number } | { kind: 'late' | 'unknown' };

/** Never a bare zero, and nothing that was not reckoned: a line that stands still has no number. */
export function waitOf({ basis, estimate }: Pick<TicketView, 'basis' | 'estimate'>): Wait | undefined {
  if (basis !== 'live') return undefined;
  if (!estimate) return { kind: 'unknown' };
  const { likely, surely } = estimate;
  if (!likely) return { kind: 'late' };
  if (!surely) return { kind: 'more', n: likely };
  return surely > likely ? { kind: 'range', from: likely, to: surely } : { kind: 'about', n: likely };
}

const doubtful = 50;
/** Told by staff, or reckoned: likely not before the session ends. */
export const unlikely = ({ behind_cutoff, basis, estimate }: TicketView): boolean =>
  behind_cutoff || (basis === 'live' && estimate !== undefined && estimate.reached_percent < doubtful);

export const isOver = (ticket: TicketView): boolean => !isLive(ticket);

/** What a person did themselves is not told to them again. */
const ownDoing = /^(|chose|left|asked|snoozed|declined|back)$/;

export type News = 'called' | 'joined' | 'next' | 'turned';

/** What is worth saying aloud, if anything, now that the ticket is another one than before. */
export function newsOf(before: TicketView | undefined, now: TicketView, at: number): News | undefined {
  const same = before?.id === now.id;
  if (now.call && !now.call.accepted) return same && before.call?.expires === now.call.expires ? undefined : 'called';
  if (!same) return now.state === 'waiting' && at - now.joined < 10_000 ? 'joined' : undefined;
  if ((now.state !== before.state || now.why !== before.why) && !ownDoing.test(now.why)) return 'turned';
  return now.next && !before.next ? 'next' : undefined;
}
