// What the server asks back before it does something: others did it, some of it was changed since, the rooms are full. A
// dialog, as it answers a press; what is pressed there is the same command with a yes to it.
import { computed } from '@preact/signals';
import { isolated } from '../../../i18n/format.ts';
import { t } from '../../../i18n/words.ts';
import { ask, dispatch, state } from '../../../app/client.ts';
import type { RefusedCommand } from '../../../store/state.ts';
import type { Command, Commands } from '../../../wire.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { phrase } from './phrase.ts';
import { operations } from './turning.ts';

interface Question {
  text: string;
  /** The press that does it all the same. */
  label: string;
  yes: () => void;
}

const repeat = ({ type, id: _, ...fields }: Command, more: object) =>
  ask(type, { ...fields, ...more } as unknown as Commands['op.undo']);

/** Undefined for a refusal that leaves nothing to ask. */
function questionOf({ command, answer: { code, parameters } }: RefusedCommand): Question | undefined {
  const by = parameters['by_name'] && isolated(parameters['by_name']);
  const what = command?.type === 'op.undo' ? 'undo' : command?.type === 'op.redo' ? 'redo' : undefined;
  if (command && what && code === 'op.others') {
    const op = operations.value[String(command['operation'])];
    return {
      text: t(`tools.ask.others_${what}`, { by: by || t('people.somebody'), what: op ? phrase(op, operations.value) : t('tools.op.other') }),
      label: t(`tools.ask.all_the_same_${what}`),
      yes: () => repeat(command, { others: true }),
    };
  }
  if (command && what && code === 'op.changed') {
    const counts = { n: Number(parameters['count']), of: Number(parameters['of']) };
    return {
      text: by ? t('tools.changed_by', { ...counts, by }) : t('tools.changed', counts),
      label: t(`tools.ask.rest_${what}`),
      yes: () => repeat(command, { partly: true }),
    };
  }
  if (command?.type === 'room.close' && code === 'room.no_seats')
    return {
      text: t('tools.no_seats', { n: Number(parameters['people']), seats: Number(parameters['seats']) }),
      label: t('tools.close_to_lobby'),
      yes: () => repeat(command, { to: 'lobby' }),
    };
  return undefined;
}

export const asksBack = (refusal: RefusedCommand) => questionOf(refusal) !== undefined;
const refused = computed(() => state.value.refusals);

export function Asked() {
  const refusal = refused.value.find(asksBack);
  const question = refusal && questionOf(refusal);
  if (!question) return null;
  const { id, code } = refusal.answer;
  const { text, label, yes } = question;
  return (
    <Dialog key={id} part="asked" code={code} title={t('tools.asked')} closed={() => dispatch({ type: 'seen_refusals', refusals: [refusal] })}>
      {close => (
        <>
          <p>{text}</p>
          <p class="row">
            <button type="button" class="main" onClick={close(yes)}>
              {label}
            </button>
            <button type="button" onClick={close()}>
              {t('board.leave_it')}
            </button>
          </p>
        </>
      )}
    </Dialog>
  );
}
