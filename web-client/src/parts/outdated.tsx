// The server has another version of the page by now, and none of the files that this one still lacks.
import { outdated } from '../app/chunks.ts';
import { t } from '../i18n/words.ts';

export function Outdated() {
  return outdated.value ? (
    <section class="notice" data-part="outdated" role="status">
      <p>{t('app.outdated')}</p>
      <button type="button" onClick={() => location.reload()}>
        {t('app.reload')}
      </button>
    </section>
  ) : null;
}
