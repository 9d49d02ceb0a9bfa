// What came of the event as files, what staff did about somebody, reports of people, a room's way into the call.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {button, f, flow, focus, latest, screen, sent, task, until} from '../stage.mjs';

await flow('files are fetched with the pass and saved under their names; what does not come says so', 'done', async page => {
  await screen(page, 'floor');
  await button(page, 'Records').click();
  const part = page.locator('[data-part=records]');
  const save = async name => {
    const [file] = await Promise.all([page.waitForEvent('download'), part.locator(`[data-file="${name}"]`).click()]);
    assert.equal(file.suggestedFilename(), name);
    assert.equal(await readFile(await file.path(), 'utf8'), `${name} of the event`);
  };
  for (const name of ['summary.html', 'attendance.csv', 'credit.csv']) await save(name);
  await save('rooms.csv');
  await part.getByLabel('Rooms for').selectOption('zoom');
  await save('rooms.csv');
  await save('followups.csv');
  assert.deepEqual(sent('http').map(({resource, session, round, format}) => [resource, session, round, format].filter(Boolean)), [
    ['summary.html'], ['attendance.csv'], ['credit.csv'], ['rooms.csv'], ['rooms.csv', 'role-alike-1', '1', 'zoom'], ['followups.csv', 'role-alike-1']]);
  assert.ok(sent('http').every(m => /^Bearer c1\./.test(m.bearer)));
  await part.locator('[data-file="met.csv"]').click();
  await part.getByRole('alert').getByText('It did not come: The server does not answer just now.').waitFor();
});

await task('a file of what came of the event is saved', 'done', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(button(page, 'Records'));
  const [file] = await Promise.all([page.waitForEvent('download'), hand.press(page.locator('[data-file="attendance.csv"]'))]);
  assert.equal(await readFile(await file.path(), 'utf8'), 'attendance.csv of the event');
  assert.deepEqual([file.suggestedFilename(), sent('http').map(m => m.resource)], ['attendance.csv', ['attendance.csv']]);
  await until(async () => assert.equal((await focus(page)).text, 'Save Attendance', 'to go on from there'));
  await hand.did('save');
});

await flow('another tool gets the rooms of one session and round: the latest, or another one', 'done', async page => {
  await screen(page, 'floor');
  latest().patch({sessions: {'role-alike-1': {round: {number: 3}}}});
  await button(page, 'Records').click();
  const part = page.locator('[data-part=records]');
  const round = part.getByLabel('Of which round');
  assert.equal(await round.count(), 0);
  await part.getByLabel('Rooms for').selectOption('goldcast');
  await until(async () => assert.equal(await round.inputValue(), '3'));
  assert.equal(await part.getByLabel('Of which session').inputValue(), 'role-alike-1');
  const save = () => Promise.all([page.waitForEvent('download'), part.locator('[data-file="rooms.csv"]').click()]);
  await save();
  await round.selectOption('2');
  await save();
  assert.deepEqual(sent('http').map(m => [m.session, m.round, m.format]), [['role-alike-1', '3', 'goldcast'], ['role-alike-1', '2', 'goldcast']]);
});

await flow('two files on their way do not free each other, and who may no more is told so', 'done', async page => {
  await screen(page, 'floor');
  await button(page, 'Records').click();
  const part = page.locator('[data-part=records]');
  const press = name => part.locator(`[data-file="${name}"]`);
  const held = [];
  await page.route(/(credit|attendance)\.csv/, route => void held.push(route));
  await press('credit.csv').click();
  await press('attendance.csv').click();
  await until(() => assert.equal(held.length, 2));
  await held[0].fulfill({status: 403, json: {code: 'role.required', message: 'This needs the capability board.'}});
  await part.getByRole('alert').getByText('You are not allowed to do this any more.').waitFor();
  await until(async () => assert.ok(await press('credit.csv').isEnabled()));
  assert.ok(await press('attendance.csv').isDisabled());
  await held[1].fulfill({status: 409, json: {code: 'plan.too_many', message: ''}});
  await part.getByRole('alert').getByText('There are too many plans').waitFor();
});

await task('everything that staff did about somebody, from the dialog about them', 'done', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(page.locator('[data-room=r2] [data-person=p3] .name'));
  await hand.press(page.locator('dialog[open] [data-do=audit] summary'));
  const entries = page.locator('[data-audit]');
  await entries.first().getByText('She knows the others').waitFor();
  await hand.press(page.locator('dialog[open] [data-do=earlier]'));
  await entries.nth(1).getByText('Two days ago').waitFor();
  assert.equal(await page.locator('[data-do=earlier]').count(), 0, 'that was all');
  assert.deepEqual(sent('http').map(m => [m.resource, m.person, m.before]), [['operations', 'p3', undefined], ['operations', 'p3', 'o2']]);
  assert.equal(hand.pressed, 3);
});

