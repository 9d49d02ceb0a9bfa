// The lines of the floor, as one signal per ticket: a patch redraws the rows that it touches.
import { computed, signal } from '@preact/signals';
import { cells, sessions, shown } from '../../app/cells.ts';
import { sessionOrder } from '../floor/order.ts';

const all = computed(() => shown.value?.tickets);
export const tickets = cells(all);
export const allTickets = () => all.value ?? {};

/** Sessions with desks that are on. */
export const lineSessions = computed(() => {
  const with_desks = new Set(Object.values(shown.value?.desks ?? {}).map(d => d.session));
  const on = (id: string) => ['open', 'running', 'closing'].includes(sessions.of(id).value?.state ?? '');
  return sessionOrder.value.filter(id => with_desks.has(id) && on(id));
});

export const desksOf = (session: string) =>
  Object.values(shown.value?.desks ?? {})
    .filter(d => d.session === session)
    .sort((a, b) => (a.desk < b.desk ? -1 : 1));

export const advisorsOf = (session: string) =>
  Object.values(shown.value?.advisors ?? {})
    .filter(a => a.session === session)
    .sort((a, b) => a.name.localeCompare(b.name));

/** The ticket that the dialog is about. */
export const acted = signal<string | undefined>(undefined);
