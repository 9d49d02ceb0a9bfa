// Taking part in writing only: said once, remembered by the server, shown to others beside the name.
import { ask, asks, me } from '../app/client.ts';
import { t } from '../i18n/words.ts';

export const writesOnly = (): boolean => asks('profile.update', 'text_only') ?? me.value?.text_only ?? false;

export function TextOnly() {
  return (
    <label data-part="text-only">
      <input
        type="checkbox"
        role="switch"
        checked={writesOnly()}
        onChange={e => ask('profile.update', { text_only: e.currentTarget.checked })}
      />
      <span>
        {t('writes.only')} <small>{t('writes.hint')}</small>
      </span>
    </label>
  );
}
