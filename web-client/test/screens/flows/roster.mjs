// Everybody of the roster: found though they are not here, given tasks, shut out and let in again, erased.
import assert from 'node:assert/strict';
import {button, flow, focus, latest, screen, sent, soon, task, until, welcome} from '../stage.mjs';

const dialog = page => page.locator('dialog[open]').first();
const part = (page, name) => page.locator(`dialog[data-part=${name}]`);
const closed = page => until(async () => assert.equal(await page.locator('dialog[open]').count(), 0));
const heard = (page, pattern) => until(async () => assert.ok((await page.evaluate(() => window.spoken)).some(s => pattern.test(s)), String(pattern)));
const last = type => sent(type).at(-1);
const namedThere = page => page.locator('[data-part=roster] .name');
const aboutP3 = page => page.locator('[data-room=r2] [data-person=p3] .name');

/** Somebody who is not here, found in the whole roster. */
async function findAbsent(page, hand, name) {
  await hand.write(page.getByLabel('Find a person'), name);
  await hand.press(page.locator('[data-do=roster]'));
  await hand.press(namedThere(page).first());
  await part(page, 'absent').getByRole('heading', {name}).waitFor();
}

await task('somebody becomes a facilitator of one session and of one room of another', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(aboutP3(page));
  await hand.press(dialog(page).locator('[data-do=hats]'));
  const hats = part(page, 'hats');
  await hats.getByText('Now: Participant').waitFor();
  const box = name => hats.getByRole('checkbox', {name});
  await hand.press(box(/^Facilitator/), 'Space');
  await until(async () => assert.match(await hats.locator('[data-part=meaning]').textContent(), /Jacinta Escamilla.* sees every room/));
  await hand.press(box('In the whole event'), 'Space');
  await until(async () => assert.match(await hats.locator('[data-part=meaning]').textContent(), /Tick at least one/));
  assert.ok(await hats.locator('[data-do=give]').isDisabled(), 'nothing ticked would be everything');
  await hand.press(box(/^Regional Affinity Groups/), 'Space');
  await hand.press(hats.locator('[data-rooms=role-alike-1] summary'));
  await hand.press(box(/Classroom educators 4/), 'Space');
  await until(async () => assert.match(await hats.locator('[data-part=meaning]').textContent(), /nowhere else: .*Regional Affinity Groups.*Classroom educators 4/));
  await hand.press(hats.locator('[data-do=give]'));
  await until(() => assert.deepEqual(sent('person.hat').map(m => [m.person, m.hats, m.scope]), [['p3', ['participant', 'facilitator'], {sessions: ['regional-1'], rooms: ['r4']}]]));
  await heard(page, /^polite: Tasks of .*Jacinta Escamilla.* now: Participant and Facilitator \(only .*Regional.* and .*Classroom educators 4/);
  await closed(page);
  await until(async () => assert.match((await focus(page)).text, /Jacinta Escamilla/, 'back where one was'));
  // As they are now, and back to nothing of staff's.
  await hand.press(aboutP3(page));
  await dialog(page).getByText('Facilitator (only').waitFor();
  await hand.press(dialog(page).locator('[data-do=hats]'));
  await until(async () => assert.ok(await box(/^Regional Affinity Groups/).isChecked() && await box(/Classroom educators 4/).isChecked(), 'unfolded, too'));
  await hand.press(box(/^Facilitator/), 'Space');
  await hand.press(hats.locator('[data-do=give]'));
  await until(() => assert.deepEqual([last('person.hat').hats, last('person.hat').scope], [['participant'], {sessions: [], rooms: []}]));
});

/** Somebody else was first. */
const first = {by: 'p800', by_name: 'Odalys Brightwater'};

