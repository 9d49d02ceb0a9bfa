import assert from 'node:assert/strict';
import {accessible, button, picture, says, screen} from '../pages.mjs';

const phone = {viewport: {width: 390, height: 780}, bypassCSP: true};
const card = (page, session) => page.locator(`article[data-session=${session}]`);

export default [
  {
    name: 'present at a talk: counted on the floor, offered in the debrief; staff have the last word',
    options: {opensIn: 120, debrief: true, keynote: true},
    async act({there, open, staff}) {
      const floor = await staff('Fadi Facilitator');
      await button(floor, 'Clocks').click();
      await says(floor, /Nobody has checked in/, 'article[data-session=keynote]');
      const page = await open(there.link('Person B'), phone);
      await screen(page, 'programme');
      await says(page, /Which session would you like to talk about\?/, 'article[data-session=debrief]');
      assert.doesNotMatch(await card(page, 'debrief').textContent(), /You were at this session/);
      // One talk is on all the time, the other ends as the debrief opens.
      for (const session of ['keynote', 'justice']) {
        await card(page, session).getByRole('button', {name: /^(I’m|I was) here/}).click();
        await card(page, session).getByText('You are counted as being here.').waitFor();
      }
      await picture(page, 'check-in-1-counted');
      await accessible(page, 'counted at a talk');
      await says(floor, /1 person has checked in/, 'article[data-session=keynote]');
      await picture(floor, 'check-in-2-clocks');
      await says(page, /You were at this session:.*Teaching for social justice/s, 'article[data-session=debrief]');
      await page.reload();
      await card(page, 'keynote').getByText('You are counted as being here.').waitFor();

      await button(floor, 'Rooms').click();
      await floor.getByLabel('Find a person').fill('Person B');
      await button(floor, 'More about Person B').click();
      const dialog = floor.locator('dialog[open]');
      await dialog.getByLabel('Session').selectOption('keynote');
      await picture(floor, 'check-in-3-dialog');
      await dialog.getByRole('button', {name: 'Was not there'}).click();
      await card(page, 'keynote').getByRole('button', {name: /^I’m here/}).click();
      await says(page, /Staff noted that you were not there/, '.refusal');
      await button(floor, 'Clocks').click();
      await says(floor, /Nobody has checked in/, 'article[data-session=keynote]');
    },
  },
  {
    name: 'a plan to come is counted on the floor, and comes first once the doors are open',
    options: {opensIn: 330},
    async act({there, open, staff}) {
      const floor = await staff('Fadi Facilitator');
      const page = await open(there.link('Person A'), phone);
      await screen(page, 'programme');
      await says(page, /For you: .?Classroom educators/, 'article[data-session=role-alike-1]');
      const plan = card(page, 'role-alike-1').getByRole('button', {name: /I plan to come/});
      await plan.click();
      await page.waitForSelector('article[data-session=role-alike-1] [data-do=intend][aria-pressed=true]');
      await button(floor, 'Clocks').click();
      await says(floor, /1 person plans to come/, 'article[data-session=role-alike-1]');
      await picture(page, 'plan-to-come-1');
      await accessible(page, 'a plan to come');
      await says(page, /You planned to come/, 'article[data-session=role-alike-1]', 60_000);
      assert.equal(await page.locator('article[data-session]').first().getAttribute('data-session'), 'role-alike-1');
      await picture(page, 'plan-to-come-2-doors');
    },
  },
];
