// The whole house in a real browser: join, be seated, be moved from another page, reload, connection cut, second tab,
// session shifted, round closed; the facilitator sees each step. Screenshots go to build/screenshots.
//   node tests/e2e/run.mjs [PATTERN]
import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {bot, eventually} from './bot.mjs';
import {house, root} from './house.mjs';

const fromClient = createRequire(join(root, 'web-client/package.json'));
const {chromium} = fromClient('playwright-core');
const axe = fromClient.resolve('axe-core/axe.min.js');
const pictures = join(root, 'build/screenshots');
mkdirSync(pictures, {recursive: true});

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});

let passed = 0, failed = 0;
const screen = (page, name) => page.waitForSelector(`main[data-screen=${name}] h1`, {timeout: 60_000});
const picture = (page, name) => page.screenshot({path: join(pictures, `${name}.png`), fullPage: true});

async function open(url, options = {}) {
  const context = await browser.newContext({locale: 'en-US', viewport: {width: 1100, height: 800}, ...options});
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.problems = [];
  page.on('pageerror', e => page.problems.push(String(e)));
  page.on('console', m => m.type() === 'error' && !/WebSocket|ERR_/.test(m.text()) && page.problems.push(m.text()));
  await page.goto(url);
  return page;
}

async function accessible(page, where) {
  await page.addScriptTag({path: axe}).catch(() => page.evaluate(src => eval(src), ''));
  const found = await page.evaluate(() => window.axe?.run(document, {resultTypes: ['violations']}));
  assert.ok(found, 'axe did not run');
  assert.deepEqual(found.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 120)}`), [], where);
}

async function flow(name, options, act) {
  if (process.argv[2] && !name.includes(process.argv[2])) return;
  const there = await house(options);
  const bots = [];
  const crowd = (from, to, session) => {
    for (let i = from; i < to; i++) bots.push(bot(there, there.people[i].name, session));
    return bots;
  };
  try {
    await act(there, crowd);
    passed++;
    console.log(`ok   ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}\n     ${error.stack}\n${there.log().split('\n').slice(-12).join('\n')}`);
  }
  for (const b of bots) b.ws.terminate();
  for (const context of browser.contexts()) await context.close();
  await there.stop();
}

await flow('join, be seated with company, told why, seen by the facilitator', {opensIn: 30}, async (there, crowd) => {
  crowd(1, 6);
  const floor = await open(there.link('Fadi Facilitator'));
  const page = await open(there.link('Person A'));
  await screen(page, 'programme');
  await picture(page, 'programme');
  await page.getByRole('button', {name: /^Join/}).first().click();
  await screen(page, 'lobby');
  await picture(page, 'lobby');
  await screen(page, 'room');
  const text = await page.textContent('main');
  assert.match(text, /Person [B-F]/);
  await picture(page, 'room');
  await eventually('the facilitator sees the person', async () => /Person A/.test(await floor.textContent('main')));
  await picture(floor, 'floor');
  assert.deepEqual(page.problems, []);
  assert.deepEqual(floor.problems, []);
});

await flow('reload, a cut connection and a killed server: the same room', {opensIn: 6}, async (there, crowd) => {
  crowd(1, 5);
  const page = await open(there.link('Person A'));
  await screen(page, 'programme');
  await page.getByRole('button', {name: /^Join/}).first().click();
  await screen(page, 'room');
  const room = await page.textContent('main h1');
  await page.reload();
  await screen(page, 'room');
  assert.equal(await page.textContent('main h1'), room);
  await page.context().setOffline(true);
  await new Promise(r => setTimeout(r, 1500));
  await page.context().setOffline(false);
  await screen(page, 'room');
  assert.equal(await page.textContent('main h1'), room);
  await there.kill();
  await there.start('2021-07-27T15:01:00Z');
  await eventually('the page is connected again', async () => (await there.metrics()).match(/connections[^\n]* ([1-9]\d*)\n/));
  await screen(page, 'room');
  assert.equal(await page.textContent('main h1'), room);
});

await flow('a second tab takes over, the first offers to be used again', {opensIn: 6}, async (there, crowd) => {
  crowd(1, 4);
  const first = await open(there.link('Person A'));
  await screen(first, 'programme');
  const second = await open(there.link('Person A'));
  await screen(second, 'programme');
  await eventually('the first tab knows', async () => /use (it )?here/i.test(await first.textContent('body')));
  await picture(first, 'superseded');
});

await flow('moved by a moderator from another page, told who did it', {opensIn: 6}, async (there, crowd) => {
  const bots = crowd(1, 6).concat(crowd(7, 13));
  const page = await open(there.link('Person A'));
  await screen(page, 'programme');
  await page.getByRole('button', {name: /^Join/}).first().click();
  await screen(page, 'room');
  const board = await open(there.link('Mona Moderator'));
  await eventually('the board shows the rooms', async () => /Person A/.test(await board.textContent('main')));
  await picture(board, 'board');
  const mona = bot(there, 'Mona Moderator', null);
  await eventually('the moderator has the floor', () => mona.views.floor);
  const floor = mona.views.floor;
  const [id, mine] = Object.entries(floor.people).find(([, p]) => p.name === 'Person A');
  const target = Object.entries(floor.rooms).find(([r, room]) => r !== mine.room && Object.keys(room.seats).length < room.max)[0];
  mona.send('seat.move', {moves: [{person: id, seen: mine.version}], to: target});
  await eventually('the page tells who moved the person', async () => /Mona Moderator/.test(await page.textContent('body')));
  await picture(page, 'moved');
  assert.deepEqual(mona.refused, []);
  mona.send('seat.move', {moves: [{person: id, seen: mine.version}], to: mine.room});
  await eventually('a stale move is refused', () => mona.refused.some(r => r.code === 'seat.changed'));
  mona.ws.terminate();
  assert.ok(bots.length);
});

await flow('a walk-in joins by the form that works without scripts', {opensIn: 30}, async there => {
  const page = await open(`${there.origin}/e/${there.event}`, {javaScriptEnabled: false});
  await picture(page, 'join-without-scripts');
  await page.fill('[name=code]', 'WRONG1');
  await page.fill('[name=name]', 'Walter <b>Walk-in</b>');
  await page.selectOption('[name=role]', 'informal');
  await page.click('form button');
  assert.match(await page.content(), /Walter &lt;b&gt;/);
  await page.fill('[name=code]', 'OPEN21');
  await page.click('form button');
  assert.match(page.url(), /#c1\./);
  const scripted = await open(page.url());
  await screen(scripted, 'programme');
});

await flow('staff shift, extend, close; every screen follows', {opensIn: 6}, async (there, crowd) => {
  crowd(1, 5);
  const page = await open(there.link('Person A'));
  await screen(page, 'programme');
  await page.getByRole('button', {name: /^Join/}).first().click();
  await screen(page, 'room');
  const mona = bot(there, 'Mona Moderator', null);
  await eventually('welcome', () => mona.welcome);
  mona.send('notice.send', {text: 'Please write down one idea'});
  await eventually('the broadcast is on the screen', async () => /one idea/.test(await page.textContent('body')));
  await picture(page, 'broadcast');
  mona.send('session.extend', {session: 'role-alike-1', minutes: 10});
  mona.send('round.close', {session: 'role-alike-1'});
  await eventually('the room says that it ends', async () => mona.views.me && /clos|end|minute|goodbye/i.test(await page.textContent('main')));
  await picture(page, 'closing');
  assert.deepEqual(mona.refused, []);
  mona.ws.terminate();
});

await flow('no screen has a finding of the accessibility checker', {opensIn: 40}, async (there, crowd) => {
  crowd(1, 6);
  const page = await open(there.link('Person A'), {bypassCSP: true});
  const floor = await open(there.link('Mona Moderator'), {bypassCSP: true});
  await screen(page, 'programme');
  await accessible(page, 'programme');
  await page.getByRole('button', {name: /^Join/}).first().click();
  await screen(page, 'lobby');
  await accessible(page, 'lobby');
  await screen(page, 'room');
  await accessible(page, 'room');
  await accessible(floor, 'floor');
});

await browser.close();
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
