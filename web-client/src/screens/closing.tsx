// The event is over: thanks, what one attended and earned, and what is kept. Around what the programme still has to offer then.
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { fetchApi } from '../connection/api.ts';
import { hand } from '../parts/hand.ts';
import { Heading } from '../parts/heading.tsx';
import { SignOut } from '../parts/sign_out.tsx';
import { clockRange, day } from '../i18n/format.ts';
import { labelOf } from '../i18n/labels.ts';
import { Say } from '../i18n/rich.tsx';
import { locale, t } from '../i18n/words.ts';
import { me } from '../app/client.ts';
import { programme } from '../app/programme.ts';

function Attended() {
  const attended = new Set(me.value?.attended);
  const own = programme.value?.sessions.filter(s => attended.has(s.id) && !s.cancelled) ?? [];
  if (own.length === 0) return null;
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
    </section>
  );
}

/** By the event's own measure, which the server alone knows: of talks, of rounds and of office hours. */
function Certificate() {
  const said = useSignal('');
  const busy = useSignal(false);
  if (!programme.value?.credits) return null;
  const save = async () => {
    busy.value = true;
    said.value = '';
    try {
      const answer = await fetchApi('certificate.html', { locale: locale() });
      if (answer.ok) hand(await answer.blob(), 'certificate.html');
      else said.value = answer.status === 422 ? t('closing.certificate_none') : t('closing.certificate_failed');
    } catch {
      said.value = t('closing.certificate_failed');
    }
    busy.value = false;
  };
  return (
    <section data-part="certificate">
      <h2>{t('closing.certificate')}</h2>
      <p>{t('closing.certificate_text')}</p>
      <button type="button" disabled={busy.value} onClick={() => void save()}>
        {t('closing.certificate_save')}
      </button>
      {said.value && <p role="alert">{said.value}</p>}
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
      <Certificate />
      <section>
        <h2>{t('closing.kept')}</h2>
        <p>{t('closing.kept_text')}</p>
      </section>
    </>
  );
}
