// Sharing no room with somebody again: whether it is meant, and all of whom it was asked, to take it back. Whoever it is
// about is told nothing, and nobody moves for it.
import { computed, effect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { announce } from '../app/announce.ts';
import { ask, busy, me } from '../app/client.ts';
import { isolated } from '../i18n/format.ts';
import { Say } from '../i18n/rich.tsx';
import { t } from '../i18n/words.ts';
import type { Doubt } from '../parts/report.tsx';
import type { MeView } from '../protocol.ts';
import { Question } from './question.tsx';

const all = computed(() => me.value?.avoids ?? []);

/** Said once the server has it; what was there before is on the page. */
let known: MeView['avoids'] | undefined;
effect(() => {
  if (!me.value) return;
  const before = known ?? all.value;
  const without = (those: MeView['avoids'], others: MeView['avoids']) => those.filter(a => !others.some(b => b.person === a.person));
  for (const { name } of without(all.value, before)) announce(t('avoid.say', { name: isolated(name) }));
  for (const { name } of without(before, all.value)) announce(t('avoid.say_over', { name: isolated(name) }));
  known = all.value;
});

export function Avoiding({ about: { person, name } }: { about: Doubt }) {
  const send = (close: () => void) => {
    ask('person.avoid', { person, avoid: true });
    // Back to the press that asked, which takes it back from now on.
    close();
  };
  return (
    <Question title={<Say k="avoid.title" names={{ name }} />} yes={t('avoid.yes')} act={send}>
      <p>
        <Say k="avoid.text" names={{ name }} />
      </p>
      <p>
        <Say k="avoid.untold" names={{ name }} />
      </p>
      <p>{t('avoid.until')}</p>
    </Question>
  );
}

export function Avoided() {
  const summary = useRef<HTMLElement>(null);
  const back = (person: string) => {
    ask('person.avoid', { person, avoid: false });
    // The press goes with its line.
    summary.current?.focus();
  };
  return (
    <details data-part="avoided">
      <summary ref={summary}>{t('avoid.all')}</summary>
      <p class="soft">{t('avoid.all_about')}</p>
      <ul class="people">
        {all.value.map(({ person, name }) => (
          <li class="person row" key={person} data-avoided={person}>
            <bdi>{name}</bdi>
            <button type="button" disabled={busy('person.avoid', { person })} onClick={() => back(person)}>
              {t('avoid.back')} <span class="sr">{t('avoid.back_about', { name })}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
