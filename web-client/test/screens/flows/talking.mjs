// The chat of a room, and its turn clock.
import assert from 'node:assert/strict';
import {button, f, flow, focus, heard, latest, screen, sent, server, soon, spoken, until} from '../stage.mjs';

const field = '.chat textarea';
const log = page => page.locator('.log');
const line = (n, by, text) => ({n, by: `p${by}`, name: f.names[by - 1], at: Date.now(), text});

await flow('what is written is sent by Enter, and again in the field when it is refused', 'text_only', async page => {
  await screen(page, 'room');
  await page.getByText('Nobody has written yet').waitFor();
  assert.match(await page.textContent('[data-part=chat]'), /This room has no call/);
  await page.fill(field, 'First');
  await page.press(field, 'Shift+Enter');
  await page.type(field, '<b>second</b>');
  await page.press(field, 'Enter');
  await until(() => assert.deepEqual(sent('chat.say').map(m => [m.room, m.text]), [['r1', 'First\n<b>second</b>']]));
  await page.locator('.log [data-n="1"].own').waitFor();
  assert.match(await log(page).textContent(), /<b>second<\/b>/, 'shown as it was written');
  assert.equal(await page.inputValue(field), '');
  await page.fill(field, 'Please refuse me');
  await button(page, 'Send').click();
  await page.waitForSelector('.chat .refusal[role=alert]');
  assert.match(await page.textContent('.chat .refusal'), /many messages in one minute/);
  assert.equal(await page.locator('.refusal').count(), 1, 'said there and not above as well');
  assert.equal(await page.inputValue(field), 'Please refuse me');
  await page.fill(field, 'é'.repeat(501));
  await until(async () => assert.equal(await button(page, 'Send').isDisabled(), true));
  await page.press(field, 'Enter');
  await soon();
  assert.equal(sent('chat.say').length, 2);
});

await flow('what was written while offline goes out once, after the greeting', 'text_only', async page => {
  await screen(page, 'room');
  server.http.close();
  latest().terminate();
  await page.waitForSelector('.offline');
  await page.fill(field, 'Still here');
  await page.press(field, 'Enter');
  await page.getByText('Sending…').waitFor();
  await new Promise(resolve => server.http.listen(Number(new URL(server.origin).port), '127.0.0.1', resolve));
  await page.waitForFunction(() => !document.querySelector('.offline'));
  await until(() => assert.equal(sent('chat.say').length, 1));
  await until(async () => assert.equal(await page.locator('.log li').count(), 1));
});

await flow('who comes late reads what was written; links are found, safe, and say where they lead', 'chat', async page => {
  await screen(page, 'room');
  await until(async () => assert.equal(await page.locator('.log li').count(), 6));
  assert.match(await page.textContent('[data-n="4"]'), /This message was taken away/);
  const link = page.locator('[data-n="2"] a').first();
  await link.waitFor();
  assert.deepEqual(
    await link.evaluate(a => [a.href, a.rel, a.target, a.parentElement.textContent]),
    ['https://notes.example.org/what-worked', 'noopener noreferrer nofollow', '_blank', 'https://notes.example.org/what-worked (notes.example.org, opens in a new tab)'],
  );
  latest().add([line(7, 3, 'javascript:alert(1) data:text/html,x mailto:a@example.org')]);
  await page.locator('[data-n="7"]').waitFor();
  assert.equal(await page.locator('[data-n="7"] a').count(), 0);
  assert.match(await page.textContent('[data-n="7"]'), /javascript:alert\(1\) data:text\/html,x mailto:a@example.org/);
  await soon();
  assert.equal((await spoken(page)).filter(s => /glad to be here/.test(s)).length, 0, 'what was there before is not read aloud');
});

