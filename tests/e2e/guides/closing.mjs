// After the last session: the thanks, what somebody attended, and what is kept; and, some weeks later, the end of that.
import {screen} from '../pages.mjs';

export default {
  name: 'closing',
  at: '2021-07-29T17:40:00-04:00',
  async act({there, links, open, take}) {
    const me = await open(there.link('Verónica Dávila'), {width: 1000, height: 1160});
    await screen(me, 'programme');
    await me.getByRole('heading', {name: 'What is kept'}).waitFor();
    await take(me, 'closing');

    // What is kept for thirty days is announced three days before to be erased.
    await there.kill();
    await there.startAgain('2021-08-26T09:00:00-04:00');
    const board = await open(links.moderator, {width: 1000, height: 420});
    await screen(board, 'floor');
    await board.waitForSelector('[data-part=erasure]');
    await take(board, 'erasure');
  },
};
