// What staff do with people and rooms: each by keyboard alone and by tap alone, a move in four presses at most.
import assert from 'node:assert/strict';
import {flow, focus, latest, screen, sent, soon, task, until, welcome} from '../stage.mjs';

const person = (page, room, id) => page.locator(`[data-room=${room}] [data-person=${id}] button[aria-pressed]`);
const room = (page, id) => page.locator(`[data-room=${id}]`);
const dialog = page => page.locator('dialog[open]');
const fold = (page, what) => dialog(page).locator(`[data-do=${what}] summary`);
const more = (page, id) => room(page, id).locator('[data-do=more]');
const last = type => sent(type).at(-1);

await task('move somebody, with the reason', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(person(page, 'r2', 'p3'));
  await hand.press(room(page, 'r4').getByRole('button', {name: /^Move here/}));
  await until(() => assert.deepEqual([last('seat.move')?.to, last('seat.move')?.reason], ['r4', undefined]));
  assert.equal(hand.pressed, 2);
  await hand.press(person(page, 'r2', 'p4'));
  await hand.press(page.locator('[data-part=choice] > summary'));
  await hand.press(page.locator('[data-part=reason] summary'));
  await hand.write(page.getByLabel('Reason (only staff see it, in the history)'), 'Knows them');
  await hand.write(page.getByLabel('What to tell them (everybody who is moved reads it)'), 'Somebody there asked for you');
  await hand.press(room(page, 'r5').getByRole('button', {name: /^Move here/}));
  await until(() => assert.deepEqual([last('seat.move')?.to, last('seat.move')?.reason, last('seat.move')?.told], ['r5', 'Knows them', 'Somebody there asked for you']));
  await hand.press(person(page, 'r2', 'p5'));
  await hand.press(page.getByRole('button', {name: 'Move to the lobby'}).first());
  await until(() => assert.deepEqual([last('seat.move')?.to, last('seat.move')?.reason], [undefined, undefined], 'a reason is of one move'));
});

await task('two change places', 'done', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(person(page, 'r2', 'p3'));
  assert.equal(await page.locator('[data-do=swap]').count(), 0, 'one cannot');
  await hand.press(person(page, 'r4', 'p16'));
  await hand.press(page.locator('[data-do=swap]'));
  await until(() => assert.deepEqual([last('seat.swap')?.one, last('seat.swap')?.other], [{person: 'p3', seen: 3}, {person: 'p16', seen: 3}]));
  await until(async () => assert.equal(await page.locator('[data-part=chosen]').count(), 0));
  assert.equal(hand.pressed, 3);
});

await flow('two of one room have no places to change; nor have three', 'done', async page => {
  await screen(page, 'floor');
  await person(page, 'r2', 'p3').click();
  await person(page, 'r2', 'p4').click();
  await page.locator('[data-part=choice]').waitFor();
  assert.equal(await page.locator('[data-do=swap]').count(), 0);
  await person(page, 'r2', 'p4').click();
  await person(page, 'r4', 'p16').click();
  await page.locator('[data-do=swap]').waitFor();
  await person(page, 'r4', 'p17').click();
  await until(async () => assert.equal(await page.locator('[data-do=swap]').count(), 0));
});

await task('everybody of a room into another one: those that fit and have the most room first', 'done', async (page, hand) => {
  await screen(page, 'floor');
  latest().patch({rooms: {r6: {max: 13}, r7: {max: 12}}});
  await until(async () => assert.match(await room(page, 'r7').textContent(), /room for 12/));
  await hand.press(more(page, 'r4'));
  await hand.press(fold(page, 'merge'));
  const places = dialog(page).locator('[data-do=merge] [data-to]');
  await until(async () => {
    const all = await places.evaluateAll(found => found.map(e => [e.dataset.to, e.disabled, e.nextSibling.textContent]));
    assert.deepEqual(all.slice(0, 3), [['r7', false, ' 7 free seats'], ['r1', false, ' 6 free seats'], ['r6', false, ' 8 free seats']], 'r6 is locked');
    assert.deepEqual(all.at(-1).slice(1), [true, ' 2 free seats'], 'too few for five');
  });
  await hand.press(dialog(page).locator('[data-do=merge] [data-to=r7]'));
  await until(() => assert.deepEqual([last('room.merge')?.room, last('room.merge')?.to, last('room.merge')?.seen], ['r4', 'r7', 1]));
  await until(async () => assert.ok((await page.evaluate(() => window.spoken)).some(s => /closed, 5 people to .*Classroom educators 7/.test(s))));
  await until(async () => assert.match((await focus(page)).text, /^More/, 'back where one was'));
  assert.equal(hand.pressed, 3);
});

await task('a room becomes several: a plan first, to be looked at', 'done', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(more(page, 'r4'));
  await hand.press(fold(page, 'split'));
  await hand.press(dialog(page).locator('[data-do=split-now]'));
  await until(() => assert.deepEqual([last('room.split')?.room, last('room.split')?.parts], ['r4', 2]));
  await page.locator('[data-plan=d1]').waitFor();
  assert.equal(hand.pressed, 3);
});

