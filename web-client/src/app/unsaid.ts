// Words that were refused go back to where they were written, whatever is on the screen by then.
import { computed, effect } from '@preact/signals';
import type { Command, CommandName } from '../wire.ts';
import { dispatch, state } from './client.ts';

const unsaid = computed(() => state.value.unsaid);

/** `put` gets each such command of that type once, in the order in which they were written. */
export function takeBack(type: CommandName, put: (command: Command) => void): void {
  effect(() => {
    const mine = unsaid.value.filter(c => c.type === type);
    if (!mine.length) return;
    for (const command of mine) put(command);
    dispatch({ type: 'put_back', commands: mine });
  });
}
