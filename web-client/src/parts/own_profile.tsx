// What others see of the person, folded; it comes when somebody opens it.
import { useSignal } from '@preact/signals';
import { profileChunk } from '../app/chunks.ts';
import { t } from '../i18n/words.ts';

export function OwnProfile() {
  const open = useSignal(false);
  const Body = open.value ? profileChunk()?.Screen : undefined;
  return (
    <details data-part="profile" onToggle={e => (open.value = e.currentTarget.open)}>
      <summary>{t('seen.open')}</summary>
      {Body ? <Body /> : <p>{t('app.opening')}</p>}
    </details>
  );
}
