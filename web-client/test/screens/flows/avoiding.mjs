// Sharing no room with somebody again: asked in private, found again wherever one is, taken back.
import assert from 'node:assert/strict';
import {button, f, flow, focus, latest, screen, sent, soon, task, until} from '../stage.mjs';

const wishes = () => sent('person.avoid').map(m => [m.person, m.avoid]);
const entryOf = row => row.locator('[data-do="person.avoid"]');
const list = page => page.locator('[data-part=avoided]');
const spoken = async (page, what) => (await page.evaluate(() => window.spoken)).filter(s => what.test(s)).length;

await task('somebody is not to be met again, after a question, and it is taken back by one press', 'room', async (page, hand) => {
  await screen(page, 'room');
  const row = page.locator('[data-person=p3]');
  const entry = entryOf(row);
  const dialog = page.locator('dialog[open]');
  assert.equal(await page.locator('[data-person=p1] .menu').count(), 0, 'nobody avoids themselves');
  await hand.press(row.locator('.menu summary'));
  await hand.press(entry);
  await dialog.waitFor();
  const says = /From the next rooms on.*Taufa.*Nobody moves now\..*is not told\. Those who run the event can see what you asked.*take it back at any time/s;
  assert.match(await dialog.textContent(), says);
  assert.equal((await focus(page)).tag, 'H2', 'it is read from its beginning');
  await hand.press(dialog.getByRole('button', {name: 'Not now'}));
  await until(async () => assert.equal((await focus(page)).text, 'Not with this person again…'));
  await soon();
  assert.deepEqual(wishes(), []);
  await hand.press(entry);
  await hand.press(dialog.getByRole('button', {name: 'Not together again'}));
  await until(() => assert.deepEqual(wishes(), [['p3', true]]));
  await until(async () => assert.equal((await focus(page)).text, 'You asked not to meet again. Take it back'));
  await until(async () => assert.equal(await spoken(page, /From the next rooms on, you and .*Taufa.* are not put together/), 1));
  await list(page).waitFor();
  await hand.press(entry);
  await until(() => assert.deepEqual(wishes(), [['p3', true], ['p3', false]]));
  await until(async () => assert.equal((await focus(page)).text, 'Not with this person again…'));
  await until(async () => assert.equal(await spoken(page, /What you asked about .*Taufa.* holds no more/), 1));
  assert.equal(await list(page).count(), 0);
  assert.equal(hand.pressed, 6);
});

await task('all whom one avoids, also who is elsewhere, are at the end of the page and taken back there', 'avoiding', async (page, hand) => {
  await screen(page, 'room');
  await list(page).waitFor();
  assert.equal(await list(page).locator('[data-avoided=p7]').isVisible(), false, 'not for whoever looks on');
  assert.equal(await entryOf(page.locator('[data-person=p4]')).textContent(), 'You asked not to meet again. Take it back');
  await hand.press(list(page).locator('summary'));
  const line = id => list(page).locator(`[data-avoided=${id}]`);
  await hand.press(line('p7').getByRole('button'));
  await until(() => assert.deepEqual(wishes(), [['p7', false]]));
  await line('p7').waitFor({state: 'detached'});
  assert.equal((await focus(page)).part, 'avoided');
  assert.equal((await focus(page)).tag, 'SUMMARY');
  await hand.press(line('p4').getByRole('button'));
  await list(page).waitFor({state: 'detached'});
  await until(async () => assert.equal((await focus(page)).tag, 'H1', 'the list is gone'));
  assert.equal(hand.pressed, 3);
});

await flow('the list is there in the lobby, on the programme and when all is over, and nothing of it while it is empty', 'avoiding_over', async page => {
  await screen(page, 'lobby');
  await list(page).waitFor();
  const mine = more => latest().view('me', f.me({version: 9, avoids: f.avoids(), ...more}));
  mine();
  await screen(page, 'programme');
  await list(page).waitFor();
  latest().view('now', f.overNow());
  await page.getByRole('heading', {level: 1, name: /^Thank you/}).waitFor();
  assert.equal(await list(page).locator('li').count(), 2);
  mine({avoids: []});
  await list(page).waitFor({state: 'detached'});
});

await flow('who is of the staff can be reported and not avoided; who was reported can still be avoided; staff avoid nobody', 'room', async page => {
  await screen(page, 'room');
  const badges = [undefined, 'facilitator', 'moderator', 'advisor'];
  latest().view('room', f.room('r1', 1, {members: f.room().members.map((m, i) => ({...m, badge: badges[i]}))}));
  const row = id => page.locator(`[data-person=${id}]`);
  await row('p3').getByText('Moderator').waitFor();
  const offered = id => Promise.all([row(id).locator('[data-do="person.report"]').count(), entryOf(row(id)).count()]);
  assert.deepEqual(await Promise.all(['p2', 'p3', 'p4', 'p5'].map(offered)), [[1, 0], [0, 0], [1, 0], [1, 1]]);
  assert.equal(await row('p3').locator('.menu').count(), 0);
  latest().view('me', f.inRoom({version: 4, seat: 'present', avoids: [{person: 'p3', name: f.names[2]}]}));
  await row('p3').locator('.menu summary').waitFor();
  assert.deepEqual(await offered('p3'), [0, 1], 'what was asked before they were of the staff can be taken back');
  await row('p5').locator('.menu summary').click();
  await row('p5').locator('[data-do="person.report"]').click();
  await page.locator('dialog[open] button.main').click();
  await row('p5').getByText('You reported this.').waitFor();
  assert.deepEqual(await offered('p5'), [0, 1]);
  await entryOf(row('p5')).click();
  await page.locator('dialog[open] button.main').click();
  await until(() => assert.deepEqual(wishes(), [['p5', true]]));
  latest().view('me', f.me({version: 10, hats: ['facilitator'], room: 'r2', visiting: 'r2'}));
  latest().view('room', f.room('r2', 2));
  await page.locator('[data-part=visit]').waitFor();
  assert.deepEqual(await offered('p4'), [1, 0]);
});

await flow('where it is refused nothing stands as done, and it is said why', 'room', async page => {
  await screen(page, 'room');
  const row = page.locator('[data-person=p4]');
  latest().refuses = {'person.avoid': {refused: {code: 'avoid.too_many', parameters: {limit: '5'}}}};
  await row.locator('.menu summary').click();
  await entryOf(row).click();
  await page.locator('dialog[open] button.main').click();
  await page.locator('.refusal').getByText('Take one back first').waitFor();
  assert.equal(await entryOf(row).textContent(), 'Not with this person again…');
  assert.equal(await spoken(page, /are not put together/), 0);
  assert.equal(await button(page, 'Take it back').count(), 0);
});

await flow('what one asked before is not told again when the page is loaded anew', 'avoiding', async page => {
  await screen(page, 'room');
  await list(page).waitFor();
  await soon();
  assert.equal(await spoken(page, /are not put together|holds no more/), 0);
  latest().view('me', f.inRoom({version: 5, seat: 'present', avoids: f.avoids().slice(1)}));
  await until(async () => assert.equal(await spoken(page, /What you asked about .*Escamilla.* holds no more/), 1));
});
