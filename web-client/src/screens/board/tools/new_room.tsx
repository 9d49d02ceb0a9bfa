// A room that is opened by hand: for nobody yet, or for those who are chosen.
import { signal, useSignal } from '@preact/signals';
import { isolated, list } from '../../../i18n/format.ts';
import { t } from '../../../i18n/words.ts';
import { nameOf, sessions } from '../../../app/cells.ts';
import { ask, busy, can } from '../../../app/client.ts';
import { tools } from '../../../app/tools.ts';
import type { Move } from '../../../protocol.ts';
import { sessionName } from '../../floor/words.ts';
import { whenDone } from '../../floor/asking.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { said } from './reason.tsx';

interface Wanted {
  session: string;
  moves: Move[];
}
const wanted = signal<Wanted | undefined>(undefined);
export const askForRoom = (session: string, moves: Move[] = []) => (wanted.value = { session, moves });
const longest = 60;

/** In a session's head. */
export function NewRoom({ id }: { id: string }) {
  if (!can('room.create') || sessions.of(id).value?.round?.state !== 'open') return null;
  return (
    <button type="button" data-do="new-room" aria-haspopup="dialog" onClick={() => askForRoom(id)}>
      {t('tools.new_room')} <span class="sr">{sessionName(id)}</span>
    </button>
  );
}

function Form({ session, moves, close }: Wanted & { close: (act?: () => void) => (e: Event) => void }) {
  const title = useSignal('');
  const { choice } = tools.value;
  const open = () => {
    const id = ask('room.create', { session, title: title.value.trim() || undefined, moves: moves.length ? moves : undefined, ...(choice && moves.length ? said(choice) : {}) });
    if (moves.length) whenDone(id, () => choice?.clear());
  };
  return (
    <form onSubmit={close(open)}>
      <p>{moves.length ? t('tools.new_room_for', { names: list(moves.map(m => isolated(nameOf(m.person)))) }) : t('tools.new_room_empty')}</p>
      <label>
        {t('tools.new_room_name')}
        <input value={title.value} maxLength={longest} dir="auto" onInput={e => (title.value = e.currentTarget.value)} />
      </label>
      <p class="row">
        <button class="main" disabled={busy('room.create')}>
          {t('tools.open_room')}
        </button>
        <button type="button" onClick={close()}>
          {t('board.cancel')}
        </button>
      </p>
    </form>
  );
}

export function NewRoomDialog() {
  const what = wanted.value;
  if (!what) return null;
  return (
    <Dialog part="new-room" title={t('tools.new_room_title')} closed={() => (wanted.value = undefined)}>
      {close => <Form {...what} close={close} />}
    </Dialog>
  );
}
