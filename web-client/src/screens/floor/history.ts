// How many were there, minute by minute, since this page shows the floor: the server tells what is, not what was.
import { effect, signal } from '@preact/signals';
import { floor } from '../../app/client.ts';
import { minute } from '../../app/clock.ts';
import { presence } from '../common.ts';
import type { FloorView } from '../../protocol.ts';

export type History = { [room: string]: number[] };
const kept = 20;

/** One count more for each room that is there; rooms that are gone are forgotten. O(rooms + seats). */
export function counted(before: History, { rooms }: FloorView): History {
  const out: History = {};
  for (const [id, { seats }] of Object.entries(rooms)) {
    const here = Object.values(seats).filter(seat => presence(seat.state) === 'here').length;
    out[id] = [...(before[id] ?? []), here].slice(-kept);
  }
  return out;
}

/** The line through the counts in a box of `width` by `height`, from the start of the text to its end. */
export function points(counts: number[], most: number, width: number, height: number): string {
  const step = width / Math.max(1, counts.length - 1);
  const y = (n: number) => height - (height * Math.min(n, most)) / Math.max(1, most);
  return counts.map((n, i) => `${Math.round(i * step)},${Math.round(y(n))}`).join(' ');
}

export const history = signal<History>({});

export function followHistory(): void {
  let last = 0;
  effect(() => {
    const view = floor.value;
    // A clock that is set right may go back.
    if (!view || minute.value <= last) return;
    last = minute.value;
    history.value = counted(history.peek(), view);
  });
}
