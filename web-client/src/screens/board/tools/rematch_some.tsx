// In a session's head: to have some rooms of the open round grouped anew, beside the button for all of them.
import { useSignal } from '@preact/signals';
import { sessions } from '../../../app/cells.ts';
import { rematchChunk } from '../../floor/chunks.ts';
import { busy, can } from '../../../app/client.ts';
import { t } from '../../../i18n/words.ts';
import { sessionName } from '../../floor/words.ts';

export function RematchSome({ id }: { id: string }) {
  const choosing = useSignal(false);
  if (!can('round.rematch') || sessions.of(id).value?.round?.state !== 'open') return null;
  const Rooms = choosing.value && rematchChunk()?.Screen;
  return (
    <>
      <button type="button" data-do="rematch-some" aria-haspopup="dialog" disabled={busy('round.rematch')} onClick={() => (choosing.value = true)}>
        {t('tools.rematch_some')} <span class="sr">{sessionName(id)}</span>
      </button>
      {Rooms && <Rooms id={id} closed={() => (choosing.value = false)} />}
    </>
  );
}
