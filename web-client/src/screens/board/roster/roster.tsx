// Everybody of the roster: found whether they are here or not, given tasks, shown out and let in again, erased. Laid onto
// the board's rarer tools, after which it comes.
import { brought } from '../../../app/tools.ts';
import { AbsentDialog } from './absent.tsx';
import { Beyond } from './beyond.tsx';
import { givenLate, HatsAgain } from './hats_again.tsx';
import { Out } from './out.tsx';
import { PersonTools } from './person.tsx';

/** Once its words are there, too. */
export function begin(): void {
  const board = brought.peek();
  board.PersonActions!.lay(PersonTools);
  board.Bar!.lay(AbsentDialog, HatsAgain);
  brought.value = {
    ...board,
    shows: refusal => board.shows?.(refusal) || givenLate(refusal),
    Beyond,
    parts: { ...board.parts, out: Out },
  };
}
