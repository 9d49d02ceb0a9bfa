// Taking part on one's own terms: in writing only, with less shown to others, signed out of a device; the call remembered;
// somebody reported.
import assert from 'node:assert/strict';
import {button, f, flow, focus, latest, screen, sent, soon, task, until} from '../stage.mjs';

await task('in writing only: said once, shown to others, the call steps back', 'room', async (page, hand) => {
  await screen(page, 'room');
  const own = page.locator('[data-part=call] [role=switch]');
  const call = page.locator('[data-part=call] a');
  assert.match(await call.getAttribute('class'), /main/);
  await hand.press(own, 'Space');
  await until(() => assert.deepEqual(sent('profile.update').map(m => m.text_only), [true]));
  await page.locator('[data-person=p1]').getByText('writes only').waitFor();
  assert.equal(await own.isChecked(), true);
  assert.doesNotMatch(await call.getAttribute('class'), /main/);
  await page.getByText('You can still open the call to listen.').waitFor();
  await hand.press(own, 'Space');
  await until(() => assert.deepEqual(sent('profile.update').map(m => m.text_only), [true, false]));
  assert.equal(hand.pressed, 2);
});

await flow('in writing only: the lobby asks too, and what was refused is not shown as done', 'lobby', async page => {
  await screen(page, 'lobby');
  const own = page.locator('[data-part=text-only] [role=switch]');
  await own.check();
  await until(async () => assert.equal(await own.isChecked(), true));
  await until(() => assert.deepEqual(sent('profile.update').map(m => m.text_only), [true]));
  latest().refuses = {'profile.update': {refused: {code: 'rate.limited', parameters: {}}}};
  await own.click();
  await page.locator('.refusal').waitFor();
  await until(() => assert.deepEqual(sent('profile.update').map(m => m.text_only), [true, false]));
  await until(async () => assert.equal(await own.isChecked(), true, 'it is as it was'));
});

await task('somebody is reported in words, after a question', 'room', async (page, hand) => {
  await screen(page, 'room');
  const row = page.locator('[data-person=p3]');
  assert.equal(await page.locator('[data-person=p1] .menu').count(), 0, 'nobody reports themselves');
  await hand.press(row.locator('.menu summary'));
  await hand.press(row.locator('[data-do="person.report"]'));
  const dialog = page.locator('dialog[open]');
  await dialog.waitFor();
  assert.match(await dialog.textContent(), /Staff will see that .*Taufa.* was reported and what you write here, but not by whom\. Nobody else learns of it/);
  await hand.write(dialog.locator('textarea'), 'They sell a course.');
  await hand.press(dialog.getByRole('button', {name: 'Report'}));
  await until(() => assert.deepEqual(sent('person.report').map(m => [m.person, m.about]), [['p3', 'They sell a course.']]));
  await row.getByText('You reported this.').waitFor();
  await until(async () => assert.match((await focus(page)).text, /Taufa/));
  const said = (await page.evaluate(() => window.spoken)).filter(s => /Staff will see what you said about/.test(s));
  assert.equal(said.length, 1);
  assert.equal(hand.pressed, 4);
});

await flow('a report that was refused can be made again, with the words that it had', 'room', async page => {
  await screen(page, 'room');
  const row = page.locator('[data-person=p4]');
  await row.locator('.menu summary').click();
  await row.locator('[data-do="person.report"]').click();
  await page.fill('dialog[open] textarea', 'Please refuse me');
  await page.locator('dialog[open] button.main').click();
  await page.locator('.refusal').getByText('Staff already have several reports').waitFor();
  await row.locator('[data-do="person.report"]').click();
  await until(async () => assert.equal(await page.inputValue('dialog[open] textarea'), 'Please refuse me'));
  await page.fill('dialog[open] textarea', 'a'.repeat(501));
  await page.locator('dialog[open] button.main').click();
  await soon();
  assert.equal(sent('person.report').length, 1);
});

await flow('thanks are said for what the server has, and the words of a report that it refuses are kept for the tab', 'room', async page => {
  await screen(page, 'room');
  const row = page.locator('[data-person=p4]');
  const open = async () => {
    await row.locator('.menu summary').click();
    await row.locator('[data-do="person.report"]').click();
  };
  const thanked = () => page.evaluate(() => window.spoken.filter(s => /Thank you/.test(s)).length);
  const send = async () => {
    await page.locator('dialog[open] button.main').click();
    await row.getByText('Your report is being sent.').waitFor();
  };
  await open();
  await page.fill('dialog[open] textarea', 'We wait for it');
  await send();
  latest().say({type: 'refused', id: sent('person.report')[0].id, code: 'report.much', message: '', parameters: {}});
  await page.locator('.refusal').getByText('Staff already have several reports').waitFor();
  await row.locator('.menu summary').waitFor();
  assert.equal(await thanked(), 0);
  await page.reload();
  await screen(page, 'room');
  await open();
  assert.equal(await page.inputValue('dialog[open] textarea'), 'We wait for it');
  await send();
  assert.equal(await thanked(), 0);
  latest().done(sent('person.report').at(-1).id);
  await row.getByText('You reported this.').waitFor();
  await until(async () => assert.equal(await thanked(), 1));
  assert.deepEqual(await page.evaluate(() => Object.entries(sessionStorage).filter(([k, v]) => /:reports:|:words:/.test(k) && /wait/.test(v))), []);
});

