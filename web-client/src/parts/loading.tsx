// What stands on the page until there is something to show.
import { t } from '../i18n/words.ts';

export function Loading() {
  return (
    <p class="opening" data-screen="opening">
      {t('app.opening')}
    </p>
  );
}
