// What others see of the person, in one line before anything is joined; the choice of it is folded, and comes when somebody
// opens it.
import { useSignal } from '@preact/signals';
import { profileChunk } from '../app/chunks.ts';
import { me } from '../app/client.ts';
import { programme } from '../app/programme.ts';
import { list } from '../i18n/format.ts';
import { t, type Key } from '../i18n/words.ts';

export function OwnProfile() {
  const open = useSignal(false);
  const seen = programme.value?.visible.filter(of => !me.value!.hidden.includes(of)) ?? [];
  const Body = open.value ? profileChunk()?.Screen : undefined;
  return (
    <details data-part="profile" onToggle={e => (open.value = e.currentTarget.open)}>
      <summary>
        {t('form.seen')} {list(seen.map(of => t(`form.field_${of}` as Key)))} · {t('seen.open')}
      </summary>
      {Body ? <Body /> : <p>{t('app.opening')}</p>}
    </details>
  );
}
