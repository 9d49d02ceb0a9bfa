// What moderators do with rooms, taken back and done again; and contacts that two people swap.
import assert from 'node:assert/strict';
import {eventually} from '../bot.mjs';
import {button, heading, join, moveButton, picture, room, says, screen} from '../pages.mjs';

const more = (board, id) => board.locator(`[data-room="${id}"] [data-do=more]`);
const dialog = board => board.locator('dialog[open]');
const foot = board => board.locator('[data-part=undo]');

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
      await dialog(board).locator('form input').first().fill('The blue room');
      await dialog(board).locator('button[data-do=rename]').click();
      await says(page, /The blue room/, 'main h1');
      await foot(board).locator('[data-do=undo]').click();
      await eventually('the first name is back', async () => (await heading(page)) === mine.heading);
      await foot(board).locator('[data-do=redo]').click();
      await says(page, /The blue room/, 'main h1');
      await board.locator(moveButton(page.me.id)).click();
      await button(board, 'Move to the lobby').first().click();
      await screen(page, 'lobby');
      await button(board, 'History').click();
      await eventually('four things are listed', async () => (await board.locator('[data-operation]').count()) === 4);
      await picture(board, 'board-tools-1-history');
      await foot(board).locator('[data-do=undo]').click();
      await eventually('the person is back', () => page.me.room === id);
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
      await beside(one, other).getByText('Contacts swapped').waitFor();
      await beside(other, one).getByText('Contacts swapped').waitFor();
      await picture(one, 'contacts-1-swapped');
    },
  },
];
