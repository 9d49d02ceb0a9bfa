// What was measured of a bar, and how it is told.

const sorted = samples => [...samples].sort((a, b) => a - b);
export const quantile = (samples, q) => sorted(samples)[Math.max(0, Math.ceil(q * samples.length) - 1)];
const told = x => (x >= 1_000 || Number.isInteger(x) ? Math.round(x).toLocaleString('en') : x.toPrecision(3));

/** `samples` in `unit`; the bar is met where what `by` makes of them ("median", "p95", "most") is at most `most`. */
export function figure(what, {samples, most, unit, by = 'median', note = ''}) {
  if (!samples.length) throw new Error(`nothing was measured of: ${what}`);
  const value = quantile(samples, {median: 0.5, p95: 0.95, most: 1}[by]);
  const [least, greatest] = [quantile(samples, 0), quantile(samples, 1)].map(told);
  return {
    what,
    bar: `<= ${told(most)} ${unit}`,
    measured: samples.length === 1 ? `${told(value)} ${unit}` : `${by} ${told(value)} ${unit} (${least} to ${greatest}, n = ${samples.length})`,
    note,
    met: value <= most,
  };
}

/** Something that is counted and not timed: how many of `of` kept what was promised. */
export const counted = (what, bar, {kept, of, unit}) => ({what, bar, measured: `${kept} of ${of} ${unit}`, note: '', met: kept === of && of > 0});

/** As a table of a document: what | bar | measured | met. */
export function table(rows) {
  const cells = rows.map(({what, bar, measured, note, met}) => [what, bar, measured + (note && `; ${note}`), met ? 'yes' : '**no**']);
  return [['what', 'bar', 'measured', 'met'], ['---', '---', '---', '---'], ...cells].map(row => `| ${row.join(' | ')} |`).join('\n');
}
