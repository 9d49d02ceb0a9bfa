// From nothing to a page that can be used, and from a press on Join to the room, on a slow line and a slow device.
import {bot} from '../bot.mjs';
import {figure} from '../figures.mjs';
import {house} from '../house.mjs';
import {button, screen} from '../pages.mjs';
import {slowLine, wire} from '../proxy.mjs';
import {pressed, seen, slowPage, watchFor, watchPress} from '../slow.mjs';

const times = 7;
const slowly = '400 kbps, 400 ms RTT, CPU 6x';

async function coldStart(browser, url, selector) {
  const page = await slowPage(browser, {cpu: 6});
  await page.addInitScript(wanted => (window.painted = window.whenPainted(wanted)), selector);
  await page.goto(url, {waitUntil: 'commit'});
  const ms = await page.evaluate(() => window.painted.then(at => at - performance.timeOrigin));
  await page.context().close();
  return ms;
}

async function starts(browser) {
  const there = await house({opensIn: 3_600});
  const rows = [];
  for (const handshake of [false, true]) {
    const line = await wire(there.port, {line: slowLine, handshake});
    for (const [who, url, selector] of [
      ['whoever walks in can fill in the form', `${there.origin}/e/${there.event}`, '.join form button'],
      ['whoever has a link can press Join', there.link('Person A'), 'main[data-screen=programme] button'],
    ]) {
      const samples = [];
      for (let i = 0; i < times; i++) samples.push(await coldStart(browser, line.through(url), selector));
      const counting = handshake ? ', a round trip more for each connection' : '';
      rows.push(figure(`cold start, ${slowly}${counting}: ${who}`, {samples, most: 2_000, unit: 'ms'}));
    }
    line.close();
  }
  await there.stop();
  return rows;
}

async function joins(browser) {
  // Rooms of the five that are wanted, with two seats each for who comes later.
  const company = 5 * Math.ceil(times / 2);
  const there = await house({opensIn: 2, crowd: company + times});
  const bots = there.people.slice(0, company).map(p => bot(there, p.name));
  const line = await wire(there.port, {line: slowLine});
  const samples = [];
  await new Promise(resolve => setTimeout(resolve, 5_000));
  for (const {name} of there.people.slice(company)) {
    const page = await slowPage(browser, {cpu: 6});
    await page.goto(line.through(there.link(name)));
    await screen(page, 'programme');
    await watchFor(page, 'main[data-screen=room] h1');
    await watchPress(page);
    await button(page, /^Join/).click();
    samples.push((await seen(page)) - (await pressed(page)));
    await page.context().close();
  }
  for (const {ws} of bots) ws.terminate();
  line.close();
  await there.stop();
  return [figure(`Join pressed, ${slowly}: the room is painted`, {samples, most: 2_500, unit: 'ms'})];
}

export default {name: 'cold start', measure: async browser => [...(await starts(browser)), ...(await joins(browser))]};