await task('of two who give somebody tasks at once the later one is told which they have now, and gives their own all the same', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  latest().refuses = {'person.hat': {refused: {code: 'hats.changed', parameters: {...first, person: 'p3', hats: 'participant advisor'}}}};
  await hand.press(aboutP3(page));
  await hand.press(dialog(page).locator('[data-do=hats]'));
  const hats = part(page, 'hats');
  const box = name => hats.getByRole('checkbox', {name});
  await hand.press(box(/^Facilitator/), 'Space');
  await hand.press(hats.locator('[data-do=give]'));
  await hats.getByText(/^Not done: .*Odalys Brightwater.* changed these tasks first/).waitFor();
  await hats.getByText('Now: Participant and Advisor').waitFor();
  assert.ok(await box(/^Facilitator/).isChecked(), 'the choice is kept');
  assert.ok(!(await box(/^Advisor/).isChecked()));
  assert.equal(await page.locator('.refusal').count(), 0, 'it is said once');
  assert.deepEqual(last('person.hat').seen, {hats: ['participant'], scope: {sessions: [], rooms: []}});
  latest().refuses = {};
  await hand.press(box(/^Advisor/), 'Space');
  await hand.press(hats.locator('[data-do=give]'));
  await until(() => assert.deepEqual(sent('person.hat').slice(1).map(m => [m.person, m.hats, m.seen]), [
    ['p3', ['participant', 'facilitator', 'advisor'], {hats: ['participant', 'advisor'], scope: {sessions: [], rooms: []}}],
  ]));
  await heard(page, /^polite: Tasks of .*Jacinta Escamilla.* now: Participant, Facilitator,? and Advisor/);
  await closed(page);
  await until(async () => assert.notEqual((await focus(page)).tag, 'BODY'));
});

