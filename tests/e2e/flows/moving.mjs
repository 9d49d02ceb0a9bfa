import assert from 'node:assert/strict';
import {button, floorShows, heading, join, moveButton, picture, room, says, screen} from '../pages.mjs';

/** Another room on the board with a free seat: its id and heading. */
const elsewhere = (board, from) =>
  board.evaluate(not => {
    const free = card => Number(card.textContent.match(/room for (\d+)/)[1]) - card.querySelectorAll('.person').length;
    const card = [...document.querySelectorAll('[data-room]')].find(c => c.dataset.room !== not && free(c) > 0);
    return {id: card.dataset.room, heading: card.querySelector('h3').textContent};
  }, from);

async function tabTo(page, selector) {
  for (let i = 0; i < 300; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(s => document.activeElement.matches(s), selector)) return;
  }
  assert.fail(`no press of Tab comes to ${selector}`);
}

const hereButton = to => `[data-room="${to}"] button.main`;

const ways = {
  async mouse(board, person, to) {
    await board.locator(moveButton(person)).click();
    await picture(board, 'move-2-chosen');
    await board.locator(hereButton(to)).click();
  },
  async keyboard(board, person, to) {
    await tabTo(board, moveButton(person));
    await board.keyboard.press('Enter');
    await board.waitForSelector(hereButton(to));
    await tabTo(board, hereButton(to));
    await board.keyboard.press('Enter');
  },
  async tap(board, person, to) {
    await board.locator(moveButton(person)).tap();
    await picture(board, 'move-4-phone');
    await board.locator(hereButton(to)).tap();
  },
  async drag(board, person, to) {
    await board.locator(`[data-person="${person}"]`).dragTo(board.locator(`[data-room="${to}"] h3`));
  },
};

export default [
  {
    name: "moved from the moderator's page by mouse, keyboard, touch and dragging, told who did it",
    options: {opensIn: 8},
    async act({there, crowd, open, staff}) {
      crowd(1, 14);
      const floor = await staff('Fadi Facilitator');
      const page = await open(there.link('Person A'));
      await join(page);
      let mine = await room(page);
      // Tall: what is dragged from and to must both be in sight.
      const board = await staff('Mona Moderator', {viewport: {width: 1100, height: 1700}});
      const phone = await staff('Mona Moderator', {viewport: {width: 390, height: 844}, hasTouch: true, isMobile: true});
      await floorShows(board, 'Person A', {room: mine.heading});
      await picture(board, 'move-1-board');
      for (const way of ['mouse', 'keyboard', 'tap', 'drag']) {
        const on = way === 'tap' ? phone : board;
        // One page of hers is in charge at a time.
        if (await on.locator('main[data-screen=superseded]').count()) await button(on, 'Use here').click();
        const {id: from, person} = await floorShows(on, 'Person A', {room: mine.heading});
        const to = await elsewhere(on, from);
        await ways[way](on, person, to.id);
        await screen(page, 'moving');
        assert.equal(await heading(page), `You are moving to ${to.heading}`);
        await says(page, new RegExp(`Mona Moderator moved you to .?${to.heading}`), 'main');
        await picture(page, `move-3-${way}-moving`);
        await floorShows(floor, 'Person A', {room: to.heading, id: to.id});
        if (way === 'keyboard') await button(page, '1 more minute').click();
        if (way !== 'tap') await button(page, 'Go now').click();
        const now = await room(page);
        assert.equal(now.heading, to.heading);
        assert.equal(now.version > mine.version, true);
        await says(page, /Mona Moderator moved you to this room/, 'main');
        await picture(page, `move-5-${way}-moved`);
        await floorShows(floor, 'Person A', {room: to.heading, state: 'here'});
        await floorShows(on, 'Person A', {room: to.heading, state: 'here'});
        mine = now;
      }
      await picture(floor, 'move-6-floor');
      assert.equal(await board.locator('.refusal, [data-part=late]').count(), 0);
    },
  },
  {
    name: 'two people get a room of their own from the moderator',
    options: {opensIn: 8},
    async act({there, crowd, open, staff}) {
      crowd(1, 8);
      const page = await open(there.link('Person A'));
      await join(page);
      const mine = await room(page);
      const board = await staff('Mona Moderator', {viewport: {width: 1100, height: 1700}});
      const {person} = await floorShows(board, 'Person A', {room: mine.heading});
      const other = await board.evaluate(
        ([room, not]) => [...document.querySelectorAll(`[data-room="${room}"] .person`)].map(p => p.dataset.person).find(id => id !== not),
        [page.me.room, person],
      );
      await board.locator(moveButton(person)).click();
      assert.doesNotMatch(await board.textContent('main'), /ends in 0:00/, 'the clock is the event\'s from the first');
      assert.equal(await button(board, 'Open a new room for them').count(), 0, 'nobody gets a room to be alone in');
      await board.locator(moveButton(other)).click();
      await button(board, 'Open a new room for them').click();
      await screen(page, 'moving');
      await button(page, 'Go now').click();
      const now = await room(page);
      assert.notEqual(now.heading, mine.heading);
      await says(page, /Mona Moderator moved you to this room/, 'main');
      assert.equal(await page.locator('main ul.people > li').count(), 2);
      await floorShows(board, 'Person A', {room: now.heading, state: 'here'});
      await picture(board, 'new-room-1-board');
      await picture(page, 'new-room-2-page');
    },
  },
];