await flow('too few people are no two rooms; many may be three', 'done', async page => {
  await screen(page, 'floor');
  await more(page, 'r1').click();
  await fold(page, 'split').click();
  await dialog(page).getByText('Four people or more are needed.').waitFor();
  assert.equal(await page.locator('[data-do=split-now]').count(), 0);
  await page.keyboard.press('Escape');
  await more(page, 'r3').click();
  await fold(page, 'split').click();
  await dialog(page).locator('select').selectOption('4');
  await dialog(page).locator('[data-do=split-now]').click();
  await until(() => assert.deepEqual([last('room.split')?.room, last('room.split')?.parts], ['r3', 4]));
});

await task('close a room; where the others are full, to the lobby', 'done', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(more(page, 'r4'));
  await hand.press(fold(page, 'close'));
  await dialog(page).getByText('5 people are in it.').waitFor();
  await hand.press(dialog(page).locator('[data-to=best_rooms]'));
  const asked = page.locator('dialog[open][data-code="room.no_seats"]');
  await asked.waitFor();
  assert.match(await asked.textContent(), /5 people sit in this room, and the other rooms have 3 free seats/);
  await hand.press(asked.getByRole('button', {name: 'Close, people to the lobby'}));
  await until(() => assert.deepEqual(sent('room.close').map(m => [m.room, m.to, m.seen]), [['r4', 'best_rooms', 1], ['r4', 'lobby', 1]]));
  await until(async () => assert.equal(await page.locator('dialog[open], .refusal').count(), 0));
  assert.equal(hand.pressed, 4);
});

await task('another name for a room, and its own again', 'done', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(more(page, 'r4'));
  await hand.write(dialog(page).getByLabel('Name'), 'Water <lab>');
  await hand.press(dialog(page).locator('button[data-do=rename]'));
  await until(() => assert.deepEqual([last('room.rename')?.room, last('room.rename')?.title, last('room.rename')?.seen], ['r4', 'Water <lab>', 1]));
  await room(page, 'r4').locator('h3', {hasText: 'Water <lab>'}).waitFor();
  assert.equal(hand.pressed, 2);
  await hand.press(more(page, 'r4'));
  await dialog(page).getByLabel('Name').fill('');
  await hand.press(dialog(page).locator('button[data-do=rename]'));
  await until(() => assert.deepEqual([last('room.rename')?.title, last('room.rename')?.seen], ['', 2]));
  await room(page, 'r4').locator('h3', {hasText: 'Classroom educators 4'}).waitFor();
});

await task('a room for nobody yet, and one with a name for those who are chosen', 'done', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(page.locator('[data-session] [data-do=new-room]'));
  await hand.press(dialog(page).getByRole('button', {name: 'Open the room'}));
  await until(() => assert.deepEqual([last('room.create')?.session, last('room.create')?.title, last('room.create')?.moves], ['role-alike-1', undefined, undefined]));
  assert.equal(hand.pressed, 2);
  await hand.press(person(page, 'r2', 'p3'));
  await hand.press(person(page, 'r4', 'p16'));
  await hand.press(page.locator('[data-part=choice] > summary'));
  await hand.press(page.locator('[data-do=named-room]'));
  await hand.write(dialog(page).getByLabel('Name (if you like)'), 'Rivers');
  await hand.press(dialog(page).getByRole('button', {name: 'Open the room'}));
  await until(() => assert.deepEqual([last('room.create')?.title, last('room.create')?.moves], ['Rivers', [{person: 'p3', seen: 3}, {person: 'p16', seen: 3}]]));
  await until(async () => assert.equal(await page.locator('[data-part=chosen]').count(), 0));
});

await task('lock a room, pin a person', 'done', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(room(page, 'r4').getByRole('button', {name: /^Lock/}));
  await until(() => assert.deepEqual([last('room.lock')?.room, last('room.lock')?.locked], ['r4', true]));
  await hand.press(page.locator('[data-room=r2] [data-person=p3] .name'));
  await hand.press(dialog(page).getByRole('button', {name: 'Keep in this room (pin)'}));
  await until(() => assert.deepEqual([last('seat.pin')?.person, last('seat.pin')?.pinned], ['p3', true]));
  assert.equal(hand.pressed, 3);
});

