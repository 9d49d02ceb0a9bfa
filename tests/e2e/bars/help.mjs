// From a press on "Ask for help" to the screen of every facilitator.
import {figure} from '../figures.mjs';
import {house} from '../house.mjs';
import {button, screen, watch} from '../pages.mjs';
import {pressed, seen, slowPage, watchFor, watchPress} from '../slow.mjs';

const asking = 10;
const guides = ['Gita Guide', 'Hugo Guide'].map(name => ({name, email: `${name.slice(0, 4).toLowerCase()}@example.org`, hats: ['facilitator']}));

export default {
  name: 'help',
  async measure(browser) {
    const there = await house({opensIn: 600, staff: guides});
    const floors = [];
    for (const name of ['Fadi Facilitator', ...guides.map(g => g.name)]) {
      const floor = await slowPage(browser);
      await floor.goto(there.link(name));
      await screen(floor, 'floor');
      floors.push(floor);
    }
    const samples = [];
    for (const {name} of there.people.slice(0, asking)) {
      const page = watch(await slowPage(browser));
      await page.goto(there.link(name));
      await screen(page, 'programme');
      await button(page, 'Help').click();
      await page.getByLabel(/What do you need help with/).fill('The call does not open.');
      for (const floor of floors) await watchFor(floor, `[data-asks="${page.me.id}"]`);
      await watchPress(page);
      await button(page, 'Ask for help').click();
      const at = await pressed(page);
      for (const floor of floors) samples.push((await seen(floor)) - at);
      await page.context().close();
    }
    for (const floor of floors) await floor.context().close();
    await there.stop();
    return [figure(`help asked for: it is on the screens of ${floors.length} facilitators`, {samples, most: 1_000, unit: 'ms', by: 'most'})];
  },
};
