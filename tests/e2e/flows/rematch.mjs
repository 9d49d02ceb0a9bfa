import assert from 'node:assert/strict';
import {eventually} from '../bot.mjs';
import {accessible, button, floorShows, hears, join, listen, onFloor, picture, room, says, screen} from '../pages.mjs';

export default [
  {
    name: 'an open round is grouped anew: looked at first, then all moves at once, and whoever moved is told by whom',
    options: {opensIn: 8},
    async act({there, crowd, open, staff}) {
      crowd(0, 13);
      const board = await staff('Mona Moderator', {viewport: {width: 1100, height: 1700}, bypassCSP: true});
      // Two administrators among classroom educators: they sit together.
      const page = await open(there.link('Person N'));
      await join(page);
      const mine = await room(page);
      await floorShows(board, 'Person G', {room: mine.heading});
      const {person} = await onFloor(board, 'Person N');

      // Put with others by mistake.
      await board.locator(`[data-person="${person}"] button[aria-pressed]`).click();
      const {id} = await onFloor(board, 'Person G');
      const other = await board.evaluate(not => {
        const free = card => Number(card.textContent.match(/room for (\d+)/)[1]) - card.querySelectorAll('.person').length;
        return [...document.querySelectorAll('[data-room]')].find(c => c.dataset.room !== not && free(c) > 0).dataset.room;
      }, id);
      await board.locator(`[data-room="${other}"] button.main`).click();
      await screen(page, 'moving');
      await button(page, 'Go now').click();
      assert.notEqual((await room(page)).heading, mine.heading);

      await listen(board);
      await button(board, /Better rooms for this round/).click();
      await button(board, 'Plans').click();
      const plan = board.locator('[data-plan]');
      await plan.waitFor();
      await hears(board, /The plan for .+ is ready/);
      assert.doesNotMatch(await plan.textContent(), /Cut short/, 'nobody was in a hurry');
      // One goes back; others may change too, if that suits them better.
      await says(board, /People who change rooms\s*[1-4]/, '[data-plan]');
      await says(board, /Person N.?\s*from .+/, '[data-plan]');
      await picture(board, 'rematch-1-plan');
      await accessible(board, 'a plan for the open round');
      await button(board, /Move \d (person|people) now/).click();
      await plan.waitFor({state: 'detached'});
      await screen(page, 'moving');
      await says(page, /Mona Moderator moved you to/, 'main');
      await button(page, 'Go now').click();
      await eventually('Person N is back with their own', async () => (await room(page)).heading === mine.heading);
      await picture(page, 'rematch-2-back');
    },
  },
];
