// The floor's own tasks: what a room needs, messages to some, clocks of several, what came too late; what a reload keeps, and
// what is fetched for whoever asked to be spared.
import assert from 'node:assert/strict';
import {button, f, flow, focus, latest, screen, sent, soon, task, until} from '../stage.mjs';

const last = type => sent(type).at(-1);
const part = (page, name) => page.locator('.views').getByRole('button', {name});

await task('all that is wrong with a room is one row; who was told and did not look is written to', 'facilitator', async (page, hand) => {
  await screen(page, 'floor');
  const row = id => page.locator('.needs li[data-signs]', {hasText: id});
  const few = row('Classroom educators 4');
  assert.equal(await few.getAttribute('data-signs'), 'under_min not_seen');
  assert.match(await few.textContent(), /Few people.*Told, not looked yet.*Classroom educators 4.*told, not seen yet: .*Wendeline Achterberg 19/s);
  const empty = row('Classroom educators 2');
  assert.equal(await empty.getAttribute('data-signs'), 'nobody_present not_arrived');
  assert.match(await empty.textContent(), /page not reached yet: .*Hollis Featherstonhaugh/s);
  assert.match(await page.locator('.needs li[data-need=waiting]').first().textContent(), /Waiting long.*nobody who fits is free yet · for \d+ minutes/s);
  assert.match(await page.locator('[data-lobby] .person').first().textContent(), /nobody who fits is free yet/);
  await hand.press(few.locator('[data-do=late]'));
  await hand.write(page.locator('main textarea'), 'Your room is open');
  await hand.press(button(page, 'Send'));
  await until(() => assert.deepEqual([last('notice.send')?.rooms, last('notice.send')?.not_present], [['r4'], true]));
  assert.equal(hand.pressed, 2);
});

await flow('a row that comes to stand elsewhere, as something else is more urgent, keeps the focus', 'facilitator', async page => {
  await screen(page, 'floor');
  const rooms = () => page.locator('.needs li[data-signs]').evaluateAll(rows => rows.map(row => row.textContent.match(/Classroom educators \d+/)?.[0]));
  const one = name => page.locator('.needs li[data-signs]', {hasText: name}).locator('[data-do=visit]');
  const [here, there] = ['Classroom educators 2', 'Classroom educators 4'];
  const before = async (a, b) => {
    const all = await rooms();
    assert.ok(all.indexOf(a) < all.indexOf(b), all.join());
  };
  await before(here, there);
  for (const turn of [here, there]) {
    await one(turn).focus();
    latest().patch({rooms: {r2: {health: ['under_min']}, r4: {health: ['alone'], alone_since: Date.now()}}});
    await until(() => before(there, here));
    await until(async () => assert.match((await focus(page)).text, new RegExp(`Visit.*${turn}`)));
    latest().patch({rooms: {r2: {health: ['alone'], alone_since: Date.now()}, r4: {health: ['under_min']}}});
    await until(() => before(here, there));
    await until(async () => assert.match((await focus(page)).text, new RegExp(`Visit.*${turn}`)));
  }
});

await task('a message to two rooms, to those of a kind of work who speak a language and are not there', 'facilitator', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(part(page, 'Messages'));
  const send = button(page, 'Send');
  await page.locator('main form select').first().selectOption('rooms');
  await page.fill('main textarea', 'Hola');
  await until(async () => assert.equal(await send.isDisabled(), true, 'no room is chosen: that is nobody'));
  const box = name => page.getByRole('checkbox', {name});
  await hand.press(box('Classroom educators 2'), 'Space');
  await hand.press(box('Classroom educators 5'), 'Space');
  await page.getByText('2 rooms chosen').waitFor();
  await hand.press(box('People who did not come to their room yet'), 'Space');
  await page.locator('select[name=role]').selectOption('high');
  await page.locator('select[name=language]').selectOption('es');
  await hand.press(send);
  const asked = () => ['rooms', 'sessions', 'roles', 'regions', 'languages', 'people', 'not_present'].map(name => last('notice.send')?.[name]);
  await until(() => assert.deepEqual(asked(), [['r2', 'r5'], [], ['high'], [], ['es'], [], true]));
  assert.equal(hand.pressed, 5);
});

