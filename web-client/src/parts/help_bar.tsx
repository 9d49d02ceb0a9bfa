// That a person of the staff was asked for, and who is coming: on every screen, and in the help dialog.
import { computed } from '@preact/signals';
import { clock } from '../i18n/format.ts';
import { Say } from '../i18n/rich.tsx';
import { t } from '../i18n/words.ts';
import { ask, busy, me, state } from '../app/client.ts';

export const wanted = computed(() => me.value?.help);

export function HelpState() {
  const { since, by, again } = wanted.value!;
  return (
    <>
      <p>
        <strong>{by ? <Say k="help.coming" names={{ by }} /> : t(again ? 'help.again' : 'help.waiting')}</strong>{' '}
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
