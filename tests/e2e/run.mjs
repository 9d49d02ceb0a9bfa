// The whole house in a real browser: the real server, the real client, people and staff each on a page of their own.
// A facilitator's floor stays open beside each flow and is held to show every step of it; no page may complain. Pictures
// of the steps go to build/screenshots.
//   node tests/e2e/run.mjs [PATTERN]
import assert from 'node:assert/strict';
import {readdir} from 'node:fs/promises';
import {bot} from './bot.mjs';
import {house} from './house.mjs';
import {launch, picture, screen, watch} from './pages.mjs';

const here = new URL('./flows/', import.meta.url);
const files = (await readdir(here)).filter(f => f.endsWith('.mjs')).sort();
const all = (await Promise.all(files.map(async f => (await import(new URL(f, here))).default))).flat();
const pattern = process.argv[2] ?? '';
const wanted = all.filter(f => f.name.includes(pattern));
if (wanted.length === 0) console.error(`no flow is called '${pattern}'; there are:\n${all.map(f => `  ${f.name}`).join('\n')}`);

/** Flows mostly wait for clocks, each in a house of its own. */
const atOnce = 3;
const browser = await launch();
let passed = 0, failed = 0;
/** What failed beside others is tried once more, by itself: a machine that is busy can keep a page waiting beyond all patience. It
 * is told all the same, as one that holds at times is a fault of the product or of the flow. */
const again = [];

async function run(flow, alone) {
  const {name, options, act} = flow;
  const there = await house(options);
  const bots = [], pages = [];
  const keep = page => (pages.push(watch(page)), page);
  const stage = {
    there,
    /** The people from..to of the roster come in. */
    crowd: (from, to, session, about) => there.people.slice(from, to).forEach(p => bots.push(bot(there, p.name, session, about))),
    async open(url, settings = {}) {
      const context = await browser.newContext({locale: 'en-US', timezoneId: 'America/New_York', viewport: {width: 1100, height: 800}, ...settings});
      const page = keep(await context.newPage());
      await page.goto(url);
      return page;
    },
    async tab(beside, url) {
      const page = keep(await beside.context().newPage());
      await page.goto(url);
      return page;
    },
    async staff(who, settings) {
      const page = await stage.open(there.link(who), settings);
      await screen(page, 'floor');
      return page;
    },
    /** Undone at the end, whatever happens. */
    cleanup: [],
  };
  try {
    await act(stage);
    pages.forEach((page, i) => assert.deepEqual(page.problems, [], `page ${i + 1} complains`));
    passed++;
    console.log(`ok   ${name}`);
  } catch (error) {
    if (alone) failed++;
    else again.push(flow);
    console.log(`${alone ? 'FAIL' : 'AGAIN'} ${name}\n     ${error.stack}\n${there.log().split('\n').slice(-12).join('\n')}`);
    const file = i => `failed-${name.replace(/\W+/g, '-').slice(0, 40)}-${i + 1}`;
    await Promise.all(pages.map((page, i) => page.isClosed() || picture(page, file(i)).catch(() => undefined)));
    console.log(`     see build/screenshots/${file(0)}.png and those after it`);
  }
  for (const b of bots) b.ws.terminate();
  for (const page of pages) await page.context().close();
  for (const undo of stage.cleanup) undo();
  await there.stop();
}

async function runAll(queue, alone) {
  for (let next; (next = queue.shift()); ) await run(next, alone).catch(error => (failed++, console.log(`FAIL ${next.name}\n     ${error.stack}`)));
}
const queue = [...wanted];
await Promise.all(Array.from({length: atOnce}, () => runAll(queue, false)));
const tried = again.length;
await runAll(again, true);
await browser.close();
console.log(`\n${tried} tried again\n${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
