// Taking back and doing again, by button and by keyboard; and saying what came of what the reader did.
import { computed, effect } from '@preact/signals';
import { announce } from '../../../app/announce.ts';
import { face } from '../../../app/app.tsx';
import { ask, board, can, me } from '../../../app/client.ts';
import { busyTyping } from '../../../parts/heading.tsx';
import { redoable, undoable, type Operations } from './operations.ts';
import { phrase } from './phrase.ts';

export const operations = computed<Operations>(() => board.value?.operations ?? {});
const reader = computed(() => me.value?.id ?? '');

export const next = {
  undo: computed(() => (can('op.undo') ? undoable(operations.value, reader.value) : undefined)),
  redo: computed(() => (can('op.redo') ? redoable(operations.value, reader.value) : undefined)),
};
export type Turn = keyof typeof next;

export const turn = (what: Turn, operation: string) => ask(`op.${what}`, { operation });

/** By what it writes; on keyboards of other scripts by its place. */
const isZ = ({ key, code }: KeyboardEvent) => (/^[a-z]$/i.test(key) ? key.toLowerCase() === 'z' : code === 'KeyZ');

/** Ctrl+Z and Ctrl+Shift+Z are the text field's own while one has the focus. */
export function followKeys(): void {
  addEventListener('keydown', e => {
    if (!(e.ctrlKey || e.metaKey) || e.altKey || !isZ(e) || busyTyping() || face.peek() !== 'staff') return;
    const what = e.shiftKey ? 'redo' : 'undo';
    const operation = next[what].peek();
    if (!operation || e.repeat) return;
    e.preventDefault();
    turn(what, operation);
  });
}

/** A move is said where it is made (chosen.ts); all else of the reader's when the board lists it. */
export function followOwn(): void {
  let known: Operations | undefined;
  effect(() => {
    const now = board.value?.operations;
    if (known && now)
      for (const [id, op] of Object.entries(now))
        if (!known[id] && op.by === reader.peek() && op.command !== 'seat.move') announce(phrase(op, now));
    known = now;
  });
}
