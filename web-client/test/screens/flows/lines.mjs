// Staff and the lines of office hours: desks, advisors, the order, and interfering with it for a reason.
import assert from 'node:assert/strict';
import {button, flow, focus, latest, screen, sent, until} from '../stage.mjs';

const fields = (type, ...names) => sent(type).map(m => names.map(name => m[name]));
const line = page => page.locator('[data-line=plan-help]');
const ticket = (page, id) => line(page).locator(`[data-ticket=${id}]`);
const dialog = page => page.locator('dialog[open]');
const act = async (page, id, name) => {
  await ticket(page, id).getByRole('button', {name: /^Do something/}).click();
  await dialog(page).getByLabel(name, {exact: true}).check();
};

await flow("a line stands on the floor in the server's order, with who waits too long and whom nobody serves", 'hours_floor', async page => {
  await screen(page, 'floor');
  await ticket(page, 't1').waitFor();
  const order = await line(page).locator('ol [data-ticket]').evaluateAll(all => all.map(e => e.dataset.ticket));
  assert.deepEqual(order, ['t10', 't1', 't2', 't11', 't4', 't5', 't6']);
  await ticket(page, 't1').getByText('Waits too long').waitFor();
  assert.equal(await ticket(page, 't4').getByText('Waits too long').count(), 0, 'who is away waits by their own choice');
  await ticket(page, 't5').getByText('No advisor for this').waitFor();
  latest().patch({tickets: {t5: {place: 900}}});
  await until(async () => {
    const now = await line(page).locator('ol [data-ticket]').evaluateAll(all => all.map(e => e.dataset.ticket));
    assert.deepEqual(now.slice(0, 3), ['t10', 't5', 't1']);
  });
});

await flow('after some minutes a desk shows how many were in line', 'hours_floor', async page => {
  await screen(page, 'floor');
  const desk = page.locator('[data-line=plan-help] [data-desk]').first();
  await desk.waitFor();
  const [key, {waiting, away}] = Object.entries(latest().shown.floor.desks).find(([, d]) => d.into === undefined);
  await page.clock.runFor(60_000);
  latest().patch({desks: {[key]: {waiting: waiting + 3}}});
  await desk.getByText(`${waiting + 3} waiting`).waitFor();
  await page.clock.runFor(60_000);
  const drawn = page.locator(`[data-desk="${key.split('/')[1]}"] [data-part=history]`);
  await drawn.waitFor();
  // The page's clock also goes by itself: a slow machine may see a minute more.
  const [before, after] = [waiting + away, waiting + away + 3];
  assert.match(await drawn.getAttribute('aria-label'), new RegExp(`^In line during the last [34] minutes: ${before}(, ${before})+(, ${after})?,? and ${after}$`));
}, {clock: true});

await flow('desks are paused, opened, closed and cut off; a facilitator unites none', 'hours_floor', async page => {
  await screen(page, 'floor');
  const desk = line(page).locator('[data-desk=d1]');
  await desk.getByText(/3 waiting, 1 away, 7 served · longest wait \d+ minutes/).waitFor();
  await desk.getByRole('button', {name: /^Pause/}).click();
  await desk.getByRole('button', {name: /^Open/}).click();
  await desk.getByRole('button', {name: /^Take nobody new/}).click();
  await desk.getByRole('button', {name: /^Tell all/}).click();
  await desk.getByText('Everybody was told that time is short.').waitFor();
  for (const name of ['desk.pause', 'desk.open', 'desk.close', 'desk.cutoff'])
    assert.deepEqual(fields(name, 'session', 'desk', 'after'), [['plan-help', 'd1', undefined]], name);
  assert.equal(await line(page).getByText('Unite with another desk').count(), 0);
});

await flow('an advisor is posted by name, set available, and taken from the desk', 'hours_floor', async page => {
  await screen(page, 'floor');
  await line(page).locator('[data-do=post] summary').click();
  await line(page).getByLabel('Name of the person').fill('yazzie');
  await line(page).getByRole('button', {name: /^Add Lieselotte Yazzie 25$/}).click();
  await until(() => assert.equal(sent('advisor.post').length, 1));
  const [{person, desk, posted}] = sent('advisor.post');
  assert.deepEqual([desk, posted], ['d1', true]);
  const row = line(page).locator(`[data-advisor=${person}]`);
  await row.getByRole('button', {name: /^Set to available/}).click();
  await until(() => assert.deepEqual(fields('advisor.status', 'session', 'status', 'person'), [['plan-help', 'available', person]]));
  await row.getByRole('button', {name: /^Take from the desk/}).click();
  await until(async () => assert.equal(await row.count(), 0));
  const busy = line(page).locator('[data-advisor=p11]');
  assert.equal(await busy.getByRole('button', {name: /^Take from/}).count(), 0, 'who talks to somebody ends that first');
});

await flow('a facilitator calls for an advisor and gives a place back; moving and pinning is not theirs', 'hours_floor', async page => {
  await screen(page, 'floor');
  await ticket(page, 't1').getByRole('button', {name: /^Do something/}).click();
  await dialog(page).waitFor();
  assert.deepEqual(await dialog(page).locator('fieldset label').allTextContents(), ['Call for an advisor', 'Last one likely to be reached']);
  assert.equal(await dialog(page).locator('select option').count(), 1, 'who is away is not asked');
  await dialog(page).getByLabel(/^Why/).fill('Has to leave soon');
  await button(page, 'Do it').click();
  await ticket(page, 't1').getByText('Called').waitFor();
  assert.deepEqual(fields('ticket.call', 'tickets', 'advisor', 'reason'), [[['t1'], 'p10', 'Has to leave soon']]);
  await line(page).locator('summary', {hasText: 'Over: 1'}).click();
  await act(page, 't9', 'Back to the old place');
  await button(page, 'Do it').click();
  await line(page).locator('ol [data-ticket=t9]').waitFor();
  assert.deepEqual(fields('ticket.return', 'ticket', 'reason'), [['t9', '']]);
});

await flow('a moderator moves, pins and unites, by keyboard alone where a reason has to be given', 'hours_board', async page => {
  await screen(page, 'floor');
  await ticket(page, 't2').getByRole('button', {name: /^Do something/}).focus();
  await page.keyboard.press('Enter');
  await dialog(page).waitFor();
  await page.keyboard.press('ArrowDown');
  await until(async () => assert.ok(await dialog(page).getByLabel('Move before somebody').isChecked()));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(sent('ticket.move').length, 0, 'nothing without a reason');
  await page.keyboard.type('Was here first');
  await page.keyboard.press('Enter');
  await until(() => assert.deepEqual(fields('ticket.move', 'ticket', 'before', 'desk', 'reason'), [['t2', 't10', undefined, 'Was here first']]));
  await until(async () => assert.equal(await dialog(page).count(), 0));
  assert.match((await focus(page)).text, /^Do something/, 'back to where it began');
  await act(page, 't1', 'Put first');
  await dialog(page).getByLabel(/^Why/).fill('Time zone');
  await button(page, 'Do it').click();
  await ticket(page, 't1').getByText('Put first').waitFor();
  assert.deepEqual(fields('ticket.pin', 'ticket', 'pinned', 'reason'), [['t1', true, 'Time zone']]);
  const desk = line(page).locator('[data-desk=d2]');
  await desk.locator('summary').click();
  await desk.getByRole('button', {name: 'Unite'}).click();
  await line(page).getByText('united with d1').waitFor();
  assert.deepEqual(fields('desk.merge', 'session', 'from', 'into'), [['plan-help', 'd2', 'd1']]);
});
