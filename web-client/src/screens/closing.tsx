// The event is over: thanks, what one attended, and what is kept. Around what the programme still has to offer then.
import type { ComponentChildren } from 'preact';
import { Heading } from '../parts/heading.tsx';
import { SignOut } from '../parts/sign_out.tsx';
import { clockRange, day } from '../i18n/format.ts';
import { labelOf } from '../i18n/labels.ts';
import { Say } from '../i18n/rich.tsx';
import { t } from '../i18n/words.ts';
import { me } from '../app/client.ts';
import { programme } from '../app/programme.ts';

/** By the programme's own measure: who attended how much of a session is for the organisers to say. */
function Attended() {
  const attended = new Set(me.value?.attended);
  const own = programme.value?.sessions.filter(s => attended.has(s.id) && !s.cancelled) ?? [];
  if (own.length === 0) return null;
  const hours = own.reduce((sum, s) => sum + s.credit_minutes, 0) / 60;
  return (
    <section data-part="attended">
      <h2>{t('closing.attended')}</h2>
      <ul class="lines">
        {own.map(({ id, title, starts, ends }) => (
          <li key={id}>
            <span class="times">
              {day(starts)} · {clockRange(starts, ends)}
            </span>
            <bdi>{labelOf(title, programme.value?.locales) || id}</bdi>
          </li>
        ))}
      </ul>
      {hours > 0 && (
        <p>
          <strong>{t('closing.credit', { hours: Math.round(hours * 100) / 100 })}</strong> <span class="soft">{t('closing.credit_by')}</span>
        </p>
      )}
    </section>
  );
}

export function Screen({ children }: { children: ComponentChildren }) {
  return (
    <>
      <p class="over">{t('closing.over')}</p>
      <Heading>
        <Say k="closing.title" names={{ name: me.value?.name ?? '' }} />
      </Heading>
      <div class="row apart">
        <p class="lead">{t('closing.text')}</p>
        <SignOut />
      </div>
      {children}
      <Attended />
      <section>
        <h2>{t('closing.kept')}</h2>
        <p>{t('closing.kept_text')}</p>
      </section>
    </>
  );
}
