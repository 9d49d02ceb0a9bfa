// In which order sessions and rooms stand: by time, then as people read names and numbers, not as ids are written.
import { computed } from '@preact/signals';
import { roomName } from '../../i18n/labels.ts';
import { formsRooms } from '../../parts/kind.tsx';
import { formatLocale } from '../../i18n/words.ts';
import type { FloorSession } from '../../protocol.ts';
import { programme } from '../../app/programme.ts';
import { rooms, sessions, shown } from '../../app/cells.ts';
import { reaches } from '../../app/scope.ts';

/** Joined, so that it is another value only when the order is another one. */
const joined = computed(() => {
  const all = shown.value?.sessions ?? {};
  return Object.keys(all)
    .sort((a, b) => all[a]!.starts - all[b]!.starts || all[a]!.ends - all[b]!.ends || (a < b ? -1 : 1))
    .join(' ');
});
export const sessionOrder = computed(() => joined.value.split(' ').filter(Boolean));
/** Whether people are in its lobby and rooms now, or may come to be. */
export const gathersNow = ({ kind, state }: Pick<FloorSession, 'kind' | 'state'>) =>
  formsRooms(kind) && ['open', 'running', 'closing'].includes(state);
/** Those that the reader looks after, or rooms of them. */
export const liveSessions = computed(() =>
  sessionOrder.value.filter(id => {
    const session = sessions.of(id).value;
    return session && gathersNow(session) && (reaches(id) || roomOrder(id)[0]);
  }),
);

/** The rooms of a session: by category, then number. What a room is called never changes, so that nothing is done again
 * while the same rooms are there. O(rooms log rooms). */
export function roomOrder(session: string): string[] {
  const ids = rooms.ids.value;
  const all = shown.peek()?.rooms ?? {};
  const reader = new Intl.Collator(formatLocale(), { numeric: true });
  return ids
    .filter(id => all[id]?.session === session)
    .map(id => ({ id, name: roomName(programme.value, all[id]!.name) }))
    .sort((a, b) => reader.compare(a.name, b.name) || reader.compare(a.id, b.id))
    .map(r => r.id);
}
