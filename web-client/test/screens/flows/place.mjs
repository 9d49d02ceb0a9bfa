// A seat, a move, a lost connection.
import assert from 'node:assert/strict';
import {passFor} from '../../mock/server.mjs';
import {button, f, flow, focus, latest, screen, sent, server, soon, until} from '../stage.mjs';

await flow('join with one press, be seated, said once, reported as seen', 'programme', async page => {
  await screen(page, 'programme');
  await page.getByRole('button', {name: /^Join/}).click();
  await screen(page, 'lobby');
  assert.equal(sent('session.join').at(-1).id, '7:1');
  const ws = latest();
  ws.view('me', f.inRoom());
  ws.view('room', f.room());
  await screen(page, 'room');
  await until(() => assert.deepEqual(sent('seat.seen').map(m => m.version), [3]));
  await until(async () => assert.equal((await focus(page)).tag, 'H1'));
  await until(async () => assert.match(await page.title(), /^(● )?Classroom educators 1/));
  const assigned = spoken => spoken.filter(s => /You are in .Classroom/.test(s)).length;
  await until(async () => assert.equal(assigned(await page.evaluate(() => window.spoken)), 1));
  await soon();
  const spoken = await page.evaluate(() => window.spoken);
  assert.equal(assigned(spoken), 1, spoken.join(' | '));
  ws.view('room', f.room('r1', 1, {members: f.room().members.slice(0, 4)}));
  ws.view('me', f.inRoom({unmet: []}));
  ws.view('now', f.nowView());
  ws.view('me', f.inRoom({seat: 'present'}));
  await soon();
  assert.deepEqual(sent('seat.seen').map(m => m.version), [3], 'once per assignment, whatever else changes');
  const hellos = sent('hello').length;
  ws.terminate();
  await until(() => assert.equal(sent('hello').length, hellos + 1));
  await page.waitForFunction(() => !document.querySelector('.offline'));
  assert.equal((await page.evaluate(() => window.spoken)).length, spoken.length, 'others who leave are not spoken of');
});

await flow('moved by a moderator: told who, given one more minute, not seen until gone', 'room', async page => {
  await screen(page, 'room');
  const ws = latest();
  ws.view('me', f.inRoom({version: 4, room: 'r2', arrival: {why: 'moved', by: 'Odalys', at: 0}}));
  ws.view('room', f.room('r2', 2));
  await screen(page, 'moving');
  assert.match(await page.textContent('main'), /Odalys moved you/);
  await page.getByRole('button', {name: '1 more minute'}).click();
  await until(async () => assert.equal(await page.getByRole('button', {name: '1 more minute'}).count(), 0));
  await until(async () => assert.equal((await focus(page)).tag, 'H1'));
  await soon();
  await until(() => assert.deepEqual(sent('seat.seen').map(m => m.version), [3]));
  await page.getByRole('button', {name: 'Go now'}).click();
  await screen(page, 'room');
  await until(() => assert.deepEqual(sent('seat.seen').map(m => m.version), [3, 4]));
  await soon();
  const spoken = await page.evaluate(() => window.spoken.filter(s => s.startsWith('assertive')));
  assert.equal(spoken.length, 1, spoken.join(' | '));
});

await flow('out of a room of people who stand in line one leaves for good: it has no lobby', 'room', async page => {
  await screen(page, 'room');
  const out = page.getByRole('button', {name: 'Step out to the lobby'});
  assert.equal(await out.count(), 1);
  latest().view('room', f.room('r1', 1, {name: {kind: 'office-hours', category: 'funding', number: 1}}));
  await until(async () => assert.equal(await out.count(), 0));
  assert.equal(await page.getByRole('button', {name: 'Leave the room'}).count(), 1);
});

await flow('whoever steps out waits in the lobby without being given a room, and goes back by one press', 'room', async page => {
  await screen(page, 'room');
  await page.getByRole('button', {name: 'Step out to the lobby'}).click();
  await screen(page, 'lobby');
  assert.equal(sent('room.leave').length, 1);
  await until(async () => assert.match(await page.textContent('.hero'), /You stepped out of your room\..*Your seat in Classroom educators 1/));
  assert.equal(await page.getByText('Your room opens on this page by itself').count(), 0, 'none comes by itself');
  await until(async () => assert.ok((await page.evaluate(() => window.spoken)).some(s => /^polite.*lobby/i.test(s))));
  await page.getByRole('button', {name: 'Go back to it'}).click();
  await until(() => assert.equal(sent('session.join').at(-1).session, 'role-alike-1'));
});

await flow('whoever stepped out can tell staff of whom they left, and ask not to meet them again, while their seat is kept', 'room', async page => {
  await screen(page, 'room');
  await page.getByRole('button', {name: 'Step out to the lobby'}).click();
  await screen(page, 'lobby');
  const left = page.locator('[data-part=last-room]');
  const told = async (name, what) => {
    const row = left.locator('li', {hasText: name});
    await row.locator('.menu summary').click();
    await row.locator(`[data-do="${what}"]`).click();
    await page.locator('dialog[open] button.main').click();
    await until(() => assert.equal(sent(what).length, 1));
    return sent(what)[0].person;
  };
  await left.getByRole('heading', {name: /Classroom educators 1/}).waitFor();
  assert.equal(await page.getByRole('button', {name: 'Go back to it'}).count(), 1);
  assert.equal(await told(f.names[1], 'person.report'), 'p2');
  assert.equal(await told(f.names[2], 'person.avoid'), 'p3');
  await page.goto('about:blank');
  await page.goto(`${server.origin}/e/institute#${passFor('stepped_out')}`);
  await screen(page, 'lobby');
  await left.locator('li', {hasText: f.names[1]}).waitFor();
  const before = f.room('r0', 9);
  latest().view('me', f.steppedOut({last: {room: 'r0', session: 'role-alike-1', name: before.name}, kept: f.steppedOut().kept}));
  await soon();
  assert.equal(await left.getByRole('heading', {name: /Classroom educators 1/}).count(), 1, 'not of the round before');
});

