// Where people could go: the best rooms first, each with what it costs.
import assert from 'node:assert/strict';
import {f, flow, focus, latest, screen, sent, task, until} from '../stage.mjs';

const person = (page, room, id) => page.locator(`[data-room=${room}] [data-person=${id}] button[aria-pressed]`);
const card = (page, id) => page.locator(`[data-room=${id}]`);
const best = page => page.locator('.bar [data-part=targets]');
const listed = async page => (await best(page).locator('[data-to]').allTextContents()).map(text => text.replace(/^Move to /, ''));
const last = type => sent(type).at(-1);
/** In one room the people are of another region than in the others. */
const abroad = () => latest().patch({rooms: {r4: {basis: {region: 'ES'}}}});

await task('move somebody into the best room, from the foot of the board', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  abroad();
  await hand.press(person(page, 'r2', 'p3'));
  await best(page).locator('[data-to=r5]').waitFor();
  assert.deepEqual(await listed(page), [
    'Classroom educators 5: fits', 'Classroom educators 7: fits', 'Classroom educators 8: fits', 'Classroom educators 1: still few people', 'Classroom educators 4: breaks: same region']);
  await hand.press(best(page).locator('[data-do=more-targets]'));
  await until(async () => assert.deepEqual((await listed(page)).slice(5), ['Administrators 6: locked', 'Administrators 3: too few free seats']));
  assert.equal(await best(page).locator('[data-to=r3]').isDisabled(), true, 'the server would refuse it');
  await until(async () => assert.match((await focus(page)).text, /Administrators 6: locked$/, 'on to what came'));
  await hand.press(best(page).locator('[data-to=r4]'));
  await until(() => assert.deepEqual([last('seat.move')?.to, last('seat.move')?.moves], ['r4', [{person: 'p3', seen: 3}]]));
  await until(async () => assert.equal(await best(page).count(), 0));
  assert.equal(hand.pressed, 3);
});

await flow('by keyboard the best rooms are one step after Move, and the focus goes with the people', 'moderator', async page => {
  await screen(page, 'floor');
  await person(page, 'r2', 'p3').focus();
  await page.keyboard.press('Enter');
  await best(page).locator('[data-to]').first().waitFor();
  await page.keyboard.press('Tab');
  await until(async () => assert.match((await focus(page)).text, /^To the best rooms$/));
  const seen = await page.evaluate(() => getComputedStyle(document.activeElement).clipPath);
  assert.equal(seen, 'none', 'what has the focus is seen');
  await page.keyboard.press('Enter');
  await until(async () => assert.equal((await focus(page)).part, 'targets'));
  await page.keyboard.press('Enter');
  await until(() => assert.equal(last('seat.move')?.to, 'r4'));
  await until(async () => {
    const at = await focus(page);
    assert.deepEqual([at.tag, at.room], ['H3', 'r4']);
  });
});

await flow('a card says the same beside "Move here"; a full room and a locked one are not called fitting', 'done', async page => {
  await screen(page, 'floor');
  abroad();
  await person(page, 'r2', 'p3').click();
  const here = async id => (await card(page, id).getByRole('button', {name: /^Move here/}).textContent()).match(/\((.*)\)$/)?.[1];
  await until(async () => assert.equal(await here('r5'), 'fits'));
  assert.deepEqual([await here('r4'), await here('r6'), await here('r3'), await here('r1')], ['breaks: same region', 'locked', 'too few free seats', 'still few people']);
  await page.locator('.bar').getByRole('button', {name: 'Choose nobody'}).click();
  // p1 is in r1, and is to be kept apart from p9.
  await person(page, 'r3', 'p9').click();
  await until(async () => assert.equal(await here('r1'), 'breaks: who is kept apart · still few people'));
});

await flow('what going away costs is said once: who is left alone, who was to stay', 'moderator', async page => {
  await screen(page, 'floor');
  const away = async () => (await best(page).locator('p').allTextContents()).join(' ');
  for (const id of ['p2', 'p3', 'p4']) await person(page, 'r2', id).click();
  await until(async () => assert.equal(await away(), 'Too few people are left where they sit now.'));
  await person(page, 'r2', 'p5').click();
  await until(async () => assert.equal(await away(), 'Somebody is left alone where they sit now.'));
  await person(page, 'r2', 'p6').click();
  await until(async () => assert.equal(await away(), '', 'nobody is left'));
  await page.locator('.bar').getByRole('button', {name: 'Choose nobody'}).click();
  await person(page, 'r5', 'p21').click();
  await until(async () => assert.equal(await away(), 'Somebody of them is to stay in their room (pinned).'));
  assert.match((await listed(page))[0], /: fits$/, 'the room itself does');
});

await flow('a room that fills keeps its place in the list, and says so', 'moderator', async page => {
  await screen(page, 'floor');
  await person(page, 'r2', 'p3').click();
  await best(page).locator('[data-to=r5]').waitFor();
  const order = () => best(page).locator('[data-to]').evaluateAll(all => all.map(e => e.dataset.to));
  const before = await order();
  latest().patch({rooms: {r5: {max: 5}}});
  await until(async () => assert.match(await best(page).locator('[data-to=r5]').textContent(), /: too few free seats$/));
  assert.equal(await best(page).locator('[data-to=r5]').isDisabled(), true);
  assert.deepEqual(await order(), before);
});

await task('close a room, and its people go into one that is named', 'done', async (page, hand) => {
  await screen(page, 'floor');
  latest().patch({rooms: {r7: {max: 12}, r5: {max: 12, basis: {region: 'ES'}}}});
  await hand.press(card(page, 'r4').locator('[data-do=more]'));
  const close = page.locator('dialog[open] [data-do=close]');
  await hand.press(close.locator('summary'));
  const rooms = close.locator('[data-to^=r]');
  await rooms.first().waitFor();
  assert.deepEqual((await rooms.allTextContents()).slice(0, 3), [
    'Close, people to Classroom educators 7: fits', 'Close, people to Classroom educators 1: fits', 'Close, people to Classroom educators 5: breaks: same region']);
  await hand.press(close.locator('[data-to=r5]'));
  await until(() => assert.deepEqual(sent('room.merge').map(m => [m.room, m.to, m.seen]), [['r4', 'r5', 1]]));
  await until(async () => assert.match((await focus(page)).text, /^More/, 'back where one was'));
  assert.equal(hand.pressed, 3);
});

await flow('of a crowd the best rooms are listed, and more as one asks', 'moderator', async page => {
  await screen(page, 'floor');
  latest().view('floor', f.floor(479));
  await page.waitForFunction(() => document.querySelectorAll('.card[data-room]').length === 479);
  await page.locator('[data-lobby] [data-person] button[aria-pressed]').first().click();
  await best(page).locator('[data-to]').first().waitFor();
  assert.equal(await best(page).locator('[data-to]').count(), 5);
  await best(page).getByRole('button', {name: 'Show 50 of 474 more'}).click();
  await until(async () => assert.equal(await best(page).locator('[data-to]').count(), 55));
  assert.ok((await listed(page)).every(text => text.endsWith(': fits')));
});
