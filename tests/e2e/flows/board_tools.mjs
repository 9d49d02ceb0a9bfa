// What moderators do with rooms, taken back and done again; and contacts that two people swap.
import assert from 'node:assert/strict';
import {button, join, picture, room, screen} from '../pages.mjs';

const more = (board, id) => board.locator(`[data-room="${id}"] [data-do=more]`);
const dialog = board => board.locator('dialog[open]');
const foot = board => board.locator('[data-part=undo]');

const moveButton = person => `[data-person="${person}"] button[aria-pressed]`;

async function until(holds) {
  for (const end = Date.now() + 15_000; ; await new Promise(resolve => setTimeout(resolve, 50)))
    try {
      return await holds();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
}

export default [
  {
    name: 'a room is named, a person moved and both taken back; the people see it at once',
    options: {opensIn: 8},
    async act({there, crowd, open, staff}) {
      crowd(1, 12);
      const page = await open(there.link('Person A'));
      await join(page);
      const mine = await room(page);
      const id = page.me.room;
      const board = await staff('Mona Moderator', {viewport: {width: 1100, height: 1700}});
      await more(board, id).click();
      await dialog(board).locator('form input').fill('The blue room');
      await dialog(board).locator('button[data-do=rename]').click();
      await until(async () => assert.match(await page.textContent('h1'), /The blue room/));
      await foot(board).locator('[data-do=undo]').click();
      await until(async () => assert.equal((await page.textContent('h1')).trim(), mine.heading));
      await foot(board).locator('[data-do=redo]').click();
      await until(async () => assert.match(await page.textContent('h1'), /The blue room/));
      await board.locator(moveButton(page.me.id)).click();
      await button(board, 'Move to the lobby').first().click();
      await screen(page, 'lobby');
      await button(board, 'History').click();
      await until(async () => assert.equal(await board.locator('[data-operation]').count(), 4));
      await picture(board, 'board-tools-1-history');
      await foot(board).locator('[data-do=undo]').click();
      await until(() => assert.equal(page.me.room, id));
    },
  },
  {
    name: 'two people swap contacts; neither sees an address before the other one wants to',
    options: {opensIn: 8},
    async act({there, crowd, open}) {
      crowd(2, 6);
      const one = await open(there.link('Person A'));
      const other = await open(there.link('Person B'));
      await join(one);
      await join(other);
      await room(one);
      await room(other);
      const beside = (page, who) => page.locator(`[data-contact="${who.me.id}"]`).first();
      await beside(one, other).locator('summary').click();
      await beside(one, other).locator('[data-do="contact.offer"]').click();
      await beside(one, other).getByText('You offered to swap contacts.').waitFor();
      assert.equal(await one.locator('a[href^="mailto:"]').count(), 0);
      await beside(other, one).locator('[data-do="contact.offer"]').click();
      await until(async () => assert.match(await beside(one, other).textContent(), /Contacts swapped/));
      await until(async () => assert.match(await beside(other, one).textContent(), /Contacts swapped/));
      await picture(one, 'contacts-1-swapped');
    },
  },
];