await flow('a lively chat is read in one go, and not at all when switched off, also after a reload', 'chat', async page => {
  await screen(page, 'room');
  await page.locator('[data-n="6"]').waitFor();
  latest().add([line(7, 2, 'One')]);
  latest().add([line(8, 3, 'Two')]);
  latest().add([line(9, 1, 'My own')]);
  await heard(page, /^polite: 2 new messages\. .Kaʻiulani Taufaʻao.: .Two.$/);
  await page.getByLabel('Read new messages aloud').uncheck();
  await page.reload();
  await screen(page, 'room');
  assert.equal(await page.getByLabel('Read new messages aloud').isChecked(), false);
  latest().add([line(7, 2, 'Silent')]);
  await page.locator('[data-n="7"]').waitFor();
  await page.waitForTimeout(3_500);
  assert.deepEqual((await spoken(page)).filter(s => /Silent|new message/.test(s)), []);
});

await flow('the log stays at its end, but not under the eyes of who reads further up', 'chat', async page => {
  await screen(page, 'room');
  latest().chat('r1', f.lines(40));
  await page.locator('[data-n="40"]').waitFor();
  const gap = () => log(page).evaluate(e => e.scrollHeight - e.scrollTop - e.clientHeight);
  await until(async () => assert.ok((await gap()) < 4));
  latest().add([line(41, 2, 'At the end')]);
  await page.locator('[data-n="41"]').waitFor();
  await until(async () => assert.ok((await gap()) < 4));
  await log(page).evaluate(e => e.scrollTo(0, 40));
  await soon();
  latest().add([line(42, 2, 'Below'), line(43, 1, 'Mine, from another tab'), line(44, 3, 'Further below')]);
  await button(page, '2 new messages').waitFor();
  assert.equal(await log(page).evaluate(e => e.scrollTop), 40);
  await button(page, '2 new messages').click();
  await until(async () => assert.ok((await gap()) < 4));
  assert.equal(await page.locator('.newer').count(), 0);
  await until(async () => assert.equal(await page.evaluate(() => document.activeElement.className), 'log'));
});

await flow('a message is reported after a question; one that staff hid is gone', 'chat', async page => {
  await screen(page, 'room');
  assert.equal(await page.locator('.own .menu').count(), 0, 'nobody reports themselves');
  await page.locator('[data-n="3"] summary').focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-n="3"]').getByRole('button', {name: 'Report'}).click();
  const dialog = page.locator('dialog[open]');
  assert.match(await dialog.textContent(), /Staff will see what Jacinta Escamilla wrote/);
  assert.equal(sent('chat.report').length, 0);
  await dialog.getByRole('button', {name: 'Report'}).click();
  await until(() => assert.deepEqual(sent('chat.report').map(m => [m.room, m.n]), [['r1', 3]]));
  await page.getByText('Your report is being sent.').waitFor();
  latest().done(sent('chat.report')[0].id);
  await page.getByText('You reported this.').waitFor();
  latest().chat('r1', f.lines().map(l => (l.n === 3 ? {...l, text: undefined} : l)));
  await until(async () => assert.match(await page.textContent('[data-n="3"]'), /This message was taken away/));
});

await flow('moved while typing: the text stays, the focus with it, and the new room offers it', 'text_only', async page => {
  await screen(page, 'room');
  await page.click(field);
  await page.keyboard.type('What I wanted to s');
  latest().view('me', f.inRoom({version: 4, room: 'r2', arrival: {why: 'moved', by: 'Odalys', at: 0}}));
  latest().view('room', f.room('r2', 2));
  latest().chat('r2', f.lines(2));
  await screen(page, 'moving');
  await page.keyboard.type('ay');
  assert.equal(await page.inputValue('main textarea'), 'What I wanted to say');
  await button(page, 'Go now').click();
  await screen(page, 'room');
  assert.equal(await page.inputValue(field), '', 'nothing goes to another room by itself');
  assert.match(await page.textContent('[data-part=begun]'), /What I wanted to say/);
  await button(page, 'Write it here').click();
  await until(async () => assert.equal((await focus(page)).tag, 'TEXTAREA'));
  assert.equal(await page.inputValue(field), 'What I wanted to say');
  await page.reload();
  await screen(page, 'room');
  // The stand-in begins anew in the first room; the text was meant for the second.
  await page.getByText('You began to write this in another room').waitFor();
  await button(page, 'Throw it away').click();
  await until(async () => assert.equal(await page.locator('[data-part=begun]').count(), 0));
  assert.equal(sent('chat.say').length, 0);
});

