// Clocks: rounds get more time, sessions end later, start later or not at all; each by keyboard alone and by tap alone.
import assert from 'node:assert/strict';
import {button, flow, focus, heard, latest, screen, sent, task, until} from '../stage.mjs';

const card = (page, id) => page.locator(`article[data-session=${id}]`);
const step = (part, group, name) => part.getByRole('group', {name: group}).getByRole('button', {name});
/** What a timer shows, as "14:05". */
const secondsIn = async timer => (await timer.textContent()).split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
const open = async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(button(page, 'Clocks'));
};

await task('a round gets more time', 'moderator', async (page, hand) => {
  await open(page, hand);
  const left = card(page, 'role-alike-1').getByRole('timer');
  const before = await secondsIn(left);
  await hand.press(step(card(page, 'role-alike-1'), /^This round/, '+5 minutes'));
  await until(() => assert.deepEqual(sent('round.extend').map(m => [m.session, m.seconds]), [['role-alike-1', 300]]));
  await until(async () => assert.ok((await secondsIn(left)) > before + 200));
  await until(async () => assert.equal((await focus(page)).text, '+5 minutes', 'to be pressed again'));
  await hand.did('extend');
});

/** Somebody else was first. */
const first = {by: 'p800', by_name: 'Odalys Brightwater'};
const stale = page => page.locator('[data-part=stale]');
const session = id => latest().shown.floor.sessions[id];

await task('of two who give a round more time at once the later one is told, and gives it all the same', 'facilitator', async (page, hand) => {
  await open(page, hand);
  const {ends} = session('role-alike-1').round;
  latest().refuses = {'round.extend': {refused: {code: 'round.changed', parameters: {...first, session: 'role-alike-1', ends: String(ends + 300_000)}}}};
  await hand.press(step(card(page, 'role-alike-1'), /^This round/, '+5 minutes'));
  await stale(page).waitFor();
  assert.match(await stale(page).textContent(), /^Not done: 5 more minutes for the round of .Role-Alike.*\. .Odalys Brightwater. changed it first\.\s+The round ends at .+ now\./);
  assert.equal(await page.locator('.refusal').count(), 0, 'it is said once');
  latest().refuses = {};
  await hand.press(button(page, 'Do it all the same'));
  await until(() => assert.deepEqual(sent('round.extend').map(m => [m.session, m.seconds, m.seen]), [['role-alike-1', 300, ends], ['role-alike-1', 300, ends + 300_000]]));
  await until(async () => assert.equal(await stale(page).count(), 0));
});

await task('a session is not moved upon what somebody else moved meanwhile, and may be upon what is so now', 'facilitator', async (page, hand) => {
  await open(page, hand);
  const {starts, ends} = session('regional-1');
  const later = {starts: starts + 600_000, ends: ends + 600_000};
  latest().refuses = {'session.shift': {refused: {code: 'session.changed', parameters: {...first, session: 'regional-1', starts: String(later.starts), ends: String(later.ends)}}}};
  await hand.press(step(card(page, 'regional-1'), /^Start at another time/, '5 minutes earlier'));
  await stale(page).waitFor();
  assert.deepEqual(sent('session.shift')[0].seen[0], {session: 'regional-1', starts, ends});
  assert.match(await stale(page).textContent(), /^Not done: move .Regional.* 5 minutes earlier\. .Odalys Brightwater. changed it first\.\s+.Regional.*: .+ now\./);
  latest().patch({sessions: {'regional-1': later}});
  latest().refuses = {};
  await hand.press(button(page, 'Do it all the same'));
  await until(() => assert.deepEqual(sent('session.shift')[1]?.seen[0], {session: 'regional-1', ...later}));
  assert.deepEqual([sent('session.shift')[1].minutes, sent('session.shift')[1].following], [-5, true]);
  await until(async () => assert.equal(await stale(page).count(), 0));
});

