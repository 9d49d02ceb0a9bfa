// Every screen in a real browser: a screenshot each (in the folder), no finding of axe and of pa11y, nothing that scrolls sideways.
//   npm run build && npm run screens -- [--matrix] [FOLDER [NAME]]
// --matrix: each screen in every size, theme, direction and contrast, which takes minutes. NAME: only those that so begin,
// or the matrix in that mode alone (rtl, narrow, forced).
import {mkdir, readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import path from 'node:path';
import {chromium} from 'playwright-core';
import {passFor, serve} from '../mock/server.mjs';
import {findings} from './pa11y.mjs';
import {matrix, shots} from './shots.mjs';

const words = process.argv.slice(2);
const all = words.includes('--matrix') ? matrix() : shots;
const [out = '/tmp/convene-screens', only = ''] = words.filter(w => w !== '--matrix');
/** pa11y takes longer than all else here: it sees every screen of the matrix, and every eighth of the short form. */
const looked = name => words.includes('--matrix') || shots.findIndex(([shot]) => shot === name) % 8 === 0;
const wanted = all.filter(([name]) => name.startsWith(only) || name.endsWith(`.${only}`));
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
await mkdir(out, {recursive: true});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

async function problemsOf([name, scene, viewport, options = {}, act], server) {
  const {locale, ...media} = options;
  const context = await browser.newContext({viewport, ...media});
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const problems = [];
  page.on('pageerror', e => problems.push(`error: ${e.message}`));
  page.on('console', m => m.type() === 'error' && !/Failed to load resource|WebSocket/.test(m.text()) && problems.push(`console: ${m.text()}`));
  const known = new Set(server.sockets);
  await page.goto(`${server.origin}/e/institute${locale ? `?locale=${locale}` : ''}${scene && `#${passFor(scene)}`}`);
  try {
    await page.waitForSelector(scene ? 'main[data-screen]:not([data-screen=opening]) h1' : '.join form', {timeout: 20_000});
    const ws = [...server.sockets].find(s => !known.has(s));
    await act?.(page, ws, server);
  } catch (e) {
    problems.push(e.message.split('\n')[0]);
  }
  await page.waitForTimeout(400);
  // What is still fading in has less contrast than it will have.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(a => a.finished)));
  await page.screenshot({path: path.join(out, `${name}.png`), fullPage: true});
  // axe goes in past the page's own policy, which forbids foreign scripts.
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run({resultTypes: ['violations']}));
  for (const v of found.violations) problems.push(`axe ${v.id}: ${v.help}: ${v.nodes.map(n => n.html.slice(0, 120)).slice(0, 3).join(' | ')}`);
  if (looked(name)) problems.push(...(await findings(page)));
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (overflow > 1) problems.push(`sideways scrolling: ${overflow}px`);
  await context.close();
  return problems;
}

let passed = 0, failed = 0;
/** One after another, each worker against a stand-in of its own. */
async function work(queue) {
  let server = await serve();
  for (let shot; (shot = queue.shift()); ) {
    const problems = await problemsOf(shot, server);
    problems.length ? failed++ : passed++;
    console.log([`${problems.length ? 'FAIL' : 'ok  '} ${shot[0]}`, ...problems.map(p => `     ${p}`)].join('\n'));
    // The screens without a connection are made by taking the server away.
    if (!server.http.listening) server = (server.close(), await serve());
  }
  server.close();
}
const queue = [...wanted];
await Promise.all([work(queue), work(queue), work(queue)]);
await browser.close();
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
