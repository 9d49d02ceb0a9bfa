// How many were in each room, and in line at each desk, minute by minute, since this tab shows the floor: the server tells
// what is, not what was. A reload goes on with what the tab keeps.
import { effect, signal } from '@preact/signals';
import { floor } from '../../app/client.ts';
import { minute } from '../../app/clock.ts';
import { recall, remember } from '../../connection/pass.ts';
import { presence } from '../common.ts';
import type { FloorView } from '../../protocol.ts';

/** By room; of a desk by "session/desk". */
export type History = { [of: string]: number[] };
const kept = 20;

/** One count more for each room and desk that is there; those that are gone are forgotten. O(rooms + seats + desks). */
export function counted(before: History, { rooms, desks }: FloorView): History {
  const out: History = {};
  const count = (of: string, n: number) => (out[of] = [...(before[of] ?? []), n].slice(-kept));
  for (const id in rooms) count(id, Object.values(rooms[id]!.seats).filter(seat => presence(seat.state) === 'here').length);
  for (const desk in desks) count(desk, desks[desk]!.waiting + desks[desk]!.away);
  return out;
}

/** The line through the counts in a box of `width` by `height`, from the start of the text to its end. */
export function points(counts: number[], most: number, width: number, height: number): string {
  const step = width / Math.max(1, counts.length - 1);
  const y = (n: number) => height - (height * Math.min(n, most)) / Math.max(1, most);
  return counts.map((n, i) => `${Math.round(i * step)},${Math.round(y(n))}`).join(' ');
}

/** So long a page may be away, in milliseconds, before the line would join what is not next to each other. */
const gap = 2 * 60_000;

/** As text, with when the last counts were taken. Bounded: rooms and desks that are there, and `kept` counts of each. */
export const written = (history: History, at: number): string => JSON.stringify([at, history]);

const isCounts = (counts: unknown): counts is number[] => Array.isArray(counts) && counts.length <= kept && counts.every(n => Number.isInteger(n) && n >= 0);

/** What an earlier page of this tab wrote, unless that is too long ago by now, or no such text. */
export function readAgain(text: string | undefined, now: number): { last: number; history: History } {
  const nothing = { last: 0, history: {} };
  try {
    const [last, history] = JSON.parse(text ?? '[0]') as [unknown, object | undefined];
    if (typeof last !== 'number' || !(Math.abs(now - last) <= gap)) return nothing;
    return { last, history: Object.fromEntries(Object.entries(history ?? {}).filter(([, counts]) => isCounts(counts))) as History };
  } catch {
    return nothing;
  }
}

export const history = signal<History>({});

/** One a tab and event. */
const slot = () => `convene:history:${location.pathname}`;

export function followHistory(): void {
  let last: number | undefined;
  effect(() => {
    const view = floor.value;
    if (!view) return;
    if (last === undefined) ({ last, history: history.value } = readAgain(recall(globalThis.sessionStorage, slot()), minute.value));
    // A clock that is set right may go back.
    if (minute.value <= last) return;
    last = minute.value;
    history.value = counted(history.peek(), view);
    remember(globalThis.sessionStorage, slot(), written(history.peek(), last));
  });
}