await flow('tasks of somebody who is not here that others gave meanwhile, or the file, are told and can be left so', 'moderator', async page => {
  await screen(page, 'floor');
  latest().refuses = {'person.hat': {refused: {code: 'hats.changed', parameters: {person: 'p803', hats: 'facilitator', sessions: 'role-alike-1 regional-1', rooms: 'r4'}}}};
  await page.getByLabel('Find a person').fill('Verena Absent');
  await page.locator('[data-do=roster]').click();
  await namedThere(page).first().click();
  await part(page, 'absent').locator('[data-do=hats]').click();
  const hats = part(page, 'hats');
  await hats.getByRole('checkbox', {name: /^Advisor/}).check();
  await hats.locator('[data-do=give]').click();
  await hats.getByText('Not done: these tasks changed just before.').waitFor();
  assert.deepEqual(last('person.hat').seen, {hats: ['facilitator'], scope: {sessions: ['regional-1'], rooms: []}});
  assert.match(await hats.textContent(), /Now: Facilitator \(only .*Role-Alike.*, .*Regional.*Classroom educators 4/);
  await hats.getByRole('button', {name: 'Not now'}).click();
  await closed(page);
  assert.equal(await page.locator('.refusal').count(), 0);
  assert.equal(sent('person.hat').length, 1, 'nothing is given that nobody pressed for');
  await namedThere(page).first().click();
  await part(page, 'absent').getByText(/^Facilitator \(only .*Role-Alike/).waitFor();
});

await flow('only organisers make moderators; what a moderator may not change is not offered', 'moderator', async page => {
  await screen(page, 'floor');
  await aboutP3(page).click();
  await dialog(page).locator('[data-do=hats]').click();
  for (const hat of ['Moderator', 'Organiser']) await until(async () => assert.ok(await part(page, 'hats').getByRole('checkbox', {name: new RegExp(`^${hat}`)}).isDisabled(), hat));
  await page.keyboard.press('Escape');
  assert.equal(await dialog(page).locator('[data-do=erase]').count(), 0);
  await page.keyboard.press('Escape');
  await closed(page);
  latest().patch({people: {p3: {hats: ['moderator']}}});
  await aboutP3(page).click();
  await dialog(page).getByText('Only an organiser changes anything').waitFor();
  for (const what of ['hats', 'remove', 'ban', 'revoke']) assert.equal(await dialog(page).locator(`[data-do=${what}]`).count(), 0, what);
});

await flow('in the dialog about somebody the focus is kept, also when what had it is offered no more, and when they left', 'moderator', async page => {
  await screen(page, 'floor');
  await aboutP3(page).click();
  await dialog(page).locator('[data-do=hats]').focus();
  latest().patch({people: {p3: {hats: ['moderator']}}});
  await dialog(page).getByText('Only an organiser changes anything').waitFor();
  await until(async () => assert.equal((await focus(page)).text, 'Jacinta Escamilla', 'the dialog’s heading'));
  await dialog(page).getByRole('button', {name: 'Close'}).focus();
  latest().patch({rooms: {r2: {seats: {p3: null}}}});
  await until(async () => assert.equal(await page.locator('[data-room=r2] [data-person=p3]').count(), 0));
  await page.keyboard.press('Enter');
  await closed(page);
  await until(async () => assert.equal((await focus(page)).tag, 'H1'));
});

await flow('an organiser makes a moderator of the whole event, and stays one', 'organiser', async page => {
  await screen(page, 'floor');
  latest().patch({people: {p3: {hats: ['facilitator'], scope: {sessions: ['regional-1'], rooms: []}}, p1: {hats: ['organiser']}}});
  await aboutP3(page).click();
  await dialog(page).locator('[data-do=hats]').click();
  const hats = part(page, 'hats');
  await hats.getByText('Now: Facilitator (only').waitFor();
  await hats.getByRole('checkbox', {name: /^Moderator/}).check();
  await until(async () => assert.equal(await hats.locator('[data-part=reach]').count(), 0, 'a moderator reaches everything'));
  await hats.locator('[data-do=give]').click();
  await until(() => assert.deepEqual(sent('person.hat').map(m => [m.hats, m.scope]), [[['facilitator', 'moderator'], {sessions: [], rooms: []}]]));
  await closed(page);
  await page.locator('[data-person=p1] .name').first().click();
  await dialog(page).locator('[data-do=hats]').click();
  await until(async () => assert.ok(await hats.getByRole('checkbox', {name: /^Organiser/}).isDisabled(), 'nobody takes it from themselves'));
  await page.keyboard.press('Escape');
  for (const what of ['remove', 'ban', 'revoke', 'erase']) assert.equal(await dialog(page).locator(`[data-do=${what}]`).count(), 0, what);
});

await flow('a refused change of tasks says why, and leaves what was', 'moderator', async page => {
  await screen(page, 'floor');
  latest().refuses = {'person.hat': {refused: {code: 'room.unknown', parameters: {}}}};
  await aboutP3(page).click();
  await dialog(page).locator('[data-do=hats]').click();
  await part(page, 'hats').getByRole('checkbox', {name: /^Advisor/}).check();
  await part(page, 'hats').locator('[data-do=give]').click();
  await page.locator('.refusal').getByText('There is no such room any more').waitFor();
  await closed(page);
  assert.equal((await page.evaluate(() => window.spoken)).some(s => /^polite: Tasks of/.test(s)), false);
  await aboutP3(page).click();
  await until(async () => assert.match(await dialog(page).locator('[data-part=person-tools]').textContent(), /^Participant/));
});

await task('shut out for good: asked before it is done, listed with who and why, taken back', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(aboutP3(page));
  await hand.write(dialog(page).getByLabel('Reason (only staff see it)'), 'Sells courses & insults people');
  await hand.press(dialog(page).locator('[data-do=ban]'));
  const sure = part(page, 'ban');
  await sure.getByText('their link does not work any more').waitFor();
  await until(async () => assert.match((await focus(page)).text, /Leave it/, 'a press too many does nothing'));
  await hand.press(sure.locator('[data-do=leave]'));
  await until(async () => assert.match((await focus(page)).text, /Shut out for good/));
  assert.equal(sent('person.ban').length, 0);
  await hand.press(dialog(page).locator('[data-do=ban]'));
  await hand.press(sure.locator('[data-do=yes]'));
  await until(() => assert.deepEqual(sent('person.ban').map(m => [m.person, m.reason]), [['p3', 'Sells courses & insults people']]));
  await closed(page);
  await until(async () => assert.notEqual((await focus(page)).tag, 'BODY'));
  await hand.press(button(page, 'Shut out'));
  const row = page.locator('[data-part=out] [data-person=p3]');
  await row.getByText('Sells courses & insults people').waitFor();
  assert.match(await row.textContent(), /shut out by Gaurav Varma, /);
  await hand.press(row.locator('[data-do=restore]'));
  await until(() => assert.deepEqual(sent('person.restore').map(m => m.person), ['p3']));
  await until(async () => assert.equal(await row.count(), 0));
});

await flow('who is shut out, by whom and when, as far as anybody knows', 'moderator', async page => {
  await screen(page, 'floor');
  await button(page, 'Shut out').click();
  const row = id => page.locator(`[data-part=out] [data-person=${id}]`);
  await row('p900').getByText('Shouted at others & did not stop').waitFor();
  assert.match(await row('p900').textContent(), /shown out by Odalys Brightwater, \w+day, \w+ \d+, /);
  assert.match(await row('p901').textContent(), /shut out \w+day, /);
  assert.doesNotMatch(await row('p901').textContent(), / by /);
  assert.equal(await row('p900').getByRole('button', {name: 'Let in again Someone Loud'}).count(), 1);
});

await task('a link that others know is made worthless', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(aboutP3(page));
  await hand.press(dialog(page).locator('[data-do=link-and-data] summary'));
  await hand.press(dialog(page).locator('[data-do=revoke]'));
  await part(page, 'revoke').getByText('This cannot be undone').waitFor();
  await hand.press(part(page, 'revoke').locator('[data-do=yes]'));
  await until(() => assert.deepEqual(sent('pass.revoke').map(m => m.person), ['p3']));
  await heard(page, /The link of .*Jacinta Escamilla.* is worthless now/);
});

