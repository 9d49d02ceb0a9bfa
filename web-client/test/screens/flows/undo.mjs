// Taking back and doing again; who did what.
import assert from 'node:assert/strict';
import {button, flow, focus, latest, screen, sent, soon, task, until} from '../stage.mjs';

const spoken = page => page.evaluate(() => window.spoken);
const foot = page => page.locator('[data-part=undo]');
const operation = (page, id) => page.locator(`[data-operation=${id}]`);
const history = page => button(page, 'History');

await task('take back what one did last, and do it again: one press each', 'done', async (page, hand) => {
  await screen(page, 'floor');
  const undo = foot(page).locator('[data-do=undo]');
  const said = /^Undo: .*30.* to .*Classroom educators 3/;
  await until(async () => assert.match(await undo.textContent(), said, 'in words, what it would take back'));
  await hand.press(undo);
  await until(() => assert.deepEqual(sent('op.undo').map(m => [m.operation, m.others, m.partly]), [['o9', undefined, undefined]]));
  await until(async () => assert.match(await undo.textContent(), /change places/, 'then the one before'));
  const redo = foot(page).locator('[data-do=redo]');
  await until(async () => assert.match(await redo.textContent(), /^Redo: .*30.* to .*Classroom educators 3/));
  await hand.press(redo);
  await until(() => assert.deepEqual(sent('op.redo').map(m => m.operation), ['o9']));
  await until(async () => assert.ok((await spoken(page)).some(s => /polite: undone: .*30.* to/.test(s))));
  await until(async () => assert.ok((await spoken(page)).some(s => /polite: done again: .*30.* to/.test(s))));
  assert.equal(hand.pressed, 2);
});

await flow('Ctrl+Z takes back and Ctrl+Shift+Z does again, but not while one writes', 'done', async page => {
  await screen(page, 'floor');
  await foot(page).waitFor();
  await page.getByLabel('Find a person').focus();
  await page.keyboard.type('v');
  await page.keyboard.press('Control+z');
  await soon();
  assert.equal(sent('op.undo').length, 0, 'the field has its own');
  await page.locator('h1').focus();
  await page.keyboard.press('Control+z');
  await until(() => assert.deepEqual(sent('op.undo').map(m => m.operation), ['o9']));
  await foot(page).locator('[data-do=redo]').waitFor();
  await page.keyboard.press('Control+z');
  await until(() => assert.deepEqual(sent('op.undo').map(m => m.operation), ['o9', 'o8']));
  await until(async () => assert.match(await foot(page).locator('[data-do=redo]').textContent(), /change places/));
  await page.keyboard.press('Control+Shift+Z');
  await until(() => assert.deepEqual(sent('op.redo').map(m => m.operation), ['o8'], 'the last one first'));
  await until(async () => assert.match(await foot(page).locator('[data-do=redo]').textContent(), /to .*Classroom educators 3/));
  await button(page, 'Messages').click();
  await page.locator('main textarea').focus();
  await page.keyboard.press('Control+Shift+Z');
  await soon();
  assert.equal(sent('op.redo').length, 1);
});

await task("take back what somebody else did: asked once more, by name; leaving it changes nothing", 'done', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(history(page));
  const undo = operation(page, 'o6').locator('[data-do=undo]');
  await hand.press(undo);
  const asked = page.locator('dialog[open][data-code="op.others"]');
  await asked.waitFor();
  assert.match(await asked.textContent(), /Odalys Brightwater.* did this: .*closed, 2 people to .*Undo it all the same\?/);
  assert.equal(await page.locator('.refusal').count(), 0, 'it is asked, and not said as a refusal besides');
  await hand.press(asked.getByRole('button', {name: 'Leave it'}));
  await until(async () => assert.equal(await page.locator('dialog[open]').count(), 0));
  assert.equal(sent('op.undo').length, 1);
  await until(async () => assert.equal((await focus(page)).text.slice(0, 4), 'Undo', 'back where one was'));
  await hand.press(undo);
  await hand.press(asked.getByRole('button', {name: 'Undo it all the same'}));
  await until(() => assert.deepEqual(sent('op.undo').map(m => [m.operation, m.others]), [['o6', undefined], ['o6', undefined], ['o6', true]]));
  await operation(page, 'o6').getByText('undone by').waitFor();
  assert.equal(hand.pressed, 5, 'two of them for having left it');
});

