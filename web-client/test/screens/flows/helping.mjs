// Staff help: who goes, what was reported, who may write, who was there.
import assert from 'node:assert/strict';
import {button, flow, focus, heard, latest, screen, sent, soon, until} from '../stage.mjs';

await flow('a call for help: who asks, what for and where; one goes, and says when it is done', 'facilitator', async page => {
  await screen(page, 'floor');
  const first = page.locator('.needs li').first();
  assert.match(await first.textContent(), /Help.*Thandeka Wolstenholme 22.*Classroom educators 5.*We cannot open the call/s);
  assert.match(await page.locator('[data-asks=p30]').textContent(), /Odalys Brightwater is going/);
  assert.equal(await page.locator('[data-asks=p30]').getByRole('button', {name: /^I’ll go(?! instead)/}).count(), 0);
  await first.getByRole('button', {name: /I’ll go/}).click();
  await first.getByText('You are going.').waitFor();
  await until(async () => assert.notEqual((await focus(page)).tag, 'BODY'));
  await first.getByRole('button', {name: /^Visit/}).click();
  await until(() => assert.equal(sent('room.visit').at(-1)?.room, 'r5'));
  await page.locator('[data-asks=p22]').getByRole('button', {name: /^Done/}).click();
  await until(async () => assert.equal(await page.locator('[data-asks=p22]').count(), 0));
  assert.deepEqual([sent('help.claim').length, sent('help.resolve').map(m => m.person)], [1, ['p22']]);
});

await flow('a new call is spoken of; who was faster is named', 'facilitator', async page => {
  await screen(page, 'floor');
  await soon();
  assert.deepEqual(await page.evaluate(() => window.spoken.filter(s => /asks for help|reported/.test(s))), [], 'what was there is on the page');
  latest().patch({people: {p23: {help: {since: Date.now(), about: ''}}}});
  await heard(page, /^polite: .*Sunniva Okonjo 23.* asks for help/);
  await page.locator('[data-asks=p23]').getByRole('button', {name: /I’ll go/}).click();
  await page.waitForSelector('.refusal');
  assert.match(await page.textContent('.refusal'), /Odalys Brightwater is going already/);
  latest().patch({people: {p800: {online: false}}});
  await soon();
  const instead = page.locator('[data-asks=p30]').locator('button.main', {hasText: 'I’ll go instead'});
  assert.equal(await instead.count(), 0, 'a line may be lost for a moment');
  latest().patch({people: {p30: {help: {away: true}}}});
  await instead.waitFor();
});

await flow('whoever goes can give it back; whoever asked is told that they wait again', 'facilitator', async page => {
  await screen(page, 'floor');
  const call = page.locator('[data-asks=p22]');
  await call.getByRole('button', {name: /I’ll go/}).click();
  await call.getByText('You are going.').waitFor();
  await call.getByRole('button', {name: /^I can’t go/}).click();
  await call.getByRole('button', {name: /^I’ll go Thandeka/}).waitFor();
  await until(async () => assert.notEqual((await focus(page)).tag, 'BODY'));
  assert.deepEqual(sent('help.release').map(m => m.person), ['p22']);
  assert.equal(sent('help.resolve').length, 0);
  await heard(page, /^polite: .*Thandeka Wolstenholme 22.* asks for help/);
});

await flow('somebody who asked hears that nobody comes, and who comes instead', 'room', async page => {
  await screen(page, 'room');
  const me = latest().shown.me;
  const bar = page.locator('[data-part=help]');
  const since = Date.now();
  latest().view('me', {...me, help: {since, by: 'Mo'}});
  await bar.getByText('Mo is coming to help you.').waitFor();
  latest().view('me', {...me, help: {since, again: true}});
  await bar.getByText(/^Whoever was coming cannot come now\. Your call stands/).waitFor();
  await heard(page, /^polite: Whoever was coming cannot come now/);
  assert.equal(await page.evaluate(() => window.spoken.some(s => /is closed/.test(s))), false, 'it is not over');
  latest().view('me', {...me, help: {since, by: 'Org'}});
  await bar.getByText('Org is coming to help you.').waitFor();
  await heard(page, /^polite: .*Org.* is coming to help you/);
});

await flow('whoever went is told who goes instead', 'facilitator', async page => {
  await screen(page, 'floor');
  const call = page.locator('[data-asks=p22]');
  await call.getByRole('button', {name: /I’ll go/}).click();
  await call.getByText('You are going.').waitFor();
  const by = 'Odalys Brightwater';
  latest().say({type: 'notice', id: 'b9', kind: 'help_taken', urgent: false, at: Date.now(), by, parameters: {session: 'welcome', person: 'p22'}});
  latest().patch({people: {p22: {help: {by: 'p800', name: by}}}});
  await page.locator('section.notice').getByText(/goes instead of you: .*Thandeka Wolstenholme 22/).waitFor();
  await heard(page, /^polite: .*Odalys Brightwater.* goes instead of you/);
  await call.getByText(/Odalys Brightwater is going/).waitFor();
  assert.equal(await call.getByRole('button', {name: /^(Done|I can’t go)/}).count(), 0);
  await call.getByRole('button', {name: /^I’ll go instead/}).waitFor();
});

