// Which sessions a debrief is about.
import { programme } from '../app/programme.ts';

/** The sessions that this one follows; none unless it is a debrief. */
export const followed = (id: string | undefined): string[] =>
  programme.value?.sessions.find(s => s.id === id && s.kind === 'debrief')?.of ?? [];
