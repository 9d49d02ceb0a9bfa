// What staff did about somebody, the newest first, also what the board lists no more; a hundred at a time.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { clock, day } from '../../../i18n/format.ts';
import { t } from '../../../i18n/words.ts';
import { fetchApi, readAnswer, whyNot } from '../../../connection/api.ts';
import type { BoardOperation } from '../../../protocol.ts';
import { phrase } from '../tools/phrase.ts';

type Entry = BoardOperation & { operation: string };

export function Audit({ id }: { id: string }) {
  const entries = useSignal<Entry[]>([]);
  const state = useSignal<'loading' | 'more' | 'all' | 'failed'>('loading');
  const why = useSignal('');
  const load = async () => {
    state.value = 'loading';
    const last = entries.peek().at(-1)?.operation;
    try {
      const answer = await fetchApi('operations', { person: id, ...(last ? { before: last } : {}) });
      const { operations, more, ...said } = await readAnswer<{ operations: Entry[]; more: boolean }>(answer);
      if (!answer.ok || !operations) {
        why.value = await whyNot({ ...said, status: answer.status });
        state.value = 'failed';
        return;
      }
      entries.value = [...entries.peek(), ...operations];
      state.value = more ? 'more' : 'all';
    } catch {
      why.value = await whyNot();
      state.value = 'failed';
    }
  };
  useEffect(() => void load(), [id]);
  const known = Object.fromEntries(entries.value.map(entry => [entry.operation, entry]));
  return (
    <section data-part="audit">
      <h3>{t('records.audit')}</h3>
      <p class="soft" role="status">
        {state.value === 'loading' && t('records.loading')}
        {state.value === 'failed' && t('records.failed', { why: why.value })}
        {state.value === 'all' && entries.value.length === 0 && t('records.audit_none')}
      </p>
      <ul class="rows">
        {entries.value.map(entry => (
          <li key={entry.operation} data-audit={entry.operation}>
            <span class="grow">
              <time class="soft">
                {day(entry.at)}, {clock(entry.at)}
              </time>{' '}
              <bdi>{entry.name}</bdi>: {phrase(entry, known)}
              {entry.reason && (
                <span class="quoted" dir="auto">
                  {entry.reason}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {(state.value === 'more' || state.value === 'failed') && (
        <button type="button" data-do="earlier" onClick={() => void load()}>
          {t(state.value === 'more' ? 'records.earlier' : 'records.again')}
        </button>
      )}
    </section>
  );
}
