// A person in a room's card or in a lobby.
import { useComputed } from '@preact/signals';
import type { SeatState } from '../../protocol.ts';
import { coded, t, type Key } from '../../i18n/words.ts';
import { tools } from '../../app/tools.ts';
import { presence } from '../common.ts';
import { people, useOfRoom } from '../../app/cells.ts';
import { about } from './part.ts';

export function PersonName({ id }: { id: string }) {
  const name = people.of(id).value?.name ?? id;
  return (
    <button type="button" class="name" aria-label={t('floor.more', { name })} onClick={() => (about.value = id)}>
      <bdi>{name}</bdi>
    </button>
  );
}

/** Others read "on the way" of both; staff can tell a page that was not reached from one that was not looked at. */
const notYet: { [state in SeatState]?: Key } = { assigned: 'floor.seat_assigned', delivered: 'floor.seat_delivered' };

/** `room`: where they have a seat; nothing in a lobby. */
export function PersonRow({ id, room = '' }: { id: string; room?: string }) {
  const seat = useOfRoom(room, ({ seats }) => seats[id]);
  const person = people.of(id).value;
  const { Person, drag } = tools.value;
  const marked = useComputed(() => tools.value.chosen?.(id) ?? false);
  const state = seat ? presence(seat.state) : person?.online ? 'here' : 'away';
  const words = [
    seat ? t(notYet[seat.state] ?? (`seat.${seat.state}` as Key)) : '',
    seat?.no_show ? t('floor.no_show') : '',
    !seat && person?.waiting ? coded('floor.waits', person.waiting, 'floor.waits.other') : '',
    seat?.pinned ? t('floor.pinned') : '',
    person?.help ? t('floor.asks_help') : '',
    person?.muted ? t('floor.muted') : '',
    person && !person.online ? t('floor.offline') : '',
  ].filter(Boolean);
  return (
    <li class={`person ${state} ${marked.value ? 'chosen' : ''}`} data-person={id} {...(drag?.(id) || {})}>
      <span class="dot" aria-hidden="true" />
      <span class="grow">
        <PersonName id={id} /> <span class={words.length === 1 && seat?.state === 'present' ? 'sr' : 'soft'}>{words.join(', ')}</span>
      </span>
      {Person && <Person id={id} />}
    </li>
  );
}
