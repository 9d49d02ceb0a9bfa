// Swapping contacts with somebody of the room, and keeping them.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {button, f, flow, latest, screen, sent, soon, task, until} from '../stage.mjs';

const with_ = (page, id) => page.locator(`[data-contact=${id}]`).first();

await task('offer, take back, swap', 'contacts', async (page, hand) => {
  await screen(page, 'room');
  await hand.press(with_(page, 'p5').locator('summary'));
  await until(async () => assert.match(await with_(page, 'p5').textContent(), /sees your name, your school or organization, and the e-mail address/));
  await hand.press(with_(page, 'p5').locator('[data-do="contact.offer"]'));
  await until(() => assert.deepEqual(sent('contact.offer').map(m => m.person), ['p5']));
  await with_(page, 'p5').getByText('You offered to swap contacts.').waitFor();
  await hand.press(with_(page, 'p5').locator('[data-do="contact.withdraw"]'));
  await until(() => assert.deepEqual(sent('contact.withdraw').map(m => m.person), ['p5']));
  await with_(page, 'p5').locator('summary').waitFor();
  assert.match(await with_(page, 'p3').textContent(), /offers to swap contacts.*sees your name/);
  await hand.press(with_(page, 'p3').locator('[data-do="contact.offer"]'));
  await with_(page, 'p3').getByRole('link', {name: 'kai@ironwood.example.org'}).waitFor();
  assert.match(await with_(page, 'p3').textContent(), /Contacts swapped/);
  await until(async () => assert.ok((await page.evaluate(() => window.spoken)).some(s => /polite: You and .* swapped contacts/.test(s))));
  assert.equal(hand.pressed, 4);
});

await flow("somebody's offer is said once, and stands beside them; nobody swaps with themselves", 'room', async page => {
  await screen(page, 'room');
  await with_(page, 'p2').locator('summary').waitFor();
  assert.equal(await page.locator('[data-person=p1] [data-contact]').count(), 0);
  const ws = latest();
  ws.view('me', {...ws.shown.me, contacts: f.contacts().slice(0, 1)});
  await with_(page, 'p3').locator('[data-do="contact.offer"]').waitFor();
  ws.view('me', {...ws.shown.me, seat: 'present'});
  await soon();
  assert.equal((await page.evaluate(() => window.spoken)).filter(s => /offers to swap contacts/.test(s)).length, 1);
});

await task('keep them, as cards and as a table, from the programme and once the rooms are over', 'met', async (page, hand) => {
  await screen(page, 'programme');
  const list = page.locator('[data-part=contacts]');
  await list.waitFor();
  const saved = async what => {
    const [download] = await Promise.all([page.waitForEvent('download'), hand.press(list.locator(`[data-do=${what}]`))]);
    return [download.suggestedFilename(), await readFile(await download.path(), 'utf8')];
  };
  assert.deepEqual(await saved('vcard'), ['contacts.vcf', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Jacinta Escamilla\r\nORG:=Ironwood\\, "East"\\; Wing\r\nEMAIL:jacinta@ironwood.example.org\r\nEND:VCARD\r\n']);
  assert.deepEqual(await saved('csv'), ['contacts.csv', 'Name,School or organization,E-mail\r\nJacinta Escamilla,"\'=Ironwood, ""East""; Wing",jacinta@ironwood.example.org\r\n']);
  latest().view('now', f.nowView('over'));
  latest().view('me', f.me({place: 'lobby', session: 'role-alike-1', version: 4, contacts: f.contacts()}));
  await screen(page, 'lobby');
  assert.equal((await saved('vcard'))[0], 'contacts.vcf');
  assert.equal(hand.pressed, 3);
});

await flow('without anything to swap there is no list, and nothing is fetched for it', 'programme', async page => {
  await screen(page, 'programme');
  await button(page, 'Help').waitFor();
  await soon();
  assert.equal(await page.locator('[data-part=contacts]').count(), 0);
  const fetched = await page.evaluate(() => performance.getEntriesByType('resource').map(e => e.name));
  assert.ok(fetched.some(url => url.includes('/frame-')) && !fetched.some(url => url.includes('/contacts')));
});
