import assert from 'node:assert/strict';
import {button, floorShows, heading, join, picture, room, says, screen} from '../pages.mjs';
import {wire} from '../proxy.mjs';

const offline = page => page.waitForSelector('[data-part=offline]');
const online = page => page.waitForSelector('[data-part=offline]', {state: 'detached', timeout: 30_000});

export default [
  {
    name: 'reload, a cut connection, a killed server: the same room and the same seat',
    options: {opensIn: 8},
    async act({there, crowd, open, staff, cleanup}) {
      crowd(1, 5);
      const cable = await wire(there.port);
      cleanup.push(() => cable.close());
      const floor = await staff('Fadi Facilitator');
      const page = await open(cable.through(there.link('Person A')));
      await join(page);
      const mine = await room(page);
      const seen = {room: mine.heading, id: (await floorShows(floor, 'Person A', {room: mine.heading})).id};
      await floorShows(floor, 'Person A', {...seen, state: 'here'});

      await page.reload();
      assert.deepEqual(await room(page), mine);
      await floorShows(floor, 'Person A', {...seen, state: 'here'});

      cable.cut();
      await offline(page);
      await says(page, /connection is lost.*place is kept until/, '[data-part=offline]');
      assert.equal(await heading(page), mine.heading);
      await picture(page, 'cut-1-offline');
      await floorShows(floor, 'Person A', {...seen, state: 'away'});
      await picture(floor, 'cut-2-floor-away');
      cable.mend();
      await online(page);
      assert.deepEqual(await room(page), mine);
      await floorShows(floor, 'Person A', {...seen, state: 'here'});
      await picture(page, 'cut-3-back');

      await there.kill();
      await Promise.all([offline(page), offline(floor)]);
      await picture(page, 'kill-1-offline');
      await picture(floor, 'kill-2-floor-offline');
      page.me = undefined;
      await there.startAgain();
      await Promise.all([online(page), online(floor)]);
      assert.deepEqual(await room(page), mine);
      await floorShows(floor, 'Person A', {...seen, state: 'here'});
      await picture(page, 'kill-3-back');
      await picture(floor, 'kill-4-floor-back');
    },
  },
  {
    name: 'a second tab takes over; the first is on hold until it is used again',
    options: {opensIn: 8},
    async act({there, crowd, open, tab, staff}) {
      crowd(1, 5);
      const floor = await staff('Fadi Facilitator');
      const first = await open(there.link('Person A'));
      await join(first);
      const mine = await room(first);
      await floorShows(floor, 'Person A', {room: mine.heading, state: 'here'});
      const second = await tab(first, there.link('Person A'));
      assert.deepEqual(await room(second), mine);
      await screen(first, 'superseded');
      await says(first, /You use Convene in another tab/, 'main');
      await picture(first, 'tabs-1-first-on-hold');
      await floorShows(floor, 'Person A', {room: mine.heading, state: 'here'});
      await button(first, 'Use here').click();
      assert.deepEqual(await room(first), mine);
      await screen(second, 'superseded');
      await picture(second, 'tabs-2-second-on-hold');
      await picture(first, 'tabs-3-first-again');
      await second.close();
      await floorShows(floor, 'Person A', {room: mine.heading, state: 'here'});
      assert.deepEqual(await room(first), mine);
    },
  },
];
