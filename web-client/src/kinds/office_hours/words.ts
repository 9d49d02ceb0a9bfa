// The sentences about a ticket, for the screen and for the ear.
import type { TicketView } from '../../protocol.ts';
import { clock, duration } from '../../i18n/format.ts';
import { t, worded } from '../../i18n/words.ts';
import { isOver, waitOf } from './line.ts';

/** The place, if there is one. */
export function placeText({ next, place }: TicketView): string {
  if (next) return t('office_hours.next');
  return place ? t('office_hours.place', { place }) : t('office_hours.in_line');
}

/** How long it takes, or what it depends on. */
export function waitText(ticket: TicketView): string {
  const wait = waitOf(ticket);
  if (wait?.kind === 'range') return t('office_hours.range', { from: wait.from, to: wait.to });
  if (wait?.kind === 'about') return t('office_hours.about', { n: wait.n });
  if (wait?.kind === 'more') return t('office_hours.or_more', { n: wait.n });
  if (wait) return t(wait.kind === 'late' ? 'office_hours.late' : 'office_hours.unknown');
  if (ticket.basis === 'draw') return t('office_hours.draw', { time: clock(ticket.draws ?? 0) });
  if (ticket.basis === 'paused') return t('office_hours.paused');
  if (ticket.basis === 'no_advisor') return t('office_hours.no_advisor');
  return t('office_hours.not_started');
}

/** How it came to this, where that is no matter of course. */
export const whyText = ({ why }: TicketView): string => (why && worded(`office_hours.why.${why}`)) || '';

/** What is over, and what now. */
export function overText(ticket: TicketView): string {
  if (ticket.state === 'done') return t('office_hours.done');
  if (ticket.state === 'no_show') return t('office_hours.no_show');
  return t(ticket.state === 'left' ? 'office_hours.left' : 'office_hours.closed_out');
}

export const awayText = ({ back_at, away_left_s }: TicketView): string =>
  back_at ? t('office_hours.away', { time: clock(back_at) }) : t('office_hours.away_left', { time: duration(away_left_s * 1_000) });

/** For the ear. */
export const turnedText = (ticket: TicketView): string =>
  `${whyText(ticket)} ${isOver(ticket) ? overText(ticket) : ticket.state === 'away' ? awayText(ticket) : placeText(ticket)}`.trim();
