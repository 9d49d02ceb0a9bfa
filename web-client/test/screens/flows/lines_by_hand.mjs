// The same about lines as in lines.mjs, by keyboard alone and by tap alone, each with its presses.
import assert from 'node:assert/strict';
import {button, screen, sent, task, until} from '../stage.mjs';

const line = page => page.locator('[data-line=plan-help]');
const ticket = (page, id) => line(page).locator(`[data-ticket=${id}]`);
const dialog = page => page.locator('dialog[open]');
const once = (type, wanted) =>
  until(() => assert.deepEqual(sent(type).map(m => Object.fromEntries(Object.keys(wanted).map(name => [name, m[name]]))), [wanted]));

/** The dialog about a ticket: what is to be done, and why. */
async function interfere(page, hand, id, act, reason) {
  await hand.press(ticket(page, id).getByRole('button', {name: /^Do something/}));
  await dialog(page).waitFor();
  if (act) await hand.choose(dialog(page).locator('fieldset'), act);
  if (reason) await hand.write(dialog(page).getByLabel(/^Why/), reason);
  await hand.press(button(page, 'Do it'));
  await until(async () => assert.equal(await dialog(page).count(), 0));
}

await task('a desk is paused, opened, takes nobody new, and tells all that time is short', 'hours_floor', async (page, hand) => {
  await screen(page, 'floor');
  const desk = line(page).locator('[data-desk=d1]');
  for (const [name, type] of [['Pause', 'desk.pause'], ['Open', 'desk.open'], ['Take nobody new', 'desk.close'], ['Tell all', 'desk.cutoff']]) {
    await hand.press(desk.getByRole('button', {name: new RegExp(`^${name}`)}));
    await once(type, {session: 'plan-help', desk: 'd1'});
    await hand.did(type);
  }
});

await task('somebody is called for an advisor, and gets a place back', 'hours_floor', async (page, hand) => {
  await screen(page, 'floor');
  await interfere(page, hand, 't1', undefined, 'Has to leave soon');
  await once('ticket.call', {tickets: ['t1'], advisor: 'p10', reason: 'Has to leave soon'});
  await hand.did('call');
  await hand.press(line(page).locator('summary', {hasText: 'Over: 1'}));
  await interfere(page, hand, 't9', 'Back to the old place');
  await once('ticket.return', {ticket: 't9', reason: ''});
  await hand.did('back');
});

await task('an advisor is posted by name, set to available and taken from the desk', 'hours_floor', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(line(page).locator('[data-do=post] summary'));
  await hand.write(line(page).getByLabel('Name of the person'), 'yazzie');
  await hand.press(line(page).getByRole('button', {name: /^Add Lieselotte Yazzie 25$/}));
  await until(() => assert.equal(sent('advisor.post').length, 1));
  await hand.did('post');
  const {person} = sent('advisor.post')[0];
  const row = line(page).locator(`[data-advisor=${person}]`);
  await hand.press(row.getByRole('button', {name: /^Set to available/}));
  await once('advisor.status', {status: 'available', person});
  await hand.did('available');
  await hand.press(row.getByRole('button', {name: /^Take from the desk/}));
  await until(async () => assert.equal(await row.count(), 0));
  await hand.did('take away');
});

await task('places in line are changed: before somebody, first, at another desk', 'hours_board', async (page, hand) => {
  await screen(page, 'floor');
  await interfere(page, hand, 't2', 'Move before somebody', 'Was here first');
  await once('ticket.move', {ticket: 't2', before: 't10', reason: 'Was here first'});
  await hand.did('before somebody');
  await interfere(page, hand, 't1', 'Put first', 'Time zone');
  await once('ticket.pin', {ticket: 't1', pinned: true, reason: 'Time zone'});
  await hand.did('first');
  await interfere(page, hand, 't10', 'Move to another desk', 'Knows Spanish');
  await until(() => assert.deepEqual([sent('ticket.move').at(-1).ticket, typeof sent('ticket.move').at(-1).desk], ['t10', 'string']));
  await hand.did('another desk');
});

await task('a desk is united with another one', 'hours_board', async (page, hand) => {
  await screen(page, 'floor');
  const desk = line(page).locator('[data-desk=d2]');
  await hand.press(desk.locator('summary'));
  await hand.press(desk.getByRole('button', {name: 'Unite'}));
  await line(page).getByText('united with d1').waitFor();
  await hand.did('unite');
});

await task('the page is held still, and goes on', 'hours_board', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(button(page, 'Pause updates'));
  await page.locator('[data-part=paused]').waitFor();
  await hand.did('pause');
  await hand.press(page.locator('.views button[aria-pressed=true]:not(.tab)'));
  await page.locator('[data-part=paused]').waitFor({state: 'detached'});
  await hand.did('go on');
});