await flow('moved by staff: why, the old chat to read and write in until the minute is over, then only to read', 'chat', async page => {
  await screen(page, 'room');
  const ends = Date.now() + 8_000;
  const arrival = {why: 'moved', by: 'Odalys', at: 0, act: 'seat.move', told: 'They need a chemist.'};
  latest().view('me', f.inRoom({version: 4, room: 'r2', arrival, goodbye: {room: 'r1', until: ends}}));
  latest().view('room', f.room('r2', 2));
  await screen(page, 'moving');
  assert.match(await page.textContent('.lead'), /Odalys moved you to Classroom educators 2\..*Why: They need a chemist\./s);
  await heard(page, /^assertive: .*Odalys.* moved you.*Why: .*They need a chemist/);
  assert.equal((await spoken(page)).filter(s => /They need a chemist/.test(s)).length, 1, 'once');
  assert.equal(await page.locator('.log [data-n]').count(), 6);
  assert.match(await page.getByRole('link', {name: 'Back to this room’s call'}).getAttribute('href'), /^https:/);
  await page.fill(field, 'Goodbye, all of you');
  await page.press(field, 'Enter');
  await until(() => assert.deepEqual(sent('chat.say').map(m => [m.room, m.text]), [['r1', 'Goodbye, all of you']]));
  await page.locator('.log', {hasText: 'Goodbye, all of you'}).waitFor();
  await page.fill(field, 'And one more th');
  await page.getByText('Nothing more can be written here').waitFor();
  assert.equal(await button(page, 'Send').count(), 0);
  assert.equal(await page.inputValue('main textarea'), 'And one more th', 'what was begun is kept');
  await button(page, 'Go now').click();
  await screen(page, 'room');
  assert.match(await page.textContent('main'), /Odalys moved you to this room\..*Why: They need a chemist\..*And one more th/s);
});

await flow('moved where nobody put it into words: what was done says something; no field that cannot be sent', 'chat', async page => {
  await screen(page, 'room');
  latest().view('me', f.inRoom({version: 4, room: 'r2', arrival: {why: 'moved', by: 'Odalys', at: 0, act: 'room.close'}}));
  latest().view('room', f.room('r2', 2));
  await screen(page, 'moving');
  assert.match(await page.textContent('.lead'), /Odalys moved you to .* Your room was closed\./);
  assert.equal(await page.locator('.log [data-n]').count(), 6);
  assert.equal(await page.locator('main textarea').count(), 0);
  assert.equal(await page.getByRole('link', {name: 'Back to this room’s call'}).count(), 0);
});

await flow('muted: told so, reads on, and is told when it is over', 'chat', async page => {
  await screen(page, 'room');
  latest().view('me', f.inRoom({seat: 'present', muted: true}));
  await heard(page, /^polite: Staff asked you not to write/);
  assert.equal(await page.locator(field).count(), 0);
  assert.equal(await page.locator('.log li').count(), 6);
  latest().view('me', f.inRoom({seat: 'present'}));
  await heard(page, /^polite: You can write in the chat again/);
  await page.waitForSelector(field);
});

await flow('between two rounds the chat of the last room can be read, and not be written to', 'last', async page => {
  await screen(page, 'lobby');
  assert.match(await page.textContent('[data-part=last-room] h2'), /You just met: Classroom educators 1/);
  await page.locator('summary', {hasText: 'Read the chat again'}).click();
  await page.locator('[data-n="6"]').waitFor();
  assert.equal(await page.locator(field).count(), 0);
  assert.match(await page.textContent('[data-part=chat]'), /This room is closed/);
});

