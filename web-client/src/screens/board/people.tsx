// People: pin, show out, shut out, let in again.
import { useSignal } from '@preact/signals';
import { coded, t } from '../../i18n/words.ts';
import { people, rooms } from '../../app/cells.ts';
import { ask, board, busy, can } from '../../app/client.ts';
import { toggle } from './chosen.ts';

const longest = 200;

export function PersonActions({ id, close }: { id: string; close: () => void }) {
  const reason = useSignal('');
  const person = people.of(id).value;
  const inRoom = person?.room;
  const seat = inRoom ? rooms.of(inRoom).value?.seats[id] : undefined;
  const out = (type: 'person.remove' | 'person.ban') => {
    ask(type, { person: id, reason: reason.value.trim() });
    close();
  };
  return (
    <>
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
      {can('person.remove') && (
        <>
          <label>
            {t('board.reason')}
            <input value={reason.value} maxLength={longest} onInput={e => (reason.value = e.currentTarget.value)} />
          </label>
          <p class="row">
            <button type="button" class="bad" onClick={() => out('person.remove')}>
              {t('board.remove')}
            </button>
            {can('person.ban') && (
              <button type="button" class="bad" onClick={() => out('person.ban')}>
                {t('board.ban')}
              </button>
            )}
          </p>
        </>
      )}
    </>
  );
}

export function Out() {
  const list = Object.entries(board.value?.out ?? {});
  return (
    <section>
      <h2>{t('floor.out')}</h2>
      {list.length === 0 && <p class="soft">{t('board.out_none')}</p>}
      <ul class="rows">
        {list.map(([id, person]) => (
          <li key={id} data-person={id}>
            <span class="grow">
              <bdi>{person.name}</bdi> <span class="soft">{coded('board', `out_${person.state}`, 'board.out_removed')}</span>
            </span>
            <button type="button" disabled={busy('person.restore', { person: id })} onClick={() => ask('person.restore', { person: id })}>
              {t('board.restore')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