await task('a room gets a way into the call of its own, and the event’s again', 'done', async (page, hand) => {
  await screen(page, 'floor');
  const dialog = page.locator('dialog[data-part=room]');
  const open = async () => {
    await hand.press(page.locator('[data-room=r2] [data-do=more]'));
    await hand.press(dialog.locator('[data-do=link] summary'));
  };
  await open();
  await hand.write(dialog.getByLabel('Address'), 'https://meet.example.org/other');
  await hand.press(dialog.locator('[data-do=link-set]'));
  await until(() => assert.deepEqual(sent('room.link').map(m => [m.room, m.link, m.seen]), [['r2', 'https://meet.example.org/other', 1]]));
  await until(async () => assert.equal(await page.locator('dialog[open]').count(), 0));
  await open();
  await hand.press(dialog.locator('[data-do=link-clear]'));
  await until(() => assert.deepEqual(sent('room.link').at(-1).link, ''));
});

await flow('a room that changed while its name or its way into the call was written is not written over', 'done', async page => {
  await screen(page, 'floor');
  const dialog = page.locator('dialog[data-part=room]');
  for (const [n, field, save, type] of [[2, '[dir=auto]', 'rename', 'room.rename'], [3, '[type=url]', 'link-set', 'room.link']]) {
    await page.locator('[data-room=r2] [data-do=more]').click();
    if (type === 'room.link') await dialog.locator('[data-do=link] summary').click();
    await dialog.locator(`form input${field}`).fill('https://meet.example.org/mine');
    latest().patch({rooms: {r2: {version: n, name: {...f.roomName(2), label: `Theirs ${n}`}}}});
    await page.locator('[data-room=r2] h3').getByText(`Theirs ${n}`).waitFor();
    await dialog.locator(`[data-do=${save}]`).click();
    await until(() => assert.deepEqual(sent(type).map(m => m.seen), [n - 1]));
  }
});

const reports = {count: 2, since: Date.now() - 60_000, about: ['Shouts at others & does not stop.', 'Sells things']};
const reported = (page, id) => page.locator(`[data-reported=${id}]`);

await task('somebody who was reported needs staff: visited, kept from writing, settled', 'facilitator', async (page, hand) => {
  await screen(page, 'floor');
  latest().patch({people: {p7: {reports}}});
  const row = reported(page, 'p7');
  await row.waitFor();
  assert.match(await row.textContent(), /reported by 2 people.*Shouts at others & does not stop\./);
  await until(async () => assert.ok((await page.evaluate(() => window.spoken)).some(s => /Anselm Petrossian.* was reported/.test(s))));
  assert.equal(await row.getByRole('button', {name: 'Show out'}).count(), 0, 'that is for moderators');
  await hand.press(row.getByRole('button', {name: 'Stop them from writing'}));
  await until(() => assert.deepEqual(sent('person.mute').map(m => [m.person, m.muted]), [['p7', true]]));
  await hand.press(row.getByRole('button', {name: 'It is settled'}));
  await until(() => assert.deepEqual(sent('report.settle').map(m => m.person), ['p7']));
  await until(async () => assert.equal(await row.count(), 0));
});

await flow('a moderator shows out who was reported, with a second press; a member of staff is reported to moderators alone', 'done', async page => {
  await screen(page, 'floor');
  latest().patch({people: {p7: {reports}}});
  await reported(page, 'p7').getByRole('button', {name: 'Show out'}).click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByText('Anselm Petrossian').waitFor();
  assert.equal(sent('person.remove').length, 0);
  await dialog.getByRole('button', {name: 'Show out'}).click();
  await until(() => assert.deepEqual(sent('person.remove').map(m => m.person), ['p7']));
  latest().view('board', {...f.board(), reports: {p800: {...reports, name: 'Odalys Brightwater'}}});
  const row = reported(page, 'p800');
  await row.waitFor();
  assert.match(await row.textContent(), /Odalys Brightwater.*reported by 2 people/);
  await until(async () => assert.ok((await page.evaluate(() => window.spoken)).some(s => /Odalys Brightwater.* was reported/.test(s))));
  assert.equal(await row.getByRole('button', {name: /Show out|Stop them/}).count(), 0);
  await row.getByRole('button', {name: 'Talk to them'}).click();
  await page.locator('main textarea').waitFor();
});
