// Which part of the floor is up, to whom a message is being written, and whom the dialog is about.
import { signal } from '@preact/signals';
import { brought } from '../../app/tools.ts';

/** One of the floor's own parts, or of those that the board brings. */
export const part = signal('rooms');
brought.value = { ...brought.peek(), show: name => (part.value = name) };
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
  // The part is drawn first; what was pressed is gone with the one before.
  setTimeout(() => document.querySelector<HTMLElement>('[data-part=message] textarea')?.focus());
}
