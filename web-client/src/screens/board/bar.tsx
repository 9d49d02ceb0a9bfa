// At the foot of the board: who is chosen, and moves that were refused or came too late, offered again.
import { computed } from '@preact/signals';
import { isolated, list } from '../../i18n/format.ts';
import { Say, SayCode } from '../../i18n/rich.tsx';
import { refusalsWorded, t } from '../../i18n/words.ts';
import { nameOf, people, rooms } from '../../app/cells.ts';
import { targetsChunk } from '../floor/chunks.ts';
import { dispatch, state } from '../../app/client.ts';
import { tools } from '../../app/tools.ts';
import type { Move } from '../../protocol.ts';
import { nameOfRoom } from '../floor/words.ts';
import { chosen, clear, mayOpenRoom, move, moveChosen, renewed, unchoose, type Where } from './chosen.ts';

const refusals = computed(() => state.value.refusals);
const refused = computed(() =>
  refusals.value.filter(r => r.command?.type === 'seat.move'),
);

/** Where somebody is who was moved meanwhile: as the refusal says, which may know more than the page. */
function placeOf(person: string, room: string | undefined): string {
  if (room) return rooms.of(room).value ? nameOfRoom(room) : '';
  return t(people.of(person).value?.session ? 'floor.lobby' : 'floor.at_programme');
}

function RefusedMove({ r }: { r: (typeof refused.value)[number] }) {
  const moves = r.command!['moves'] as Move[];
  const where: Where = r.command!['new_room'] ? 'new' : (r.command!['to'] as string | undefined);
  const { code, parameters } = r.answer;
  const who = parameters['person'];
  const names = who ? nameOf(who) : list(moves.map(m => isolated(nameOf(m.person))));
  const by = parameters['by_name'];
  const late = code === 'seat.changed';
  const place = late && who ? placeOf(who, parameters['room']) : '';
  const seen = () => dispatch({ type: 'seen_refusals', refusals: [r] });
  const ids = moves.map(m => m.person);
  const again = () => {
    const { reason, told } = r.command!;
    seen();
    unchoose(ids);
    move(renewed(moves, r.answer), where, { reason, told });
  };
  const leave = () => {
    seen();
    unchoose(ids);
  };
  return (
    <section class="bar" role="alert" data-part="late" data-code={code}>
      <p>
        {late && by && <Say k="board.stale" names={{ by, names }} />}
        {late && !by && <Say k="board.stale_plain" names={{ names }} />}{' '}
        {place && <Say k="board.now_at" names={{ names, place }} />}
        {!late && <SayCode prefix="refused" code={code} otherwise="refused.other" names={{ person: names }} />}
      </p>
      {late && (
        <button type="button" class="main" onClick={again}>
          {t('board.again')}
        </button>
      )}
      <button type="button" onClick={leave}>
        {t('board.leave_it')}
      </button>
    </section>
  );
}

export function Bar() {
  const n = chosen.value.size;
  const { Chosen, Undo } = tools.value;
  const Targets = n > 0 && targetsChunk()?.Targets;
  return (
    <div class="bars">
      {refusalsWorded.value > 0 && refused.value.map(r => (
        <RefusedMove key={r.answer.id} r={r} />
      ))}
      {n > 0 && (
        <section class="bar" data-part="chosen">
          <p role="status">{t('board.selected', { n })}</p>
          {Targets && <Targets people={[...chosen.value.keys()].join(' ')} as="move" go={moveChosen} />}
          {mayOpenRoom.value && (
            <button type="button" data-do="new-room" onClick={() => moveChosen('new')}>
              {t('board.move_new')}
            </button>
          )}
          <button type="button" onClick={() => moveChosen(undefined)}>
            {t('board.move_lobby')}
          </button>
          <button type="button" onClick={clear}>
            {t('board.clear')}
          </button>
          {Chosen && <Chosen />}
        </section>
      )}
      {Undo && <Undo />}
    </div>
  );
}