await flow('what nobody did is told so; a round that is over gets no more time', 'facilitator', async page => {
  await screen(page, 'floor');
  await button(page, 'Clocks').click();
  const {round} = session('role-alike-1');
  latest().refuses = {
    'round.extend': {refused: {code: 'round.changed', parameters: {session: 'role-alike-1', ends: String(round.ends + 60_000)}}},
    'session.extend': {refused: {code: 'session.changed', parameters: {...first, session: 'role-alike-1', starts: '1', ends: '2'}}},
  };
  await step(card(page, 'role-alike-1'), /^This round/, '+1 minute').click();
  await stale(page).getByText('It changed just before.').waitFor();
  assert.match(await stale(page).textContent(), /^Not done: 1 more minute for the round of/);
  latest().patch({sessions: {'role-alike-1': {round: {state: 'pause', ends: null}}}});
  await stale(page).getByText('It cannot be done any more.').waitFor();
  assert.equal(await button(page, 'Do it all the same').count(), 0);
  await step(card(page, 'role-alike-1'), /^End later/, '+5 minutes').click();
  await until(async () => assert.equal(await stale(page).count(), 2, 'each of them is told'));
});

await task('all open rounds get more time', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  latest().patch({sessions: {'regional-1': {state: 'running', round: {number: 1, of: 2, state: 'open', opens: 0, ends: Date.now() + 18 * 60_000}}}});
  await hand.press(button(page, 'Clocks'));
  const lefts = ['role-alike-1', 'regional-1'].map(id => card(page, id).getByRole('timer'));
  const before = await Promise.all(lefts.map(secondsIn));
  await hand.press(step(page.locator('[data-part=all-rounds]'), 'All 2 open rounds', '+5 minutes'));
  await until(() => assert.deepEqual(sent('round.extend').map(m => [m.session, m.seconds]), [['role-alike-1', 300], ['regional-1', 300]]));
  for (const [i, left] of lefts.entries()) await until(async () => assert.ok((await secondsIn(left)) > before[i] + 200));
  await until(async () => assert.equal((await focus(page)).text, '+5 minutes'));
  await hand.did('extend all');
});

await task('a session ends later; another one starts later, and what follows with it', 'moderator', async (page, hand) => {
  const changed = async (id, press) => {
    const before = await card(page, id).locator('p').first().textContent();
    await press();
    await until(async () => assert.notEqual(await card(page, id).locator('p').first().textContent(), before));
  };
  await open(page, hand);
  await changed('welcome', () => hand.press(step(card(page, 'welcome'), /^End later/, '+10 minutes')));
  assert.deepEqual(sent('session.extend').map(m => [m.session, m.minutes]), [['welcome', 10]]);
  await hand.did('end later');
  await changed('regional-1', () => hand.press(step(card(page, 'regional-1'), /^Start at another time/, '+15 minutes')));
  assert.deepEqual(sent('session.shift').map(m => [m.session, m.minutes, m.following]), [['regional-1', 15, true]]);
  await until(async () => assert.equal((await focus(page)).text, '+15 minutes'));
  await hand.did('shift');
});

await task('a session is called off, after a question', 'moderator', async (page, hand) => {
  await open(page, hand);
  const asked = page.locator('dialog[open]');
  await hand.press(card(page, 'role-alike-1').getByRole('button', {name: /^Cancel this session/}));
  await until(async () => assert.match(await asked.textContent(), /Cancel .*Role-Alike.*\?.*43 people are in it and go back to the programme\. This cannot be undone\./));
  assert.equal(sent('session.cancel').length, 0);
  await hand.press(asked.getByRole('button', {name: 'Cancel this session'}));
  await until(() => assert.deepEqual(sent('session.cancel').map(m => m.session), ['role-alike-1']));
  await until(async () => assert.equal(await card(page, 'role-alike-1').count(), 0));
  await until(async () => assert.equal((await focus(page)).text, 'Clocks'));
  await hand.did('cancel');
});

const adding = page => page.locator('[data-part=add-session]');

