// The first office hour: people stand in line with a question, advisors talk to them one by one.
import {eventually} from '../bot.mjs';
import {says, screen} from '../pages.mjs';

const session = 'office-hours-1';

export default {
  name: 'hours',
  at: '2021-07-28T12:59:30-04:00',
  async act({there, links, open, take}) {
    there.simulate('--people', 16, '--session', session, '--talk', 45);
    const me = await open(links.participant);
    await screen(me, 'programme');
    const card = me.locator(`[data-session=${session}]`).first();
    await eventually('the line can be joined', () => card.locator('summary').count(), 60_000);
    await me.waitForTimeout(20_000);
    await card.locator('summary').first().click();
    await card.locator('select').selectOption('action-plan');
    await card.locator('textarea').fill('How small can a first action plan be?');
    await take(me, 'line-form', `[data-session=${session}]`);
    await card.locator('form button.main').click();
    await me.waitForSelector('[data-part=line]');
    await says(me, /\d+(st|nd|rd|th) in line|You are next/, '[data-part=line]', 120_000);
    await me.waitForTimeout(3_000);
    await take(me, 'line', '[data-part=line]');

    const floor = await open(links.moderator);
    await floor.waitForSelector('[data-line] [data-ticket]');
    await floor.evaluate(() => document.querySelector('[data-line]').scrollIntoView());
    await take(floor, 'hours');
    const advisor = await open(there.link('Cordelia Mbeki-Hargreaves'));
    await advisor.waitForSelector('[data-part=desk]');
    await advisor.waitForTimeout(2_000);
    await take(advisor, 'desk', '[data-part=desk]');
  },
};
