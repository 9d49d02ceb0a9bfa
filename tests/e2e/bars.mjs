// Every bar of the browser client, measured in a real browser before the real server, and told as a table. How fast
// something is fails nothing; what could not be measured does.
//   node tests/e2e/bars.mjs [PATTERN]
import {readdir} from 'node:fs/promises';
import {table} from './figures.mjs';
import {launch} from './pages.mjs';

const here = new URL('./bars/', import.meta.url);
const files = (await readdir(here)).filter(f => f.endsWith('.mjs')).sort();
const all = await Promise.all(files.map(async f => (await import(new URL(f, here))).default));
const wanted = all.filter(({name}) => name.includes(process.argv[2] ?? ''));
if (wanted.length === 0) console.error(`nothing to measure is called '${process.argv[2]}'; there are: ${all.map(({name}) => name).join(', ')}`);

const rows = [];
let missing = wanted.length === 0;
/** One after another, each in a browser of its own: nothing else should run beside them. */
for (const {name, measure} of wanted) {
  console.error(`measuring ${name}`);
  const browser = await launch();
  try {
    const figures = await measure(browser);
    rows.push(...figures);
    console.error(table(figures));
  } catch (error) {
    missing = true;
    console.error(`could not measure ${name}: ${error.stack}`);
  }
  await browser.close();
}
console.log(table(rows));
process.exit(missing ? 1 : 0);
