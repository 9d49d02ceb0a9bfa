// Some rooms of the open round grouped anew, and what a plan says before anybody moves.
import assert from 'node:assert/strict';
import {button, f, flow, latest, screen, sent, task, until} from '../stage.mjs';

const some = page => page.locator('[data-session=role-alike-1] [data-do=rematch-some]');
const dialog = page => page.locator('dialog[data-part=rematch]');

await task('better rooms for two of them', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(some(page));
  await dialog(page).getByText('Chosen: 0 rooms with 0 people.').waitFor();
  assert.equal(await dialog(page).locator('[data-do=rematch]').isDisabled(), true, 'of none there is no plan');
  for (const id of ['r4', 'r2']) await hand.press(dialog(page).locator(`input[value=${id}]`), 'Space');
  await dialog(page).getByText('Chosen: 2 rooms with 10 people.').waitFor();
  await hand.press(dialog(page).locator('[data-do=rematch]'));
  await until(() => assert.deepEqual(sent('round.rematch').map(m => [m.session, m.rooms]), [['role-alike-1', ['r2', 'r4']]]));
  await page.locator('[data-plan=d1]').waitFor();
  assert.equal(hand.pressed, 4);
});

await flow('those that need a look are chosen at once; a room that is gone is not sent', 'moderator', async page => {
  await screen(page, 'floor');
  await some(page).click();
  await dialog(page).locator('[data-do=unwell]').click();
  const chosen = () => dialog(page).locator('input:checked').evaluateAll(all => all.map(e => e.value).sort());
  await until(async () => assert.deepEqual(await chosen(), ['r1', 'r2', 'r3', 'r4', 'r8']));
  latest().patch({rooms: {r4: null}});
  await until(async () => assert.deepEqual(await chosen(), ['r1', 'r2', 'r3', 'r8']));
  await dialog(page).locator('[data-do=rematch]').click();
  await until(() => assert.deepEqual([...(sent('round.rematch').at(-1)?.rooms ?? [])].sort(), ['r1', 'r2', 'r3', 'r8']));
});

await flow('a plan says what it cannot satisfy, why people sit together, who is pinned and who would move', 'moderator', async page => {
  await screen(page, 'floor');
  const {d1} = f.board().plans;
  const violations = [
    {code: 'kept_apart', room: -1, amount: 2, limit: 0}, {code: 'size_min_relaxed', room: -1, amount: 1, limit: 3},
    {code: 'no_shared_language', room: 1, amount: 2, limit: 0}, {code: 'of_a_later_server', room: -1, amount: 1, limit: 1}];
  const rooms = [{...d1.rooms[0], room: 'r5', people: ['p20', 'p21', 'p3']}, {...d1.rooms[1], basis: {...f.basis, role_relaxed: false, language_relaxed: true, languages: []}}];
  latest().view('board', {...f.board(), plans: {d1: {...d1, rematch: true, rooms, report: {...d1.report, moves: 1, least_moves: 0, violations}}}});
  await button(page, 'Plans').click();
  const plan = page.locator('[data-plan=d1]');
  assert.deepEqual(await plan.locator('[data-part=cannot] p').allTextContents(), [
    '2 people have no room because of who is to be kept apart.',
    '1 room has fewer than 3 people: the number of people does not divide otherwise.',
    'Something else could not be had.',
    '1 room: see below.']);
  const planned = n => plan.locator('.cards .card:has([data-part=why])').nth(n);
  assert.match(await planned(0).locator('[data-part=why]').textContent(), /^Why this room: You all do this kind of work: Classroom educators\..*closer match/);
  assert.match(await planned(0).locator('li', {hasText: 'from Classroom educators 2'}).textContent(), /\S/);
  assert.equal(await planned(0).locator('li .tag', {hasText: 'pinned'}).count(), 1);
  assert.match(await planned(1).textContent(), /No language for all.*2 people here do not follow the language that most speak\./);
});
