// What follows once the server has done what was asked for.
import { effect } from '@preact/signals';
import { state } from '../../app/client.ts';

/** A refusal says so itself, and leaves everything as it was. */
export function whenDone(id: string, then: () => void): void {
  const stop = effect(() => {
    const { pending, refusals, link } = state.value;
    if (pending[id] || link !== 'open') return;
    queueMicrotask(() => stop());
    if (!refusals.some(r => r.answer.id === id)) then();
  });
}
