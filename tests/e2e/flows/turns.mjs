import assert from 'node:assert/strict';
import {eventually} from '../bot.mjs';
import {accessible, button, floorShows, hears, join, listen, picture, room, says} from '../pages.mjs';

const part = '[data-part=turns]';
const whose = async page => /It is your turn\./.test(await page.textContent(part));

export default [
  {
    name: 'the turn clock: started by anybody, passes from one to the next, told once, stopped by staff',
    options: {opensIn: 8, turns: 'offered'},
    async act({there, crowd, open, staff}) {
      crowd(2, 3);
      const floor = await staff('Fadi Facilitator');
      const pages = {};
      for (const name of ['Person A', 'Person B']) {
        pages[name] = await open(there.link(name), {bypassCSP: true});
        await join(pages[name]);
      }
      const mine = await room(pages['Person A']);
      assert.equal((await room(pages['Person B'])).heading, mine.heading);
      const {id} = await floorShows(floor, 'Person A', {room: mine.heading, state: 'here'});
      for (const page of Object.values(pages)) await listen(page);
      await picture(pages['Person A'], 'turns-1-offered');
      await button(pages['Person A'], 'Start the turn clock').click();
      await floor.locator(`[data-room="${id}"]`, {hasText: 'Turn clock runs'}).waitFor();
      await floor.locator(`[data-room="${id}"] [data-do=visit]`).click();
      await floor.locator(`[data-part=visit] ${part}`).waitFor();

      const had = [];
      for (let turn = 0; turn < 3; turn++) {
        for (const page of Object.values(pages)) await says(page, /has the turn|It is your turn/, part);
        const before = await floor.textContent(`${part} .whose .lead`);
        const [name, page] = (await Promise.all(Object.entries(pages).map(async ([n, p]) => [n, p, await whose(p)]))).find(([, , own]) => own) ?? [];
        if (page) {
          had.push(name);
          const other = pages[name === 'Person A' ? 'Person B' : 'Person A'];
          await says(other, new RegExp(`${name}.? has the turn`), part);
          assert.equal(await other.locator(part).getByRole('button').count(), 0, "it is not the other's to end");
          await says(floor, new RegExp(`${name}.? has the turn`), part);
          await hears(page, /^polite: It is your turn: about \d+ minutes?\./);
          await picture(page, `turns-2-${name.at(-1)}`);
          await accessible(page, 'a turn');
          await button(page, 'I’m done').click();
        } else {
          // The one without a screen has it: staff pass it on.
          await says(floor, /Person C.? has the turn/, part);
          await button(floor, 'Next person').click();
        }
        if (turn < 2) await eventually('somebody else has the turn', async () => (await floor.textContent(`${part} .whose .lead`)) !== before);
      }
      assert.deepEqual(had.sort(), ['Person A', 'Person B'], 'each had one turn');
      for (const page of [...Object.values(pages), floor]) await says(page, /The turns are over/, part);
      for (const page of Object.values(pages))
        assert.equal((await page.evaluate(() => window.spoken)).filter(s => /It is your turn/.test(s)).length, 1, 'told once');
      await picture(floor, 'turns-3-over');

      await button(pages['Person B'], 'Start again').click();
      await says(floor, /has the turn/, part);
      await button(floor, 'Stop the turn clock').click();
      for (const page of Object.values(pages)) await says(page, /The turns are over/, part);
    },
  },
  {
    name: 'who is not there is passed over',
    options: {opensIn: 8, turns: 'offered'},
    async act({there, crowd, open, staff}) {
      crowd(2, 4);
      const floor = await staff('Fadi Facilitator');
      const [one, two] = [await open(there.link('Person A')), await open(there.link('Person B'))];
      for (const page of [one, two]) await join(page);
      const mine = await room(one);
      await room(two);
      await floorShows(floor, 'Person B', {room: mine.heading, state: 'here'});
      const {id} = await floorShows(floor, 'Person A', {room: mine.heading, state: 'here'});
      await button(one, 'Start the turn clock').click();
      await floor.locator(`[data-room="${id}"] [data-do=visit]`).click();
      // Staff pass it on until it is the second person's, who then is away.
      const lead = () => floor.textContent(`${part} .whose .lead`);
      for (let now = await lead(); !/Person B/.test(now); now = await lead()) {
        await button(floor, 'Next person').click();
        await eventually('the turn goes on', async () => (await lead()) !== now);
      }
      assert.equal(await button(one, 'Next person').count(), 0, 'it is theirs');
      await two.goto('about:blank');
      // They may be back any moment: staff alone pass their turn on before the grace is over.
      await says(one, /Person B.? lost the connection\. The turn is kept for them, at the longest for \d:\d\d/, part);
      assert.equal(await button(one, 'Next person').count(), 0, 'it is kept for them');
      await picture(one, 'turns-4-held');
      await button(floor, 'Next person').click();
      await eventually('the turn goes on', async () => !/Person B.? has the turn/.test(await one.textContent(part)));
      await floorShows(floor, 'Person B', {room: mine.heading, state: 'away'});
    },
  },
];
