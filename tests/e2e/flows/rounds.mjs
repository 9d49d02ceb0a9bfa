import assert from 'node:assert/strict';
import {button, floorShows, heading, join, picture, room, says, screen, seated} from '../pages.mjs';

async function close(board) {
  await button(board, /^Close this round/).click();
  const dialog = board.locator('dialog[open]');
  await dialog.waitFor();
  assert.match(await dialog.textContent(), /Close the round of Role-alike groups\?/);
  await picture(board, 'close-1-dialog');
  await dialog.getByRole('button', {name: 'Close this round'}).click();
}

/** From the room to the end of its last minute, on the page of somebody in it. */
async function untilClosed({there, crowd, open, staff}) {
  crowd(1, 5);
  const floor = await staff('Fadi Facilitator');
  const page = await open(there.link('Person A'));
  await join(page);
  const mine = await room(page);
  await floorShows(floor, 'Person A', {room: mine.heading, state: 'here'});
  assert.equal(await page.locator('.left.closing').count(), 0);
  const board = await staff('Mona Moderator');
  await floorShows(board, 'Person A', {room: mine.heading});
  await close(board);
  await page.waitForSelector('.left.closing');
  await says(page, /This room is closing 0:[0-5]\d|This room is closing 1:00/, '.left.closing');
  assert.equal(await heading(page), mine.heading);
  await picture(page, 'close-2-room-closing');
  await floorShows(floor, 'Person A', {room: mine.heading, state: 'here'});
  return {floor, board, page, mine};
}

export default [
  {
    name: 'a moderator closes a round: a last minute, then the lobby, where the next one is awaited',
    options: {opensIn: 8, rounds: 2, minutes: 8, pause: 3},
    async act(stage) {
      const {floor, board, page, mine} = await untilClosed(stage);
      await screen(page, 'lobby');
      await says(page, /The next round opens in/, '.hero');
      await says(page, new RegExp(`You just met: .?${mine.heading}`), 'main');
      await picture(page, 'close-3-lobby');
      await floorShows(floor, 'Person A', {room: 'Lobby', state: 'here'});
      assert.equal(await floor.locator('[data-room]').count(), 0);
      await picture(floor, 'close-4-floor');
      await picture(board, 'close-5-board');
    },
  },
  {
    name: 'a moderator closes the last round: a last minute, then the programme, and whom one has met',
    options: {opensIn: 8, rounds: 1, minutes: 8},
    async act(stage) {
      const {floor, page, mine} = await untilClosed(stage);
      await screen(page, 'programme');
      await says(page, new RegExp(`You just met: .?${mine.heading}`), '[data-part=last-room]');
      await says(page, /Person B/, '[data-part=last-room]');
      await picture(page, 'close-last-programme');
      await floorShows(floor, 'Person A', undefined);
      assert.equal(await floor.locator('[data-room]').count(), 0);
      await picture(floor, 'close-last-floor');
    },
  },
  {
    name: 'a session is called off; everybody is back at the programme',
    options: {opensIn: 8},
    async act(stage) {
      const {staff} = stage;
      const {floor, page} = await seated(stage);
      const board = await staff('Mona Moderator');
      await button(board, 'Clocks').click();
      await board.locator('article[data-session=role-alike-1]').getByRole('button', {name: /^Cancel this session/}).click();
      const dialog = board.locator('dialog[open]');
      assert.match(await dialog.textContent(), /5 people are in it/);
      await picture(board, 'cancel-1-dialog');
      await dialog.getByRole('button', {name: 'Cancel this session'}).click();
      await screen(page, 'programme');
      await says(page, /Role-alike groups.* was cancelled/, '.notice');
      await picture(page, 'cancel-2-programme');
      await floorShows(floor, 'Person A', undefined);
      await picture(floor, 'cancel-3-floor');
    },
  },
  {
    name: 'a plan is drafted, looked at, and opened from the board',
    options: {opensIn: 240},
    async act({there, crowd, open, staff}) {
      crowd(1, 9);
      const floor = await staff('Fadi Facilitator');
      const page = await open(there.link('Person A'));
      await join(page);
      await screen(page, 'lobby');
      const board = await staff('Mona Moderator');
      await floorShows(floor, 'Person A', {room: 'Lobby', state: 'here'});
      for (const name of ['A', 'B', 'I']) await floorShows(board, `Person ${name}`, {room: 'Lobby'});
      await board.locator('section[data-session=role-alike-1]').getByRole('button', {name: /^Draft the next round/}).click();
      await button(board, 'Plans').click();
      const plan = board.locator('[data-plan]');
      await plan.waitFor();
      await says(board, /made by .?Mona Moderator/, '[data-plan]');
      assert.equal(await plan.locator('.report dd').first().textContent(), '9');
      const planned = await board.evaluate(() => {
        const cards = [...document.querySelectorAll('[data-plan] .card')];
        const mine = cards.find(card => [...card.querySelectorAll('li')].some(li => li.textContent.trim() === 'Person A'));
        return {heading: mine.querySelector('h4').textContent, with: [...mine.querySelectorAll('li')].map(li => li.textContent.trim()).sort()};
      });
      await picture(board, 'plan-1-drafted');
      assert.equal(await page.locator('main[data-screen=lobby]').count(), 1, 'a draft moves nobody');
      await floorShows(floor, 'Person A', {room: 'Lobby', state: 'here'});
      await plan.getByRole('button', {name: 'Open this plan'}).click();
      const mine = await room(page);
      assert.equal(mine.heading, planned.heading);
      const names = await page.evaluate(() => [...document.querySelectorAll('main .people bdi, main section .name')].map(e => e.textContent));
      for (const name of planned.with) assert.ok(names.some(n => n.includes(name)), `${name} among ${names}`);
      await picture(page, 'plan-2-room');
      await floorShows(floor, 'Person A', {room: planned.heading, state: 'here'});
      await picture(floor, 'plan-3-floor');
      await board.waitForSelector('[data-plan]', {state: 'detached'});
      await picture(board, 'plan-4-opened');
    },
  },
];