await flow("turns: started, one's own said once with a chime, ended early, absent people skipped", 'turns', async page => {
  await screen(page, 'room');
  await button(page, 'Start the turn clock').click();
  const part = page.locator('[data-part=turns]');
  await part.getByText('has the turn.').waitFor();
  assert.match(await part.textContent(), /Verónica Dávila has the turn.*Then it is your turn/s);
  assert.equal(await part.getByRole('button').count(), 0, "it is not this person's to end");
  const ends = Date.now() + 2 * 60_000;
  latest().view('room', {...f.room(), ...f.turns(1, ends)});
  await part.getByText('It is your turn.').waitFor();
  await heard(page, /^polite: It is your turn: about 2 minutes\.$/);
  latest().view('room', {...f.room(), ...f.turns(1, ends), locked: true});
  const hellos = sent('hello').length;
  latest().terminate();
  await until(() => assert.equal(sent('hello').length, hellos + 1));
  await page.waitForFunction(() => !document.querySelector('.offline'));
  latest().view('room', {...f.room(), ...f.turns(1, ends)});
  await part.getByText('It is your turn.').waitFor();
  await soon();
  assert.equal((await spoken(page)).filter(s => /It is your turn/.test(s)).length, 1, 'whatever else changes');
  await button(page, 'I’m done').click();
  await until(() => assert.deepEqual(sent('turns.pass').map(m => [m.room, m.seen]), [['r1', 1]]));
  await part.getByText('is not here right now').waitFor();
  await button(page, 'Next person').click();
  await until(() => assert.deepEqual(sent('turns.pass').map(m => m.seen), [1, 2]));
  latest().view('room', {...f.room(), ...f.turns(4)});
  await part.getByText('The turns are over').waitFor();
});

await flow('a turn that is kept for somebody without a connection: until when, and staff alone pass it on', 'turns', async page => {
  await screen(page, 'room');
  const part = page.locator('[data-part=turns]');
  latest().view('room', {...f.room(), ...f.turns(2, undefined, Date.now() - 30_000)});
  await part.getByText('The turn is kept').waitFor();
  const kept = await part.textContent();
  assert.match(kept, /Jacinta Escamilla has the turn.*Jacinta Escamilla lost the connection.*at the longest for (1:0\d|0:5\d)/s);
  assert.equal(await part.getByRole('timer').count(), 1, 'the clock of the turn stands');
  assert.equal(await button(page, 'Next person').count(), 0, 'the server would refuse it');
  latest().view('room', {...f.room(), ...f.turns(2)});
  await part.getByText('is not here right now').waitFor();
  assert.equal(await button(page, 'Next person').count(), 1);
});

await flow('a refusal is said though its words do not come, and in its own words once they do', 'text_only', async page => {
  await screen(page, 'room');
  let away = true;
  await page.route(/refused_words/, route => (away ? route.abort() : route.continue()));
  await page.fill(field, 'Please refuse me');
  await button(page, 'Send').click();
  await page.locator('.chat .refusal', {hasText: 'That did not work'}).waitFor();
  assert.equal(await page.inputValue(field), 'Please refuse me');
  away = false;
  await page.locator('.chat .refusal', {hasText: 'many messages in one minute'}).waitFor();
});

await flow('what was written and not answered is sent again after a reload, once, under its id', 'text_only', async page => {
  await screen(page, 'room');
  await page.fill(field, 'I wait for it');
  await page.press(field, 'Enter');
  await page.getByText('Sending…').waitFor();
  await until(() => assert.equal(sent('chat.say').length, 1));
  await page.reload();
  await screen(page, 'room');
  await until(() => assert.equal(sent('chat.say').length, 2));
  const [first, again] = sent('chat.say');
  assert.deepEqual(again, first);
  assert.match(await log(page).textContent(), /I wait for it.*Sending…/s);
  latest().add([line(1, 1, 'I wait for it')]);
  latest().done(first.id);
  await until(async () => assert.equal(await page.locator('.log').getByText('Sending…').count(), 0));
  assert.equal(await page.locator('.log li').count(), 1);
  await page.reload();
  await screen(page, 'room');
  await soon();
  assert.equal(sent('chat.say').length, 2, 'what was answered is not sent again');
});

