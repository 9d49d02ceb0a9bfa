// A debrief: one press for each of the sessions that it follows, those the person attended first.
import { effect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { isolated } from '../i18n/format.ts';
import { Say } from '../i18n/rich.tsx';
import { sessionTitle } from '../i18n/labels.ts';
import { t } from '../i18n/words.ts';
import { announce } from '../app/announce.ts';
import { unlockChime } from '../app/chime.ts';
import { ask, busy, me } from '../app/client.ts';
import type { Own } from '../app/kinds.ts';
import { programme } from '../app/programme.ts';
import { followed } from '../screens/followed.ts';

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
function Subjects({ session, but }: { session: string; but?: string }) {
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

function Join({ session, plain }: { session: string; plain: ComponentChildren }) {
  if (followed(session).length < 2 || session === me.value?.session) return <>{plain}</>;
  return (
    <>
      <p id={`which-${session}`}>{t('debrief.which')}</p>
      <div role="group" aria-labelledby={`title-${session} which-${session}`}>
        <Subjects session={session} />
      </div>
    </>
  );
}

/** In the lobby: what the person comes for, and the way to change it while there is no room. Whom staff put there has
 * chosen nothing yet. */
function Lobby({ session }: { session: string }) {
  const about = me.value?.about;
  if (followed(session).length === 0) return null;
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

// What the person comes for is said: the button they pressed is gone by then.
let before: string | undefined;
effect(() => {
  const about = me.value?.place === 'lobby' ? me.value.about : undefined;
  if (about && about !== before) announce(t('debrief.chosen', { title: isolated(sessionTitle(programme.value, about)) }));
  before = about;
});

export const own: Own = { Join, Lobby };
