// Showing people out, shutting them out, and letting them in again.
import { useSignal } from '@preact/signals';
import { coded, t } from '../../../i18n/words.ts';
import { ask, board, busy, can } from '../../../app/client.ts';

const longest = 200;

/** In the dialog about a person. */
export function ShowOut({ id, close }: { id: string; close: () => void }) {
  const reason = useSignal('');
  if (!can('person.remove')) return null;
  const out = (type: 'person.remove' | 'person.ban') => {
    ask(type, { person: id, reason: reason.value.trim() });
    close();
  };
  return (
    <>
      <label>
        {t('tools.out.reason')}
        <input value={reason.value} maxLength={longest} onInput={e => (reason.value = e.currentTarget.value)} />
      </label>
      <p class="row">
        <button type="button" class="bad" onClick={() => out('person.remove')}>
          {t('tools.out.remove')}
        </button>
        {can('person.ban') && (
          <button type="button" class="bad" onClick={() => out('person.ban')}>
            {t('tools.out.ban')}
          </button>
        )}
      </p>
    </>
  );
}

export function Out() {
  const list = Object.entries(board.value?.out ?? {});
  return (
    <section>
      <h2>{t('floor.out')}</h2>
      {list.length === 0 && <p class="soft">{t('tools.out.none')}</p>}
      <ul class="rows">
        {list.map(([id, person]) => (
          <li key={id} data-person={id}>
            <span class="grow">
              <bdi>{person.name}</bdi> <span class="soft">{coded('tools.out', person.state, 'tools.out.removed')}</span>
            </span>
            <button type="button" disabled={busy('person.restore', { person: id })} onClick={() => ask('person.restore', { person: id })}>
              {t('tools.restore')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