await flow('arrow keys go through the rooms to write to; a language that no list has can be written; a room that closed is no target', 'facilitator', async page => {
  await screen(page, 'floor');
  await page.locator('[data-room=r4]').getByRole('button', {name: /^Message/}).click();
  const boxes = page.locator('.choice input');
  await until(async () => assert.deepEqual(await page.locator('.choice input:checked').evaluateAll(all => all.map(e => e.parentElement.textContent)), ['Classroom educators 4']));
  await boxes.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await until(async () => assert.equal(await boxes.nth(1).evaluate(box => box === document.activeElement), true));
  await page.getByLabel('Another one, as a code').fill('pt');
  await page.fill('main textarea', 'Bom dia');
  await button(page, 'Send').click();
  await until(() => assert.deepEqual([last('notice.send')?.rooms, last('notice.send')?.languages], [['r4'], ['pt']]));
  await page.fill('main textarea', 'Again');
  latest().patch({rooms: {r4: null}});
  await until(async () => assert.equal(await button(page, 'Send').isDisabled(), true));
});

const openRound = () => ({state: 'running', round: {number: 1, of: 2, state: 'open', opens: 0, ends: Date.now() + 600_000}});

await task('some of the open rounds get more time by one press; what runs moves with what follows', 'facilitator', async (page, hand) => {
  await screen(page, 'floor');
  latest().patch({sessions: {'regional-1': openRound(), 'learning-loss': openRound()}});
  await hand.press(part(page, 'Clocks'));
  const all = page.locator('[data-part=all-rounds]');
  await all.getByText('All 3 open rounds').waitFor();
  for (const name of [/^Choose this round .*Role-Alike/, /^Choose this round .*Regional/]) await hand.press(page.getByRole('checkbox', {name}), 'Space');
  await all.getByText('The 2 chosen rounds').waitFor();
  await hand.press(all.getByRole('button', {name: '+5 minutes'}));
  await until(() => assert.deepEqual(sent('round.extend').map(m => [m.session, m.seconds]), [['role-alike-1', 300], ['regional-1', 300]]));
  await hand.press(page.getByRole('group', {name: /^Move its end and what follows: .*Role-Alike/}).getByRole('button', {name: '+15 minutes'}));
  await until(() => assert.deepEqual([last('session.shift')?.session, last('session.shift')?.minutes, last('session.shift')?.following], ['role-alike-1', 15, true]));
  assert.equal(hand.pressed, 5);
  await hand.press(page.getByRole('checkbox', {name: 'Move what follows on that day as well'}), 'Space');
  await hand.press(page.getByRole('group', {name: /^Move its end: .*Role-Alike/}).getByRole('button', {name: '5 minutes earlier'}));
  await until(() => assert.deepEqual([last('session.shift').minutes, last('session.shift').following], [-5, false]));
});

/** Somebody else renamed r4, and the reader's page has heard of it. */
const first = {by: 'p800', by_name: 'Odalys Brightwater'};
async function renamed(page) {
  const {floor, board} = latest().shown;
  const {name} = floor.rooms.r4;
  const {o1} = board.operations;
  latest().view('board', {...board, operations: {...board.operations, o10: {...o1, command: 'room.rename', at: Date.now(), rooms: [name], room_before: name, room_after: {...name, label: 'Rivers'}}}});
  latest().patch({rooms: {r4: {version: 2, name: {label: 'Rivers'}}}});
  await page.locator('[data-room=r4] h3', {hasText: 'Rivers'}).waitFor();
}
const stale = page => page.locator('[data-part=stale]');

await task('a lock that came too late says who did what, and is done all the same', 'done', async (page, hand) => {
  await screen(page, 'floor');
  await page.locator('[data-room=r4] [data-do=more]').waitFor();
  latest().refuses = {'room.lock': {refused: {code: 'room.changed', parameters: {...first, room: 'r4', version: '2'}}}};
  await hand.press(page.locator('[data-room=r4]').getByRole('button', {name: /^Lock/}));
  await stale(page).waitFor();
  await renamed(page);
  await stale(page).getByText(/renamed/).waitFor();
  assert.match(await stale(page).textContent(), /^Not done: lock .Rivers.\. .Odalys Brightwater. changed it first\. The latest by .Odalys Brightwater., at .*: .Classroom educators 4. renamed to .Rivers.\./);
  assert.equal(await page.locator('.refusal').count(), 0, 'it is said once');
  latest().refuses = {};
  await hand.press(button(page, 'Do it all the same'));
  await until(() => assert.deepEqual([last('room.lock').room, last('room.lock').locked, last('room.lock').seen], ['r4', true, 2]));
  await until(async () => assert.equal(await stale(page).count(), 0));
  assert.equal(hand.pressed, 2);
});

