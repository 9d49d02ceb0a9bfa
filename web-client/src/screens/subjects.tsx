// What a debrief is about: one press for each of the sessions that it follows, those the person attended first.
import { Say } from '../i18n/rich.tsx';
import { sessionTitle } from '../i18n/labels.ts';
import { t } from '../i18n/words.ts';
import { ask, busy, me } from '../app/client.ts';
import { unlockChime } from '../app/chime.ts';
import { programme } from '../app/programme.ts';

/** The sessions that this one follows; none unless it is a debrief. */
export const followed = (id: string | undefined): string[] =>
  programme.value?.sessions.find(s => s.id === id && s.kind === 'debrief')?.of ?? [];

function Subject({ session, about, main }: { session: string; about: string; main: boolean }) {
  return (
    <button
      type="button"
      class={main ? 'main' : ''}
      disabled={busy('session.join', { session })}
      onClick={() => {
        unlockChime();
        ask('session.join', { session, about });
      }}
    >
      <span>
        <Say k="debrief.join" names={{ title: sessionTitle(programme.value, about) }} />
      </span>
    </button>
  );
}

/** Where there is nothing to choose: nothing. */
export function Subjects({ session, but }: { session: string; but?: string }) {
  const all = followed(session).filter(id => id !== but);
  const attended = new Set(me.value?.attended);
  const [own, others] = [all.filter(id => attended.has(id)), all.filter(id => !attended.has(id))];
  const list = (ids: string[], main: boolean) => (
    <div class="subjects">
      {ids.map(id => (
        <Subject key={id} session={session} about={id} main={main} />
      ))}
    </div>
  );
  if (own.length === 0 || but !== undefined) return list([...own, ...others], but === undefined);
  return (
    <>
      <p class="soft">{t('debrief.attended', { n: own.length })}</p>
      {list(own, but === undefined)}
      {others.length > 0 && (
        <details>
          <summary>{t('debrief.another')}</summary>
          {list(others, false)}
        </details>
      )}
    </>
  );
}

/** In the lobby: what the person comes for, and the way to change it while there is no room. Whom staff put there has
 * chosen nothing yet. */
export function Chosen({ session, about }: { session: string; about?: string }) {
  if (!about)
    return (
      <section aria-label={t('debrief.which')}>
        <p>{t('debrief.which')}</p>
        <Subjects session={session} />
      </section>
    );
  return (
    <section>
      <p>
        <Say k="debrief.chosen" names={{ title: sessionTitle(programme.value, about) }} />
      </p>
      {followed(session).length > 1 && (
        <details>
          <summary>{t('debrief.another')}</summary>
          <Subjects session={session} but={about} />
        </details>
      )}
    </section>
  );
}
