// At the foot of the board: who is chosen, and moves that came too late, offered again.
import { computed } from '@preact/signals';
import { list } from '../../i18n/format.ts';
import { Say } from '../../i18n/rich.tsx';
import { t } from '../../i18n/words.ts';
import { dispatch, state } from '../../app/client.ts';
import type { Move } from '../../protocol.ts';
import { chosen, clear, move, moveChosen, renewed } from './chosen.ts';
import { nameOfPerson } from './move_buttons.tsx';

const refusals = computed(() => state.value.refusals);
const late = computed(() =>
  refusals.value.map(({ command, answer }, index) => ({ command, answer, index })).filter(r => r.command?.type === 'seat.move' && r.answer.code === 'seat.changed'),
);

function Late({ r }: { r: (typeof late.value)[number] }) {
  const moves = r.command!['moves'] as Move[];
  const to = r.command!['to'] as string | undefined;
  const names = list(moves.map(m => nameOfPerson(m.person)));
  const by = r.answer.parameters['by_name'];
  const again = () => {
    dispatch({ type: 'seen_refusal', index: r.index });
    move(renewed(moves), to);
  };
  return (
    <section class="bar" data-part="late">
      <p>{by ? <Say k="board.stale" names={{ by, names }} /> : <Say k="board.stale_plain" names={{ names }} />}</p>
      <button type="button" class="main" onClick={again}>
        {t('board.again')}
      </button>
    </section>
  );
}

export function Bar() {
  const n = chosen.value.size;
  return (
    <>
      {late.value.map(r => (
        <Late key={r.answer.id} r={r} />
      ))}
      {n > 0 && (
        <section class="bar" data-part="chosen">
          <p role="status">{t('board.selected', { n })}</p>
          <button type="button" onClick={() => moveChosen(undefined)}>
            {t('board.move_lobby')}
          </button>
          <button type="button" onClick={clear}>
            {t('board.clear')}
          </button>
        </section>
      )}
    </>
  );
}