await task('what is so already is not offered again, and can be left', 'done', async (page, hand) => {
  await screen(page, 'floor');
  await page.locator('[data-room=r4] [data-do=more]').waitFor();
  latest().refuses = {'room.lock': {refused: {code: 'room.changed', parameters: {...first, room: 'r4', version: '2'}}}};
  await hand.press(page.locator('[data-room=r4]').getByRole('button', {name: /^Lock/}));
  await stale(page).waitFor();
  latest().patch({rooms: {r4: {version: 2, locked: true}}});
  await stale(page).getByText('It is so already.').waitFor();
  assert.equal(await button(page, 'Do it all the same').count(), 0);
  await hand.press(stale(page).getByRole('button'));
  await until(async () => assert.equal(await stale(page).count(), 0));
});

await flow('a pin that came too late says where the person is now, and acts on that', 'done', async page => {
  await screen(page, 'floor');
  await page.locator('[data-room=r2] [data-person=p3] .name').click();
  latest().refuses = {'seat.pin': {refused: {code: 'seat.changed', parameters: {...first, person: 'p3', room: 'r4', version: '8'}}}};
  await page.locator('dialog[open]').getByRole('button', {name: 'Keep in this room (pin)'}).click();
  await stale(page).waitFor({state: 'attached'});
  const seat = latest().shown.floor.rooms.r2.seats.p3;
  latest().patch({people: {p3: {room: 'r4', version: 8}}, rooms: {r2: {seats: {p3: null}}, r4: {seats: {p3: {...seat, version: 8}}}}});
  await page.keyboard.press('Escape');
  await stale(page).getByText(/Classroom educators 4/).waitFor();
  latest().refuses = {};
  await button(page, 'Do it all the same').click();
  await until(() => assert.deepEqual([last('seat.pin').person, last('seat.pin').pinned, last('seat.pin').seen], ['p3', true, 8]));
});

await flow('the counts of a room go on after a reload', 'facilitator', async page => {
  await screen(page, 'floor');
  const line = page.locator('[data-room=r4] [data-part=history]');
  await page.clock.runFor(60_000);
  await until(async () => assert.match((await page.evaluate(() => sessionStorage.getItem('convene:history:/e/institute'))) ?? '', /"r4":\[3,3\]/));
  await page.reload();
  await screen(page, 'floor');
  await page.clock.runFor(60_000);
  await line.waitFor();
  assert.match(await line.getAttribute('aria-label'), /^Here during the last (3|4) minutes: 3, 3/);
}, {clock: true});

const asked = page => page.evaluate(() => performance.getEntriesByType('resource').flatMap(({name}) => /assets\/(.+)-\w{8}\.(?:js|css)$/.exec(name)?.[1] ?? []));
const idle = page => page.evaluate(() => new Promise(resolve => requestIdleCallback(resolve)));
/** What a page has once nothing more comes by itself. */
async function settled(page) {
  await idle(page);
  await soon();
  await idle(page);
  return [...new Set(await asked(page))].sort();
}
const sparing = {init: () => Object.defineProperty(navigator, 'connection', {value: {saveData: true}})};

for (const [scene, place] of [['programme', 'programme'], ['lobby', 'lobby']])
  await flow(`whoever saves data fetches what is on the page and nothing ahead: ${scene}`, scene, async page => {
    await screen(page, place);
    assert.deepEqual(await settled(page), ['frame', 'words-en']);
    await page.locator('button.help').click();
    await until(async () => assert.deepEqual([...new Set(await asked(page))].sort(), ['frame', 'help', 'help_words-en', 'words-en']));
  }, sparing);

await flow('else the answers of the help dialog, and how a page ends, come when the browser has nothing better to do, and nothing more', 'programme', async page => {
  await screen(page, 'programme');
  await until(async () => assert.deepEqual(await settled(page), ['ended', 'ended_words-en', 'frame', 'help', 'help_words-en', 'words-en']));
});

await flow('staff who save data fetch a part of the floor when they go there', 'facilitator', async page => {
  await screen(page, 'floor');
  assert.deepEqual(await settled(page), ['floor', 'frame', 'staff_css', 'staff_words-en', 'words-en']);
  await part(page, 'Clocks').click();
  await page.getByText('Move what follows on that day as well').waitFor();
  assert.ok((await asked(page)).includes('clocks') && !(await asked(page)).includes('messages'));
}, sparing);
