// What a moderator does about one person: shown out and let in again, kept from writing, noted, helped; each by keyboard
// alone and by tap alone.
import assert from 'node:assert/strict';
import {button, focus, heard, latest, screen, sent, task, until} from '../stage.mjs';

const row = (page, id) => page.locator(`[data-room] [data-person=${id}]`);
const dialog = page => page.locator('dialog[open]');
const closed = page => until(async () => assert.equal(await dialog(page).count(), 0));
const about = async (page, hand, id) => {
  await hand.press(row(page, id).locator('.name'));
  await dialog(page).waitFor();
};

await task('somebody is shown out, with the reason, and let in again', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  await about(page, hand, 'p3');
  await hand.write(dialog(page).getByLabel('Reason (only staff see it)'), 'Shouts');
  await hand.press(dialog(page).getByRole('button', {name: 'Show out'}));
  await until(() => assert.deepEqual(sent('person.remove').map(m => [m.person, m.reason]), [['p3', 'Shouts']]));
  await closed(page);
  await until(async () => assert.equal(await row(page, 'p3').count(), 0));
  await until(async () => assert.deepEqual([(await focus(page)).tag, (await focus(page)).room], ['H3', 'r2'], 'at the room they sat in'));
  await hand.did('show out');
  await hand.press(button(page, /^Shut out$/));
  const out = page.locator('main li[data-person=p3]');
  await out.getByText('shown out').waitFor();
  assert.match(await out.textContent(), /Jacinta Escamilla/);
  await hand.press(out.getByRole('button', {name: 'Let in again'}));
  await until(() => assert.deepEqual(sent('person.restore').map(m => m.person), ['p3']));
  await until(async () => assert.equal(await out.count(), 0));
  await until(async () => assert.equal((await focus(page)).text, 'Shut out'));
  await hand.did('let in again');
});

await task('somebody is kept from writing, and may write again', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  await about(page, hand, 'p15');
  await hand.press(dialog(page).getByRole('button', {name: 'Stop them from writing in the chat'}));
  await row(page, 'p15').getByText('may not write').waitFor();
  await closed(page);
  await until(async () => assert.match((await focus(page)).text, /Verónica Dávila 15/, 'back where one was'));
  await hand.did('mute');
  await about(page, hand, 'p15');
  await hand.press(dialog(page).getByRole('button', {name: 'Let them write in the chat again'}));
  await until(() => assert.deepEqual(sent('person.mute').map(m => [m.person, m.muted]), [['p15', true], ['p15', false]]));
  await until(async () => assert.doesNotMatch(await row(page, 'p15').textContent(), /may not write/));
  await hand.did('let write');
});

await task('it is noted that somebody was at a talk, and that their plan is completed', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  await about(page, hand, 'p15');
  await hand.press(dialog(page).getByRole('button', {name: 'Was there', exact: true}));
  await until(() => assert.deepEqual(sent('attendance.note').map(m => [m.session, m.people, m.attended]), [['welcome', ['p15'], true]]));
  await heard(page, /^polite: It is noted\.$/);
  await closed(page);
  await hand.did('attendance');
  await about(page, hand, 'p15');
  const plan = dialog(page).locator('[data-part=action-plan]');
  await hand.press(plan.locator('[data-do=plan-yes]'));
  await until(() => assert.deepEqual(sent('credit.plan').map(m => [m.people, m.completed]), [[['p15'], true]]));
  await plan.getByText('Noted as completed.').waitFor();
  await hand.did('action plan');
});

await task('a call for help is taken, and done', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  const call = page.locator('[data-asks=p22]');
  await hand.press(call.getByRole('button', {name: /^I’ll go/}));
  await until(() => assert.deepEqual(sent('help.claim').map(m => m.person), ['p22']));
  await call.getByText('You are going.').waitFor();
  await hand.did('take');
  await hand.press(call.getByRole('button', {name: /^Done/}));
  await until(() => assert.deepEqual(sent('help.resolve').map(m => m.person), ['p22']));
  await until(async () => assert.equal(await call.count(), 0));
  await until(async () => assert.equal((await focus(page)).text, 'Needs you', 'where the next one stands'));
  await hand.did('done');
});

await task('a call for help is given back, and another one taken over', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  const call = page.locator('[data-asks=p22]');
  await hand.press(call.getByRole('button', {name: /^I’ll go/}));
  await call.getByText('You are going.').waitFor();
  await hand.did('take');
  await hand.press(call.getByRole('button', {name: /^I can’t go/}));
  await until(() => assert.deepEqual(sent('help.release').map(m => m.person), ['p22']));
  await call.getByRole('button', {name: /^I’ll go/}).waitFor();
  await hand.did('give back');
  const others = page.locator('[data-asks=p30]');
  await others.getByText(/Odalys Brightwater is going/).waitFor();
  await others.locator('[data-do=visit]').waitFor();
  await hand.press(others.getByRole('button', {name: /^I’ll go instead/}));
  await until(() => assert.deepEqual(sent('help.claim').map(m => [m.person, m.instead_of]), [['p22', undefined], ['p30', 'p800']]));
  await others.getByText('You are going.').waitFor();
  await hand.did('take over');
});

await task('a message that was reported is hidden, and its author kept from writing', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  const report = page.locator('[data-need=reported]');
  await hand.press(report.getByRole('button', {name: /^Stop .* from writing$/}));
  await until(() => assert.deepEqual(sent('person.mute').map(m => [m.person, m.muted]), [['p20', true]]));
  await report.getByText('may not write').waitFor();
  await hand.did('mute');
  await hand.press(report.getByRole('button', {name: 'Hide it'}));
  await until(() => assert.deepEqual(sent('chat.hide').map(m => [m.room, m.n, m.hidden]), [['r5', 7, true]]));
  await until(async () => assert.equal(await report.count(), 0));
  await hand.did('hide');
});
