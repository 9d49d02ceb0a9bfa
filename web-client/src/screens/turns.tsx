// The turn clock: equal time for everybody. Whose turn it is, how long it goes on, who comes then. A chunk, as most rooms
// have none.
import { computed } from '@preact/signals';
import type { Member, RoomView } from '../protocol.ts';
import { Say } from '../i18n/rich.tsx';
import { t } from '../i18n/words.ts';
import { ask, busy, can, me, state } from '../app/client.ts';
import { reaches } from '../app/scope.ts';
import { Countdown } from '../parts/countdown.tsx';
import { presence } from './common.ts';

/** The server tells it in its greeting; the clock stands for no longer than this. */
const grace = computed(() => state.value.welcome?.limits.grace_ms ?? 0);
const here = (member: Member | undefined) => member !== undefined && presence(member.seat) === 'here';

function Running({ room }: { room: RoomView }) {
  const { order, turn, ends, held } = room.turns!;
  const member = (id: string | undefined) => room.members.find(m => m.id === id);
  const name = (id: string | undefined) => member(id)?.name ?? t('people.somebody');
  const now = order[turn];
  const mine = now === me.value?.id;
  const next = order.slice(turn + 1).find(id => here(member(id)));
  const gone = !here(member(now));
  const staff = can('turns.stop');
  return (
    <>
      <p class="row whose">
        <span class="lead">{mine ? <strong>{t('turns.yours')}</strong> : <Say k="turns.of" names={{ name: name(now) }} />}</span>
        {!held && <Countdown to={ends} />}
      </p>
      {(held ?? gone) && !mine && (
        <p class="unmet">
          <Say k={held ? 'turns.held' : 'turns.absent'} names={{ name: name(now) }} /> {held && <Countdown to={held + grace.value} />}
        </p>
      )}
      <p class="soft">
        {next === undefined ? t('turns.last') : next === me.value?.id ? t('turns.then_you') : <Say k="turns.then" names={{ name: name(next) }} />}
      </p>
      <p class="row">
        {/* While the turn is kept for somebody, staff alone pass it on. */}
        {(mine || staff || (gone && !held)) && (
          <button type="button" class={mine ? 'main' : ''} disabled={busy('turns.pass')} onClick={() => ask('turns.pass', { room: room.id, seen: turn })}>
            {t(mine ? 'turns.done' : 'turns.skip')}
          </button>
        )}
        {/* Whoever visits to help may look after other rooms alone: those they may pass a turn on in, and not stop. */}
        {staff && reaches(room.session, room.id) && (
          <button type="button" class="quiet" disabled={busy('turns.stop')} onClick={() => ask('turns.stop', { room: room.id })}>
            {t('turns.stop')}
          </button>
        )}
      </p>
    </>
  );
}

export function Screen({ room }: { room: RoomView }) {
  const { turns } = room;
  const running = turns !== undefined && turns.turn < turns.order.length;
  const over = turns !== undefined && turns.order.length > 0 && !running;
  const company = room.members.filter(here).length > 1;
  const mayStart = room.has_turns && can('turns.start') && company && !running;
  // In a room's last minute everybody says goodbye.
  if (room.state !== 'open') return null;
  if (!running && !over && !mayStart) return null;
  return (
    <section class="sheet turns" data-part="turns">
      <h2>{t('turns.title')}</h2>
      {running && <Running room={room} />}
      {over && <p>{t('turns.over')}</p>}
      {mayStart && !over && <p class="soft">{t('turns.about')}</p>}
      {mayStart && (
        <button type="button" disabled={busy('turns.start')} onClick={() => ask('turns.start', { room: room.id })}>
          {t(over ? 'turns.again' : 'turns.start')}
        </button>
      )}
    </section>
  );
}
