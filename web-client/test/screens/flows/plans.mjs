// Plans that are made ahead or brought from elsewhere, beside each other.
import assert from 'node:assert/strict';
import {button, f, flow, focus, heard, latest, screen, sent, task, until} from '../stage.mjs';

const list = {name: 'rooms.csv', mimeType: 'text/csv', buffer: Buffer.from('user;room,\nkai@example.org;Blue table\n')};
const open = async page => {
  await screen(page, 'floor');
  await button(page, 'Plans').click();
  await page.locator('[data-part=prepare] summary').click();
  return page.locator('[data-part=prepare]');
};

await task('rooms are prepared before a session, for whoever means to come', 'done', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(button(page, 'Plans'));
  const prepare = page.locator('[data-part=prepare]');
  await hand.press(prepare.locator('summary'));
  await hand.write(prepare.getByLabel('For which session'), 'Regional');
  await hand.write(prepare.getByLabel('Name of the plan'), 'By region');
  await hand.press(prepare.locator('[data-do=prepare]'));
  await until(() => assert.deepEqual(sent('round.draft').map(m => [m.session, m.title, m.whom]), [['regional-1', 'By region', 'intending']]));
  assert.equal(hand.pressed, 5);
});

await flow('whoever is here now is meant only of a session that is on', 'done', async page => {
  const prepare = await open(page);
  const choices = () => prepare.getByLabel('For whom').locator('option').allTextContents();
  assert.deepEqual(await choices(), ['Who is here now', 'Who means to come', 'Everybody on the roster']);
  await prepare.getByLabel('For which session').selectOption('regional-1');
  await until(async () => assert.deepEqual(await choices(), ['Who means to come', 'Everybody on the roster']));
  await prepare.getByLabel('For whom').selectOption('everybody');
  await prepare.locator('[data-do=prepare]').click();
  await until(() => assert.equal(sent('round.draft').at(-1)?.whom, 'everybody'));
});

await flow('a list that was made elsewhere becomes a plan, and rows that mean nobody are told with their reasons', 'done', async page => {
  const prepare = await open(page);
  await prepare.getByLabel('For which session').selectOption('regional-1');
  await prepare.getByLabel('Name of the plan').fill('From Zoom');
  await until(async () => assert.equal(await prepare.locator('[data-do=import]').isDisabled(), true, 'no list yet'));
  await prepare.locator('input[type=file]').setInputFiles(list);
  await prepare.locator('[data-do=import]').click();
  const taken = prepare.locator('[data-part=taken]');
  await taken.getByText('A plan of 3 people in 1 room stands below.').waitFor();
  const [asked] = sent('http');
  assert.deepEqual([asked.method, asked.resource, asked.session, asked.name, asked.body], ['POST', 'plan', 'regional-1', 'From Zoom', list.buffer.toString()]);
  assert.match(asked.bearer, /^Bearer c1\./);
  await taken.getByText('3 rows mean nobody').click();
  await until(async () => assert.deepEqual(await taken.locator('details[open] li').allTextContents(), [
    'Row 3: nobody has this id, address or name', 'Row 5: several people have this name', 'Row 6: the roster has another address for this name']));
  await taken.getByText('1 row was taken by the name alone').click();
  const plan = page.locator('[data-plan=d9]');
  assert.match(await plan.textContent(), /From Zoom.*prepared ahead.*Blue table/);
  await plan.getByText('Absent Abara').waitFor();
  assert.deepEqual(sent('http').filter(m => m.resource === 'names').map(m => m.plan), ['d9'], 'of those who are not here it is asked, once');
  assert.equal(await plan.getByRole('button', {name: 'Open this plan'}).count(), 0, 'its session is not on yet');
});

await task('a list that was made elsewhere becomes a plan', 'done', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(button(page, 'Plans'));
  const prepare = page.locator('[data-part=prepare]');
  await hand.press(prepare.locator('summary'));
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), hand.press(prepare.locator('input[type=file]'))]);
  await chooser.setFiles(list);
  await hand.press(prepare.locator('[data-do=import]'));
  await heard(page, /^polite: A plan of 3 people in 1 room stands below\.$/);
  assert.deepEqual(sent('http').filter(m => m.method === 'POST').map(m => [m.resource, m.session, m.body]), [['plan', 'role-alike-1', list.buffer.toString()]]);
  await page.locator('[data-plan=d9]').getByText('Blue table').waitFor();
  await until(async () => assert.equal((await focus(page)).text, 'Make a plan of it'));
  await hand.did('import');
});

