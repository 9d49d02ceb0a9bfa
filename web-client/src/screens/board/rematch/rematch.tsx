// Some rooms of the open round are grouped anew, and the others stay as they are: which ones is chosen here.
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { FloorRoom } from '../../../protocol.ts';
import { rooms, sessions, shown } from '../../../app/cells.ts';
import { ask, busy } from '../../../app/client.ts';
import { tools } from '../../../app/tools.ts';
import { t } from '../../../i18n/words.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { Health } from '../../floor/health.tsx';
import { roomOrder } from '../../floor/order.ts';
import { nameOfRoom, sessionName } from '../../floor/words.ts';

/** The server takes no longer lists. */
const most = 500;

const unwell = ({ health }: FloorRoom) => health.some(code => code !== 'ok');
const seated = ({ seats }: FloorRoom) => Object.keys(seats).length;

function Row({ id, chosen, turn }: { id: string; chosen: boolean; turn: () => void }) {
  const room = rooms.of(id).value;
  if (!room) return null;
  return (
    <li>
      <label class="grow">
        <input type="checkbox" value={id} checked={chosen} onChange={turn} /> <bdi>{nameOfRoom(id)}</bdi>
      </label>
      <span class="soft">{t('rematch.people', { n: seated(room) })}</span>
      {unwell(room) && <Health code={room.health[0]!} />}
      {room.locked && <span class="tag">{t('floor.locked')}</span>}
    </li>
  );
}

export function Screen({ id, closed }: { id: string; closed: () => void }) {
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const { value: ids } = rooms.ids;
  // Whoever talks to an advisor is not grouped, nor who sits in a room that is closed.
  const all = useMemo(
    () => roomOrder(id).filter(room => shown.peek()?.rooms[room]?.state === 'open' && !shown.peek()!.rooms[room]!.host),
    [ids],
  );
  const there = (room: string) => shown.value?.rooms[room];
  const choose = (holds: (room: FloorRoom) => boolean) => () => {
    chosen.value = new Set(all.filter(id => [there(id)].some(room => room && holds(room))));
  };
  const those = all.filter(room => chosen.value.has(room) && there(room));
  const people = those.reduce((sum, room) => sum + seated(there(room)!), 0);
  const turn = (room: string) => () => {
    const next = new Set(chosen.peek());
    if (!next.delete(room)) next.add(room);
    chosen.value = next;
  };
  const go = () => {
    ask('round.rematch', { session: id, rooms: those, title: t('board.rematch') });
    tools.peek().show?.('plans');
  };
  if (!sessions.of(id).value) return null;
  return (
    <Dialog part="rematch" title={t('rematch.title')} closed={closed}>
      {close => (
        <>
          <p>
            <bdi>{sessionName(id)}</bdi>. {t('rematch.about')}
          </p>
          <p class="row">
            <button type="button" data-do="unwell" onClick={choose(unwell)}>
              {t('rematch.unwell')}
            </button>
            <button type="button" disabled={chosen.value.size === 0} onClick={choose(() => false)}>
              {t('rematch.none')}
            </button>
          </p>
          <ul class="rows">
            {all.map(room => (
              <Row key={room} id={room} chosen={chosen.value.has(room)} turn={turn(room)} />
            ))}
          </ul>
          <p role="status">{t('rematch.chosen', { n: those.length, people })}</p>
          {those.length > most && <p>{t('rematch.most', { n: most })}</p>}
          <p class="row">
            <button
              type="button"
              class="main"
              data-do="rematch"
              disabled={!those.length || those.length > most || busy('round.rematch')}
              onClick={close(go)}
            >
              {t('rematch.go')}
            </button>
            <button type="button" onClick={close()}>
              {t('board.cancel')}
            </button>
          </p>
        </>
      )}
    </Dialog>
  );
}
