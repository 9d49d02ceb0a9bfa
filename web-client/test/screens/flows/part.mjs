// A facilitator of some sessions or of some rooms: what is theirs is offered, and nothing that the server would refuse.
import assert from 'node:assert/strict';
import {button, f, flow, heard, latest, screen, sent, soon, until} from '../stage.mjs';
import {me} from '../../mock/part.mjs';

const shown = page => page.locator('main section[data-session]').evaluateAll(all => all.map(e => e.dataset.session));
const clocks = page => page.locator('article[data-session]').evaluateAll(all => all.map(e => e.dataset.session));
const step = (page, id, group, name) => page.locator(`article[data-session=${id}]`).getByRole('group', {name: group}).getByRole('button', {name});
const texts = options => options.evaluateAll(all => all.map(e => e.textContent));
const whom = page => texts(page.locator('[data-part=message] select').first().locator('option'));
const dialog = page => page.locator('dialog[open]');
const given = (...sessions) => latest().view('me', me({sessions, rooms: []}));

await flow('of some sessions: their rooms and lobbies, and what is given later', 'part_sessions', async page => {
  await screen(page, 'floor');
  latest().patch({sessions: {'open-mixing': {...f.floor().sessions['role-alike-1'], kind: 'open', title: {en: 'Not hers'}}}});
  await soon();
  assert.deepEqual(await shown(page), ['role-alike-1', 'regional-1']);
  assert.match(await page.textContent('section[data-session=regional-1]'), /5 in the lobby/);
  assert.equal(await page.locator('[data-lobby=role-alike-1] [data-person]').count(), 3);
  given('open-mixing');
  await until(async () => assert.deepEqual((await shown(page)).filter(id => id !== 'role-alike-1'), ['open-mixing']));
  assert.equal(await page.locator('[data-lobby]').count(), 1, 'of the other one rooms alone are left');
  latest().view('me', f.me({hats: ['facilitator']}));
  await until(async () => assert.equal((await shown(page)).length, 3, 'the whole event'));
});

await flow('of some sessions: their clocks alone, also while others are added; what follows moves if all of it is theirs', 'part_sessions', async page => {
  await screen(page, 'floor');
  await button(page, 'Clocks').click();
  await page.locator('article[data-session]').first().waitFor();
  assert.deepEqual(await clocks(page), ['role-alike-1', 'regional-1']);
  await page.getByLabel('Move what follows on that day as well').waitFor();
  assert.match(await page.textContent('article[data-session=role-alike-1]'), /What follows is not all yours/);
  await step(page, 'role-alike-1', /^Move its end:/, '+5 minutes').click();
  await until(async () => assert.doesNotMatch(await page.textContent('article[data-session=regional-1]'), /not all yours/));
  await step(page, 'regional-1', /^Move its end and what follows:/, '+15 minutes').click();
  await until(() => assert.deepEqual(sent('session.shift').map(m => [m.session, m.following]), [['role-alike-1', false], ['regional-1', true]]));
  const added = {...f.floor().sessions['role-alike-1'], title: {en: 'One more'}, ends: Date.now() + 3_600_000, starts: Date.now() + 1_800_000, state: 'open'};
  latest().patch({sessions: {'role-alike-1-added-1': added, 'learning-loss': {state: 'running', round: {number: 1, of: 1, state: 'open', opens: 0, ends: Date.now() + 900_000}}}});
  await soon();
  assert.deepEqual(await clocks(page), ['role-alike-1', 'regional-1'], 'what is added is not theirs of itself');
  assert.match(await page.textContent('article[data-session=role-alike-1]'), /What follows is not all yours/);
  await page.locator('[data-part=all-rounds]').getByRole('group', {name: 'All 2 open rounds'}).getByRole('button', {name: '+5 minutes'}).click();
  await until(() => assert.deepEqual(sent('round.extend').map(m => m.session), ['role-alike-1', 'regional-1']));
  given('role-alike-1', 'regional-1', 'role-alike-1-added-1');
  await until(async () => assert.deepEqual(new Set(await clocks(page)), new Set(['role-alike-1', 'regional-1', 'role-alike-1-added-1'])));
  await until(async () => assert.doesNotMatch(await page.textContent('article[data-session=role-alike-1]'), /not all yours/));
  for (const absent of ['Cancel this session', 'Add a session…']) assert.equal(await button(page, absent).count(), 0, absent);
});

await flow('of some sessions: messages to those who are in them, and nobody else by a change of what is theirs', 'part_sessions', async page => {
  await screen(page, 'floor');
  await button(page, 'Messages').click();
  await page.fill('main textarea', 'Ten minutes more');
  await until(async () => assert.deepEqual(await whom(page), ['Everybody in your sessions', 'Rooms that you choose', 'Role-Alike Affinity Groups', 'Regional Affinity Groups']));
  await page.locator('[data-part=message] select').first().selectOption('session:regional-1');
  given('role-alike-1');
  await page.getByText('This is not in what you look after (any more).').waitFor();
  assert.equal(await page.locator('[data-part=message] select').first().inputValue(), 'session:regional-1', 'it is not everybody now');
  assert.ok(await button(page, 'Send').isDisabled());
  await page.locator('[data-part=message] select').first().selectOption('');
  await until(async () => assert.deepEqual(await whom(page), ['Everybody in your sessions', 'Rooms that you choose', 'Role-Alike Affinity Groups']));
  await button(page, 'Send').click();
  await until(() => assert.deepEqual(sent('notice.send').map(m => [m.text, m.sessions, m.rooms, m.people]), [['Ten minutes more', [], [], []]]));
  await heard(page, /The message was sent\./);
  latest().view('me', me({sessions: ['role-alike-1'], rooms: ['r9']}));
  await until(async () => assert.equal((await whom(page))[0], 'Everybody in your sessions and rooms'));
});

