// What came of the event as files, what staff did about somebody, reports of people, a room's way into the call.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {button, f, flow, latest, screen, sent, task, until} from '../stage.mjs';

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
  await part.getByLabel('Rooms for').selectOption('zoom');
  await part.getByLabel('Of which session').selectOption('role-alike-1');
  await save('rooms.csv');
  await save('followups.csv');
  assert.deepEqual(sent('http').map(m => [m.resource, m.session, m.format]), [
    ['summary.html', undefined, undefined], ['attendance.csv', undefined, undefined], ['credit.csv', undefined, undefined],
    ['rooms.csv', 'role-alike-1', 'zoom'], ['followups.csv', 'role-alike-1', undefined]]);
  assert.ok(sent('http').every(m => /^Bearer c1\./.test(m.bearer)));
  await part.locator('[data-file="met.csv"]').click();
  await part.getByRole('alert').getByText('It did not come.').waitFor();
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
  for (const [n, field, save, type] of [[2, 'Its own name', 'rename', 'room.rename'], [3, 'Address', 'link-set', 'room.link']]) {
    await page.locator('[data-room=r2] [data-do=more]').click();
    if (type === 'room.link') await dialog.locator('[data-do=link] summary').click();
    await dialog.getByLabel(field).fill('https://meet.example.org/mine');
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
