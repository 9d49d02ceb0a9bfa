// A hundred cut connections and ten servers killed under somebody who writes: how soon they see it, how soon all is as it
// was, and whether what they wrote then stands there once.
import {bot} from '../bot.mjs';
import {counted, figure} from '../figures.mjs';
import {house} from '../house.mjs';
import {join, room, watch} from '../pages.mjs';
import {wire} from '../proxy.mjs';
import {clock, seen, slowPage, watchFor} from '../slow.mjs';

const cuts = 100;
const killed = 10;
const lost = '[data-part=offline]';
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

export default {
  name: 'connection',
  async measure(browser) {
    const there = await house({opensIn: 4, minutes: 40});
    const bots = there.people.slice(1, 5).map(p => bot(there, p.name));
    const cable = await wire(there.port);
    const page = watch(await slowPage(browser));
    await page.goto(cable.through(there.link('Person A')));
    await join(page);
    const mine = await room(page);
    let said = 0, losses = 0;
    const say = async () => {
      await page.fill('.chat textarea', `Message ${++said}.`);
      await page.press('.chat textarea', 'Enter');
    };
    /** Writes every third time, as nobody may write more than 20 messages a minute; loses the connection by `lose`, gets it back by `restore`; how long both were not seen. */
    const once = async (lose, restore) => {
      if (losses++ % 3 === 0) await say();
      await watchFor(page, lost);
      const at = clock();
      await lose();
      const toBanner = (await seen(page)) - at;
      await pause(200 + 100 * (losses % 8));
      await watchFor(page, `body:not(:has(${lost}))`);
      await restore();
      const back = clock();
      const toBack = (await seen(page)) - back;
      await pause(400);
      return [toBanner, toBack];
    };
    const byCut = [], byKill = [];
    for (let i = 0; i < cuts; i++) byCut.push(await once(() => cable.cut(), () => cable.mend()));
    for (let i = 0; i < killed; i++) byKill.push(await once(() => void there.kill(), async () => (await there.kill(), there.startAgain())));
    await pause(2_000);
    const texts = await page.locator('.log .own').allTextContents();
    const stands = n => texts.filter(text => new RegExp(`Message ${n}\\.`).test(text)).length === 1;
    const kept = Array.from({length: said}, (_, i) => i + 1).filter(stands).length;
    const same = (await room(page)).heading === mine.heading;
    for (const {ws} of bots) ws.terminate();
    await page.context().close();
    cable.close();
    await there.stop();
    const ms = {most: 1_000, unit: 'ms', by: 'p95'};
    return [
      figure('connection cut: the banner is there', {samples: byCut.map(([a]) => a), ...ms}),
      figure('connection mended: all is as it was', {samples: byCut.map(([, b]) => b), ...ms}),
      figure('server killed: the banner is there', {samples: byKill.map(([a]) => a), ...ms}),
      figure('server ready again: all is as it was', {samples: byKill.map(([, b]) => b), ...ms}),
      counted('what was written as the connection went stands in the chat once, in the same room', 'all', {kept: same ? kept : 0, of: said, unit: 'messages'}),
    ];
  },
};
