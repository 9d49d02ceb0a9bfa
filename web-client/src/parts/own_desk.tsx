// The desks at which the person advises: a part of the page for whoever is posted at one.
import { computed } from '@preact/signals';
import { advisorChunk } from '../app/chunks.ts';
import { state } from '../app/client.ts';

export const posted = computed(() => (state.value.desk?.desks.length ?? 0) > 0);

/** `main`: over a visit, where it is the page's first part. */
export function OwnDesk({ main = false }: { main?: boolean }) {
  const Screen = posted.value ? advisorChunk()?.Screen : undefined;
  return Screen ? <Screen main={main} /> : null;
}
