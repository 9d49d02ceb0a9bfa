import assert from 'node:assert/strict';
import {eventually} from '../bot.mjs';
import {accessible, button, floorShows, hears, join, listen, picture, room, says, write} from '../pages.mjs';

const checked = {bypassCSP: true};
const asked = page => page.locator('section[data-part=help]');

async function ask(page, about) {
  await button(page, 'Help').click();
  await page.getByLabel(/What do you need help with/).fill(about);
  await button(page, 'Ask for help').click();
  await says(page, /You asked for help/, 'section[data-part=help]');
}

export default [
  {
    name: 'help: asked in a room, seen by all staff within a second, one goes and the others are told who, closed on all sides',
    options: {opensIn: 8, staff: [{name: 'Greta Guide', email: 'greta@example.org', hats: ['facilitator']}]},
    async act({there, crowd, open, staff}) {
      crowd(1, 5);
      const fadi = await staff('Fadi Facilitator', checked);
      const greta = await staff('Greta Guide');
      const page = await open(there.link('Person A'), {viewport: {width: 390, height: 780}, ...checked});
      await join(page);
      const mine = await room(page);
      const {id} = await floorShows(fadi, 'Person A', {room: mine.heading, state: 'here'});
      for (const listening of [fadi, page]) await listen(listening);
      await ask(page, 'The call says <not found>');
      for (const floor of [fadi, greta]) await says(floor, new RegExp(`Person A.*${mine.heading}.*The call says <not found>`, 's'), '[data-asks]', 1_500);
      await hears(fadi, /^polite: .?Person A.? asks for help/);
      await picture(page, 'help-1-asked');
      await picture(fadi, 'help-2-floor');
      await accessible(page, 'help is asked for');
      await accessible(fadi, 'somebody asks for help');

      await fadi.locator('[data-asks]').getByRole('button', {name: /^I’ll go/}).click();
      await says(fadi, /You are going/, '[data-asks]');
      await says(greta, /Fadi Facilitator.? is going/, '[data-asks]');
      assert.equal(await greta.locator('[data-asks]').getByRole('button', {name: /^I’ll go(?! instead)/}).count(), 0);
      await says(page, /Fadi Facilitator.? is coming to help you/, 'section[data-part=help]');
      await hears(page, /^polite: .?Fadi Facilitator.? is coming to help you/);
      await picture(page, 'help-3-coming');
      await picture(greta, 'help-4-taken');

      await fadi.locator('[data-asks]').getByRole('button', {name: /^Visit/}).click();
      await fadi.locator('[data-part=visit] .log').waitFor();
      await write(fadi, 'Here I am. Try the link again, please.');
      await says(page, /Fadi Facilitator.*Here I am/s, '.log');
      await floorShows(fadi, 'Person A', {id, state: 'here'});
      await fadi.locator('[data-asks]').getByRole('button', {name: /^Done/}).click();
      for (const floor of [fadi, greta]) await floor.locator('[data-asks]').waitFor({state: 'detached'});
      await asked(page).waitFor({state: 'detached'});
      await hears(page, /^polite: Your call for help is closed/);
      await picture(fadi, 'help-5-done');
    },
  },
  {
    name: 'a call is given back and taken over: who asked and who went are told',
    options: {opensIn: 600, staff: [{name: 'Greta Guide', email: 'greta@example.org', hats: ['facilitator']}]},
    async act({there, open, staff}) {
      const fadi = await staff('Fadi Facilitator');
      const greta = await staff('Greta Guide');
      const page = await open(there.link('Person A'));
      await listen(page);
      await ask(page, '');
      await fadi.locator('[data-asks]').getByRole('button', {name: /^I’ll go/}).click();
      await says(page, /Fadi Facilitator.? is coming to help you/, 'section[data-part=help]');
      await fadi.locator('[data-asks]').getByRole('button', {name: /^I can’t go/}).click();
      await says(page, /Whoever was coming cannot come now/, 'section[data-part=help]');
      await hears(page, /^polite: Whoever was coming cannot come now/);
      await greta.locator('[data-asks]').getByRole('button', {name: /^I’ll go/}).click();
      await says(fadi, /Greta Guide.? is going/, '[data-asks]');
      await fadi.locator('[data-asks]').getByRole('button', {name: /^I’ll go instead/}).click();
      await says(fadi, /You are going/, '[data-asks]');
      await says(greta, /Fadi Facilitator.? goes instead of you: .?Person A/, 'section.notice');
      await says(greta, /Fadi Facilitator.? is going/, '[data-asks]');
      await says(page, /Fadi Facilitator.? is coming to help you/, 'section[data-part=help]');
      await fadi.locator('[data-asks]').getByRole('button', {name: /^Done/}).click();
      await asked(page).waitFor({state: 'detached'});
    },
  },
  {
    name: 'help that is not needed any more; help asked for at the programme, over a reload',
    options: {opensIn: 600},
    async act({there, open, staff}) {
      const floor = await staff('Fadi Facilitator');
      const page = await open(there.link('Person A'));
      await ask(page, '');
      await says(floor, /Person A.*at the programme/s, '[data-asks]');
      await page.reload();
      await says(page, /You asked for help/, 'section[data-part=help]');
      await asked(page).getByRole('button', {name: 'I need no help any more'}).click();
      await asked(page).waitFor({state: 'detached'});
      await floor.locator('[data-asks]').waitFor({state: 'detached'});
      await eventually('nobody needs staff', async () => /Nobody needs you right now/.test(await floor.textContent('.needs')));
      await picture(floor, 'help-6-calm');
    },
  },
];
