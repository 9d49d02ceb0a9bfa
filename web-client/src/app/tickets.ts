import type { TicketView } from '../protocol.ts';

/** In line, called, or in conversation; else it is over. */
export const isLive = ({ state }: Pick<TicketView, 'state'>): boolean => /^(waiting|away|offered|in_session)$/.test(state);
