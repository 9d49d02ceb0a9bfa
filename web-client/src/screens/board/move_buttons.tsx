// Move -> Move here: one gesture for keyboard, touch and mouse.
import { computed, useComputed } from '@preact/signals';
import { targetsChunk } from '../floor/chunks.ts';
import { roomName } from '../../i18n/labels.ts';
import { t } from '../../i18n/words.ts';
import { nameOf, people, rooms, useOfRoom } from '../../app/cells.ts';
import { ask, busy, can } from '../../app/client.ts';
import { programme } from '../../app/programme.ts';
import { chosen, moveChosen, toggle } from './chosen.ts';

const some = computed(() => chosen.value.size > 0);

export function PersonTools({ id }: { id: string }) {
  const pressed = useComputed(() => chosen.value.has(id));
  // In no session there is no room to go to.
  if (!can('seat.move') || !people.of(id).value?.session) return null;
  const Skip = pressed.value && targetsChunk()?.Skip;
  return (
    <>
      <button type="button" aria-pressed={pressed.value} onClick={() => toggle(id)}>
        {t('board.select')} <span class="sr">{nameOf(id)}</span>
      </button>
      {Skip && <Skip />}
    </>
  );
}

export function RoomTools({ id }: { id: string }) {
  const locked = useOfRoom(id, room => room.locked);
  const name = useOfRoom(id, room => roomName(programme.value, room.name));
  if (locked === undefined) return null;
  const Costs = some.value && targetsChunk()?.Costs;
  return (
    <>
      {some.value && (
        <button type="button" class="main" onClick={() => moveChosen(id)}>
          {t('board.move_here')} <span class="sr">{name}</span>
          {Costs && <Costs id={id} />}
        </button>
      )}
      {can('room.lock') && (
        <button
          type="button"
          disabled={busy('room.lock', { room: id })}
          onClick={() => ask('room.lock', { room: id, locked: !locked, seen: rooms.of(id).peek()!.version })}
        >
          {t(locked ? 'board.unlock' : 'board.lock')} <span class="sr">{name}</span>
        </button>
      )}
    </>
  );
}

export function LobbyTools() {
  if (!some.value) return null;
  return (
    <button type="button" class="main" onClick={() => moveChosen(undefined)}>
      {t('board.move_lobby')}
    </button>
  );
}
