// A person of the staff, asked for from any screen; then, on every screen, that they were asked and who is coming.
import { computed, effect, signal } from '@preact/signals';
import { clock } from '../i18n/format.ts';
import { Say } from '../i18n/rich.tsx';
import { t } from '../i18n/words.ts';
import { ask, busy, can, me, state } from '../app/client.ts';
import { takeBack } from '../app/unsaid.ts';
import { bytesOf, Length } from './text_field.tsx';

const longest = 300;
const wanted = computed(() => me.value?.help);
/** What was written stays until help is asked for: it may be refused, or the connection be gone. */
const about = signal('');
effect(() => {
  if (wanted.value) about.value = '';
});
takeBack('help.ask', command => (about.value ||= String(command['about'])));

export function AskForHelp({ done }: { done: () => void }) {
  if (!can('help.ask') || !me.value) return null;
  if (wanted.value) return <HelpState />;
  return (
    <form
      onSubmit={e => {
        e.preventDefault();
        if (bytesOf(about.value) > longest) return;
        ask('help.ask', { about: about.value.trim() });
        done();
      }}
    >
      <label>
        {t('help.about')} <small>{t('form.optional')}</small>
        <textarea rows={2} dir="auto" value={about.value} aria-describedby="help-length" onInput={e => (about.value = e.currentTarget.value)} />
      </label>
      <Length id="help-length" text={about.value} most={longest} />
      <p>
        <button class="main" disabled={busy('help.ask')}>
          {t('help.ask')}
        </button>
      </p>
    </form>
  );
}

function HelpState() {
  const { since, by } = wanted.value!;
  return (
    <>
      <p>
        <strong>{by ? <Say k="help.coming" names={{ by }} /> : t('help.waiting')}</strong>{' '}
        <span class="soft">{t('help.since', { time: clock(since) })}</span>
      </p>
      <button type="button" disabled={busy('help.cancel')} onClick={() => ask('help.cancel', {})}>
        {t('help.cancel')}
      </button>
    </>
  );
}

const stands = computed(() => wanted.value !== undefined && !state.value.superseded && state.value.link !== 'ended');

export function HelpBar() {
  if (!stands.value) return null;
  return (
    <section class="notice" data-part="help" aria-label={t('help.title')}>
      <HelpState />
    </section>
  );
}
