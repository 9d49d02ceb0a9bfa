// The board's rarer tools, laid onto the board as the board is laid onto the floor: taking back, the history, what is done
// to a room, pairs. They come after the board, once the browser has nothing better to do, and the roster after them.
import { effect } from '@preact/signals';
import { recordsChunk, rosterChunk } from '../../floor/chunks.ts';
import { brought } from '../../../app/tools.ts';
import { Loading } from '../../../parts/loading.tsx';
import { Audited } from './audited.tsx';
import { Chosen } from './chosen_tools.tsx';
import { History, MovedBy } from './moved_by.tsx';
import { NewRoom, NewRoomDialog } from './new_room.tsx';
import { Pairs } from './pairs.tsx';
import { Asked, asksBack } from './question.tsx';
import { RematchSome } from './rematch_some.tsx';
import { RoomDialog, RoomMore } from './room_dialog.tsx';
import { followKeys, followOwn } from './turning.ts';
import { Undo } from './undo.tsx';

export { phrase } from './phrase.ts';

/** Fetched by whoever looks at it. */
function Records() {
  const Screen = recordsChunk()?.Screen;
  return Screen ? <Screen /> : <Loading />;
}

const Dialogs = () => (
  <>
    <RoomDialog />
    <NewRoomDialog />
    <Asked />
  </>
);

/** Once their words are there, too. */
export function begin(): void {
  followKeys();
  followOwn();
  const board = brought.peek();
  board.PersonActions!.lay(MovedBy, Audited);
  board.Room!.lay(RoomMore);
  board.Session!.lay(RematchSome, NewRoom);
  board.Bar!.lay(Dialogs);
  brought.value = {
    ...board,
    Chosen,
    Undo,
    parts: { ...board.parts, log: History, pairs: Pairs, records: Records },
    shows: refusal => board.shows?.(refusal) || asksBack(refusal),
  };
  effect(() => rosterChunk()?.begin());
}
