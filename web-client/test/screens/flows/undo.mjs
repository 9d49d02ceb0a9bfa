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

const room = (page, id) => page.locator(`[data-room=${id}]`);

await task('a lock is told from an unlock, and a pin from one that is taken away: at the foot, in the history and aloud', 'done', async (page, hand) => {
  await screen(page, 'floor');
  const undo = foot(page).locator('[data-do=undo]');
  const tells = what => until(async () => {
    assert.match((await undo.textContent()).trim(), new RegExp(`^Undo: ${what}$`));
    assert.ok((await spoken(page)).some(s => new RegExp(`^polite: ${what}$`).test(s)), 'aloud');
  });
  await hand.press(room(page, 'r4').getByRole('button', {name: /^Lock/}));
  await tells('.Classroom educators 4. locked');
  await hand.press(room(page, 'r4').getByRole('button', {name: /^Unlock/}));
  await tells('.Classroom educators 4. unlocked');
  await hand.press(page.locator('[data-room=r2] [data-person=p3] .name'));
  await hand.press(page.locator('dialog[open]').getByRole('button', {name: 'Keep in this room (pin)'}));
  await tells('pin of .Jacinta Escamilla.');
  await hand.press(page.locator('dialog[open]').getByRole('button', {name: 'Let go (unpin)'}));
  await tells('pin of .Jacinta Escamilla. taken away');
  await page.keyboard.press('Escape');
  await hand.press(history(page));
  const said = [['o10', 'locked'], ['o11', 'unlocked'], ['o12', 'pin of .Jacinta Escamilla.'], ['o13', 'pin of .Jacinta Escamilla. taken away']];
  for (const [id, what] of said) assert.match(await operation(page, id).locator('p').first().textContent(), new RegExp(`: (.Classroom educators 4. )?${what} *$`));
});

await task('a room that is renamed stands with both names, until they are erased; and two people with what was said of them before', 'done', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(history(page));
  const says = (id, words) => page.locator(`[data-operation=${id}] p`, {hasText: words}).waitFor();
  await says('o5', 'kept apart (before: together)');
  const {board, floor} = latest().shown;
  const called = label => ({...floor.rooms.r4.name, label});
  const op = {...board.operations.o1, command: 'room.rename', rooms: [called('Rivers')], at: Date.now()};
  const names = {o10: {...op, room_before: floor.rooms.r4.name, room_after: called('Lakes')}, o11: {...op, room_before: called('Lakes'), room_after: called('Rivers')}};
  latest().view('board', {...board, operations: {...board.operations, ...names}});
  await says('o10', /.Classroom educators 4. renamed to .Lakes./);
  await says('o11', /.Lakes. renamed to .Rivers./);
  const {room_before: _, ...erased} = names.o11;
  latest().view('board', {...board, operations: {...board.operations, o10: names.o10, o11: erased}});
  await says('o11', /: .Rivers. renamed/);
  assert.doesNotMatch(await operation(page, 'o11').textContent(), /Lakes/);
  assert.equal(hand.pressed, 1);
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
  await said(6, /32 more at .*: present/, /Before: nothing noted/);
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

await task('ways into calls, rounds, plans, reports, calls for help and posts stand there, too, with who it was', 'done', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(history(page));
  const {board} = latest().shown;
  const by = {...board.acts[5], what: 'linked', people: 0, who: [], room: undefined, before: undefined, after: undefined, at: Date.now()};
  const jacinta = {people: 1, who: board.acts[4].who};
  const r2 = board.acts[5].room;
  const told = [
    [{what: 'linked', room: r2, before: 'none', after: 'given'}, /: way into the call of .Classroom educators 2. given$/],
    [{what: 'linked', room: r2, before: 'linked', after: 'changed'}, /: way into the call of .Classroom educators 2. changed$/],
    [{what: 'linked', room: r2, before: 'linked', after: 'taken'}, /: way into the call of .Classroom educators 2. taken away$/],
    [{what: 'round', session: 'role-alike-1', after: 'asked'}, /: round of .*Role-Alike.* opened by hand$/],
    [{what: 'round', session: 'role-alike-1', plan: 'Tables', after: 'from_plan'}, /opened by hand, from plan .Tables.$/],
    [{what: 'dropped', session: 'role-alike-1', plan: 'd3'}, /: plan .d3. of .*Role-Alike.* thrown away$/],
    [{what: 'chosen', session: 'role-alike-1', plan: 'Tables', after: 'chosen'}, /: plan .Tables. chosen for when the round of .*Role-Alike/],
    [{what: 'chosen', session: 'role-alike-1', plan: 'Tables', after: 'left'}, /: plan .Tables. no longer chosen for the round of .*Role-Alike/],
    [{what: 'settled', ...jacinta}, /: what was told of .Jacinta Escamilla. looked after$/],
    [{what: 'settled'}, /: what was told of somebody looked after$/],
    [{what: 'helped', ...jacinta}, /: call for help by .Jacinta Escamilla. answered$/],
    [{what: 'posted', ...jacinta, session: 'role-alike-1', desk: 'Funding', before: 'away', after: 'posted'}, /: .Jacinta Escamilla. posted at desk .Funding. of .*Role-Alike.*[^d]$/],
    [{what: 'posted', ...jacinta, session: 'role-alike-1', desk: 'Plans', from: 'Funding', before: 'posted', after: 'changed'}, /: post of .* at desk .Plans. of .* changedBefore: desk .Funding.$/],
    [{what: 'posted', ...jacinta, session: 'role-alike-1', desk: 'Plans', before: 'posted', after: 'taken'}, /: .Jacinta Escamilla. no longer at desk .Plans. of .*Role-Alike/],
  ];
  latest().view('board', {...board, acts: Object.fromEntries(told.map(([one], i) => [20 + i, {...by, ...one}]))});
  await act(page, 20).waitFor();
  for (const [i, [one, words]] of told.entries()) {
    const text = await act(page, 20 + i).textContent();
    assert.match(text, words, JSON.stringify(one));
    assert.match(text, /Odalys Brightwater/);
  }
  await page.getByLabel('About').selectOption({label: 'Jacinta Escamilla'});
  await until(async () => assert.equal(await act(page, 20).count(), 0));
  assert.deepEqual(await page.locator('[data-act]').evaluateAll(all => all.map(e => e.dataset.act)), ['33', '32', '31', '30', '28']);
  assert.equal(hand.pressed, 1);
});

await flow('staff who may take nothing back see no history; somebody else taking mine back is told', 'facilitator', async page => {
  await screen(page, 'floor');
  await soon();
  assert.equal(await history(page).count(), 0);
  latest().say({type: 'notice', id: 'b9', kind: 'undone', urgent: false, at: 0, parameters: {by: 'Odalys Brightwater'}});
  await page.locator('.notice', {hasText: /Odalys Brightwater.* undid something that you did/}).waitFor();
});