await task('an organiser erases somebody of the roster, after a question', 'organiser', async (page, hand) => {
  await screen(page, 'floor');
  await findAbsent(page, hand, 'Absent Abara');
  const absent = part(page, 'absent');
  await hand.press(absent.locator('[data-do=link-and-data] summary'));
  await hand.press(absent.locator('[data-do=erase]'));
  const sure = part(page, 'erase');
  await sure.getByText('This cannot be undone.').waitFor();
  assert.match(await sure.textContent(), /Erase .*Absent Abara.* for ever.*what they wrote in rooms/);
  assert.equal(sent('person.erase').length, 0);
  await hand.press(sure.locator('[data-do=yes]'));
  await until(() => assert.deepEqual(sent('person.erase').map(m => m.person), ['p801']));
  await heard(page, /Absent Abara.* is erased/);
  await closed(page);
  await page.getByText('Nobody else in the roster').waitFor();
});

await task('somebody who is not here is found in the whole roster; their tasks, their plan, let in again', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  await findAbsent(page, hand, 'Late Lindholm');
  const absent = part(page, 'absent');
  assert.match(await absent.textContent(), /Administrators · Spain.*not here/);
  const plan = absent.locator('[data-part=action-plan]');
  await plan.getByText('Noted as completed.').waitFor();
  await hand.press(plan.locator('[data-do=plan-no]'));
  await until(() => assert.deepEqual(sent('credit.plan').map(m => [m.people, m.completed]), [[['p802'], false]]));
  await plan.getByText('Noted as not completed.').waitFor();
  await hand.press(absent.locator('[data-do=hats]'));
  await hand.press(part(page, 'hats').getByRole('checkbox', {name: /^Advisor/}), 'Space');
  await hand.press(part(page, 'hats').locator('[data-do=give]'));
  await until(() => assert.deepEqual(sent('person.hat').map(m => [m.person, m.hats]), [['p802', ['participant', 'advisor']]]));
  await closed(page);
  await hand.press(namedThere(page).first());
  await absent.getByText('Participant and Advisor').waitFor();
  await hand.press(absent.locator('[data-do=remove]'));
  await until(() => assert.deepEqual(sent('person.remove').map(m => m.person), ['p802']));
  await closed(page);
  await until(async () => assert.match(await page.locator('[data-part=roster]').textContent(), /Late Lindholm\s*shown out/));
  await hand.press(namedThere(page).first());
  await hand.press(absent.locator('[data-do=restore]'));
  await until(() => assert.deepEqual(sent('person.restore').map(m => m.person), ['p802']));
  await absent.locator('[data-do=remove]').waitFor();
});

await task('two of whom one is not here are kept apart', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  await findAbsent(page, hand, 'Absent Abara');
  const pairs = part(page, 'absent').locator('[data-do=pairs]');
  await hand.press(pairs.locator('summary'));
  await hand.write(pairs.getByLabel('With whom'), 'Late Lind');
  await hand.press(pairs.locator('[data-with=p802] [data-do=apart]'));
  await until(() => assert.deepEqual(sent('pair.apart').map(m => [m.one, m.other]), [['p801', 'p802']]));
});