await flow('once the seat is kept no more, whom one left is still there', 'room', async page => {
  await screen(page, 'room');
  latest().view('me', f.steppedOut({last: {room: 'r0', session: 'role-alike-1', name: f.roomName(9)}}));
  await screen(page, 'lobby');
  await page.locator('[data-part=last-room] li', {hasText: f.names[1]}).waitFor();
});

await flow('nobody is offered the way back into a round that is closing, on the programme neither', 'stepped_out', async page => {
  await screen(page, 'lobby');
  const back = page.getByRole('button', {name: 'Go back to it'});
  await back.waitFor();
  latest().view('now', f.nowView('closing'));
  await back.waitFor({state: 'detached'});
  assert.match(await page.textContent('.hero'), /You stepped out of your room\..*The next round follows/);
  assert.equal(await page.getByRole('button', {name: 'Find me a room'}).count(), 0, 'the next round seats them anyway');
  latest().view('now', f.nowView('open'));
  await back.waitFor();
  latest().view('me', f.me({version: 9, kept: f.steppedOut().kept}));
  await screen(page, 'programme');
  await back.waitFor();
  latest().view('now', f.nowView('closing'));
  await back.waitFor({state: 'detached'});
});

await flow('whoever stepped out for long asks for a room anew', 'stepped_out_long', async page => {
  await screen(page, 'lobby');
  assert.equal(await page.getByRole('button', {name: 'Go back to it'}).count(), 0);
  await page.getByRole('button', {name: 'Find me a room'}).click();
  await until(() => assert.equal(sent('session.join').length, 1));
});

await flow('a cut connection is mended by itself, and the page no longer says offline', 'room', async page => {
  await screen(page, 'room');
  for (let i = 0; i < 5; i++) {
    const before = server.log.length;
    latest().terminate();
    await until(() => assert.ok(server.log.slice(before).some(m => m.type === 'hello' && m.take === false && m.resume)));
    await page.waitForFunction(() => !document.querySelector('.offline'));
  }
});

await flow('a press while offline arrives once, after the greeting', 'programme', async page => {
  await screen(page, 'programme');
  const sockets = server.wss.listeners('connection').length;
  assert.equal(sockets, 1);
  server.http.close();
  latest().terminate();
  await page.waitForSelector('.offline');
  await page.getByRole('button', {name: /^Join/}).click();
  await new Promise(resolve => server.http.listen(Number(new URL(server.origin).port), '127.0.0.1', resolve));
  await screen(page, 'lobby');
  assert.equal(sent('session.join').length, 1);
});

await flow('superseded: holds still, also over a restart, takes over on a press', 'room', async page => {
  await screen(page, 'room');
  latest().say({type: 'superseded'});
  await screen(page, 'superseded');
  const hellos = sent('hello').length;
  latest().terminate();
  await until(() => assert.equal(sent('hello').length, hellos + 1));
  assert.equal(sent('hello').at(-1).superseded, true);
  await page.waitForFunction(() => !document.querySelector('.offline'));
  await screen(page, 'superseded');
  await page.addInitScript(() => Object.defineProperty(Document.prototype, 'wasDiscarded', {get: () => true}));
  await page.reload();
  await until(() => assert.equal(sent('hello').length, hellos + 2));
  await screen(page, 'superseded');
  assert.deepEqual([sent('hello').at(-1).take, sent('hello').at(-1).superseded], [false, true], 'a page that the browser brought back');
  await page.getByRole('button', {name: 'Use here'}).click();
  await until(() => assert.equal(sent('hello').at(-1).take, true));
  await screen(page, 'room');
});

await flow('the focus stays near what was pressed; offers are spoken of', 'room', async page => {
  await screen(page, 'room');
  latest().say({type: 'notice', id: 'b4', kind: 'broadcast', urgent: false, at: 0, text: 'Hello', by: 'Odalys', parameters: {}});
  await button(page, 'OK').click();
  await until(async () => assert.equal((await focus(page)).tag, 'H1'));
  const [call] = await Promise.all([page.context().waitForEvent('page'), page.locator('.call a').click()]);
  await button(page, 'I am back').click();
  await until(async () => assert.notEqual((await focus(page)).tag, 'BODY'));
  await call.close();
  await page.bringToFront();
  await button(page, 'Show me other rooms').click();
  await page.locator('[data-offer=r2]').waitFor();
  await until(async () => assert.deepEqual([(await focus(page)).tag, (await focus(page)).part], ['H2', 'switch']));
  await until(async () => assert.ok((await page.evaluate(() => window.spoken)).some(s => /You can go to 2 other rooms/.test(s))));
});