await flow('refused after a reload: in the field again; a call for help is asked for again too', 'text_only', async page => {
  await screen(page, 'room');
  await page.fill(field, 'I wait for it');
  await page.press(field, 'Enter');
  await button(page, 'Help').click();
  await page.fill('dialog[open] textarea', 'We wait for it');
  await page.locator('dialog[open]').getByRole('button', {name: 'Ask for help'}).click();
  await page.evaluate(() => (document.body.dataset.old = 'yes'));
  await page.reload();
  await screen(page, 'room');
  await until(() => assert.deepEqual([sent('chat.say').length, sent('help.ask').map(m => m.text ?? m.about)], [2, ['We wait for it', 'We wait for it']]));
  for (const type of ['chat.say', 'help.ask']) latest().say({type: 'refused', id: sent(type)[0].id, code: 'rate.limited', message: '', parameters: {}});
  await until(async () => assert.equal(await page.inputValue(field), 'I wait for it'));
  await button(page, 'Help').click();
  await until(async () => assert.equal(await page.inputValue('dialog[open] textarea'), 'We wait for it'));
});

const tooFast = id => ({type: 'refused', id, code: 'chat.too_fast', message: '', parameters: {}});

await flow('moved before the refusal was read: the text is on the page, and offered in the new room', 'text_only', async page => {
  await screen(page, 'room');
  await page.fill(field, 'I wait for it');
  await page.press(field, 'Enter');
  await until(() => assert.equal(sent('chat.say').length, 1));
  latest().view('me', f.inRoom({version: 4, room: 'r2', arrival: {why: 'moved', by: 'Odalys', at: 0}}));
  latest().view('room', f.room('r2', 2));
  latest().chat('r2', f.lines(2));
  await screen(page, 'moving');
  latest().say(tooFast(sent('chat.say')[0].id));
  await page.waitForSelector('.refusal');
  assert.match(await page.textContent('.refusal'), /I wait for it.*This was not sent. Your text is kept/s);
  assert.equal(await page.inputValue('main textarea'), 'I wait for it');
  await page.getByText('Your text is kept. You can send it in the new room.').waitFor();
  await page.locator('.refusal button').click();
  await button(page, 'Go now').click();
  await screen(page, 'room');
  assert.match(await page.textContent('[data-part=begun]'), /I wait for it/);
});

await flow('eight refusals at once: said once, every text in the field, in order', 'text_only', async page => {
  await screen(page, 'room');
  const texts = Array.from({length: 8}, (_, i) => `${i + 1} wait for it`);
  for (const text of texts) {
    await page.fill(field, text);
    await page.press(field, 'Enter');
  }
  await until(() => assert.equal(sent('chat.say').length, 8));
  latest().say(sent('chat.say').map(m => tooFast(m.id)));
  await until(async () => assert.equal(await page.inputValue(field), texts.join('\n')));
  await page.waitForSelector('.chat .refusal');
  assert.equal(await page.locator('.refusal').count(), 1);
  await page.locator('.refusal button').click();
  await until(async () => assert.equal(await page.locator('.refusal').count(), 0));
});

await flow('a report that was refused can be made again, also when the refusal was dismissed', 'chat', async page => {
  await screen(page, 'room');
  await page.locator('[data-n="3"] summary').click();
  await page.locator('[data-n="3"]').getByRole('button', {name: 'Report'}).click();
  await page.locator('dialog[open]').getByRole('button', {name: 'Report'}).click();
  await page.getByText('Your report is being sent.').waitFor();
  latest().say({type: 'refused', id: sent('chat.report')[0].id, code: 'rate.limited', message: '', parameters: {}});
  await page.locator('.chat .refusal button').click();
  await page.locator('[data-n="3"] summary').waitFor();
  assert.equal(await page.getByText(/You reported this|is being sent/).count(), 0);
});

await flow('a message that staff hid is not read aloud, nor what was just said of it left to be read', 'chat', async page => {
  await screen(page, 'room');
  await page.locator('[data-n="6"]').waitFor();
  const lines = f.lines();
  latest().add([line(7, 2, 'Hidden before it was said'), line(8, 3, 'Fine')]);
  latest().chat('r1', [...lines, line(7, 2), line(8, 3, 'Fine')]);
  await heard(page, /^polite: .Kaʻiulani Taufaʻao.: .Fine.$/);
  latest().add([line(9, 2, 'Hidden after it was said')]);
  await page.locator('#polite', {hasText: 'Hidden after it was said'}).waitFor({state: 'attached'});
  latest().chat('r1', [...lines, line(7, 2), line(8, 3, 'Fine'), line(9, 2)]);
  await page.locator('[data-n="9"]', {hasText: 'taken away'}).waitFor();
  assert.doesNotMatch(await page.textContent('#polite'), /Hidden/);
  assert.deepEqual((await spoken(page)).filter(s => /before it was said/.test(s)), []);
});

