// What two people have in common, and what a seat's state means to others. Plain functions, no screen.
import type { MeView, Member, SeatState } from '../protocol.ts';

type Known = Pick<MeView, 'role' | 'region' | 'topics' | 'languages'>;

/** Derived here and not by the server, so that one encoded room serves all its members. */
export function common(mine: Known, other: Pick<Member, 'role' | 'region' | 'topics' | 'languages'>) {
  const both = (a: string[], b: string[]) => a.filter(x => b.includes(x));
  return {
    role: mine.role !== '' && mine.role === other.role,
    region: mine.region !== '' && mine.region === other.region,
    topics: both(mine.topics, other.topics),
    languages: both(mine.languages, other.languages),
  };
}

export function presence(seat: SeatState): 'here' | 'coming' | 'away' {
  if (seat === 'present' || seat === 'in_call') return 'here';
  return seat === 'assigned' || seat === 'delivered' ? 'coming' : 'away';
}
