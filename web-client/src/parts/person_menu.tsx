// What one can do about somebody: show them to staff, or ask to share no room with them again. Nobody else learns of
// either. What is asked before that, and the list of whom one avoids, come with a chunk.
import { reportChunk } from '../app/chunks.ts';
import { ask, busy, can, me } from '../app/client.ts';
import { t } from '../i18n/words.ts';
import type { Member } from '../protocol.ts';
import { doubted, Reported, reported } from './report.tsx';

/**
 * Beside somebody of one's room, or of the last one. Reports are read by those who run the event: of them there are none.
 * Staff neither avoid nor are avoided.
 */
export function PersonMenu({ of: { id, name, badge } }: { of: Pick<Member, 'id' | 'name' | 'badge'> }) {
  const mine = me.value;
  if (!mine || mine.id === id) return null;
  const told = reported({ person: id });
  const report = can('person.report') && !told && badge !== 'moderator' && badge !== 'organiser';
  const avoided = mine.avoids.some(a => a.person === id);
  const avoid = can('person.avoid') && mine.hats.every(h => h === 'participant') && (avoided || !badge);
  const doubt = (avoid?: true) => (e: Event) =>
    (doubted.value = { person: id, name, at: (e.currentTarget as Element).closest('li'), avoid });
  return (
    <>
      {told && <Reported person={id} />}
      {(report || avoid) && (
        <details class="menu" data-part="person-menu">
          <summary>
            <span aria-hidden="true">⋯</span>
            <span class="sr">{t('people.more', { name })}</span>
          </summary>
          {report && (
            <button type="button" data-do="person.report" onClick={doubt()}>
              {t('chat.report')}
            </button>
          )}
          {avoid && (
            <button
              type="button"
              data-do="person.avoid"
              disabled={busy('person.avoid', { person: id })}
              onClick={avoided ? () => ask('person.avoid', { person: id, avoid: false }) : doubt(true)}
            >
              {t(avoided ? 'people.avoided' : 'people.avoid')}
            </button>
          )}
        </details>
      )}
    </>
  );
}

/** All whom one avoids, at the end of whatever screen is up: also who is in no room of one's own any more. */
export function Avoided() {
  const List = me.value?.avoids[0] && reportChunk()?.Avoided;
  return List ? <List /> : null;
}
