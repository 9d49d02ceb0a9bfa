// Every screen in a real browser: a screenshot each (folder: first argument) and no finding of axe.
//   npm run build && npm run screens -- /tmp/shots
import {mkdir} from 'node:fs/promises';
import {createRequire} from 'node:module';
import path from 'node:path';
import {chromium} from 'playwright-core';
import {serve} from '../mock/server.mjs';

const require = createRequire(import.meta.url);
const axe = require.resolve('axe-core/axe.min.js');
const out = process.argv[2] ?? '/tmp/convene-screens';
const only = process.argv[3];
await mkdir(out, {recursive: true});
const server = await serve();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const wide = {width: 1200, height: 900};
const phone = {width: 390, height: 844};
const narrow = {width: 320, height: 640};
let faults = 0;

const say = (ws, ...views) => views.forEach(([topic, view]) => ws.view(topic, view));
const press = name => page => page.getByRole('button', {name}).first().click();
const shots = [
  ['join', '', wide],
  ['join-phone', '', phone],
  ['join-es', '', wide, {locale: 'es'}],
  ['join-refused', '', phone, {}, async page => {
    await page.fill('[name=code]', 'BAD');
    await page.fill('[name=name]', 'Gaurav');
    await page.selectOption('[name=role]', 'high');
    await page.selectOption('[name=region]', 'ES');
    await page.click('.join button');
    await page.waitForSelector('#join-problem:not([hidden])');
  }],
  ['programme', 'programme', wide],
  ['programme-phone', 'programme', phone],
  ['programme-rtl', 'programme', wide, {locale: 'ar-XB'}],
  ['programme-dark', 'programme', wide, {colorScheme: 'dark'}],
  ['lobby', 'lobby', wide],
  ['lobby-narrow', 'lobby', narrow],
  ['lobby-moved', 'moved_out', wide],
  ['lobby-moved-es', 'moved_out', phone, {locale: 'es'}],
  ['lobby-over', 'over', wide],
  ['lobby-ending', 'lobby', wide, {}, async (page, ws) => say(ws, ['now', server.fixtures.nowView('closing')])],
  ['room-last-moments', 'room', wide, {}, async (page, ws) => {
    say(ws, ['room', server.fixtures.room('r1', 1, {state: 'closing', ends: Date.now() + 9_000})]);
    await page.waitForSelector('.last-moments');
  }],
  ['room', 'room', wide],
  ['room-dark-phone', 'room', phone, {colorScheme: 'dark'}],
  ['room-rtl', 'room', wide, {locale: 'ar-XB'}],
  ['room-narrow', 'room', narrow],
  ['room-forced', 'room', wide, {forcedColors: 'active'}],
  ['alone', 'alone', wide],
  ['offers', 'offers', wide],
  ['moving', 'room', wide, {}, async (page, ws) => {
    const f = server.fixtures;
    say(ws, ['me', f.inRoom({version: 4, room: 'r2', arrival: {why: 'moved', by: 'Odalys Brightwater', from: f.roomName(1), at: 0}})], ['room', f.room('r2', 2)]);
    await page.waitForSelector('main[data-screen=moving]');
  }],
  ['notice', 'room', wide, {}, async (page, ws) => {
    ws.say({type: 'notice', id: 'b4', kind: 'broadcast', urgent: true, at: 0, text: 'Please come to the closing at 16:00.', by: 'Odalys Brightwater', parameters: {}});
    await page.waitForSelector('.notice');
  }],
  ['superseded', 'room', wide, {}, async (page, ws) => {
    ws.say({type: 'superseded'});
    await page.waitForSelector('main[data-screen=superseded]');
  }],
  ['offline', 'room', wide, {}, async (page, ws) => {
    server.http.close();
    ws.close(1012);
    await page.waitForSelector('.offline');
  }],
  ['banned', 'banned', phone],
  ['help', 'programme', wide, {}, press('Help')],
  ['floor', 'facilitator', wide],
  ['visit', 'facilitator', wide, {}, async page => {
    await page.locator('[data-room=r2]').getByRole('button', {name: /^Visit/}).click();
    await page.waitForSelector('[data-part=visit] h2');
  }],
  ['visit-narrow', 'facilitator', narrow, {}, async page => {
    await page.locator('[data-room=r2]').getByRole('button', {name: /^Visit/}).click();
    await page.waitForSelector('[data-part=visit] h2');
  }],
  ['floor-phone', 'facilitator', phone],
  ['floor-messages', 'facilitator', wide, {}, press('Messages')],
  ['floor-clocks', 'facilitator', wide, {}, press('Clocks')],
  ['board', 'moderator', wide],
  ['board-chosen', 'moderator', wide, {}, async page => {
    await page.getByRole('button', {name: 'Move', exact: false}).and(page.locator('[aria-pressed]')).nth(2).click();
  }],
  ['board-late', 'moderator', wide, {}, async page => {
    await page.locator('[data-room=r2] [data-person=p2] button[aria-pressed]').click();
    await page.locator('[data-room=r5]').getByRole('button', {name: /^Move here/}).click();
    await page.waitForSelector('[data-part=late]');
  }],
  ['board-es', 'moderator', wide, {locale: 'es'}],
  ['board-dark-narrow', 'moderator', narrow, {colorScheme: 'dark'}],
  ['board-rtl', 'moderator', wide, {locale: 'ar-XB'}],
  ['board-plans', 'moderator', wide, {}, press('Plans')],
  ['board-out', 'moderator', wide, {}, press('Shut out')],
];

for (const [name, scene, viewport, options = {}, act] of shots) {
  if (only && !name.startsWith(only)) continue;
  const {locale, ...media} = options;
  const context = await browser.newContext({viewport, bypassCSP: false, ...media});
  const page = await context.newPage();
  page.setDefaultTimeout(6_000);
  const problems = [];
  page.on('pageerror', e => problems.push(`error: ${e.message}`));
  page.on('console', m => m.type() === 'error' && !/Failed to load resource|WebSocket/.test(m.text()) && problems.push(`console: ${m.text()}`));
  const known = new Set(server.sockets);
  await page.goto(`${server.origin}/e/institute${locale ? `?locale=${locale}` : ''}${scene && `#${scene}-pass`}`);
  try {
    await page.waitForSelector(scene ? 'main[data-screen]:not([data-screen=opening]) h1' : '.join form', {timeout: 6_000});
    const ws = [...server.sockets].find(s => !known.has(s));
    await act?.(page, ws);
  } catch (e) {
    problems.push(e.message.split('\n')[0]);
  }
  await page.waitForTimeout(400);
  await page.screenshot({path: path.join(out, `${name}.png`), fullPage: true});
  // axe goes in past the page's own policy, which forbids foreign scripts.
  const {readFile} = await import('node:fs/promises');
  await page.evaluate(await readFile(axe, 'utf8'));
  const found = await page.evaluate(() => window.axe.run({resultTypes: ['violations']}));
  for (const v of found.violations) problems.push(`axe ${v.id}: ${v.help}: ${v.nodes.map(n => n.html.slice(0, 120)).slice(0, 3).join(' | ')}`);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (overflow > 1) problems.push(`sideways scrolling: ${overflow}px`);
  console.log(`${problems.length ? 'FAIL' : 'ok  '} ${name}`);
  for (const p of problems) console.log(`     ${p}`);
  faults += problems.length;
  await context.close();
  if (name === 'offline') await new Promise(resolve => server.http.listen(Number(new URL(server.origin).port), '127.0.0.1', resolve));
}
await browser.close();
server.close();
process.exit(faults ? 1 : 0);
