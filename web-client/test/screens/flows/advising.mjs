// An advisor at their desk: being available, calling, talking, noting down.
import assert from 'node:assert/strict';
import {button, f, flow, hours, latest, screen, sent, until} from '../stage.mjs';

const desk = page => page.locator('[data-part=desk]');
const fields = (type, ...names) => sent(type).map(m => names.map(name => m[name]));

await flow("an advisor's status is one press, with a planned end if they like", 'advisor', async page => {
  await screen(page, 'programme');
  await desk(page).getByText('In line for you: 4').waitFor();
  assert.equal(await button(page, 'Available').getAttribute('aria-pressed'), 'true');
  await button(page, 'Away').click();
  await until(async () => assert.equal(await button(page, 'Away').getAttribute('aria-pressed'), 'true'));
  assert.equal(await desk(page).getByRole('button', {name: /^Call/}).count(), 0, 'who is away calls nobody');
  const soon = new Date(Date.now() + 2 * 3_600_000);
  await desk(page).getByLabel(/Planned end/).fill(soon.toTimeString().slice(0, 5));
  await button(page, 'Available').click();
  await desk(page).getByText(/^Until/).waitFor();
  const [[away], [available, end]] = fields('advisor.status', 'status', 'until');
  assert.deepEqual([away, available], ['away', 'available']);
  assert.equal(end, Math.floor(soon / 60_000) * 60_000);
});

await flow('the next one is called by one press, others with a reason, a group together', 'advisor', async page => {
  await screen(page, 'programme');
  await desk(page).locator('[data-ticket=t2]').getByRole('button', {name: /^Call/}).click();
  await desk(page).locator('[data-ticket=t2]').getByText('Called').waitFor();
  assert.deepEqual(fields('ticket.call', 'tickets', 'reason'), [[['t2'], '']]);
  const third = desk(page).locator('[data-ticket=t3]');
  await third.getByText('Lets the next one go first').waitFor();
  await third.locator('summary').click();
  await third.getByRole('button', {name: 'Call', exact: true}).click();
  assert.equal(sent('ticket.call').length, 1, 'out of turn needs a reason');
  await third.getByLabel(/^Why/).fill('Has to leave soon');
  await third.getByRole('button', {name: 'Call', exact: true}).click();
  await page.locator('[data-code="ticket.taken"]').getByText('Odalys Brightwater called this person already').waitFor();
  await button(page, 'Call them together').click();
  await until(() => assert.deepEqual(fields('ticket.call', 'tickets', 'reason').slice(1), [[['t3'], 'Has to leave soon'], [['t4', 't5'], '']]));
});

await flow('who comes is said; the conversation is extended and ended with a note; rest can be cut short', 'advisor', async page => {
  await screen(page, 'programme');
  latest().desk(hours.calling());
  await desk(page).getByText('Called').waitFor();
  latest().desk(hours.withOne());
  await until(async () => assert.equal((await page.evaluate(() => window.spoken)).filter(s => /Verónica Dávila. came/.test(s)).length, 1));
  await button(page, 'Go to the room').click();
  await until(() => assert.deepEqual(fields('room.visit', 'room'), [['r9']]));
  latest().view('me', f.me({hats: ['advisor'], room: 'r9', visiting: 'r9'}));
  latest().view('room', hours.talkRoom());
  await page.locator('[data-part=visit] h2', {hasText: 'Assessment 1'}).waitFor();
  assert.equal(await page.locator('h1').textContent(), 'Your desk');
  await button(page, /^5 minutes more/).click();
  await until(() => assert.deepEqual(fields('ticket.extend', 'ticket', 'minutes', 'seen'), [['t1', 5, latest().shown.desk.desks[0].ends]]));
  await desk(page).getByLabel(/Note for the list/).fill('Wants the rubric');
  await page.reload();
  await screen(page, 'programme');
  latest().desk(hours.withOne());
  await until(async () => assert.equal(await desk(page).getByLabel(/Note for the list/).inputValue(), 'Wants the rubric'));
  await desk(page).getByLabel('Contact this person after the session').check();
  await button(page, /^Done/).click();
  await until(() => assert.deepEqual(fields('ticket.done', 'ticket', 'note', 'follow_up'), [['t1', 'Wants the rubric', true]]));
  await desk(page).getByText('Time to note things down').waitFor();
  await button(page, 'Next one now').click();
  await until(async () => assert.equal(await page.locator('[data-part=rest]').count(), 0));
  assert.deepEqual(fields('advisor.status', 'status'), [['available']]);
});

await flow('somebody who was called and is not there', 'advisor', async page => {
  await screen(page, 'programme');
  latest().desk(hours.calling());
  await button(page, /^Not there/).click();
  await until(() => assert.deepEqual(fields('ticket.no_show', 'ticket'), [['t1']]));
});
