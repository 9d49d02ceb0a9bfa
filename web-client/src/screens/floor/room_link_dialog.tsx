// Where the people of a room talk; the event's own way unless staff gave the room another.
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { rooms } from '../../app/cells.ts';
import type { LinkForm } from '../../app/chunks.ts';
import { ask } from '../../app/client.ts';
import { t } from '../../i18n/words.ts';
import { CloseLine, Dialog } from '../../parts/dialog.tsx';
import { linked } from './room_link.tsx';
import { nameOfRoom } from './words.ts';

const longest = 500;

/** What is written stands on what was there when it was begun: a room that changed meanwhile refuses it. */
export function Form({ id, room, close }: LinkForm) {
  const link = useSignal(room.link ?? '');
  const { current: seen } = useRef(room.version);
  const save = (to: string) => () => ask('room.link', { room: id, link: to, seen });
  return (
    <form class="row" onSubmit={e => close(save(link.value.trim()))(e)}>
      <label class="grow">
        {t('room_link.address')}
        <input
          type="url"
          value={link.value}
          required
          pattern="https?://.+"
          maxLength={longest}
          dir="ltr"
          aria-describedby="room-link-about"
          onInput={e => (link.value = e.currentTarget.value)}
        />
        <small id="room-link-about">{t(room.link ? 'room_link.own' : 'room_link.about')}</small>
      </label>
      <button data-do="link-set">{t('room_link.set')}</button>
      {room.link && (
        <button type="button" data-do="link-clear" onClick={close(save(''))}>
          {t('room_link.clear')}
        </button>
      )}
    </form>
  );
}

export function Screen({ id }: { id: string }) {
  const room = rooms.of(id).value;
  if (!room) return null;
  return (
    <Dialog
      part="room-link"
      title={
        <>
          {t('floor.link')} · <bdi>{nameOfRoom(id)}</bdi>
        </>
      }
      closed={() => (linked.value = undefined)}
    >
      {close => (
        <>
          <Form id={id} room={room} close={close} />
          <CloseLine close={close()} />
        </>
      )}
    </Dialog>
  );
}
