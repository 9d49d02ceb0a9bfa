// Sharing no room with somebody again: for whoever it is about nothing is different, and moderators read whose wish it is.
import assert from 'node:assert/strict';
import {accessible, button, join, picture, room, says, screen, write} from '../pages.mjs';

export default [
  {
    name: 'one avoids another in private: the other one is sent nothing, the board says whose wish it is',
    options: {opensIn: 8},
    async act({there, crowd, open, staff}) {
      crowd(2, 5);
      const one = await open(there.link('Person A'), {bypassCSP: true});
      const other = await open(there.link('Person B'));
      for (const page of [one, other]) await join(page);
      for (const page of [one, other]) await room(page);
      const avoided = other.me.id;
      assert.equal(one.me.room, other.me.room);
      const board = await staff('Mona Moderator', {viewport: {width: 1100, height: 1200}, bypassCSP: true});
      await button(board, 'Pairs').click();
      await board.getByText('No pairs.').waitFor();

      // What is written next is heard next: nothing comes to the other one in between.
      await write(one, 'Before');
      await other.getByText('Before').waitFor();
      const before = other.heard.length;
      const menu = one.locator(`[data-person="${avoided}"] [data-part=person-menu]`);
      await menu.locator('summary').click();
      await menu.locator('[data-do="person.avoid"]').click();
      await one.locator('dialog[open]').getByText('Nobody moves now.').waitFor();
      await picture(one, 'avoiding-1-question');
      await one.locator('dialog[open]').getByRole('button', {name: 'Not together again'}).click();
      await menu.getByText('You asked not to meet again').waitFor();
      const pair = board.locator('[data-pair]');
      await says(board, /Person A and Person B.*apart.*Both are in.*Private wish of .Person A./s, '[data-pair]');
      await accessible(board, 'a pair of whom one wished it');
      await picture(board, 'avoiding-2-board');
      await write(one, 'After');
      await other.getByText('After').waitFor();
      const heard = other.heard.slice(before);
      assert.deepEqual(heard.map(m => m.type), ['chat'], JSON.stringify(heard));
      assert.equal(one.me.room, other.me.room, 'nobody moved');
      assert.deepEqual(other.me.avoids, []);
      assert.doesNotMatch(await other.locator('body').textContent(), /asked not to meet|not put together|wish/i);

      // Also without the person beside one: the list is at the end of every page.
      await button(one, /^Leave/).click();
      await screen(one, 'programme');
      const list = one.locator('[data-part=avoided]');
      await list.locator('summary').click();
      await says(one, /Person B/, '[data-part=avoided]');
      await accessible(one, 'the list of whom one avoids');
      await picture(one, 'avoiding-3-list');
      await list.locator(`[data-avoided="${avoided}"]`).getByRole('button', {name: /^Take it back/}).click();
      await list.waitFor({state: 'detached'});
      await pair.waitFor({state: 'detached'});
    },
  },
];
