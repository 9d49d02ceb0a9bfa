// Beside who is chosen: a new room with a name, and of two people to change places and to be kept apart or together.
import { t } from '../../../i18n/words.ts';
import { shown } from '../../../app/cells.ts';
import { ask, board, busy, can } from '../../../app/client.ts';
import { tools } from '../../../app/tools.ts';
import type { Move } from '../../../protocol.ts';
import { whenDone } from '../../floor/asking.ts';
import { askForRoom } from './new_room.tsx';
import { pairOf } from './pair.ts';
import { Bonds } from './pairs.tsx';
import { Reason, said } from './reason.tsx';

type Two = [Move, Move];

/** Two of one session, not of one room, and one of them in a room. */
function maySwap([one, other]: Two): boolean {
  const { people } = shown.value!;
  const [a, b] = [people[one.person], people[other.person]];
  return can('seat.swap') && !!a?.session && a.session === b?.session && a.room !== b.room;
}

function Swap({ two: [one, other] }: { two: Two }) {
  const { choice } = tools.value;
  const swap = () => {
    const id = ask('seat.swap', { one, other, ...(choice && said(choice)) });
    whenDone(id, () => choice?.clear());
  };
  return (
    <button type="button" data-do="swap" disabled={busy('seat.swap')} onClick={swap}>
      {t('tools.swap')}
    </button>
  );
}

export function Chosen() {
  const { choice } = tools.value;
  const view = shown.value;
  if (!choice || !view) return null;
  const moves: Move[] = [...choice.chosen.value].map(([person, seen]) => ({ person, seen }));
  const two = moves.length === 2 ? (moves as Two) : undefined;
  const found = new Set(moves.map(m => view.people[m.person]?.session));
  const [session] = found;
  const open = moves.length > 1 && found.size === 1 && session && view.sessions[session]?.round?.state === 'open' ? session : undefined;
  return (
    <>
      {two && maySwap(two) && <Swap two={two} />}
      <details data-part="choice">
        <summary>{t('tools.choice')}</summary>
        <div class="row">
          {open && can('room.create') && (
            <button type="button" data-do="named-room" aria-haspopup="dialog" onClick={() => askForRoom(open, moves)}>
              {t('tools.new_room_named')}
            </button>
          )}
          {two && <Bonds one={two[0].person} other={two[1].person} pair={pairOf(board.value?.pairs ?? {}, two[0].person, two[1].person)} />}
        </div>
        <Reason {...choice} />
      </details>
    </>
  );
}
