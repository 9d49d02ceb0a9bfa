import assert from 'node:assert/strict';
import {eventually} from '../bot.mjs';
import {button, floorShows, picture, room, says, screen, seated} from '../pages.mjs';

const seconds = async (page, selector) => {
  const [minutes, rest] = (await page.textContent(selector)).match(/(\d+):(\d\d)/).slice(1).map(Number);
  return minutes * 60 + rest;
};
const times = (page, session, pattern) => says(page, pattern, `[data-session=${session}]`);

export default [
  {
    name: 'a facilitator shifts and extends what is to come; every screen follows',
    options: {opensIn: 300},
    async act({there, open, staff}) {
      const floor = await staff('Fadi Facilitator');
      const board = await staff('Mona Moderator');
      const page = await open(there.link('Person A'));
      await screen(page, 'programme');
      await times(page, 'talk', /12:00\s*(PM)?\s*[–-]\s*1:00\sPM/);
      await picture(page, 'shift-1-programme');
      for (const staffed of [floor, board]) await button(staffed, 'Clocks').click();
      const talk = floor.locator('article[data-session=talk]');
      await talk.getByRole('group', {name: 'Start at another time'}).getByRole('button', {name: '+15 minutes'}).click();
      for (const screened of [page, floor, board]) await times(screened, 'talk', /12:15\s*(PM)?\s*[–-]\s*1:15\sPM/);
      await times(page, 'talk', /Moved, was 12:00\sPM/);
      await picture(page, 'shift-2-programme-shifted');
      await picture(floor, 'shift-3-clocks-shifted');
      await talk.getByRole('group', {name: 'End later'}).getByRole('button', {name: '+10 minutes'}).click();
      for (const screened of [page, floor, board]) await times(screened, 'talk', /12:15\s*(PM)?\s*[–-]\s*1:25\sPM/);
      await picture(page, 'shift-4-programme-extended');
    },
  },
  {
    name: 'a facilitator gives the round five more minutes; the room and the floor count from there',
    options: {opensIn: 8, minutes: 10},
    async act(stage) {
      const {floor, page, mine} = await seated(stage);
      const before = await seconds(page, '.room-head .count');
      assert.ok(before <= 600 && before > 480, `${before} s`);
      await picture(page, 'extend-1-room');
      await button(floor, 'Clocks').click();
      await floor.locator('article[data-session=role-alike-1]').getByRole('group', {name: 'This round'}).getByRole('button', {name: '+5 minutes'}).click();
      await eventually('the room counts from five minutes more', async () => (await seconds(page, '.room-head .count')) > before + 200);
      assert.ok((await seconds(page, '.room-head .count')) <= 900);
      await eventually('and so do the clocks', async () => (await seconds(floor, 'article[data-session=role-alike-1] .count')) > before + 200);
      await picture(page, 'extend-2-room-extended');
      await picture(floor, 'extend-3-clocks');
      await button(floor, 'Rooms').click();
      await floorShows(floor, 'Person A', {room: mine.heading, state: 'here'});
      assert.ok((await seconds(floor, '[data-room] .count')) > before + 200);
    },
  },
  {
    name: 'a moderator adds a session; it is on the programme, is joined, and outlasts a killed server',
    options: {opensIn: 300},
    async act({there, open, staff}) {
      const board = await staff('Mona Moderator');
      const page = await open(there.link('Person A'));
      await screen(page, 'programme');
      await button(board, 'Clocks').click();
      await button(board, 'Add a session…').click();
      const adding = board.locator('dialog[open]');
      await adding.locator('select').selectOption('role-alike-1');
      await adding.getByLabel(/^Title.*English/).fill('Once more, <b>by wish</b>');
      // Its lobby opens with it: five minutes before it begins.
      await adding.locator('[type=datetime-local]').fill('2021-07-27T10:59');
      await adding.getByLabel('Minutes').fill('12');
      await picture(board, 'add-1-dialog');
      await button(board, 'Add it to the programme').click();
      const added = '[data-session=role-alike-1-added-1]';
      await says(board, /Once more, <b>by wish<\/b>/, `article${added}`);
      await says(page, /Once more, <b>by wish<\/b>/, added);
      await picture(page, 'add-2-programme');
      await page.locator(`${added} button`).filter({hasText: /^Join/}).click();
      await screen(page, 'lobby');
      await says(page, /Once more/, 'main h1');
      await there.kill();
      await there.startAgain();
      await eventually('the page is connected again', async () => (await page.locator('[data-part=offline]').count()) === 0);
      await says(page, /Once more/, 'main h1');
      await button(board, 'History').click();
      await says(board, /Mona Moderator: .*Once more.* added/, 'main');
    },
  },
];
