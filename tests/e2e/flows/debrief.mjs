import assert from 'node:assert/strict';
import {accessible, button, floorShows, picture, room, says, screen} from '../pages.mjs';

// The checker of accessibility is put into the page, which lets in no script but its own.
const phone = {viewport: {width: 390, height: 780}, bypassCSP: true};

export default [
  {
    name: 'a debrief: what one attended is offered first, another talk can be chosen, the room is about it',
    options: {opensIn: 30, debrief: true},
    async act({there, crowd, open, staff}) {
      const floor = await staff('Fadi Facilitator');
      crowd(1, 5, 'debrief', 'recovery');
      crowd(6, 10, 'debrief', 'justice');
      const page = await open(there.link('Person A'), phone);
      await screen(page, 'programme');
      const card = page.locator('[data-session=debrief]').first();
      await says(page, /You were at this session:/, '[data-session=debrief]');
      assert.equal(await card.getByRole('button', {name: /Teaching for social justice/}).count(), 1);
      await picture(page, 'debrief-1-programme');
      await accessible(page, 'the choice of a talk');
      await card.locator('summary').click();
      await card.getByRole('button', {name: /Learning loss and recovery/}).click();
      await screen(page, 'lobby');
      await says(page, /You come to talk about .?Learning loss and recovery/, 'main');
      await picture(page, 'debrief-2-lobby');
      await accessible(page, 'the lobby of a debrief');
      await page.locator('summary', {hasText: 'Talk about another session'}).click();
      await page.getByRole('button', {name: /Teaching for social justice/}).click();
      await says(page, /You come to talk about .?Teaching for social justice/, 'main');
      const mine = await room(page);
      assert.match(mine.heading, /Teaching for social justice/);
      await says(page, /You all come to talk about this session: Teaching for social justice/, 'main');
      await says(page, /Person [G-J]/, '.people');
      await picture(page, 'debrief-3-room');
      await floorShows(floor, 'Person A', {room: mine.heading, state: 'here'});
      await picture(floor, 'debrief-4-floor');
      // Who attended nothing has both to choose from.
      const other = await open(there.link('Person L'));
      await screen(other, 'programme');
      await says(other, /Which session would you like to talk about\?/, '[data-session=debrief]');
      await button(other, /Learning loss and recovery/).click();
      assert.match((await room(other)).heading, /Learning loss and recovery/);
      await picture(other, 'debrief-5-late');
    },
  },
];
