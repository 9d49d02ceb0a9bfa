// How many were in a room during the last minutes, as a small line; said in numbers to who does not see it.
import { useComputed } from '@preact/signals';
import { list } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { rooms } from '../../app/cells.ts';
import { history, points } from './history.ts';

const [width, height] = [80, 18];

export function Sparkline({ id }: { id: string }) {
  const counts = useComputed(() => history.value[id] ?? []).value;
  // Two points are a line of which nobody learns anything.
  if (counts.length < 3) return null;
  const most = Math.max(rooms.of(id).value?.max ?? 1, ...counts);
  const said = t('floor.history', { n: counts.length, list: list(counts.map(String)) });
  return (
    <svg class="history" width={width} height={height + 2} viewBox={`0 -1 ${width} ${height + 2}`} role="img" aria-label={said} data-part="history">
      <polyline points={points(counts, most, width, height)} />
    </svg>
  );
}