await flow('a list that cannot be read says why, and leaves no plan', 'done', async page => {
  const prepare = await open(page);
  await prepare.locator('input[type=file]').setInputFiles({...list, buffer: Buffer.from('nothing')});
  await prepare.locator('[data-do=import]').click();
  await prepare.getByText('None of the list was taken: Line 1: there is no column “room”.').waitFor();
  assert.equal(await page.locator('[data-plan=d9]').count(), 0);
  await until(async () => assert.ok((await page.evaluate(() => window.spoken)).some(s => /^polite: None of the list was taken: Line 1/.test(s))));
  await prepare.locator('input[type=file]').setInputFiles({...list, buffer: Buffer.alloc(10_000_001, 'a,')});
  await prepare.locator('[data-do=import]').click();
  await prepare.getByText('None of the list was taken: It is longer than 10 MB.').waitFor();
  assert.equal(sent('http').length, 1, 'it is not even sent');
});

await task('a plan is chosen for the round that opens by itself, and not', 'done', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(button(page, 'Plans'));
  const choose = page.locator('[data-plan=d1] [data-do=choose]');
  await hand.press(choose);
  await until(async () => assert.equal(await choose.getAttribute('aria-pressed'), 'true'));
  await page.locator('[data-plan=d1]').getByText('opens next').waitFor();
  await hand.press(choose);
  await until(() => assert.deepEqual(sent('plan.choose').map(m => [m.plan, m.chosen]), [['d1', true], ['d1', false]]));
});

await flow('several plans of a session stand side by side, by their figures', 'done', async page => {
  await screen(page, 'floor');
  await button(page, 'Plans').click();
  await page.locator('[data-plan=d1]').waitFor();
  assert.equal(await page.locator('table').count(), 0, 'one is beside none');
  const {d1} = f.board().plans;
  const d2 = {...d1, name: 'B', at: d1.at + 1, report: {...d1.report, repeat_meetings: 0, same_primary_permille: 800}};
  latest().view('board', {...f.board(), plans: {d2, d1}});
  await page.locator('.scrolls[tabindex="0"]').and(page.getByRole('region', {name: /side by side/})).waitFor();
  const rows = page.locator('[data-compare=role-alike-1] tbody tr');
  await rows.nth(1).waitFor();
  const cells = row => rows.nth(row).locator('th, td').allTextContents();
  assert.deepEqual(await cells(0), ['A', '8', '2', '0', '0', '0', '1', '91 %']);
  assert.deepEqual(await cells(1), ['B', '8', '2', '0', '0', '0', '0', '80 %']);
});

await flow('the parts of the board stand in their order from the first on, also while what is in them is still under way', 'moderator', async page => {
  await screen(page, 'floor');
  const held = [];
  let open = false;
  await page.route(/assets\/(plans|tools|roster)[-_]/, route => (open ? route.continue() : void held.push(route)));
  await page.reload();
  await page.waitForSelector('.views .tab:nth-child(8)');
  const names = () => page.locator('.views .tab').allTextContents();
  const order = ['Rooms', 'Clocks', 'Messages', 'Plans', 'History', 'Pairs', 'Shut out', 'Records'];
  assert.deepEqual(await names(), order);
  await button(page, 'Plans').click();
  await page.locator('#main [data-screen=opening]').waitFor();
  // The rarer tools before the plans, as it happens on a slow line.
  const come = async of => {
    await until(() => assert.ok(held.some(r => of.test(r.request().url()))));
    for (const route of held.filter(r => of.test(r.request().url()))) await route.continue();
  };
  open = true;
  await come(/tools[-_]/);
  await button(page, 'Pairs').click();
  await page.locator('#main h2', {hasText: 'Pairs'}).waitFor();
  assert.deepEqual(await names(), order);
  await button(page, 'Plans').click();
  await come(/plans[-_]/);
  await page.waitForSelector('[data-part=prepare]');
  assert.deepEqual(await names(), order);
});
