// People: choose, pin.
import { t } from '../../i18n/words.ts';
import { people, rooms } from '../../app/cells.ts';
import { ask, busy, can } from '../../app/client.ts';
import { toggle } from './chosen.ts';

export function PersonActions({ id, close }: { id: string; close: () => void }) {
  const person = people.of(id).value;
  const inRoom = person?.room;
  const seat = inRoom ? rooms.of(inRoom).value?.seats[id] : undefined;
  return (
    <p class="row">
      {can('seat.move') && person?.session && (
        <button
          type="button"
          onClick={() => {
            toggle(id);
            close();
          }}
        >
          {t('board.select')}
        </button>
      )}
      {seat && can('seat.pin') && (
        <button
          type="button"
          disabled={busy('seat.pin')}
          onClick={() => ask('seat.pin', { person: id, pinned: !seat.pinned, seen: seat.version })}
        >
          {t(seat.pinned ? 'board.unpin' : 'board.pin')}
        </button>
      )}
    </p>
  );
}
