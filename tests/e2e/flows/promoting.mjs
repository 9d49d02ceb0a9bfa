// A moderator gives people tasks while the event runs: whoever sits in a room, and whoever is not here.
import assert from 'node:assert/strict';
import {eventually} from '../bot.mjs';
import {join, onFloor, picture, room, says, screen} from '../pages.mjs';

const roomsOf = page => page.locator('[data-room]').evaluateAll(all => all.map(card => card.dataset.room));

/** In the dialog about somebody: a facilitator of one room. */
async function promote(board, id) {
  await board.locator('dialog[open] [data-do=hats]').click();
  const hats = board.locator('dialog[data-part=hats]');
  await hats.getByRole('checkbox', {name: /^Facilitator/}).check();
  await hats.getByRole('checkbox', {name: 'In the whole event'}).uncheck();
  await hats.locator('[data-rooms=role-alike-1] summary').click();
  const name = await board.locator(`[data-room="${id}"] h3`).textContent();
  await hats.getByRole('checkbox', {name, exact: true}).check();
  await says(board, /nowhere else: .*/, 'dialog [data-part=meaning]');
  await picture(board, 'promoting-1-tasks');
  await hats.locator('[data-do=give]').click();
}

export default [
  {
    name: 'a moderator makes somebody a facilitator of one room: their page shows that room alone, until it is taken back',
    options: {opensIn: 8},
    async act({there, crowd, open, staff}) {
      crowd(1, 13);
      const page = await open(there.link('Person A'));
      await join(page);
      await room(page);
      const board = await staff('Mona Moderator', {viewport: {width: 1100, height: 1700}});
      const other = await eventually('another room stands', async () => (await roomsOf(board)).find(id => id !== page.me.room));
      const about = async () => {
        await board.locator(`[data-person="${page.me.id}"] .name`).click();
        await board.locator('dialog[open] [data-do=hats]').waitFor();
      };
      await about();
      await promote(board, other);
      await screen(page, 'floor');
      await eventually('their floor has that room alone', async () => String(await roomsOf(page)) === other);
      await picture(page, 'promoting-2-floor');
      // The server would refuse all else: their page does not offer it.
      await eventually('no lobby is shown to them', async () => (await page.locator('[data-lobby]').count()) === 0);
      await page.getByRole('button', {name: 'Clocks', exact: true}).click();
      await page.getByText('No sessions to look after.').waitFor();
      assert.equal(await page.locator('article[data-session]').count(), 0);
      await page.getByRole('button', {name: 'Messages', exact: true}).click();
      await page.locator('[data-part=message] option', {hasText: 'Everybody in your rooms'}).waitFor({state: 'attached'});
      await page.getByRole('button', {name: 'Rooms', exact: true}).click();
      await about();
      await board.locator('dialog[open] [data-do=hats]').click();
      await board.locator('dialog[data-part=hats]').getByRole('checkbox', {name: /^Facilitator/}).uncheck();
      await board.locator('dialog[data-part=hats] [data-do=give]').click();
      await screen(page, 'room');
    },
  },
  {
    name: 'somebody who is not here is found in the roster and made a facilitator of one room, before they come',
    options: {opensIn: 8},
    async act({there, crowd, open, staff}) {
      crowd(1, 13);
      const board = await staff('Mona Moderator', {viewport: {width: 1100, height: 1700}});
      const id = await eventually('two rooms stand', async () => (await roomsOf(board))[1]);
      assert.equal(await onFloor(board, 'Person A'), undefined);
      await board.getByLabel('Find a person').fill('Person A');
      await board.locator('[data-do=roster]').click();
      await board.locator('[data-part=roster] .name', {hasText: 'Person A'}).click();
      await promote(board, id);
      const page = await open(there.link('Person A'));
      await screen(page, 'floor');
      await eventually('their floor has that room alone', async () => String(await roomsOf(page)) === id);
    },
  },
];
