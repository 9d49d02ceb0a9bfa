// Which part of the floor is up, to whom a message is being written, and whom the dialog is about.
import { signal } from '@preact/signals';
import { brought } from '../../app/tools.ts';
import type { To } from './audience.ts';
import type { Filter } from './seek.ts';

/** One of the floor's own parts, or of those that the board brings. */
export const part = signal('rooms');
brought.value = { ...brought.peek(), show: name => (part.value = name) };
/** A person id, opened in the dialog. */
export const about = signal<string | undefined>(undefined);

/** Whom a message is written to. */
export const everybody: To = { session: '', inRooms: false, rooms: [], person: '', role: '', region: '', language: '', missing: false };
export const target = signal<To>(everybody);

/** `to`: "room:…", "late:…" (who is not in that room yet), "person:…" or "filter:…" (see seek.ts). */
export function write(to: string): void {
  const [kind, key] = [to.split(':')[0], to.slice(to.indexOf(':') + 1)];
  const { role, region, missing } = kind === 'filter' ? (JSON.parse(key) as Filter) : { ...everybody, missing: kind === 'late' };
  const where = kind === 'person' ? { person: key } : kind === 'filter' ? {} : { inRooms: true, rooms: [key] };
  target.value = { ...everybody, role, region, missing, ...where };
  part.value = 'messages';
  // The part is drawn first; what was pressed is gone with the one before.
  setTimeout(() => document.querySelector<HTMLElement>('[data-part=message] textarea')?.focus());
}
