// The end: of a room, of a session, of the event; and what is taken home from it.
import assert from 'node:assert/strict';
import {passFor} from '../../mock/server.mjs';
import {f, flow, latest, screen, sent, task, until} from '../stage.mjs';

const main = page => page.textContent('main');

await task('the event is over: thanks, sessions, contacts and the certificate to save', 'closing', async (page, hand) => {
  await page.getByRole('heading', {level: 1, name: /^Thank you, .*Gaurav Varma/}).waitFor();
  assert.match(await page.textContent('[data-part=attended]'), /Introduction and Welcome.*Addressing Learning Loss.*Sharing Action Plans/s);
  const [download] = await Promise.all([page.waitForEvent('download'), hand.press(page.locator('[data-part=contacts] [data-do=vcard]'))]);
  assert.equal(download.suggestedFilename(), 'contacts.vcf');
  const [certificate] = await Promise.all([page.waitForEvent('download'), hand.press(page.locator('[data-part=certificate] button'))]);
  assert.equal(certificate.suggestedFilename(), 'certificate.html');
  const [asked] = sent('http');
  assert.deepEqual([asked.resource, asked.locale, asked.bearer], ['certificate.html', 'en', `Bearer ${passFor('closing')}`]);
  assert.doesNotMatch(await main(page), /On now|Next/);
});

await flow('a certificate that does not come is told, and so is that nobody credited any hours', 'closing', async page => {
  const part = page.locator('[data-part=certificate]');
  await part.waitFor();
  let answer = {status: 503, json: {code: 'event.away', message: ''}};
  await page.route(/certificate\.html/, route => route.fulfill(answer));
  const press = () => part.getByRole('button').click();
  await press();
  await part.getByRole('alert').getByText('Try again in a moment').waitFor();
  answer = {status: 422, json: {code: 'certificates.none', message: ''}};
  await press();
  await part.getByRole('alert').getByText('No hours have been credited to you yet').waitFor();
  await page.unroute(/certificate\.html/);
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  assert.equal(download.suggestedFilename(), 'certificate.html');
  assert.equal(await part.getByRole('alert').count(), 0);
});

await flow('the last session closes while the page is open: the programme becomes the closing screen, and goes back if one is on again', 'programme', async page => {
  await screen(page, 'programme');
  latest().view('now', f.overNow(true));
  await page.getByRole('heading', {level: 1, name: /^Thank you/}).waitFor();
  await page.locator('article[data-session=closing]').getByRole('button', {name: /^I was here/}).click();
  await until(() => assert.deepEqual(sent('session.check_in').map(m => m.session), ['closing']));
  latest().view('now', f.nowView());
  await page.getByRole('heading', {level: 1, name: /^Hello/}).waitFor();
});

await flow('an event that is called off before it begins thanks nobody', 'programme', async page => {
  await screen(page, 'programme');
  latest().view('now', {...f.overNow(), sessions: f.overNow().sessions.map(s => ({...s, state: 'cancelled'}))});
  await until(async () => assert.equal(await page.locator('article[data-session]').count(), 0));
  assert.match(await page.textContent('h1'), /^Hello/);
});

await flow('after the last round, and after a reload: whom one met, and the way to swap contacts', 'room', async page => {
  await screen(page, 'room');
  const over = () => {
    latest().view('now', f.nowView('over'));
    latest().view('me', f.me({version: 9, last: {room: 'r1', session: 'role-alike-1', name: f.roomName(1)}}));
  };
  const met = page.locator('[data-part=last-room]');
  over();
  await screen(page, 'programme');
  await met.locator('[data-contact=p2] summary').waitFor();
  const reload = async () => {
    const hellos = sent('hello').length;
    await page.reload();
    await until(() => assert.ok(sent('hello').length > hellos));
  };
  await reload();
  await screen(page, 'room');
  over();
  await reload();
  // The stand-in seats them again at once; what counts is what the tab knows without ever having seen the room.
  await page.evaluate(() => sessionStorage.getItem('convene:met')).then(kept => assert.match(kept, /Kaʻiulani/));
  over();
  await met.locator('[data-contact=p3] summary').click();
  await met.locator('[data-do="contact.offer"]:visible').click();
  await until(() => assert.deepEqual(sent('contact.offer').map(m => m.person), ['p3']));
});

await flow('the server says that the event is over: contacts that were swapped can still be saved', 'met', async page => {
  await screen(page, 'programme');
  await page.waitForSelector('[data-part=contacts]');
  latest().close(4203, 'event_over');
  await screen(page, 'ended');
  assert.match(await main(page), /The event is over.*Jacinta Escamilla/s);
  assert.doesNotMatch(await main(page), /Verónica/, 'nothing was swapped with her');
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-do=csv]').click()]);
  assert.equal(download.suggestedFilename(), 'contacts.csv');
});
