// Connection lost: said at once, with until when the place is kept.
import { computed } from '@preact/signals';
import { state } from '../app/client.ts';
import { clock } from '../i18n/format.ts';
import { t } from '../i18n/words.ts';

const lost = computed(() => {
  const { link, lostAt, welcome, me, skew } = state.value;
  if (link !== 'lost' || lostAt === undefined) return undefined;
  // The grace is counted from the loss; being taken for away is a part of it.
  const grace = welcome?.limits.grace_ms ?? 0;
  return { until: me?.place === 'programme' ? 0 : lostAt + skew + grace };
});

export function OfflineBar() {
  if (!lost.value) return null;
  const { until } = lost.value;
  return (
    <section class="offline" data-part="offline" aria-label={t('offline.label')}>
      <span aria-hidden="true" class="dot" />
      {until ? t('offline.kept', { time: clock(until) }) : t('offline.plain')}
    </section>
  );
}
