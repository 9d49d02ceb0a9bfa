// The floor of a crowd: what is drawn of it, and when.
import assert from 'node:assert/strict';
import {f, flow, latest, screen, soon, until} from '../stage.mjs';

/** A floor of 40 blocks of a dozen rooms, but for the lobby's place. */
const crowded = async page => {
  await screen(page, 'floor');
  const floor = f.floor(479);
  latest().view('floor', floor);
  await page.waitForFunction(() => document.querySelectorAll('.card[data-room]').length === 479);
  return floor;
};
const whole = page => page.evaluate(() => [...document.querySelectorAll('.card[data-room]:not(.far)')].map(card => card.dataset.room));

const wholeInAll = page => until(async () => assert.equal((await whole(page)).length, 191, 'sixteen blocks'));
const orderOf = page => page.evaluate(() => [...document.querySelectorAll('.card[data-room]')].map(card => card.dataset.room));
const focused = page => page.evaluate(() => document.activeElement.closest('[data-room]')?.dataset.room);

await flow('in a crowd the cards near what is looked at are whole, and every room has its name and its worst sign', 'moderator', async page => {
  await crowded(page);
  await wholeInAll(page);
  const last = page.locator('.card[data-room]').last();
  assert.match(await last.textContent(), /\w.*Fine/);
  await last.scrollIntoViewIfNeeded();
  await last.locator('.person').first().waitFor();
  await until(async () => assert.ok((await whole(page)).length <= 192, 'others gave way'));
});

await flow('whoever has the focus in a card keeps it, however far they look in a crowd', 'moderator', async page => {
  await crowded(page);
  await wholeInAll(page);
  const [first] = await orderOf(page);
  const card = page.locator(`[data-room="${first}"]`);
  await card.getByRole('button').first().focus();
  const beside = page.locator(`[data-room="${(await orderOf(page))[12]}"]`);
  // Screen by screen, over more blocks than may be whole.
  for (let step = 0; (await beside.locator('.person').count()) > 0 && step < 100; step++) {
    await page.evaluate(() => scrollBy(0, innerHeight));
    await new Promise(resolve => setTimeout(resolve, 60));
  }
  assert.equal(await beside.locator('.person').count(), 0, 'a block that nobody looks at gave way');
  await soon();
  assert.ok(await card.evaluate(it => it.contains(document.activeElement)));
});

await flow('by keyboard alone one comes from room to room in a crowd, forwards and backwards', 'moderator', async page => {
  await crowded(page);
  await wholeInAll(page);
  const ids = await orderOf(page);
  const walk = async (key, from, to) => {
    let at = from;
    for (let presses = 0; at !== to && presses < 1_500; presses++) {
      await page.keyboard.press(key);
      const now = ids.indexOf(await focused(page));
      if (now !== at) assert.equal(now, at + Math.sign(to - from), 'no room is passed over');
      at = now;
    }
    assert.equal(at, to);
  };
  await page.locator(`[data-room="${ids[184]}"] button`).first().focus();
  await walk('Tab', 184, 200);
  // Where nobody looked yet a room is its name.
  await page.locator(`[data-room="${ids[470]}"] h3`).focus();
  await walk('Shift+Tab', 470, 455);
});

await flow('a room that comes between others moves nobody’s focus', 'moderator', async page => {
  await screen(page, 'floor');
  const floor = f.floor(60);
  latest().view('floor', floor);
  await page.waitForFunction(() => document.querySelectorAll('.card[data-room]:not(.far)').length === 60);
  const ids = await orderOf(page);
  for (const at of [10, 11, 12, 23, 35]) await page.locator(`[data-room="${ids[at]}"]`).evaluate(card => (card.marked = true));
  await page.locator(`[data-room="${ids[11]}"] button`).first().focus();
  const {name} = floor.rooms[ids[0]];
  latest().patch({rooms: {r900: {...floor.rooms[ids[0]], name: {...name, number: 0}, seats: {}}}});
  await page.locator('[data-room=r900]').waitFor();
  assert.equal(await focused(page), ids[11]);
  assert.equal(await page.evaluate(() => [...document.querySelectorAll('.card[data-room]')].filter(card => card.marked).length), 5, 'they are the same cards');
});

await flow('while something is pressed the page stays as it is, and is drawn anew as the press ends', 'moderator', async page => {
  await screen(page, 'floor');
  const rooms = () => page.locator('.card[data-room]').count();
  await until(async () => assert.equal(await rooms(), 8));
  // What a press lasts at most; on a slow machine it is tried again.
  await until(async () => {
    await page.evaluate(() => (window.began = performance.now()));
    await page.dispatchEvent('h1', 'pointerdown');
    latest().view('floor', f.floor(60));
    await soon();
    const [shown, took] = await page.evaluate(() => [document.querySelectorAll('.card[data-room]').length, performance.now() - window.began]);
    if (took > 900) latest().view('floor', f.floor(8));
    assert.ok(took <= 900 && shown === 8, `${shown} after ${took} ms`);
  });
  await page.dispatchEvent('h1', 'click');
  await until(async () => assert.equal(await rooms(), 60));
  await page.dispatchEvent('h1', 'pointerdown');
  latest().view('floor', f.floor(8));
  await until(async () => assert.equal(await rooms(), 8, 'a finger that lies there holds nothing up'));
});

await flow('a room that comes back while its card is on the page is shown again', 'moderator', async page => {
  await screen(page, 'floor');
  const floor = f.floor(60);
  latest().view('floor', floor);
  await page.waitForFunction(() => document.querySelectorAll('.card[data-room]:not(.far)').length === 60);
  latest().patch({rooms: {r20: null}});
  latest().patch({rooms: {r20: floor.rooms.r20}});
  await soon();
  latest().patch({rooms: {r20: {max: 9}}});
  await until(async () => assert.match(await page.locator('[data-room=r20]').textContent(), /room for 9/));
});

await flow('rooms that give way to those of the next round are all there in the end, each once', 'moderator', async page => {
  const floor = await crowded(page);
  const rooms = {};
  for (const id of Object.keys(floor.rooms)) rooms[id] = null;
  for (const [id, room] of Object.entries(floor.rooms).slice(0, 100)) rooms[`n${id}`] = room;
  latest().patch({rooms});
  await until(async () => assert.equal((await whole(page)).length, 100));
  assert.equal(await page.locator('.card[data-room]').count(), 100);
  assert.equal(await page.locator('.card[data-room^=n]').count(), 100);
});

await flow('a lobby of a crowd lists fifty and says how many more there are', 'moderator', async page => {
  await screen(page, 'floor');
  const floor = f.floor(40);
  for (const id of Object.keys(floor.people)) floor.people[id].room = '';
  floor.rooms = {};
  latest().view('floor', floor);
  const rows = page.locator('[data-lobby="role-alike-1"] .person');
  await until(async () => assert.equal(await rows.count(), 50));
  const waiting = Object.values(floor.people).filter(person => person.session === 'role-alike-1').length;
  await page.getByRole('button', {name: `Show 50 of ${waiting - 50} more`, exact: true}).click();
  await until(async () => assert.equal(await rows.count(), 100));
});
