// Why something is done: for staff who read the history, and, in a field of its own, for those who are moved by it. What is
// written for the one is never shown to the others by a press. Folded, as it need not be said.
import type { Signal } from '@preact/signals';
import { t, type Key } from '../../../i18n/words.ts';

const longest = 500;
/** In whatever script, it is no longer than the server takes: 480 bytes. */
const longestTold = 160;

function Field({ of, label, most }: { of: Signal<string>; label: Key; most: number }) {
  return (
    <label>
      {t(label)}
      <input value={of.value} maxLength={most} dir="auto" onInput={e => (of.value = e.currentTarget.value)} />
    </label>
  );
}

export interface Words {
  reason: Signal<string>;
  told: Signal<string>;
}

export function Reason({ reason, told }: Words) {
  return (
    <details data-part="reason">
      <summary>{t('tools.reason')}</summary>
      <Field of={reason} label="tools.reason_kept" most={longest} />
      <Field of={told} label="tools.told" most={longestTold} />
    </details>
  );
}

/** As they are sent: nothing, where nothing was written. */
export const said = ({ reason, told }: Words) => ({ reason: reason.peek().trim() || undefined, told: told.peek().trim() || undefined });
