// The way into a room's call, on the card of staff who have no other tools for rooms: among a moderator's it stands already.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { roomLinkChunk } from '../../app/chunks.ts';
import { rooms, useOfRoom } from '../../app/cells.ts';
import { can } from '../../app/client.ts';
import { t } from '../../i18n/words.ts';
import { useNameOfRoom } from './words.ts';

/** The room that the dialog is about. */
export const linked = signal<string | undefined>(undefined);

export function LinkButton({ id }: { id: string }) {
  const name = useNameOfRoom(id);
  const hosted = useOfRoom(id, room => !!room.host);
  if (!can('room.link') || can('board') || hosted) return null;
  return (
    <button type="button" data-do="link" aria-haspopup="dialog" onClick={() => (linked.value = id)}>
      {t('floor.link')} <span class="sr">{name}</span>
    </button>
  );
}

export function LinkDialog() {
  const id = linked.value;
  const there = !!id && can('room.link') && rooms.of(id).value !== undefined;
  // A room that comes back, as when its closing is undone, does not open it again.
  useEffect(() => {
    if (!there) linked.value = undefined;
  }, [there]);
  useEffect(() => () => void (linked.value = undefined), []);
  const Dialog = there && roomLinkChunk()?.Screen;
  return Dialog ? <Dialog key={id} id={id!} /> : null;
}
