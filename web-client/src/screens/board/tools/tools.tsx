// The board's rarer tools, laid onto the board as the board is laid onto the floor: taking back, the history, what is done
// to a room, pairs, who is shut out. They come after the board, once the browser has nothing better to do.
import type { ComponentType } from 'preact';
import { brought } from '../../../app/tools.ts';
import { MovedBy, History } from './history.tsx';
import { Out, ShowOut } from './out.tsx';
import { Asked, asksBack } from './question.tsx';
import { followKeys, followOwn } from './turning.ts';
import { Undo } from './undo.tsx';

/** What the board has there, and then what is laid onto it. */
const beside = <Props extends object>(First: ComponentType<Props> | undefined, Then: ComponentType<Props>) =>
  function Both(props: Props) {
    return (
      <>
        {First && <First {...props} />}
        <Then {...props} />
      </>
    );
  };

/** Once their words are there, too. */
export function begin(): void {
  followKeys();
  followOwn();
  const board = brought.peek();
  brought.value = {
    ...board,
    PersonActions: beside(beside(board.PersonActions, MovedBy), ShowOut),
    Bar: beside(board.Bar, Asked),
    Undo,
    parts: { ...board.parts, log: History, out: Out },
    shows: refusal => board.shows?.(refusal) || asksBack(refusal),
  };
}
