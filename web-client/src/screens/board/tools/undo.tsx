// At the foot of the board: what the reader did last, to be taken back, and what they took back, to be done again.
import { t } from '../../../i18n/words.ts';
import { busy } from '../../../app/client.ts';
import { phrase } from './phrase.ts';
import { next, operations, turn, type Turn } from './turning.ts';

const words = { undo: 'tools.undo', redo: 'tools.redo' } as const;
const keys = { undo: 'Control+Z', redo: 'Control+Shift+Z' } as const;

/** The button for one operation; `of` names it to a screen reader where others like it stand near. */
export function TurnButton({ what, id, children, of }: { what: Turn; id: string; children: string; of?: string }) {
  return (
    <button type="button" data-do={what} aria-keyshortcuts={of ? undefined : keys[what]} disabled={busy(`op.${what}`)} onClick={() => turn(what, id)}>
      {children} {of && <span class="sr">{of}</span>}
    </button>
  );
}

export function Undo() {
  const [undo, redo] = [next.undo.value, next.redo.value];
  if (!undo && !redo) return null;
  const button = (what: Turn, id: string | undefined) => {
    const op = id && operations.value[id];
    return op && <TurnButton what={what} id={id} children={t(words[what], { what: phrase(op, operations.value) })} />;
  };
  return (
    <div class="bar undo" role="group" aria-label={t('tools.undo_group')} data-part="undo">
      {button('undo', undo)}
      {button('redo', redo)}
    </div>
  );
}