await flow('many calls at once are heard of once; who was helped meanwhile is not', 'facilitator', async page => {
  await screen(page, 'floor');
  await soon();
  const help = {since: Date.now(), about: ''};
  const said = () => page.evaluate(() => window.spoken.filter(s => /for help/.test(s)));
  latest().patch({people: {p1: {help}, p4: {help}, p12: {help}, p13: {help}}});
  await until(async () => assert.deepEqual(await said(), ['polite: 3 rooms ask for help.']));
  latest().patch({people: {p2: {help}}});
  latest().patch({people: {p3: {help}}});
  latest().patch({people: {p15: {help}}});
  latest().patch({people: {p3: {help: null}}});
  await page.clock.runFor(11_000);
  await until(async () => assert.deepEqual(await said(), ['polite: 3 rooms ask for help.', 'polite: 2 rooms ask for help.']));
}, {clock: true});

await flow('a reported message is hidden, or left; its author may be kept from writing', 'facilitator', async page => {
  await screen(page, 'floor');
  const report = page.locator('[data-need=reported]');
  assert.match(await report.textContent(), /Classroom educators 5.*reported by 2 people.*Hollis Featherstonhaugh 20 wrote:.*Buy my <b>course<\/b>/s);
  await report.getByRole('button', {name: /^Stop Hollis/}).click();
  await until(async () => assert.match(await report.textContent(), /may not write/));
  await report.getByRole('button', {name: 'Hide it'}).click();
  await until(async () => assert.equal(await report.count(), 0));
  assert.deepEqual(sent('chat.hide').map(m => [m.room, m.n, m.hidden]), [['r5', 7, true]]);
  latest().patch({rooms: {r4: {complaints: {3: {by: 'p15', name: 'Verónica', text: 'Hello', at: Date.now(), reports: 1}}}}});
  await heard(page, /A message was reported in .*Classroom educators 4/);
  await report.getByRole('button', {name: 'It is fine'}).click();
  await until(() => assert.deepEqual([sent('chat.hide').at(-1).room, sent('chat.hide').at(-1).hidden], ['r4', false]));
});

await flow('on a visit: write, hide and show again, pass and stop turns', 'facilitator', async page => {
  await screen(page, 'floor');
  await page.locator('[data-room=r7]').getByRole('button', {name: /^Visit/}).click();
  const visit = page.locator('[data-part=visit]');
  await visit.locator('[data-n="6"]').waitFor();
  await page.fill('.chat textarea', 'I come to see how you are');
  await page.press('.chat textarea', 'Enter');
  await until(() => assert.deepEqual(sent('chat.say').map(m => m.room), ['r7']));
  await visit.locator('[data-n="1"] summary').click();
  await visit.locator('[data-n="1"]').getByRole('button', {name: 'Hide'}).click();
  await until(async () => assert.match(await visit.locator('[data-n="1"]').textContent(), /was taken away/));
  await visit.locator('[data-n="1"]').getByRole('button', {name: 'Show again'}).click();
  await until(async () => assert.match(await visit.locator('[data-n="1"]').textContent(), /Here again/));
  await button(page, 'Next person').click();
  await until(() => assert.deepEqual(sent('turns.pass').map(m => [m.room, m.seen]), [['r7', 0]]));
  await button(page, 'Stop the turn clock').click();
  await visit.getByText('The turns are over').waitFor();
  assert.deepEqual(sent('turns.stop').map(m => m.room), ['r7']);
});

await flow('about a person: kept from writing and let again, noted as at a talk', 'facilitator', async page => {
  await screen(page, 'floor');
  const name = page.locator('[data-room=r4] .name').first();
  await name.click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByLabel('Session').selectOption('welcome');
  await dialog.getByRole('button', {name: 'Was not there'}).click();
  await until(() => assert.deepEqual(sent('attendance.note').map(m => [m.session, m.people.length, m.attended]), [['welcome', 1, false]]));
  await heard(page, /It is noted/);
  await name.click();
  await dialog.getByRole('button', {name: 'Stop them from writing in the chat'}).click();
  await until(async () => assert.match(await page.locator('[data-room=r4] .person').first().textContent(), /may not write/));
  await name.click();
  await dialog.getByRole('button', {name: 'Let them write in the chat again'}).click();
  await until(() => assert.deepEqual(sent('person.mute').map(m => m.muted), [true, false]));
});

await flow('the clocks count who checked in and who plans to come', 'facilitator', async page => {
  await screen(page, 'floor');
  await button(page, 'Clocks').click();
  await until(async () => assert.match(await page.textContent('article[data-session=welcome]'), /212 people have checked in/));
  assert.match(await page.textContent('article[data-session=regional-1]'), /37 people plan to come/);
});
