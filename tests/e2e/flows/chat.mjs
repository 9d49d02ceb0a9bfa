import assert from 'node:assert/strict';
import {eventually} from '../bot.mjs';
import {accessible, button, floorShows, hears, join, listen, picture, room, says, screen, write} from '../pages.mjs';

// The checker of accessibility is put into the page, which lets in no script but its own.
const checked = {bypassCSP: true};

export default [
  {
    name: 'two write to each other; who comes late reads it; what staff hide is gone everywhere',
    options: {opensIn: 8},
    async act({there, crowd, open, staff}) {
      crowd(2, 4);
      const floor = await staff('Fadi Facilitator');
      const one = await open(there.link('Person A'), checked);
      const two = await open(there.link('Person B'), {viewport: {width: 390, height: 780}, ...checked});
      for (const page of [one, two]) await join(page);
      const mine = await room(one);
      assert.equal((await room(two)).heading, mine.heading);
      await listen(two);
      await write(one, 'Hello, I teach in the fourth grade.\nAnd you?');
      await says(two, /Person A.*Hello, I teach in the fourth grade\.\nAnd you\?/s, '.log');
      await hears(two, /^polite: .?Person A.?: .?Hello, I teach/);
      await write(two, 'Fifth grade. See https://lessons.example.org/fifth <3', 'Fifth grade. See');
      await says(one, /Person B.*Fifth grade\. See/s, '.log');
      const link = one.locator('.log a');
      await link.waitFor();
      assert.deepEqual(await link.evaluate(a => [a.href, a.rel]), ['https://lessons.example.org/fifth', 'noopener noreferrer nofollow']);
      await picture(one, 'chat-1-written');
      await picture(two, 'chat-2-phone');
      await accessible(one, 'a room with a chat');

      // A third comes late, reads what was written, and shows one of the messages to staff.
      const late = await open(there.link('Person E'));
      await join(late);
      assert.equal((await room(late)).heading, mine.heading);
      await says(late, /Hello, I teach in the fourth grade.*Fifth grade/s, '.log');
      await picture(late, 'chat-3-late');
      await late.locator('.log li', {hasText: 'Fifth grade'}).locator('summary').click();
      await late.locator('.log li', {hasText: 'Fifth grade'}).getByRole('button', {name: 'Report'}).click();
      await late.locator('dialog[open]').getByRole('button', {name: 'Report'}).click();
      await says(late, /You reported this/, '.log');

      const report = floor.locator('[data-need=reported]');
      await report.waitFor();
      await says(floor, /reported by 1 person.*Person B wrote:.*Fifth grade/s, '[data-need=reported]');
      await picture(floor, 'chat-4-floor-reported');
      await report.getByRole('button', {name: 'Hide it'}).click();
      for (const page of [one, two, late]) {
        await says(page, /This message was taken away/, '.log');
        assert.doesNotMatch(await page.textContent('.log'), /Fifth grade/);
      }
      await report.waitFor({state: 'detached'});
      await picture(one, 'chat-5-hidden');

      // Staff come to the room, write, and keep one from writing.
      const {id, person} = await floorShows(floor, 'Person B', {room: mine.heading});
      await floor.locator(`[data-room="${id}"] [data-do=visit]`).click();
      await floor.locator('[data-part=visit] .log').waitFor();
      await write(floor, 'I looked at it. Please be kind.');
      await says(two, /Fadi Facilitator.*Facilitator.*Please be kind/s, '.log');
      await floor.locator(`[data-room="${id}"] [data-person="${person}"] .name`).click();
      await floor.locator('dialog[open]').getByRole('button', {name: 'Stop them from writing in the chat'}).click();
      await says(two, /Staff asked you not to write/, '.chat');
      await floorShows(floor, 'Person B', {room: mine.heading});
      await says(floor, /Person B.*may not write/s, `[data-room="${id}"]`);
      await picture(floor, 'chat-6-visit');
      await picture(two, 'chat-7-muted');
    },
  },
  {
    name: 'a message whose answer never came is in the room once, after the page was loaded anew',
    options: {opensIn: 8},
    async act({there, crowd, open}) {
      crowd(2, 4);
      const one = await open(there.link('Person A'));
      const two = await open(there.link('Person B'));
      for (const page of [one, two]) await join(page);
      for (const page of [one, two]) await screen(page, 'room');
      // What the page says is heard; from a moment on it hears nothing any more.
      let deaf = false;
      await one.routeWebSocket(/\/ws\//, socket => {
        const server = socket.connectToServer();
        socket.onMessage(message => server.send(message));
        server.onMessage(message => deaf || socket.send(message));
      });
      await one.reload();
      await screen(one, 'room');
      deaf = true;
      await write(one, 'Said once');
      await says(one, /Said once.*Sending/s, '.log');
      await says(two, /Said once/, '.log');
      deaf = false;
      await one.reload();
      await one.locator('.log [data-n].own', {hasText: 'Said once'}).waitFor();
      await one.locator('.log', {hasText: 'Sending'}).waitFor({state: 'detached'});
      for (const page of [one, two]) assert.equal(await page.locator('.log li', {hasText: 'Said once'}).count(), 1);
      await write(one, 'And this after it');
      await says(two, /Said once.*And this after it/s, '.log');
      assert.equal(await two.locator('.log li', {hasText: 'Said once'}).count(), 1);
    },
  },
  {
    name: 'a draft goes along with a move; the chat of the room before is closed to who left it',
    options: {opensIn: 8},
    async act({there, crowd, open, staff}) {
      crowd(1, 12);
      const page = await open(there.link('Person A'));
      await join(page);
      const mine = await room(page);
      await write(page, 'First words');
      await page.fill('.chat textarea', 'What I was about to say');
      const board = await staff('Mona Moderator', {viewport: {width: 1100, height: 1700}});
      const {id: from, person} = await floorShows(board, 'Person A', {room: mine.heading});
      const to = await board.evaluate(not => [...document.querySelectorAll('[data-room]')].map(c => c.dataset.room).find(r => r !== not), from);
      await board.locator(`[data-person="${person}"] button[aria-pressed]`).click();
      await board.locator(`[data-room="${to}"] button.main`).click();
      await screen(page, 'moving');
      assert.equal(await page.inputValue('main textarea'), 'What I was about to say');
      await picture(page, 'draft-1-moving');
      await button(page, 'Go now').click();
      const now = await room(page);
      assert.notEqual(now.heading, mine.heading);
      assert.doesNotMatch(await page.textContent('.log'), /First words/);
      await button(page, 'Write it here').click();
      assert.equal(await page.inputValue('.chat textarea'), 'What I was about to say');
      await button(page, 'Send').click();
      await says(page, /What I was about to say/, '.log');
      await picture(page, 'draft-2-sent');
      await floorShows(board, 'Person A', {room: now.heading});
    },
  },
  {
    name: 'rooms without a call: the chat is what there is; after the round it can still be read, also after a reload',
    options: {opensIn: 8, rounds: 2, minutes: 2, pause: 2, call: false},
    async act({there, crowd, open, staff}) {
      crowd(1, 5);
      const floor = await staff('Fadi Facilitator');
      const page = await open(there.link('Person A'));
      await join(page);
      await screen(page, 'room');
      await says(page, /This room has no call\. You talk by writing\./, '.chat');
      assert.equal(await page.locator('.call').count(), 0);
      await write(page, 'Let us keep this for later');
      await picture(page, 'text-only-1-room');
      await screen(page, 'lobby', 240_000);
      const reads = async () => {
        await page.locator('summary', {hasText: 'Read the chat again'}).click();
        await says(page, /Let us keep this for later/, '[data-part=last-room]');
        assert.equal(await page.locator('.chat textarea').count(), 0);
      };
      await reads();
      await page.reload();
      await screen(page, 'lobby');
      await reads();
      await picture(page, 'text-only-2-lobby');
      await floorShows(floor, 'Person A', {room: 'Lobby', state: 'here'});
      await eventually('the last view says which room it was', () => page.me.last?.session === 'role-alike-1');
    },
  },
];
