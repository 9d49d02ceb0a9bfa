import {button, floorShows, join, picture, room, says, screen} from '../pages.mjs';

export default [
  {
    name: "a facilitator's message to everybody is seen, and counted when it was",
    options: {opensIn: 8},
    async act({there, crowd, open, staff}) {
      crowd(1, 5);
      const floor = await staff('Fadi Facilitator');
      const page = await open(there.link('Person A'));
      const other = await open(there.link('Person F'), {locale: 'es-ES'});
      await screen(other, 'programme');
      await join(page);
      const mine = await room(page);
      await floorShows(floor, 'Person A', {room: mine.heading, state: 'here'});
      await button(floor, 'Messages').click();
      await floor.fill('main textarea', 'Please write down one idea <3');
      await picture(floor, 'message-1-written');
      await button(floor, 'Send').click();
      for (const reader of [page, other]) await says(reader, /Fadi Facilitator: .?Please write down one idea <3/, '.notice');
      await picture(page, 'message-2-room');
      await picture(other, 'message-3-programme-es');
      await says(floor, /Seen by 0 · sent to \d+/, '[data-notice]');
      await button(page, 'OK').click();
      await page.waitForSelector('.notice', {state: 'detached'});
      await says(floor, /Seen by 1 · sent to \d+/, '[data-notice]');
      await picture(floor, 'message-4-seen');
    },
  },
];
