// Messages of staff to all, to some, to a room and to a person; a visit, and what is hidden on it; each by keyboard alone
// and by tap alone.
import assert from 'node:assert/strict';
import {button, f, flow, focus, heard, latest, screen, sent, task, until} from '../stage.mjs';

const field = page => page.getByLabel('Your message');
const nobody = {sessions: [], rooms: [], people: [], roles: [], regions: [], languages: [], not_present: false, urgent: false};
/** Writes it, sends it, and sees it sent to `whom`. */
const message = async (page, hand, text, whom) => {
  await hand.write(field(page), text);
  await hand.press(button(page, 'Send'));
  const {type: _, id: __, ...asked} = (await until(() => (assert.equal(sent('notice.send').at(-1)?.text, text), sent('notice.send')))).at(-1);
  assert.deepEqual(asked, {...nobody, ...whom, text});
  await page.locator('[data-notice]', {hasText: text}).getByText('Seen by 0 · sent to 5 · here at the time: 3').waitFor();
  await heard(page, /^polite: The message was sent\.$/);
  assert.equal(await field(page).inputValue(), '');
};
/** What is pressed beside those whom a message is to go to leads to the field that it is written in. */
const atField = page => until(async () => assert.equal((await focus(page)).tag, 'TEXTAREA'));

await task('a message to everybody', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(button(page, 'Messages'));
  await message(page, hand, 'Welcome', {});
  await hand.did('to all');
});

await task('a message to those whom a filter means', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(page.locator('[data-part=filters] summary'));
  await hand.write(page.locator('[data-part=filters] select').first(), 'High');
  await hand.press(button(page, 'Message these people'));
  await atField(page);
  assert.equal(await page.locator('[data-part=message] select[name=role] option:checked').textContent(), 'High school educators');
  await message(page, hand, 'For high school', {roles: ['high']});
  await hand.did('to a filter');
});

await flow('of a language as it is spoken somewhere the language can be chosen, too', 'moderator', async page => {
  await screen(page, 'floor');
  latest().view('me', f.me({version: 2, hats: ['moderator'], languages: ['pt-BR', 'es']}));
  await button(page, 'Messages').click();
  const choice = page.locator('[data-part=message] select[name=language]');
  const offered = () => choice.locator('option').evaluateAll(all => all.map(e => [e.value, e.textContent]));
  const named = [['en', 'English'], ['es', 'Spanish'], ['pt', 'Portuguese'], ['pt-BR', 'Brazilian Portuguese']];
  await until(async () => assert.deepEqual((await offered()).slice(1), named));
  await choice.selectOption('pt');
  await field(page).fill('Bom dia');
  await button(page, 'Send').click();
  await until(() => assert.deepEqual(sent('notice.send').map(m => m.languages), [['pt']]));
});

await task('a message to a room, and to a person', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(page.locator('[data-room=r4]').getByRole('button', {name: /^Message/}));
  await atField(page);
  await message(page, hand, 'Hello, room', {rooms: ['r4']});
  await hand.did('to a room');
  await hand.press(button(page, 'Rooms'));
  await hand.press(page.locator('[data-room=r2] [data-person=p3] .name'));
  await hand.press(page.locator('dialog[open]').getByRole('button', {name: 'Message'}));
  await atField(page);
  assert.equal(await page.locator('dialog[open]').count(), 0);
  await message(page, hand, 'Hello, you', {people: ['p3']});
  await hand.did('to a person');
});

await task('a visit: what was written is hidden and shown again, and back', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  const visit = page.locator('[data-part=visit]');
  await hand.press(page.locator('[data-room=r2] [data-do=visit]'));
  await until(async () => assert.deepEqual([(await focus(page)).tag, (await focus(page)).part], ['H2', 'visit']));
  await hand.did('visit');
  const line = visit.locator('[data-n="1"]');
  await hand.walk(visit.locator('.log'), 'Home', line);
  await hand.press(line.locator('summary'));
  await hand.press(line.getByRole('button', {name: 'Hide'}));
  await line.getByText('This message was taken away.').waitFor();
  await hand.did('hide');
  await hand.press(line.getByRole('button', {name: 'Show again'}));
  await line.getByText('Here again').waitFor();
  assert.deepEqual(sent('chat.hide').map(m => [m.room, m.n, m.hidden]), [['r2', 1, true], ['r2', 1, false]]);
  await hand.did('show again');
  await hand.press(visit.getByRole('button', {name: 'End the visit'}));
  await until(() => assert.deepEqual(sent('room.visit').map(m => m.room), ['r2', undefined]));
  await until(async () => assert.equal(await visit.count(), 0));
  await hand.did('back');
});
