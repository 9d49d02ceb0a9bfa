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

await flow('in a crowd the cards near what is looked at are whole, and every room has its name', 'moderator', async page => {
  await crowded(page);
  await until(async () => assert.equal((await whole(page)).length, 191, 'sixteen blocks'));
  const last = page.locator('.card[data-room]').last();
  assert.match(await last.textContent(), /\w/);
  await last.scrollIntoViewIfNeeded();
  await last.locator('.person').first().waitFor();
  assert.ok((await whole(page)).length < 250, 'others gave way');
  // Whoever has the focus in a card keeps it, however far they look.
  await last.getByRole('button').first().focus();
  for (const share of [0.8, 0.6, 0.4, 0.2, 0]) {
    await page.evaluate(at => scrollTo(0, at * document.body.scrollHeight), share);
    await soon();
  }
  await page.locator('.card[data-room]').first().locator('.person').first().waitFor();
  assert.ok(await last.evaluate(card => card.contains(document.activeElement)));
});

await flow('by keyboard alone one comes to the last of many rooms and back', 'moderator', async page => {
  await crowded(page);
  await until(async () => assert.equal((await whole(page)).length, 191));
  const ids = await page.evaluate(() => [...document.querySelectorAll('.card[data-room]')].map(card => card.dataset.room));
  const at = () => page.evaluate(() => document.activeElement.closest('[data-room]')?.dataset.room);
  await page.locator(`[data-room="${ids[180]}"] button`).first().focus();
  let seen = 180;
  for (let presses = 0; seen < 215 && presses < 1500; presses++) {
    await page.keyboard.press('Tab');
    const now = ids.indexOf(await at());
    if (now === seen) continue;
    assert.equal(now, seen + 1, 'no room is passed over');
    seen = now;
  }
  assert.equal(seen, 215);
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
  await page.getByRole('button', {name: `${waiting - 50} more`, exact: true}).click();
  await until(async () => assert.equal(await rows.count(), 100));
});