await task('unlock a room, unpin a person', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  await room(page, 'r6').getByText('Locked').waitFor();
  await hand.press(room(page, 'r6').getByRole('button', {name: /^Unlock/}));
  await until(() => assert.deepEqual(sent('room.lock').map(m => [m.room, m.locked, m.seen]), [['r6', false, 1]]));
  await room(page, 'r6').getByRole('button', {name: /^Lock/}).waitFor();
  assert.equal(await room(page, 'r6').getByText('Locked').count(), 0);
  await hand.did('unlock');
  const pinned = room(page, 'r5').locator('[data-person=p21]');
  assert.match(await pinned.textContent(), /pinned/);
  await hand.press(pinned.locator('.name'));
  await hand.press(dialog(page).getByRole('button', {name: 'Let go (unpin)'}));
  await until(() => assert.deepEqual(sent('seat.pin').map(m => [m.person, m.pinned, m.seen]), [['p21', false, 3]]));
  await dialog(page).getByRole('button', {name: 'Keep in this room (pin)'}).waitFor();
  assert.doesNotMatch(await pinned.textContent(), /pinned/);
  await hand.did('unpin');
});

const linked = page => page.locator('dialog[data-part=room-link]');
const way = (page, id) => room(page, id).locator('[data-do=link]');

await task('a facilitator gives a room a way into the call of its own, and takes it back', 'facilitator', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(way(page, 'r4'));
  await linked(page).getByRole('heading', {name: /^Way into the call · .*Classroom educators 4/}).waitFor();
  await linked(page).getByText('Without one of its own the room has the event’s.').waitFor();
  assert.equal(await linked(page).locator('[data-do=link-clear]').count(), 0, 'there is nothing to take back');
  await hand.write(linked(page).getByLabel('Address'), 'https://meet.example.org/other');
  await hand.press(linked(page).locator('[data-do=link-set]'));
  await until(() => assert.deepEqual(sent('room.link').map(m => [m.room, m.link, m.seen]), [['r4', 'https://meet.example.org/other', 1]]));
  await until(async () => assert.deepEqual([await linked(page).count(), (await focus(page)).room], [0, 'r4'], 'back where one was'));
  assert.equal(hand.pressed, 2);
  await hand.press(way(page, 'r4'));
  await linked(page).getByText('The room has this one instead of the event’s.').waitFor();
  assert.equal(await linked(page).getByLabel('Address').inputValue(), 'https://meet.example.org/other');
  await hand.press(linked(page).locator('[data-do=link-clear]'));
  await until(() => assert.equal(last('room.link').link, ''));
  await hand.press(way(page, 'r4'));
  await linked(page).getByText('Without one of its own the room has the event’s.').waitFor();
  await hand.press(linked(page).getByRole('button', {name: 'Close'}));
  await until(async () => assert.equal(await linked(page).count(), 0));
  assert.equal(sent('room.link').length, 2);
});

await flow('what is no web link is not sent; what the server finds wrong with one is said, and so is that it came too late', 'facilitator', async page => {
  await screen(page, 'floor');
  const refusal = page.locator('.refusal');
  const write = async text => {
    await linked(page).getByLabel('Address').fill(text);
    await page.keyboard.press('Enter');
  };
  await way(page, 'r4').click();
  for (const text of ['meet.example.org', 'ftp://meet.example.org/other', 'javascript:alert(1)', '']) {
    await write(text);
    assert.ok(await linked(page).locator('input:invalid').count(), text);
  }
  await soon();
  assert.equal(sent('room.link').length, 0);
  await write('https://meet.example.org/the other');
  await refusal.getByText('That is not a web link. Start it with https:// and leave out spaces.').waitFor();
  await refusal.getByRole('button').click();

  await way(page, 'r4').click();
  await linked(page).getByLabel('Address').fill('https://meet.example.org/too-late');
  latest().patch({rooms: {r4: {version: 2, link: 'https://meet.example.org/theirs'}}});
  await linked(page).getByText('The room has this one instead of the event’s.').waitFor();
  assert.equal(await linked(page).getByLabel('Address').inputValue(), 'https://meet.example.org/too-late', 'what is being written stays');
  await linked(page).locator('[data-do=link-set]').click();
  const late = page.locator('[data-part=stale]');
  await late.getByText(/^Not done: change the way into the call of .*Classroom educators 4.*It changed just before/).waitFor();
  assert.equal(last('room.link').seen, 1, 'what was there when it was begun');
  await late.getByRole('button', {name: 'Do it all the same'}).click();
  await until(() => assert.equal(last('room.link').seen, 2, 'what is there now'));
  await way(page, 'r4').click();
  await until(async () => assert.equal(await linked(page).getByLabel('Address').inputValue(), 'https://meet.example.org/theirs'));
});

await flow('a moderator has it among the tools for rooms, and nowhere else; whoever may not has none', 'moderator', async page => {
  await screen(page, 'floor');
  await more(page, 'r4').waitFor();
  assert.equal(await page.locator('.card [data-do=link]').count(), 0);
  await more(page, 'r4').click();
  await fold(page, 'link').click();
  await dialog(page).getByLabel('Address').waitFor();
  latest().say(welcome(['session.join', 'floor', 'room.link']));
  await way(page, 'r4').waitFor();
  latest().say(welcome(['session.join', 'floor', 'room.visit']));
  await until(async () => assert.equal(await way(page, 'r4').count(), 0));
});
