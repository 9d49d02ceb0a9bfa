// Rounds and their plans: drafted, opened, closed, better rooms in the open one; each by keyboard alone and by tap alone.
import assert from 'node:assert/strict';
import {button, f, flow, focus, heard, latest, screen, sent, task, until} from '../stage.mjs';

const id = 'role-alike-1';
const tool = (page, name) => page.locator(`section[data-session=${id}]`).getByRole('button', {name});
const inPlan = (page, plan, name) => page.locator(`[data-plan=${plan}]`).getByRole('button', {name});
const confirm = (page, name) => page.locator('dialog[open]').getByRole('button', {name, exact: true});
const stale = {refused: {code: 'plan.stale', parameters: {}}};
const gone = async (page, plan) => {
  await until(async () => assert.equal(await page.locator(`[data-plan=${plan}]`).count(), 0));
  await until(async () => assert.deepEqual([(await focus(page)).tag, (await focus(page)).text], ['H2', 'Plans'], 'what is left is under it'));
};

/** Between the first round and the second. */
const paused = () => latest().patch({sessions: {[id]: {round: {state: 'pause', number: 2}}}});
/** The stand-in leaves an opening without an answer; the plan that it came from is used up. */
const opened = plan => {
  const {[plan]: _, ...plans} = latest().shown.board.plans;
  latest().patch({sessions: {[id]: {round: {state: 'open', ends: Date.now() + 600_000}}}});
  latest().view('board', {...latest().shown.board, plans});
  latest().done(sent('round.open').at(-1).id);
};

await task('the next round is drafted, and opened from the plan', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  paused();
  await hand.press(tool(page, /^Draft the next round/));
  await until(() => assert.deepEqual(sent('round.draft').map(m => [m.session, m.whom]), [[id, undefined]]));
  await heard(page, /^polite: The plan for .*Role-Alike.* is ready\.$/);
  await hand.did('draft');
  await hand.press(button(page, 'Plans'));
  await hand.press(inPlan(page, 'd2', 'Open this plan'));
  await until(() => assert.deepEqual(sent('round.open').map(m => [m.session, m.plan, m.force]), [[id, 'd2', false]]));
  opened('d2');
  await gone(page, 'd2');
  await hand.did('open from the plan');
});

await task('the next round is opened by hand, and closed', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  paused();
  await hand.press(tool(page, /^Open the next round now/));
  const asked = page.locator('dialog[open]');
  assert.match(await asked.textContent(), /Open round 2 of .*Role-Alike.* now\?.*3 people in the lobby get a room\./);
  assert.equal(sent('round.open').length, 0, 'it is asked first');
  await hand.press(confirm(page, 'Open the next round now'));
  await until(() => assert.deepEqual(sent('round.open').map(m => [m.session, m.plan, m.force]), [[id, undefined, false]]));
  opened();
  await tool(page, /^Close this round/).waitFor();
  assert.equal(await tool(page, /^Open the next round now/).count(), 0);
  await hand.did('open');
  await hand.press(tool(page, /^Close this round/));
  await until(async () => assert.match(await asked.textContent(), /Everybody sees the last minute, then the rooms close\./));
  await hand.press(confirm(page, 'Close this round'));
  await until(() => assert.deepEqual(sent('round.close').map(m => m.session), [id]));
  await page.locator(`section[data-session=${id}]`).getByText(/Round 2 of 2 closes in/).waitFor();
  await heard(page, /^polite: end of the round$/);
  assert.equal(await tool(page, /^Close this round/).count(), 0);
  await hand.did('close');
});

await task('better rooms for the open round: a plan to look at, and its moves', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(tool(page, /^Better rooms for this round/));
  await until(() => assert.deepEqual(sent('round.rematch').map(m => [m.session, m.rooms]), [[id, []]]));
  await heard(page, /^polite: The plan for .*Role-Alike.* is ready\.$/);
  await hand.press(button(page, 'Plans'));
  await page.locator('[data-plan=d2]').getByText(/from .*Classroom educators 4/).waitFor();
  await hand.press(inPlan(page, 'd2', 'Move 2 people now'));
  await until(() => assert.deepEqual(sent('plan.apply').map(m => [m.plan, m.force]), [['d2', false]]));
  await heard(page, /^polite: 2 people moved by a plan$/);
  await gone(page, 'd2');
  await hand.did('rematch and apply');
});

