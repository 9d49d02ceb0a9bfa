import {accessible, button, floorShows, join, room, screen} from '../pages.mjs';

export default [
  {
    name: 'no screen has a finding of the accessibility checker',
    options: {opensIn: 40},
    async act({there, crowd, open, staff}) {
      crowd(1, 6);
      // The checker is a foreign script, which the page's policy forbids.
      const checked = {bypassCSP: true};
      const floor = await staff('Fadi Facilitator', checked);
      const board = await staff('Mona Moderator', checked);
      const page = await open(there.link('Person A'), checked);
      await screen(page, 'programme');
      await accessible(page, 'programme');
      await join(page);
      await screen(page, 'lobby');
      await accessible(page, 'lobby');
      const mine = await room(page);
      await accessible(page, 'room');
      await floorShows(floor, 'Person A', {room: mine.heading, state: 'here'});
      await accessible(floor, 'floor');
      await accessible(board, 'board');
      for (const part of ['Clocks', 'Messages', 'Plans', 'Shut out']) {
        await button(board, part).click();
        await accessible(board, part);
      }
    },
  },
];