await flow('"/", a name, Enter: looked for in the roster; the list is fetched once, and again after a minute or by a press', 'moderator', async page => {
  await screen(page, 'floor');
  const lists = () => sent('http').filter(m => m.resource === 'people.json');
  // A press that comes before the page listens is lost, and whoever sees that presses again.
  await until(async () => {
    if ((await focus(page)).tag !== 'INPUT') await page.keyboard.press('/');
    await soon();
    assert.equal((await focus(page)).tag, 'INPUT');
  });
  await page.keyboard.type('absent');
  await page.locator('[data-do=roster]').waitFor();
  assert.equal(lists().length, 0, 'nothing is fetched before somebody asks');
  await page.keyboard.press('Enter');
  await page.getByText('3 more in the roster').waitFor();
  assert.ok(lists().every(m => /^Bearer c1\./.test(m.bearer)));
  assert.deepEqual(await namedThere(page).allTextContents(), ['Absent Abara', 'Morwenna Absent', 'Verena Absent'], 'the best first');
  await page.keyboard.press('ArrowDown');
  await until(async () => assert.match((await focus(page)).text, /Absent Abara/));
  await page.keyboard.press('Enter');
  await part(page, 'absent').waitFor();
  await page.keyboard.press('Escape');
  await until(async () => assert.match((await focus(page)).text, /Absent Abara/, 'back where one was'));
  await page.getByLabel('Find a person').fill('abs ab');
  await page.getByLabel('Find a person').fill('abara');
  await page.getByText('1 more in the roster').waitFor();
  assert.equal(lists().length, 1);
  await button(page, 'Look again').click();
  await until(() => assert.equal(lists().length, 2));
  await page.getByText('1 more in the roster').waitFor();
  await page.clock.runFor(61_000);
  await page.getByLabel('Find a person').fill('absent');
  await until(() => assert.equal(lists().length, 3));
  // Whoever is on the floor is not listed twice.
  await page.getByLabel('Find a person').fill('Verónica');
  await page.locator('.find .rows .name').first().waitFor();
  assert.equal(await namedThere(page).count(), 0);
}, {clock: true});

await flow('a roster that does not come says so; who is a moderator no longer is not offered it', 'moderator', async page => {
  await screen(page, 'floor');
  await page.route(/people\.json/, route => route.fulfill({status: 403, json: {code: 'role.required', message: ''}}));
  await page.getByLabel('Find a person').fill('absent');
  await page.locator('[data-do=roster]').click();
  await page.locator('[data-part=roster]').getByRole('alert').getByText('You are not allowed to do this any more.').waitFor();
  assert.match((await focus(page)).text, /Look in the whole roster/, 'the focus stays');
  latest().say(welcome(['floor', 'notice.send', 'credit.plan']));
  await until(async () => assert.equal(await page.locator('[data-part=roster]').count(), 0, 'of whoever is a moderator no longer'));
});

await flow('who comes while they are looked at is on the floor', 'moderator', async page => {
  await screen(page, 'floor');
  await page.getByLabel('Find a person').fill('abara');
  await page.locator('[data-do=roster]').click();
  await namedThere(page).first().click();
  const absent = part(page, 'absent');
  await absent.getByText('not here').waitFor();
  latest().patch({people: {p801: {name: 'Absent Abara', role: 'classroom', region: 'US-CA', hats: ['participant'], online: true, version: 1, muted: false}}});
  await absent.getByText('here now').waitFor();
  await page.keyboard.press('Escape');
  await closed(page);
  await until(async () => assert.equal(await namedThere(page).count(), 0));
  await until(async () => assert.notEqual((await focus(page)).tag, 'BODY'));
});

await flow('the action plan: nobody has said, completed, or not', 'facilitator', async page => {
  await screen(page, 'floor');
  await page.locator('[data-room=r4] .name').first().click();
  const plan = dialog(page).locator('[data-part=action-plan]');
  await plan.getByText('Nobody has said.').waitFor();
  const pressed = async () => [await plan.locator('[data-do=plan-yes]').getAttribute('aria-pressed'), await plan.locator('[data-do=plan-no]').getAttribute('aria-pressed')];
  assert.deepEqual(await pressed(), ['false', 'false']);
  await plan.locator('[data-do=plan-no]').click();
  await until(async () => assert.deepEqual(await pressed(), ['false', 'true']));
  await plan.locator('[data-do=plan-yes]').click();
  await until(async () => assert.deepEqual(await pressed(), ['true', 'false']));
  assert.deepEqual(sent('credit.plan').map(m => m.completed), [false, true]);
  await plan.locator('[data-do=plan-yes]').click();
  await soon();
  assert.equal(sent('credit.plan').length, 2, 'what is so is not said again');
});
