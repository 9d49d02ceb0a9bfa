// Why something is done, for whoever reads the history; folded, as it need not be said.
import type { Signal } from '@preact/signals';
import { t } from '../../../i18n/words.ts';

const longest = 500;

export function Reason({ of }: { of: Signal<string> }) {
  return (
    <details data-part="reason">
      <summary>{t('tools.reason')}</summary>
      <label>
        {t('tools.reason_kept')}
        <input value={of.value} maxLength={longest} dir="auto" onInput={e => (of.value = e.currentTarget.value)} />
      </label>
    </details>
  );
}

/** As it is sent: nothing, if nothing was written. */
export const said = (reason: Signal<string>) => reason.peek().trim() || undefined;
