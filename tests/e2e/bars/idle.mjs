// A minute in which nothing happens: what the line carries, and what the script holds.
import {bot} from '../bot.mjs';
import {figure} from '../figures.mjs';
import {house} from '../house.mjs';
import {join, room, screen, watch} from '../pages.mjs';
import {wire} from '../proxy.mjs';
import {slowPage} from '../slow.mjs';

const minute = 60_000;

async function held(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  return (await devtools.send('Runtime.getHeapUsage')).usedSize / 1e6;
}

export default {
  name: 'idle',
  async measure(browser) {
    const there = await house({opensIn: 4});
    const bots = there.people.slice(4, 8).map(p => bot(there, p.name));
    const those = [];
    for (const [i, {name}] of there.people.slice(0, 4).entries()) {
      const line = await wire(there.port);
      const page = watch(await slowPage(browser));
      await page.goto(line.through(there.link(name)));
      if (i < 2) await screen(page, 'programme');
      else await join(page).then(() => room(page));
      those.push({line, page});
    }
    await new Promise(resolve => setTimeout(resolve, 5_000));
    const before = those.map(({line}) => line.carried());
    await new Promise(resolve => setTimeout(resolve, minute));
    const kilobytes = those.map(({line}, i) => (line.carried() - before[i]) / 1_000);
    const megabytes = [];
    for (const {page, line} of those) {
      megabytes.push(await held(page));
      await page.context().close();
      line.close();
    }
    for (const {ws} of bots) ws.terminate();
    await there.stop();
    return [
      figure('an idle minute, at the programme and in a room: bytes both ways', {samples: kilobytes, most: 5, unit: 'kB', by: 'most'}),
      figure('... and what the script holds', {samples: megabytes, most: 10, unit: 'MB', by: 'most'}),
    ];
  },
};
