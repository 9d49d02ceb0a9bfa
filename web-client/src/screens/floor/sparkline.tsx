// How many were in a room, or in line at a desk, during the last minutes, as a small line; said in numbers to who does not see
// it.
import { useComputed } from '@preact/signals';
import { list } from '../../i18n/format.ts';
import { t, type Key } from '../../i18n/words.ts';
import { history, points } from './history.ts';

const [width, height] = [80, 18];

/** `of`: see `History`; `top`: what the line has room for, unless there were more. */
export function Sparkline({ of, top, k }: { of: string; top: number; k: Key }) {
  const counts = useComputed(() => history.value[of] ?? []).value;
  // Two points are a line of which nobody learns anything.
  if (counts.length < 3) return null;
  const said = t(k, { n: counts.length, list: list(counts.map(String)) });
  return (
    <svg class="history" width={width} height={height + 2} viewBox={`0 -1 ${width} ${height + 2}`} role="img" aria-label={said} data-part="history">
      <polyline points={points(counts, Math.max(top, ...counts), width, height)} />
    </svg>
  );
}