await task('one more session like another one', 'moderator', async (page, hand) => {
  await open(page, hand);
  await hand.press(button(page, 'Add a session…'));
  await until(async () => assert.equal(await adding(page).getByLabel('Minutes').inputValue(), '50'));
  const starts = await adding(page).getByLabel('Starts').inputValue();
  assert.equal(new Date(starts).getTime() % 300_000, 0, 'a round time');
  assert.ok(Math.abs(new Date(starts).getTime() - Date.now()) <= 310_000);
  await hand.write(adding(page).getByLabel(/^Title.*English/), 'Once more');
  await hand.press(button(page, 'Add it to the programme'));
  await until(() => assert.deepEqual(sent('session.add').map(m => [m.like, m.title, m.minutes, 'link' in m]), [['role-alike-1', {en: 'Once more'}, 50, false]]));
  assert.equal(sent('session.add')[0].starts, new Date(starts).getTime());
  await until(async () => assert.match(await card(page, 'role-alike-1-added-1').textContent(), /Once more/));
  await hand.did('add');
});

await flow('a session that was refused is not to be written anew; one that was added is forgotten', 'moderator', async page => {
  await screen(page, 'floor');
  await button(page, 'Clocks').click();
  await button(page, 'Add a session…').click();
  await adding(page).locator('select').selectOption('welcome');
  await adding(page).getByLabel(/^Title.*English/).fill('A guest');
  await adding(page).getByLabel(/^Link/).fill('https://talks.example.org/guest');
  await adding(page).getByLabel('Minutes').fill('13');
  await button(page, 'Add it to the programme').click();
  await page.getByText('The programme has no room for one more session.').waitFor();
  await button(page, 'Add a session…').click();
  await until(async () => assert.equal(await adding(page).getByLabel(/^Title.*English/).inputValue(), 'A guest'));
  await adding(page).getByLabel('Minutes').fill('20');
  await button(page, 'Add it to the programme').click();
  await card(page, 'welcome-added-1').waitFor();
  assert.deepEqual(sent('session.add').map(m => [m.like, m.minutes, m.link]), [['welcome', 13, 'https://talks.example.org/guest'], ['welcome', 20, 'https://talks.example.org/guest']]);
  await heard(page, /The session is in the programme\./);
  await button(page, 'Add a session…').click();
  await until(async () => assert.equal(await adding(page).getByLabel(/^Title.*English/).inputValue(), ''));
});

await flow('what was begun long ago starts now, and all else of it is as it was written', 'moderator', async page => {
  await screen(page, 'floor');
  await button(page, 'Clocks').click();
  const starts = adding(page).getByLabel('Starts');
  const begin = () => button(page, 'Add a session…').click();
  const soonest = async () => new Date(await starts.inputValue()).getTime() - (await page.evaluate(() => Date.now()));
  const within = async () => assert.ok((await soonest()) >= 0 && (await soonest()) <= 300_000);
  const close = async () => {
    await adding(page).getByRole('button', {name: 'Close'}).click();
    await adding(page).waitFor({state: 'detached'});
  };
  await begin();
  await adding(page).getByLabel(/^Title.*English/).fill('Once more');
  await adding(page).getByLabel('Minutes').fill('25');
  const first = await starts.inputValue();
  await close();
  await begin();
  assert.equal(await starts.inputValue(), first);
  await close();
  await page.clock.fastForward(3_600_000);
  await begin();
  await within();
  assert.notEqual(await starts.inputValue(), first);
  assert.deepEqual([await adding(page).getByLabel(/^Title.*English/).inputValue(), await adding(page).getByLabel('Minutes').inputValue()], ['Once more', '25']);
}, {clock: true});

await flow('who may add no session is not offered it', 'facilitator', async page => {
  await screen(page, 'floor');
  await button(page, 'Clocks').click();
  await card(page, 'welcome').waitFor();
  assert.equal(await button(page, 'Add a session…').count(), 0);
});
