// What people do, in a real browser against the stand-in: join by the form, be seated and moved, lose the connection,
// move somebody by keyboard alone. Prints each step; exit status 1 if one fails.
//   npm run build && node test/screens/flows.mjs
import assert from 'node:assert/strict';
import {chromium} from 'playwright-core';
import {passFor, serve} from '../mock/server.mjs';

const server = await serve();
const f = server.fixtures;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
let passed = 0, failed = 0;
const latest = () => [...server.sockets].at(-1);
const sent = type => server.log.filter(m => m.type === type);

async function open(scene, {query = '', locale = 'en-US', clock = false} = {}) {
  const context = await browser.newContext({locale});
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  if (clock) await page.clock.install();
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
  await page.goto(`${server.origin}/e/institute${query}${scene && `#${passFor(scene)}`}`);
  return page;
}
const screen = (page, name) => page.waitForSelector(`main[data-screen=${name}] h1`);

/** What has the focus, shortly: its tag, its words, the room or part around it. */
const focus = page =>
  page.evaluate(() => {
    const e = document.activeElement;
    return {tag: e.tagName, text: e.textContent, room: e.closest('[data-room]')?.dataset.room, part: e.closest('[data-part]')?.dataset.part};
  });
/** Time for what must not happen. What must happen is waited for with `until`, however slow the machine. */
const soon = () => new Promise(resolve => setTimeout(resolve, 250));
async function until(holds) {
  for (const end = Date.now() + 10_000; ; await new Promise(resolve => setTimeout(resolve, 20)))
    try {
      return await holds();
    } catch (e) {
      if (Date.now() > end) throw e;
    }
}
const button = (page, name) => page.getByRole('button', {name});
const welcome = can => ({type: 'welcome', protocol: 'convene.v1', server: '0', epoch: 'e', seq: 99, time: Date.now(), person: 'p1', tab_number: '7', in_charge: true, can, limits: {message_bytes: 16384, messages_per_second: 20, burst: 40, heartbeat_ms: 15000, away_ms: 5000, grace_ms: 90000}});

async function flow(name, scene, act, options) {
  if (process.argv[2] && !name.includes(process.argv[2])) return;
  const page = await open(scene, options);
  try {
    await act(page);
    passed++;
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
  assert.equal(await page.getAttribute('[name=code]', 'aria-invalid'), 'true');
  assert.equal(await page.getAttribute('[name=code]', 'aria-describedby'), 'join-problem');
  await page.check('[name=languages][value=es]');
  await page.fill('input[name=languages]:not([type])', 'pt, fr');
  await page.check('[name=hidden][value=organization]');
  await page.fill('[name=code]', 'OK');
  await page.click('.join button');
  await screen(page, 'programme');
  assert.equal(new URL(page.url()).hash, `#${passFor('programme')}`);
  const {join} = sent('hello').at(-1);
  assert.deepEqual([join.languages, join.hidden], [['es', 'pt', 'fr'], ['organization']]);
  assert.equal(await page.locator('.refusal').count(), 0, 'what was wrong before is no news');
  await page.reload();
  await screen(page, 'programme');
  assert.equal(sent('hello').at(-1).pass, passFor('programme'));
});

await flow('the form speaks the language of its reader', '', async page => {
  await page.waitForFunction(() => document.querySelector('h1').textContent === 'Entrar al evento');
  const text = await page.textContent('.join');
  for (const english of [/Event code/, /Your name/, /Choose/, /Educators/, /Others in/, /if you like/]) assert.doesNotMatch(text, english);
  assert.match(text, /Código del evento/);
  assert.match(text, /\u2003Docentes de secundaria/);
}, {query: '?locale=es'});

await flow('a walk-in whom the server may have heard of is not posted a second time', '', async page => {
  await page.fill('[name=code]', 'OK');
  await page.fill('[name=name]', 'Never answered');
  await page.selectOption('[name=role]', 'high');
  await page.selectOption('[name=region]', 'ES');
  let posted = 0;
  page.on('request', r => r.method() === 'POST' && posted++);
  await page.click('.join button');
  await until(() => assert.equal(sent('hello').length, 1));
  await page.clock.fastForward(9_000);
  await page.waitForSelector('#join-problem:not([hidden])');
  assert.match(await page.textContent('#join-problem'), /longer than usual/);
  await page.clock.fastForward(9_000);
  await soon();
  assert.equal(posted, 0);
}, {clock: true});

await flow('a place on the page is no pass: who is here stays', 'programme', async page => {
  await screen(page, 'programme');
  await page.evaluate(() => (window.samePage = true));
  await page.evaluate(() => (location.hash = '#main-of-the-page'));
  await until(() => assert.equal(new URL(page.url()).hash, `#${passFor('programme')}`));
  assert.equal(await page.evaluate(() => window.samePage), true, 'nothing was loaded again');
  await page.goto('about:blank');
  await page.goto(`${server.origin}/e/institute#main-of-the-page`);
  await screen(page, 'programme');
  assert.equal(sent('hello').at(-1).pass, passFor('programme'));
});

await flow('a link that is refused is said to be, and who was here before is still kept', 'programme', async page => {
  await screen(page, 'programme');
  await page.goto('about:blank');
  await page.goto(`${server.origin}/e/institute#${passFor('damaged')}`);
  await screen(page, 'ended');
  assert.match(await page.textContent('main'), /link does not work.*was not accepted.*still kept/s);
  assert.equal(await button(page, /Sign out/).count(), 0, 'it would not be this link that is forgotten');
  await button(page, 'Go on as before').click();
  await screen(page, 'programme');
  assert.equal(sent('hello').at(-1).pass, passFor('programme'));
  await page.goto('about:blank');
  await page.goto(`${server.origin}/e/institute#${passFor('room')}`);
  await screen(page, 'room');
  await page.goto('about:blank');
  await page.goto(`${server.origin}/e/institute`);
  await screen(page, 'room');
});

await flow('signing out leaves nothing of the person', 'programme', async page => {
  await screen(page, 'programme');
  await button(page, 'Help').click();
  await button(page, /Sign out$/).click();
  await page.waitForSelector('.join form');
  assert.doesNotMatch(page.url(), /#./);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter(k => k.includes('pass'))), []);
  await page.reload();
  await page.waitForSelector('.join form');
});

await flow('put into the lobby by staff: told who, interrupted, back with one press', 'lobby', async page => {
  await screen(page, 'lobby');
  latest().view('me', f.me({place: 'lobby', session: 'role-alike-1', version: 4, waiting: 'moved_to_lobby', arrival: {why: 'moved', by: 'Odalys', at: 0}}));
  await page.getByText('Odalys moved you to the lobby').first().waitFor();
  assert.doesNotMatch(await page.textContent('.hero'), /finding/i);
  const interrupted = () => page.evaluate(() => window.spoken.filter(s => s.startsWith('assertive')));
  await until(async () => assert.ok((await interrupted()).length));
  await soon();
  const spoken = await interrupted();
  assert.equal(spoken.length, 1, spoken.join(' | '));
  assert.match(spoken[0], /Odalys/);
  await button(page, 'Find me a room').click();
  await until(() => assert.equal(sent('session.join').at(-1)?.session, 'role-alike-1'));
});

await flow('a lobby says what is so: gathering, ending, over', 'lobby', async page => {
  await screen(page, 'lobby');
  const status = async (state, words) => {
    latest().view('now', f.nowView(state));
    await until(async () => assert.match(await page.textContent('.hero'), words));
  };
  await status('gathering', /Making the rooms/);
  await status('closing', /The round is ending/);
  await status('over', /rooms of this session are over. It ends at \d/);
  const late = f.nowView('waiting');
  late.sessions[0].round.opens = Date.now() - 5_000;
  latest().view('now', late);
  await until(async () => assert.match(await page.textContent('.hero'), /Making the rooms/));
  assert.equal(await page.locator('.hero .count').count(), 0);
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
  await until(() => assert.deepEqual(sent('seat.seen').map(m => m.version), [3]));
  await until(async () => assert.equal((await focus(page)).tag, 'H1'));
  await until(async () => assert.match(await page.title(), /^(● )?Classroom educators 1/));
  const assigned = spoken => spoken.filter(s => /You are in .Classroom/.test(s)).length;
  await until(async () => assert.equal(assigned(await page.evaluate(() => window.spoken)), 1));
  await soon();
  const spoken = await page.evaluate(() => window.spoken);
  assert.equal(assigned(spoken), 1, spoken.join(' | '));
  ws.view('room', f.room('r1', 1, {members: f.room().members.slice(0, 4)}));
  ws.view('me', f.inRoom({unmet: []}));
  ws.view('now', f.nowView());
  ws.view('me', f.inRoom({seat: 'present'}));
  await soon();
  assert.deepEqual(sent('seat.seen').map(m => m.version), [3], 'once per assignment, whatever else changes');
  const hellos = sent('hello').length;
  ws.terminate();
  await until(() => assert.equal(sent('hello').length, hellos + 1));
  await page.waitForFunction(() => !document.querySelector('.offline'));
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
  await until(async () => assert.equal(await page.getByRole('button', {name: '1 more minute'}).count(), 0));
  await until(async () => assert.equal((await focus(page)).tag, 'H1'));
  await soon();
  await until(() => assert.deepEqual(sent('seat.seen').map(m => m.version), [3]));
  await page.getByRole('button', {name: 'Go now'}).click();
  await screen(page, 'room');
  await until(() => assert.deepEqual(sent('seat.seen').map(m => m.version), [3, 4]));
  await soon();
  const spoken = await page.evaluate(() => window.spoken.filter(s => s.startsWith('assertive')));
  assert.equal(spoken.length, 1, spoken.join(' | '));
});

await flow('a cut connection is mended by itself, and the page no longer says offline', 'room', async page => {
  await screen(page, 'room');
  for (let i = 0; i < 5; i++) {
    const before = server.log.length;
    latest().terminate();
    await until(() => assert.ok(server.log.slice(before).some(m => m.type === 'hello' && m.take === false && m.resume)));
    await page.waitForFunction(() => !document.querySelector('.offline'));
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

await flow('superseded: holds still, also over a restart, takes over on a press', 'room', async page => {
  await screen(page, 'room');
  latest().say({type: 'superseded'});
  await screen(page, 'superseded');
  const hellos = sent('hello').length;
  latest().terminate();
  await until(() => assert.equal(sent('hello').length, hellos + 1));
  assert.equal(sent('hello').at(-1).superseded, true);
  await page.waitForFunction(() => !document.querySelector('.offline'));
  await screen(page, 'superseded');
  await page.addInitScript(() => Object.defineProperty(Document.prototype, 'wasDiscarded', {get: () => true}));
  await page.reload();
  await until(() => assert.equal(sent('hello').length, hellos + 2));
  await screen(page, 'superseded');
  assert.deepEqual([sent('hello').at(-1).take, sent('hello').at(-1).superseded], [false, true], 'a page that the browser brought back');
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
  await until(() => assert.deepEqual(sent('seat.move').at(-1)?.moves, [{person: 'p3', seen: 3}]));
  assert.equal(sent('seat.move').at(-1).to, 'r4');
  await page.locator('[data-room=r2] [data-person=p2] button[aria-pressed]').click();
  await page.locator('[data-room=r5]').getByRole('button', {name: /^Move here/}).click();
  await page.waitForSelector('[data-part=late][role=alert]');
  assert.match(await page.textContent('[data-part=late]'), /Odalys Brightwater moved/);
  assert.match(await page.textContent('[data-part=chosen]'), /1 person chosen/, 'still chosen, to go elsewhere');
  await button(page, 'Move them all the same').click();
  await until(() => assert.deepEqual(sent('seat.move').at(-1).moves, [{person: 'p2', seen: 9}], 'as of what the refusal said'));
  await button(page, 'Leave it').click();
  await until(async () => assert.equal(await page.locator('[data-part=late], [data-part=chosen]').count(), 0));
  await until(async () => assert.notEqual((await focus(page)).tag, 'BODY'));
});

await flow('a move that worked is said, and leaves the focus at its room', 'moderator', async page => {
  await screen(page, 'floor');
  await page.locator('[data-room=r2] [data-person=p3] button[aria-pressed]').click();
  await page.locator('[data-room=r4]').getByRole('button', {name: /^Move here/}).click();
  await until(async () => {
    const at = await focus(page);
    assert.deepEqual([at.tag, at.room], ['H3', 'r4']);
  });
  await until(async () => assert.ok((await page.evaluate(() => window.spoken)).some(s => /^polite: .*moved to .*Classroom educators 4/.test(s))));
});

await flow('while updates are paused a move acts on what is shown', 'moderator', async page => {
  await screen(page, 'floor');
  await button(page, 'Pause updates').click();
  latest().say({type: 'patch', topic: 'floor', from: 1, to: 2, patch: {people: {p3: {version: 8}}}});
  await soon();
  await page.locator('[data-room=r2] [data-person=p3] button[aria-pressed]').click();
  await page.locator('[data-room=r4]').getByRole('button', {name: /^Move here/}).click();
  await until(() => assert.deepEqual(sent('seat.move').at(-1)?.moves, [{person: 'p3', seen: 3}]));
});

await flow('who leaves is chosen no longer; a refusal names the person', 'moderator', async page => {
  await screen(page, 'floor');
  await page.locator('[data-room=r2] [data-person=p3] button[aria-pressed]').click();
  await page.waitForSelector('[data-part=chosen]');
  latest().say({type: 'patch', topic: 'floor', from: 1, to: 2, patch: {people: {p3: null}}});
  await page.waitForFunction(() => !document.querySelector('[data-part=chosen]'));
  await page.locator('[data-person=p8] button[aria-pressed]').click();
  await page.locator('[data-room=r5]').getByRole('button', {name: /^Move here/}).click();
  await page.waitForSelector('[data-part=late]');
  assert.match(await page.textContent('[data-part=late]'), /^Thandeka Wolstenholme is in no session/);
});

await flow('a moderator no longer: the tools go, then the floor', 'moderator', async page => {
  await screen(page, 'floor');
  await page.locator('[data-room=r2] [data-person=p3] button[aria-pressed]').click();
  await button(page, 'Plans').click();
  latest().say(welcome(['session.join', 'floor', 'room.visit']));
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Floor');
  assert.equal(await page.locator('[data-part=chosen], [data-person] button[aria-pressed], [data-plan]').count(), 0);
  assert.ok(await page.locator('[data-room=r1]').count());
  latest().say(welcome(['session.join']));
  await screen(page, 'programme');
  assert.equal(await page.locator('.faces').count(), 0);
});

await flow('a visit shows the room, reports nothing, and ends', 'facilitator', async page => {
  await screen(page, 'floor');
  await page.locator('[data-room=r2]').getByRole('button', {name: /^Visit/}).click();
  const visit = page.locator('[data-part=visit]');
  await visit.waitFor();
  const text = await visit.textContent();
  for (const part of [/You are visiting/, /Classroom educators 2/, /Verónica Dávila/, /Something to talk about|Name one thing/, /Open the call/]) assert.match(text, part);
  const at = (tag, part) =>
    until(async () => {
      const {tag: on, part: within} = await focus(page);
      assert.deepEqual([on, within], [tag, part]);
    });
  await at('H2', 'visit');
  const [call] = await Promise.all([page.context().waitForEvent('page'), visit.getByRole('link').click()]);
  await call.close();
  await button(page, 'My view').click();
  await page.locator('main h1', {hasText: 'Classroom educators 2'}).waitFor();
  await page.locator('main').getByRole('button', {name: 'End the visit'}).click();
  await page.getByText('Hello,').waitFor();
  assert.equal(await page.locator('[data-part=visit]').count(), 0);
  await until(() => assert.deepEqual(sent('room.visit').map(m => m.room), ['r2', undefined]));
  assert.deepEqual([sent('seat.seen').length, sent('call.opened').length], [0, 0]);
});

await flow('a plan is forced only after it was refused as stale', 'moderator', async page => {
  await screen(page, 'floor');
  await button(page, 'Plans').click();
  const opened = (times, force) => until(() => assert.deepEqual([sent('round.open').length, sent('round.open').at(-1)?.force], [times, force]));
  const refuse = code => latest().say({type: 'refused', id: sent('round.open').at(-1).id, code, message: '', parameters: {}});
  await button(page, 'Open this plan').click();
  await opened(1, false);
  refuse('round.already_open');
  await page.waitForSelector('.refusal');
  assert.equal(await button(page, 'Open this plan').count(), 1);
  await button(page, 'Open this plan').click();
  await opened(2, false);
  refuse('plan.stale');
  await button(page, 'Open it all the same').click();
  await opened(3, true);
});

await flow('a message stays written until it is sent', 'facilitator', async page => {
  await screen(page, 'floor');
  await button(page, 'Messages').click();
  await page.fill('textarea', 'Please refuse me');
  await button(page, 'Send').click();
  await page.waitForSelector('.refusal');
  assert.equal(await page.inputValue('textarea'), 'Please refuse me');
  await page.fill('textarea', 'é'.repeat(501));
  assert.equal(await button(page, 'Send').isDisabled(), true);
  await page.fill('textarea', 'Welcome');
  await button(page, 'Send').click();
  await page.waitForFunction(() => document.querySelector('textarea').value === '');
});

await flow('the focus stays near what was pressed; offers are spoken of', 'room', async page => {
  await screen(page, 'room');
  latest().say({type: 'notice', id: 'b4', kind: 'broadcast', urgent: false, at: 0, text: 'Hello', by: 'Odalys', parameters: {}});
  await button(page, 'OK').click();
  await until(async () => assert.equal((await focus(page)).tag, 'H1'));
  const [call] = await Promise.all([page.context().waitForEvent('page'), page.locator('.call a').click()]);
  await button(page, 'I am back').click();
  await until(async () => assert.notEqual((await focus(page)).tag, 'BODY'));
  await call.close();
  await page.bringToFront();
  await button(page, 'Show me other rooms').click();
  await page.locator('[data-offer=r2]').waitFor();
  await until(async () => assert.deepEqual([(await focus(page)).tag, (await focus(page)).part], ['H2', 'switch']));
  await until(async () => assert.ok((await page.evaluate(() => window.spoken)).some(s => /You can go to 2 other rooms/.test(s))));
});

await flow('a move with the mouse alone: drag', 'moderator', async page => {
  await screen(page, 'floor');
  await page.locator('[data-room=r2] [data-person=p4]').dragTo(page.locator('[data-room=r4] h3'));
  await until(() => assert.deepEqual(sent('seat.move').at(-1)?.moves, [{person: 'p4', seen: 3}]));
});

await flow('a broken patch chain asks for the floor once', 'facilitator', async page => {
  await screen(page, 'floor');
  latest().say([{type: 'patch', topic: 'floor', from: 5, to: 6, patch: {}}, {type: 'patch', topic: 'floor', from: 6, to: 7, patch: {}}]);
  await until(() => assert.ok(sent('resync').length));
  await soon();
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
  await soon();
  assert.deepEqual(await page.evaluate(() => [...window.touched]), ['r20']);
});

await browser.close();
server.close();
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
