import assert from 'node:assert/strict';
import {button, floorShows, join, picture, room, says, screen} from '../pages.mjs';

export default [
  {
    name: 'join, be seated with company, told why, seen by the facilitator',
    options: {opensIn: 25},
    async act({there, crowd, open, staff}) {
      const floor = await staff('Fadi Facilitator');
      crowd(1, 6);
      const page = await open(there.link('Person A'));
      await screen(page, 'programme');
      await picture(page, 'join-1-programme');
      await join(page);
      await screen(page, 'lobby');
      await says(page, /Rooms open in/, '.hero');
      await picture(page, 'join-2-lobby');
      await floorShows(floor, 'Person A', {room: 'Lobby', state: 'here'});
      await picture(floor, 'join-3-floor-lobby');
      const mine = await room(page);
      await says(page, /You are here with \d other/, 'main');
      await says(page, /You all do this kind of work: Classroom educators/, 'main');
      await says(page, /Person [B-F]/, '.people');
      await picture(page, 'join-4-room');
      await floorShows(floor, 'Person A', {room: mine.heading, state: 'here'});
      await picture(floor, 'join-5-floor-seated');
      await button(page, 'Step out to the lobby').click();
      await screen(page, 'lobby');
      await says(page, /You stepped out of your room/, '.hero');
      await picture(page, 'join-6-stepped-out');
      await floorShows(floor, 'Person A', {room: 'Lobby', state: 'here'});
      await button(page, 'Go back to it').click();
      assert.equal((await room(page)).heading, mine.heading);
      await button(page, 'Leave the session').click();
      await screen(page, 'programme');
      await says(page, /Your seat in .* is kept for/, '[data-part=kept]');
      await picture(page, 'join-7-left');
      await floorShows(floor, 'Person A', undefined);
      await button(page, 'Go back to it').click();
      assert.equal((await room(page)).heading, mine.heading);
      await floorShows(floor, 'Person A', {id: (await floorShows(floor, 'Person A', {room: mine.heading})).id, state: 'here'});
    },
  },
  {
    name: 'a walk-in joins by the form that works without scripts',
    options: {opensIn: 30},
    async act({there, crowd, open, staff}) {
      const floor = await staff('Fadi Facilitator');
      const page = await open(`${there.origin}/e/${there.event}`, {javaScriptEnabled: false});
      await picture(page, 'walk-in-1-form');
      await page.fill('[name=code]', 'WRONG1');
      await page.fill('[name=name]', 'Walter <b>Walk-in</b>');
      await page.selectOption('[name=role]', 'informal');
      await page.click('form button');
      assert.match(await page.content(), /Walter &lt;b&gt;/);
      await picture(page, 'walk-in-2-refused');
      // A refused form comes back with a status that says so; the browser notes that.
      page.problems = page.problems.filter(p => !/status of 4\d\d/.test(p));
      await page.fill('[name=code]', 'OPEN21');
      await Promise.all([page.waitForURL(/#c1\./), page.press('[name=code]', 'Enter')]);
      assert.match(page.url(), /#c1\./);
      const scripted = await open(page.url());
      crowd(1, 4);
      await join(scripted);
      await screen(scripted, 'lobby');
      await floorShows(floor, 'Walter <b>Walk-in</b>', {room: 'Lobby', state: 'here'});
      await picture(floor, 'walk-in-3-floor');
    },
  },
];
