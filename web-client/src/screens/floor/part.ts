// Which part of the floor is up, to whom a message is being written, and whom the dialog is about.
import { signal } from '@preact/signals';

export type Part = 'rooms' | 'clocks' | 'messages' | 'plans' | 'out';
export const part = signal<Part>('rooms');
/** A person id, opened in the dialog. */
export const about = signal<string | undefined>(undefined);

/**
 * "everybody", "not_present", or kind and key: "session:…", "role:…", "region:…", "language:…", "room:…",
 * "person:…", "filter:…" (see seek.ts).
 */
export const target = signal('everybody');
export function write(to: string): void {
  target.value = to;
  part.value = 'messages';
}