await task('take back what was changed again since: the rest of it', 'done', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(history(page));
  await hand.press(operation(page, 'o7').locator('[data-do=undo]'));
  await hand.press(page.locator('dialog[open]').getByRole('button', {name: 'Undo it all the same'}));
  const asked = page.locator('dialog[open][data-code="op.changed"]');
  await asked.waitFor();
  assert.match(await asked.textContent(), /1 of 3 people were changed again since, by .*Thandeka Wolstenholme/);
  await hand.press(asked.getByRole('button', {name: 'Undo the rest'}));
  await until(() => assert.deepEqual(sent('op.undo').at(-1), {...sent('op.undo').at(-1), operation: 'o7', others: true, partly: true}));
  await operation(page, 'o7').getByText('undone by').waitFor();
  assert.equal(hand.pressed, 4);
});

await task('who moved me: from the person to what was done about them, each to be taken back', 'done', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(page.locator('[data-room=r2] [data-person=p3] .name'));
  await hand.press(page.locator('dialog[open] [data-do=moved-by]'));
  await page.locator('[data-part=log] h2').waitFor();
  const ids = await page.locator('[data-operation]').evaluateAll(all => all.map(e => e.dataset.operation));
  assert.deepEqual(ids, ['o5', 'o4', 'o3', 'o2'], 'the newest first, and one that moved more than are listed');
  const text = await operation(page, 'o2').textContent();
  for (const part of [/Gaurav Varma/, /Jacinta Escamilla.*: from .*Classroom educators 2.* to .*Classroom educators 4/, /She knows the others/, /undone by/]) assert.match(text, part);
  assert.equal(await operation(page, 'o3').getByRole('button').count(), 0, 'an undo is turned round by the redo of what it undid');
  await hand.press(operation(page, 'o2').locator('[data-do=redo]'));
  await until(() => assert.deepEqual(sent('op.redo').map(m => m.operation), ['o2']));
  assert.equal(hand.pressed, 3);
});

const act = (page, id) => page.locator(`[data-act="${id}"]`);

await task('what staff did besides stands among the operations: who, whom, before and now; without a press', 'done', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(history(page));
  await act(page, 1).waitFor();
  const order = await page.locator('[data-part=log] li[data-operation], [data-part=log] li[data-act]').evaluateAll(all => all.map(e => e.dataset.operation ?? e.dataset.act));
  assert.deepEqual(order, ['7', 'o9', 'o8', '6', 'o7', 'o6', '5', '4', 'o5', '3', 'o4', '2', 'o3', 'o2', '1', 'o1'], 'by time');
  const said = async (id, ...parts) => {
    const text = await act(page, id).textContent();
    for (const part of parts) assert.match(text, part);
  };
  await said(1, /Odalys Brightwater: tasks of .Jacinta Escamilla.: Participant and Facilitator \(only .*Role-Alike.* and .*Classroom educators 2.*\)/, /Before: Participant/);
  await said(2, /.Someone Loud. shown out/, /did not stop/);
  await said(3, /Gaurav Varma: other times: .*Role-Alike.* and 1 more/, /11:15.*\(was .*11:00/, /end of the round: 10:25.*\(was 10:20/, /1 more$/);
  await said(5, /message by .* in .*Classroom educators 2.* hidden/);
  await said(6, /32 more at .*: was there/, /Before: nothing noted/);
  await said(7, /action plan of somebody who was erased: completed/, /Before: not completed/);
  assert.equal(await page.locator('[data-act] button').count(), 0, 'what turns it round has a press of its own');
  await page.getByLabel('About').selectOption({label: 'Jacinta Escamilla'});
  await until(async () => assert.equal(await act(page, 3).count(), 0));
  const about = await page.locator('[data-act]').evaluateAll(all => all.map(e => e.dataset.act));
  assert.deepEqual(about, ['6', '4', '1'], 'hers, and one of more people than are listed');
  await page.getByLabel('About').selectOption({label: 'Someone Loud'});
  await until(async () => assert.deepEqual(await page.locator('[data-act]').evaluateAll(all => all.map(e => e.dataset.act)), ['6', '2'], 'also of who is not here'));
  const {board} = latest().shown;
  latest().view('board', {...board, acts: {...board.acts, 8: {...board.acts[2], what: 'restored', before: 'removed', after: 'in', reason: '', at: Date.now()}}});
  await act(page, 8).getByText('let in again').waitFor();
  await said(8, /Before: shown out/);
  assert.equal(hand.pressed, 1);
});

await flow('staff who may take nothing back see no history; somebody else taking mine back is told', 'facilitator', async page => {
  await screen(page, 'floor');
  await soon();
  assert.equal(await history(page).count(), 0);
  latest().say({type: 'notice', id: 'b9', kind: 'undone', urgent: false, at: 0, parameters: {by: 'Odalys Brightwater'}});
  await page.locator('.notice', {hasText: /Odalys Brightwater.* undid something that you did/}).waitFor();
});
