// On a session's card: meaning to come, and being counted as there.
import { t } from '../i18n/words.ts';
import { ask, busy, can, me } from '../app/client.ts';
import { minute } from '../app/clock.ts';
import { networking } from '../parts/kind.tsx';
import type { Entry } from './programme_entries.ts';

export const intends = (id: string): boolean => me.value?.intends.includes(id) ?? false;
const attended = (id: string): boolean => me.value?.attended.includes(id) ?? false;

/** Before the doors open; once they are, who meant to come is reminded that they did. */
export function Intention({ entry }: { entry: Entry }) {
  const means = intends(entry.id);
  if (!networking(entry.kind)) return null;
  if (entry.state !== 'planned') return means ? <p class="tag">{t('programme.planned')}</p> : null;
  if (!can('session.intend')) return null;
  return (
    <button
      type="button"
      class="tab"
      data-do="intend"
      aria-pressed={means}
      disabled={busy('session.intend', { session: entry.id })}
      onClick={() => ask('session.intend', { session: entry.id, intends: !means })}
    >
      <span aria-hidden="true">{means ? '✓' : '+'}</span> {t('programme.intend')} <span class="sr">{entry.title}</span>
    </button>
  );
}

const afterwards = 30 * 60_000;

/** From the doors until half an hour after the end. */
export function countable({ id, kind, state, ends }: Entry): boolean {
  if (kind !== 'content' || !(can('session.check_in') || attended(id))) return false;
  return ['open', 'running', 'closing'].includes(state) || (state === 'closed' && minute.value < ends + afterwards);
}

export function CheckIn({ entry }: { entry: Entry }) {
  if (!countable(entry)) return null;
  if (attended(entry.id))
    return (
      <p class="for-you" data-part="counted">
        <span aria-hidden="true">✓</span> {t('programme.counted')}
      </p>
    );
  return (
    <button
      type="button"
      data-do="check-in"
      disabled={busy('session.check_in', { session: entry.id })}
      onClick={() => ask('session.check_in', { session: entry.id })}
    >
      {t(entry.state === 'closed' ? 'programme.was_here' : 'programme.here')} <span class="sr">{entry.title}</span>
    </button>
  );
}
