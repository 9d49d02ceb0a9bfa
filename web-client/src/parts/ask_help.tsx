// A person of the staff, asked for from any screen; who is coming then stands on every one (help_bar.tsx).
import { effect, signal } from '@preact/signals';
import { t } from '../i18n/words.ts';
import { ask, busy, can, me } from '../app/client.ts';
import { takeBack } from '../app/unsaid.ts';
import { HelpState, wanted } from './help_bar.tsx';
import { bytesOf, Length } from './text_field.tsx';

const longest = 300;
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
