// What people do, in a real browser against the stand-in: join by the form, be seated and moved, lose the connection,
// move somebody by keyboard alone. Prints each step; exit status 1 if one fails.
//   npm run build && node test/screens/flows.mjs
import assert from 'node:assert/strict';
import {chromium} from 'playwright-core';
import {serve} from '../mock/server.mjs';

const server = await serve();
const f = server.fixtures;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
let failed = 0;
const latest = () => [...server.sockets].at(-1);
const sent = type => server.log.filter(m => m.type === type);

async function open(scene) {
  const context = await browser.newContext({locale: 'en-US'});
  const page = await context.newPage();
  page.setDefaultTimeout(5_000);
  await page.addInitScript(() => {
    window.spoken = [];
    addEventListener('DOMContentLoaded', () => {
      for (const id of ['polite', 'assertive'])
        new MutationObserver(changes => {
          for (const c of changes) for (const n of c.addedNodes) window.spoken.push(`${id}: ${n.textContent}`);
        }).observe(document.getElementById(id), {childList: true});
    });
  });
  server.log.length = 0;
  await page.goto(`${server.origin}/e/institute${scene && `#${scene}-pass`}`);
  return page;
}
const screen = (page, name) => page.waitForSelector(`main[data-screen=${name}] h1`);

async function flow(name, scene, act) {
  const page = await open(scene);
  try {
    await act(page);
    console.log(`ok   ${name}`);
  } catch (e) {
    failed++;
    console.log(`FAIL ${name}\n     ${e.message}`);
  }
  await page.context().close();
}

await flow('a walk-in is told what is wrong, then gets in and keeps the pass', '', async page => {
  await page.fill('[name=code]', 'BAD');
  await page.fill('[name=name]', 'Gaurav');
  await page.selectOption('[name=role]', 'high');
  assert.equal(await page.locator('[name=region] option').nth(1).textContent(), 'California');
  await page.selectOption('[name=region]', 'ES');
  await page.click('.join button');
  await page.waitForSelector('#join-problem:not([hidden])');
  assert.match(await page.textContent('#join-problem'), /event code is not right/);
  await page.fill('[name=code]', 'OK');
  await page.click('.join button');
  await screen(page, 'programme');
  assert.match(page.url(), /#programme-pass$/);
  await page.reload();
  await screen(page, 'programme');
  assert.equal(sent('hello').at(-1).pass, 'programme-pass');
});

await flow('join with one press, be seated, said once, reported as seen', 'programme', async page => {
  await screen(page, 'programme');
  await page.getByRole('button', {name: /^Join/}).click();
  await screen(page, 'lobby');
  assert.equal(sent('session.join').at(-1).id, '7:1');
  const ws = latest();
  ws.view('me', f.inRoom());
  ws.view('room', f.room());
  await screen(page, 'room');
  await page.waitForTimeout(300);
  assert.deepEqual(sent('seat.seen').map(m => m.version), [3]);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');
  assert.match(await page.title(), /^(● )?Classroom educators 1/);
  const spoken = await page.evaluate(() => window.spoken);
  assert.equal(spoken.filter(s => s.includes('You are in Classroom')).length, 1, spoken.join(' | '));
  ws.view('room', f.room('r1', 1, {members: f.room().members.slice(0, 4)}));
  await page.waitForTimeout(200);
  assert.equal((await page.evaluate(() => window.spoken)).length, spoken.length, 'others who leave are not spoken of');
});

await flow('moved by a moderator: told who, given one more minute, not seen until gone', 'room', async page => {
  await screen(page, 'room');
  const ws = latest();
  ws.view('me', f.inRoom({version: 4, room: 'r2', arrival: {why: 'moved', by: 'Odalys', at: 0}}));
  ws.view('room', f.room('r2', 2));
  await screen(page, 'moving');
  assert.match(await page.textContent('main'), /Odalys moved you/);
  await page.getByRole('button', {name: '1 more minute'}).click();
  assert.equal(await page.getByRole('button', {name: '1 more minute'}).count(), 0);
  assert.deepEqual(sent('seat.seen').map(m => m.version), [3]);
  await page.getByRole('button', {name: 'Go now'}).click();
  await screen(page, 'room');
  await page.waitForTimeout(200);
  assert.deepEqual(sent('seat.seen').map(m => m.version), [3, 4]);
  const spoken = await page.evaluate(() => window.spoken.filter(s => s.startsWith('assertive')));
  assert.equal(spoken.length, 1, spoken.join(' | '));
});

await flow('a cut connection shows within a second and is mended within one', 'room', async page => {
  await screen(page, 'room');
  for (let i = 0; i < 5; i++) {
    const before = server.log.length;
    latest().terminate();
    await page.waitForSelector('.offline', {timeout: 1_000}).catch(() => undefined);
    await page.waitForFunction(() => !document.querySelector('.offline'), undefined, {timeout: 2_000});
    assert.ok(server.log.slice(before).some(m => m.type === 'hello' && m.take === false && m.resume));
  }
});

await flow('a press while offline arrives once, after the greeting', 'programme', async page => {
  await screen(page, 'programme');
  const sockets = server.wss.listeners('connection').length;
  assert.equal(sockets, 1);
  server.http.close();
  latest().terminate();
  await page.waitForSelector('.offline');
  await page.getByRole('button', {name: /^Join/}).click();
  await new Promise(resolve => server.http.listen(Number(new URL(server.origin).port), '127.0.0.1', resolve));
  await screen(page, 'lobby');
  assert.equal(sent('session.join').length, 1);
});

await flow('superseded: holds still, takes over on a press', 'room', async page => {
  await screen(page, 'room');
  latest().say({type: 'superseded'});
  await screen(page, 'superseded');
  await page.getByRole('button', {name: 'Use here'}).click();
  await screen(page, 'room');
  assert.equal(sent('hello').at(-1).take, true);
});

await flow('a move by keyboard: two presses; a late one says who was first and is offered again', 'moderator', async page => {
  await screen(page, 'floor');
  await page.locator('[data-room=r2] [data-person=p3] button[aria-pressed]').focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-room=r4]').getByRole('button', {name: /^Move here/}).focus();
  await page.keyboard.press('Enter');
  await page.waitForTimeout(150);
  assert.deepEqual(sent('seat.move').at(-1).moves, [{person: 'p3', seen: 3}]);
  assert.equal(sent('seat.move').at(-1).to, 'r4');
  await page.locator('[data-room=r2] [data-person=p2] button[aria-pressed]').click();
  await page.locator('[data-room=r5]').getByRole('button', {name: /^Move here/}).click();
  await page.waitForSelector('[data-part=late]');
  assert.match(await page.textContent('[data-part=late]'), /Odalys Brightwater moved/);
});

await flow('a move with the mouse alone: drag', 'moderator', async page => {
  await screen(page, 'floor');
  await page.locator('[data-room=r2] [data-person=p4]').dragTo(page.locator('[data-room=r4] h3'));
  await page.waitForTimeout(200);
  assert.deepEqual(sent('seat.move').at(-1)?.moves, [{person: 'p4', seen: 3}]);
});

await flow('a broken patch chain asks for the floor once', 'facilitator', async page => {
  await screen(page, 'floor');
  latest().say([{type: 'patch', topic: 'floor', from: 5, to: 6, patch: {}}, {type: 'patch', topic: 'floor', from: 6, to: 7, patch: {}}]);
  await page.waitForTimeout(300);
  assert.deepEqual(sent('resync').map(m => m.topic), ['floor']);
});

await flow('on a board of 600 a patch redraws the card it touches and no other', 'crowd', async page => {
  await screen(page, 'floor');
  await page.waitForTimeout(500);
  await page.evaluate(() => {
    window.touched = new Set();
    new MutationObserver(changes => {
      for (const {target} of changes) {
        const element = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
        if (element && !element.closest('.count, .needs')) window.touched.add(element.closest('[data-room]')?.dataset.room ?? element.className);
      }
    }).observe(document.getElementById('main'), {subtree: true, childList: true, characterData: true, attributes: true});
  });
  latest().say({type: 'patch', topic: 'floor', from: 1, to: 2, patch: {rooms: {r20: {max: 9}}}});
  await page.waitForFunction(() => document.querySelector('[data-room=r20]').textContent.includes('room for 9'));
  await page.waitForTimeout(200);
  assert.deepEqual(await page.evaluate(() => [...window.touched]), ['r20']);
});

await browser.close();
server.close();
process.exit(failed ? 1 : 0);
