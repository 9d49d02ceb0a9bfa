// Where a room's people talk, when staff say so.
import {eventually} from '../bot.mjs';
import {button, picture, seated} from '../pages.mjs';

export default [
  {
    name: 'a facilitator gives a room a way into the call of its own, and its people are led there; then the event’s again',
    options: {opensIn: 8},
    async act(stage) {
      const {floor, page, mine, id} = await seated(stage);
      const leadsTo = link => eventually(`the room leads to ${link}`, async () => (await page.locator('.call a').getAttribute('href')) === link);
      const way = floor.locator(`[data-room=${id}] [data-do=link]`);
      await way.click();
      await floor.getByLabel(/^Address/).fill('https://meet.example.org/fadi');
      await picture(floor, 'call-1-written');
      await button(floor, 'Use this').click();
      await leadsTo('https://meet.example.org/fadi');
      await picture(page, 'call-2-room');
      await way.click();
      await button(floor, 'Use the event’s').click();
      await leadsTo(mine.call);
    },
  },
];
