// Showing people out, shutting them out, and letting them in again.
import { useSignal } from '@preact/signals';
import { clock, day } from '../../../i18n/format.ts';
import { Say } from '../../../i18n/rich.tsx';
import { coded, t } from '../../../i18n/words.ts';
import { ask, board, busy, can } from '../../../app/client.ts';
import type { BoardView } from '../../../protocol.ts';
import { Sure } from '../sure.tsx';

const longest = 200;

/** `by`: nothing where nobody knows any more. */
type ShutOut = BoardView['out'][string] & { by?: string; at?: number; reason?: string };

/** Who did it, when, and why. */
export function Outside({ id, state, by, at, reason }: ShutOut & { id: string }) {
  return (
    <>
      <span class="grow">
        {coded('roster.out', state, 'roster.out.removed')}{' '}
        <span class="soft">
          {by && at && <Say k="roster.out_by" names={{ by }} day={day(at)} time={clock(at)} />}
          {!by && at && t('roster.out_at', { day: day(at), time: clock(at) })}
        </span>
        {reason && (
          <span class="quoted" dir="auto">
            {reason}
          </span>
        )}
      </span>
      {can('person.restore') && (
        <button type="button" data-do="restore" disabled={busy('person.restore', { person: id })} onClick={() => ask('person.restore', { person: id })}>
          {t('roster.restore')} <span class="sr">{board.value?.out[id]?.name}</span>
        </button>
      )}
    </>
  );
}

/** In the dialog about a person. */
export function ShowOut({ id, name, close }: { id: string; name: string; close: () => void }) {
  const reason = useSignal('');
  if (!can('person.remove')) return null;
  const out = (type: 'person.remove' | 'person.ban') => {
    ask(type, { person: id, reason: reason.value.trim() });
    close();
  };
  return (
    <>
      <label>
        {t('roster.reason')}
        <input value={reason.value} maxLength={longest} dir="auto" onInput={e => (reason.value = e.currentTarget.value)} />
      </label>
      <div class="row tight">
        <button type="button" class="bad" data-do="remove" onClick={() => out('person.remove')}>
          {t('roster.remove')}
        </button>
        {can('person.ban') && (
          <Sure part="ban" label={t('roster.ban')} title={<Say k="roster.ban_ask" names={{ name }} />} yes={() => out('person.ban')}>
            <p>{t('roster.ban_about')}</p>
          </Sure>
        )}
      </div>
    </>
  );
}

export function Out() {
  const list = Object.entries(board.value?.out ?? {});
  return (
    <section data-part="out">
      <h2>{t('floor.out')}</h2>
      {list.length === 0 && <p class="soft">{t('roster.out_none')}</p>}
      <ul class="rows">
        {list.map(([id, person]) => (
          <li key={id} data-person={id}>
            <bdi>{person.name}</bdi>
            <Outside id={id} {...person} />
          </li>
        ))}
      </ul>
    </section>
  );
}