await task('a plan is thrown away after a question, as nobody gets it back; leaving it changes nothing', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(button(page, 'Plans'));
  const drop = page.locator('[data-plan=d1] [data-do=drop]');
  await hand.press(drop);
  const asked = page.locator('dialog[open][data-part=drop]');
  await asked.waitFor();
  assert.match(await asked.textContent(), /Throw plan A away\?Nobody gets it back\./);
  await until(async () => assert.equal((await focus(page)).text, 'Leave it', 'a press too many does nothing'));
  await hand.press(confirm(page, 'Leave it'));
  await until(async () => assert.equal(await page.locator('dialog[open]').count(), 0));
  await until(async () => assert.equal((await focus(page)).text, 'Throw away', 'back where one was'));
  assert.equal(sent('plan.drop').length, 0);
  await hand.did('leave it');
  await hand.press(drop);
  await hand.press(confirm(page, 'Throw away'));
  await until(() => assert.deepEqual(sent('plan.drop').map(m => m.plan), ['d1']));
  await page.getByText('No plans yet. Draft one from a session.').waitFor();
  await gone(page, 'd1');
  await hand.did('throw away');
});

await task('plans that are not fresh any more: refused, and carried out all the same', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  const {d1} = f.board().plans;
  const report = {...d1.report, moves: 2, least_moves: 1};
  latest().view('board', {...f.board(), plans: {d1, d2: {...d1, at: d1.at + 1, rematch: true, report}}});
  const refusal = page.locator('.refusal').getByText(/^Many people came or went since this plan was made/);
  latest().refuses = {'plan.apply': stale};
  await hand.press(button(page, 'Plans'));
  await hand.press(inPlan(page, 'd2', 'Move 2 people now'));
  await refusal.waitFor();
  latest().refuses = {};
  await hand.press(inPlan(page, 'd2', 'Move them all the same'));
  await until(() => assert.deepEqual(sent('plan.apply').map(m => [m.plan, m.force]), [['d2', false], ['d2', true]]));
  await gone(page, 'd2');
  await until(async () => assert.equal(await refusal.count(), 0, 'that it was refused is no news any more'));
  await hand.did('apply with force');
  await hand.press(inPlan(page, 'd1', 'Open this plan'));
  await until(() => assert.equal(sent('round.open').length, 1));
  latest().say({type: 'refused', id: sent('round.open')[0].id, message: '', ...stale.refused});
  await refusal.waitFor();
  await hand.press(inPlan(page, 'd1', 'Open it all the same'));
  await until(() => assert.deepEqual(sent('round.open').map(m => [m.plan, m.force]), [['d1', false], ['d1', true]]));
  opened('d1');
  await gone(page, 'd1');
  await until(async () => assert.equal(await refusal.count(), 0));
  await hand.did('open with force');
});

await flow('a question that was opened stays as it is when the board’s rarer tools come', 'moderator', async page => {
  let come;
  const late = new Promise(resolve => (come = resolve));
  await page.route('**/tools-*.js', async route => (await late, route.continue()));
  await page.reload();
  await screen(page, 'floor');
  await tool(page, /^Close this round/).click();
  const asked = page.locator('dialog[open]');
  await asked.waitFor();
  assert.equal(await page.locator('[data-do=more]').count(), 0, 'they are not here yet');
  come();
  await page.locator('[data-do=more]').first().waitFor({state: 'attached'});
  assert.equal(await asked.count(), 1);
  await confirm(page, 'Close this round').click();
  await until(() => assert.deepEqual(sent('round.close').map(m => m.session), [id]));
});
