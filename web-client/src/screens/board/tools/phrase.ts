// What an operation did, in words: "Maria to Educators 3".
import { isolated, list } from '../../../i18n/format.ts';
import { roomName } from '../../../i18n/labels.ts';
import { coded, t } from '../../../i18n/words.ts';
import { nameOf } from '../../../app/cells.ts';
import { programme } from '../../../app/programme.ts';
import type { RoomName } from '../../../protocol.ts';
import { turns, wordOf, type Operation, type Operations } from './operations.ts';

const most = 2;

const otherPeople = (n: number) => t('tools.others', { n });

/** The first of these names, the others counted: people, unless other words are given for them. */
export function firstOf(names: string[], of: number, more = otherPeople): string {
  const shown = names.slice(0, most);
  const others = Math.max(of, names.length) - shown.length;
  return list(others > 0 ? [...shown, more(others)] : shown);
}

const named = (ids: string[], of: number) => firstOf(ids.map(id => isolated(nameOf(id))), of);

/** A room, or the lobby. */
export const placeName = (room: RoomName | undefined) => (room ? isolated(roomName(programme.value, room)) : t('floor.lobby'));

/** Where all of them went, if it is one place. */
function destination({ moves }: Operation): string {
  const [first, ...rest] = new Set(moves.map(m => placeName(m.to)));
  return first !== undefined && rest.length === 0 ? first : t('tools.several_rooms');
}

/** `all`: where what it took back is looked up. */
export function phrase(op: Operation, all: Operations): string {
  const about = op.moves.length ? op.moves.map(m => m.person) : op.pinned.length ? op.pinned : op.pair;
  const turned = op.about ? all[op.about] : undefined;
  const room = list(op.rooms.map(placeName));
  const what = coded('tools.op', wordOf(op), 'tools.op.other', {
    names: named(about, op.people),
    n: op.people,
    to: destination(op),
    room,
    before: op.room_before ? placeName(op.room_before) : room,
    after: op.room_after ? placeName(op.room_after) : room,
    what: turned ? phrase(turned, {}) : t('tools.op.other'),
  });
  const bond = turns(op) ? undefined : op.bond_before;
  return bond ? t('tools.op.pair_before', { what, before: coded('tools.bond', bond, 'tools.bond.other') }) : what;
}
