// Which tickets a line has, in the server's order, and what may be done about one. Plain functions, no screen.
import type { FloorAdvisor, FloorTicket, FloorView } from '../../protocol.ts';
import { isLive as live } from '../../app/tickets.ts';
import { linePatience } from '../floor/needs.ts';

type Tickets = FloorView['tickets'];

export { live };
const inLine = ({ state }: FloorTicket) => state === 'waiting' || state === 'away';

const number = (id: string) => Number(id.replace(/^\D+/, ''));

/** By order key: the place, and of equal ones the ticket's number. O(tickets log tickets). */
export function inOrder(tickets: Tickets, session: string, of: (ticket: FloorTicket) => boolean): string[] {
  return Object.keys(tickets)
    .filter(id => tickets[id]!.session === session && of(tickets[id]!))
    .sort((a, b) => tickets[a]!.place - tickets[b]!.place || number(a) - number(b));
}

/** Somebody waits for longer than one can ask of them. */
export const waitsLong = ({ state, joined }: FloorTicket, at: number): boolean => state === 'waiting' && at - joined > linePatience;

export type Act = 'call' | 'return' | 'before' | 'desk' | 'pin' | 'unpin' | 'no_show' | 'cutoff';

/** What that person of the staff may do about the ticket now, in the order of the dialog. */
export function acts(ticket: FloorTicket, can: (command: string) => boolean): Act[] {
  const { state } = ticket;
  const movable = live(ticket) && state !== 'in_session';
  const all: [Act, string, boolean][] = [
    ['call', 'ticket.call', state === 'waiting' && ticket.online],
    ['no_show', 'ticket.no_show', state === 'offered' || state === 'in_session'],
    ['return', 'ticket.return', state !== 'waiting'],
    ['before', 'ticket.move', movable],
    ['desk', 'ticket.move', movable],
    ['pin', 'ticket.pin', live(ticket) && !ticket.pinned],
    ['unpin', 'ticket.pin', live(ticket) && ticket.pinned],
    ['cutoff', 'desk.cutoff', inLine(ticket)],
  ];
  return all.filter(([, command, now]) => now && can(command)).map(([act]) => act);
}

/** Kept with the ticket: asked for, or not to be left out, or of no use. */
export function reasonOf(act: Act | undefined): 'none' | 'may' | 'must' {
  if (act === 'before' || act === 'desk' || act === 'pin') return 'must';
  return act === 'call' || act === 'unpin' ? 'may' : 'none';
}

/** Who can be asked to take somebody more. */
export const freeAdvisor = ({ status, online, capacity, with: people }: FloorAdvisor): boolean =>
  status === 'available' && online && people.length < capacity;
