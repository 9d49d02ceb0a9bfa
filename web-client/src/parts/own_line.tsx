// One's own place in an office hour's line: a part of the page from the first ticket on, whatever screen is up. What it
// shows comes with the kind's chunk.
import { computed } from '@preact/signals';
import { ticket } from '../app/client.ts';
import { ownOf } from '../app/kinds.ts';

const has = computed(() => ticket.value !== undefined);

export function OwnLine({ compact = false }: { compact?: boolean }) {
  const Screen = has.value ? ownOf('office-hours')?.Screen : undefined;
  return Screen ? <Screen compact={compact} /> : null;
}