await flow('a report that is being written outlasts a move; put away, the focus is where it was asked from', 'room', async page => {
  await screen(page, 'room');
  const row = page.locator('[data-person=p4]');
  await row.locator('.menu summary').click();
  await row.locator('[data-do="person.report"]').click();
  await page.fill('dialog[open] textarea', 'They sell');
  await button(page, 'Not now').click();
  await until(async () => assert.equal((await focus(page)).text, 'Report'));
  await row.locator('[data-do="person.report"]').click();
  latest().view('me', f.inRoom({room: 'r2', version: 4, arrival: {why: 'moved', by: 'Odalys Brightwater', at: 0}}));
  latest().view('room', f.room('r2', 2));
  await until(async () => assert.ok((await page.evaluate(() => window.spoken)).some(s => /Odalys/.test(s))));
  assert.equal(await page.inputValue('dialog[open] textarea'), 'They sell');
});

await flow('people of the last room can be reported, and those of a room that is visited; who runs the event cannot', 'room', async page => {
  await screen(page, 'room');
  latest().view('me', f.me({version: 9, last: {room: 'r1', session: 'role-alike-1', name: f.roomName(1)}}));
  await screen(page, 'programme');
  const menu = page.locator('[data-part=last-room] .menu');
  await until(async () => assert.equal(await menu.count(), 4));
  const {width, height} = await menu.first().locator('summary').boundingBox();
  assert.ok(width >= 44 && height >= 44, `${width} x ${height}`);
  latest().view('me', f.me({version: 10, room: 'r2', visiting: 'r2'}));
  latest().view('room', f.room('r2', 2, {members: f.room().members.map((m, i) => ({...m, badge: [undefined, 'facilitator', 'moderator', 'organiser'][i]}))}));
  const ofRoom = id => page.locator(`[data-person=${id}] [data-part=person-menu]`);
  await ofRoom('p2').locator('summary').waitFor();
  assert.deepEqual(await Promise.all(['p3', 'p4', 'p5'].map(id => ofRoom(id).count())), [0, 0, 1]);
});

await flow('the call is remembered over a reload, and so is that one is back', 'room', async page => {
  await screen(page, 'room');
  await page.context().route('https://meet.example.org/**', route => route.fulfill({body: 'the call'}));
  await page.locator('[data-part=call] a').click();
  await page.getByText('I am back').or(page.getByRole('button', {name: /back/})).first().waitFor();
  assert.deepEqual(sent('call.opened').map(m => m.version), [3]);
  await page.reload();
  const back = page.locator('[data-part=call] .row button');
  await back.waitFor();
  await until(() => assert.equal(sent('call.opened').length, 2, 'the server is told anew'));
  assert.equal(sent('seat.seen').length, 1, 'and not that the room is on the screen');
  await back.click();
  await until(() => assert.deepEqual(sent('call.closed').map(m => m.version), [3]));
  await page.reload();
  await screen(page, 'room');
  await soon();
  assert.equal(await back.count(), 0);
});

await flow('what others see is listed, and less of it can be shown', 'programme', async page => {
  await screen(page, 'programme');
  const own = page.locator('[data-part=profile]');
  assert.match(await own.locator('summary').textContent(), /^Others in your room will see: name, role, region, school or organization, and topics · Change$/);
  const before = (a, b) => !!(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING);
  assert.equal(await own.evaluate(before, await button(page, /^Join/).first().elementHandle()), true, 'it stands before the first Join');
  await own.locator('summary').click();
  await own.getByText('Blue Heron High').waitFor();
  assert.equal(await own.locator('input[name=name]').count(), 0, 'a name is always shown');
  await own.locator('input[name=organization]').uncheck();
  await own.locator('input[name=region]').uncheck();
  await until(() => assert.deepEqual(sent('profile.update').map(m => m.hidden), [['organization'], ['organization', 'region']]));
  await own.locator('input[name=organization]').check();
  await until(() => assert.deepEqual(sent('profile.update').at(-1).hidden, ['region']));
});

for (const [scene, place] of [['programme', 'programme'], ['lobby', 'lobby'], ['closing', 'programme']])
  await flow(`who sits down at a device that another one used signs them out at once: ${scene}`, scene, async page => {
    await screen(page, place);
    await page.evaluate(() => {
      sessionStorage.setItem('convene:drafts:x', 'What I began');
      localStorage.setItem('convene:locale', 'en');
    });
    await button(page, /^Not .*Gaurav Varma.*Sign out/).first().click();
    await page.waitForSelector('.join form');
    assert.doesNotMatch(page.url(), /#./);
    const kept = () => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter(k => k.startsWith('convene:'));
    assert.deepEqual(await page.evaluate(kept), []);
  });