await flow('in a closing room nobody is told of a turn', 'turns', async page => {
  await screen(page, 'room');
  latest().view('room', {...f.room(), ...f.turns(1), state: 'closing'});
  await page.getByText('This room is closing').waitFor();
  await soon();
  assert.deepEqual((await spoken(page)).filter(s => /your turn/.test(s)), []);
});

await flow('the words of a refusal that cannot be fetched at first are fetched again; nobody else fetches them', 'text_only', async page => {
  await screen(page, 'room');
  const asked = [];
  await page.route('**/refused_words*', route => (asked.push(route.request().url()), asked.length < 3 ? route.abort() : route.continue()));
  assert.equal(await page.evaluate(() => performance.getEntriesByType('resource').filter(r => /refused_words/.test(r.name)).length), 0);
  await page.fill(field, 'Please refuse me');
  await page.press(field, 'Enter');
  await page.waitForSelector('.chat .refusal');
  assert.match(await page.textContent('.chat .refusal'), /many messages in one minute/);
  assert.equal(new Set(asked).size, 3, 'each time under another address');
});

await flow('a long log is one stop of the Tab key; arrows go through it, Tab to what is in a message', 'chat', async page => {
  await screen(page, 'room');
  latest().chat('r1', f.lines(60));
  await page.locator('[data-n="60"]').waitFor();
  await page.locator('.log').focus();
  await page.keyboard.press('Tab');
  await until(async () => assert.equal((await focus(page)).tag, 'TEXTAREA'));
  await page.keyboard.press('Shift+Tab');
  const at = () => page.evaluate(() => document.activeElement.closest('[data-n]')?.dataset.n);
  for (const [key, n] of [['ArrowUp', '60'], ['ArrowUp', '59'], ['Home', '1'], ['ArrowUp', '1'], ['ArrowDown', '2']]) {
    await page.keyboard.press(key);
    await until(async () => assert.equal(await at(), n, key));
  }
  const box = await page.locator('.log').boundingBox();
  const line = await page.locator('[data-n="2"]').boundingBox();
  assert.ok(line.y >= box.y - 1 && line.y + line.height <= box.y + box.height + 1, 'in sight');
  await page.locator('[data-n="2"] a[tabindex="0"]').first().waitFor();
  await page.keyboard.press('Tab');
  await until(async () => assert.deepEqual([await at(), (await focus(page)).tag], ['2', 'A']));
  for (const tag of ['A', 'SUMMARY', 'TEXTAREA']) {
    await page.keyboard.press('Tab');
    await until(async () => assert.equal((await focus(page)).tag, tag));
  }
});

await flow('after a report the focus is at its message', 'chat', async page => {
  await screen(page, 'room');
  await page.locator('[data-n="3"]').focus();
  await page.locator('[data-n="3"] summary[tabindex="0"]').waitFor();
  for (const key of ['Tab', 'Enter', 'Tab', 'Enter']) await page.keyboard.press(key);
  await page.locator('dialog[open]').getByRole('button', {name: 'Report'}).press('Enter');
  await page.getByText('Your report is being sent.').waitFor();
  await until(async () => assert.equal(await page.evaluate(() => document.activeElement.dataset.n), '3'));
});

await flow('that a text is too long is said once, not at every letter', 'text_only', async page => {
  await screen(page, 'room');
  await page.fill(field, 'a'.repeat(1_000));
  await heard(page, /^polite: There is little space left/);
  await page.focus(field);
  await page.keyboard.press('End');
  await page.keyboard.type('bcd');
  await page.getByText('take about 3 letters out').first().waitFor();
  await soon();
  assert.deepEqual((await spoken(page)).filter(s => /Too long/.test(s)), ['polite: Too long: take about 1 letter out.']);
  assert.equal(await page.locator('.chat [role=status]').count(), 0, 'and by nothing else');
});