await flow('somebody who calls from elsewhere is helped, and nothing more, until it is the reader who goes', 'part_sessions', async page => {
  await screen(page, 'floor');
  const reported = page.locator('[data-reported=p811]');
  assert.match(await page.locator('[data-asks=p30]').textContent(), /Odalys Brightwater is going/);
  const going = page.locator('[data-asks=p30]').getByRole('button', {name: /I’ll go/});
  assert.deepEqual([(await going.textContent()).startsWith('I’ll go instead'), await going.getAttribute('class')], [true, ''],
    'who goes is not on this floor, and is there all the same');
  assert.match(await reported.textContent(), /Was loud\./);
  assert.doesNotMatch(await reported.textContent(), /r77/, 'a room that is not on the floor has no name');
  assert.deepEqual(await texts(reported.getByRole('button')), ['Xiomara Elsewhere']);
  await reported.locator('.name').click();
  await dialog(page).getByRole('button', {name: 'Close'}).waitFor();
  await soon();
  assert.deepEqual(await texts(dialog(page).getByRole('button')), ['Close']);
  await page.keyboard.press('Escape');
  await page.locator('[data-asks=p811]').getByRole('button', {name: /I’ll go/}).click();
  await reported.getByRole('button', {name: /^It is settled/}).waitFor();
  assert.equal(await reported.getByRole('button').count(), 5, 'the name, a visit, a word, to stop them, to settle it');
  await reported.locator('.name').click();
  await dialog(page).locator('[data-do=plan-yes]').waitFor();
  for (const name of ['Message', 'Stop them from writing']) assert.equal(await dialog(page).getByRole('button', {name}).count(), 1, name);
  await page.keyboard.press('Escape');
  // In their room the reader is a guest, and not staff.
  await page.locator('[data-asks=p811]').getByRole('button', {name: /^Visit/}).click();
  await page.waitForSelector('[data-part=visit]');
  latest().view('room', f.room('r77', 1, {session: 'talk-over', ...f.turns(0)}));
  await page.locator('[data-part=turns]').getByRole('button', {name: 'Next person'}).waitFor();
  const stop = page.locator('[data-part=turns]').getByRole('button', {name: 'Stop the turn clock'});
  assert.equal(await stop.count(), 0);
  const line = page.locator('[data-part=visit] [data-n="1"]');
  await line.locator('summary').click();
  await until(async () => assert.deepEqual(await texts(line.getByRole('button')), ['Report']));
  // In a room that is theirs they are staff.
  latest().view('room', f.room('r77', 1, f.turns(0)));
  await stop.waitFor();
  await until(async () => assert.deepEqual(await texts(line.getByRole('button')), ['Hide']));
});

await flow('attendance is noted at talks that are theirs', 'part_sessions', async page => {
  await screen(page, 'floor');
  await page.locator('[data-room=r2] [data-person=p3] .name').click();
  await dialog(page).locator('[data-part=action-plan]').waitFor();
  assert.equal(await dialog(page).getByText('Was this person at a session?').count(), 0);
  latest().patch({sessions: {'learning-loss': {state: 'running'}}});
  given('role-alike-1', 'welcome');
  await dialog(page).getByText('Was this person at a session?').waitFor();
  assert.deepEqual(await texts(dialog(page).locator('option')), ['Introduction and Welcome']);
  await button(page, 'Was there').click();
  await until(() => assert.deepEqual(sent('attendance.note').map(m => [m.session, m.people]), [['welcome', ['p3']]]));
});

await flow('of some rooms: those, and neither lobby nor clocks', 'part_rooms', async page => {
  await screen(page, 'floor');
  await page.locator('[data-room]').first().waitFor();
  assert.deepEqual(await shown(page), ['role-alike-1']);
  assert.deepEqual(await page.locator('[data-room]').evaluateAll(all => all.map(e => e.dataset.room).sort()), ['r5', 'r6']);
  const head = await page.locator('section[data-session] > p').first().textContent();
  assert.match(head, /^Your rooms: 2 · round 1 of 2/i);
  assert.doesNotMatch(head, /lobby/);
  assert.equal(await page.locator('[data-lobby]').count(), 0);
  for (const name of [/^Visit/, /^Message/, /^Way into the call/]) assert.equal(await page.locator('[data-room=r5]').getByRole('button', {name}).count(), 1);
  await button(page, 'Clocks').click();
  await page.getByText('No sessions to look after.').waitFor();
  assert.deepEqual([await clocks(page), await page.locator('main input').count()], [[], 0]);
  await button(page, 'Messages').click();
  await until(async () => assert.deepEqual(await whom(page), ['Everybody in your rooms', 'Rooms that you choose']));
  await page.locator('[data-part=message] select').first().selectOption('rooms');
  await until(async () => assert.equal(await page.locator('[data-part=message] .choice input').count(), 2));
  await button(page, 'Rooms').click();
  latest().patch({rooms: {r5: null, r6: null}});
  await page.getByText('No rooms are open.').waitFor();
  assert.deepEqual(await shown(page), [], 'the round is over');
});
