import assert from 'node:assert/strict';
import {eventually} from '../bot.mjs';
import {accessible, button, hears, heading, listen, picture, room, says, screen} from '../pages.mjs';

const phone = {viewport: {width: 390, height: 780}, bypassCSP: true};
const line = '[data-part=line]';

/** By the form on the programme's card. */
async function standInLine(page, {topic, question = '', peers = false} = {}) {
  const card = page.locator('[data-session=hours]').first();
  await card.locator('summary', {hasText: 'Join the line'}).click();
  if (topic) await card.locator('select').selectOption(topic);
  if (question) await card.locator('textarea').fill(question);
  if (peers) await card.locator('input[type=checkbox]').check();
  await card.getByRole('button', {name: 'Join the line'}).click();
  await page.locator(line).first().waitFor();
}

const place = (page, pattern) => says(page, pattern, line);
const calls = page => page.getByRole('button', {name: 'Come now'}).first().waitFor({timeout: 60_000});
const come = async page => {
  await calls(page);
  await button(page, 'Come now').click();
  return room(page);
};

export default [
  {
    name: 'office hours: two advisors, six people in line, each helped once and in order',
    options: {opensIn: 20, hours: true},
    async act({there, open}) {
      const people = [];
      for (const name of ['Person A', 'Person B', 'Person C', 'Person D', 'Person E', 'Person F']) {
        const page = await open(there.link(name), name === 'Person A' ? phone : {});
        await screen(page, 'programme');
        people.push(page);
      }
      const [a, b, c, d, e, f] = people;
      await eventually('the line can be joined', () => a.locator('summary', {hasText: 'Join the line'}).count());
      for (const [i, page] of people.entries()) await standInLine(page, {topic: 'funding', question: `Question ${i + 1}?`});
      await place(a, /You are next|1st in line/);
      await place(f, /6th in line/);
      await picture(a, 'hours-1-in-line');
      await accessible(a, 'a place in line');
      await listen(a);

      // The advisors come: the first two are called, each by one.
      const [ada, ben] = [await open(there.link('Ada Advisor'), {bypassCSP: true}), await open(there.link('Ben Advisor'))];
      for (const advisor of [ada, ben]) {
        await eventually('the advisor has a desk', () => advisor.locator('[data-part=desk]').count());
        await advisor.getByRole('radio', {name: 'Available'}).or(advisor.getByRole('button', {name: 'Available'})).first().click();
      }
      await calls(a);
      await calls(b);
      await hears(a, /assertive: .*Advisor/);
      await picture(a, 'hours-2-called');
      await accessible(a, 'being called');
      await place(c, /You are next|1st in line/);
      await place(f, /4th in line/);
      await says(ada, /Question [12]\?/, '[data-part=desk]');

      // One of them loses the connection, and is back before the call ends.
      await b.context().setOffline(true);
      await new Promise(r => setTimeout(r, 7_000));
      await b.context().setOffline(false);
      const theirs = await come(b);
      assert.match(theirs.heading, /Funding/);
      await come(a);
      await says(a, /(Ada|Ben) Advisor/, '.people');
      await picture(a, 'hours-3-talk');
      await picture(ada, 'hours-4-desk');
      await accessible(ada, 'an advisor’s desk');

      // A conversation ends with a note, the next one is called when the advisor says so, and nobody twice.
      const helped = new Set(['Person A', 'Person B']);
      for (const next of [c, d, e, f]) {
        const advisor = (await ada.locator('[data-part=desk] textarea').count()) ? ada : ben;
        const note = advisor.locator('[data-part=desk] textarea').first();
        await note.fill('Talked it through');
        await advisor.locator('[data-part=desk]').getByRole('button', {name: /^Done/}).first().click();
        await button(advisor, /Next one now|Next/).click();
        const mine = await come(next);
        helped.add(mine.heading);
      }
      assert.ok(helped.size >= 3);
      await screen(a, 'programme');
      await place(a, /conversation is over/);
      await picture(a, 'hours-5-after');
    },
  },
  {
    name: 'office hours beside a networking room: the seat is kept while an advisor talks to its owner',
    options: {opensIn: 8, hours: true},
    async act({there, crowd, open, staff}) {
      const floor = await staff('Mona Moderator');
      crowd(1, 5);
      const page = await open(there.link('Person A'));
      await screen(page, 'programme');
      await eventually('the line can be joined', () => page.locator('[data-session=hours] summary').count());
      await standInLine(page, {topic: 'funding', question: 'How do I start?'});
      await button(page, /^Join/).click();
      const before = await room(page);
      const ada = await open(there.link('Ada Advisor'));
      await eventually('the advisor has a desk', () => ada.locator('[data-part=desk]').count());
      await ada.getByRole('radio', {name: 'Available'}).or(ada.getByRole('button', {name: 'Available'})).first().click();
      await calls(page);
      await says(page, /seat in this room is kept/, line);
      await picture(page, 'hours-6-called-in-a-room');
      const talk = await come(page);
      assert.notEqual(talk.heading, before.heading);
      await says(page, /Then you go back to/, line);
      await picture(floor, 'hours-7-floor');
      await page.locator(line).locator('summary', {hasText: 'End the conversation'}).click();
      await button(page, 'Yes, leave').click();
      await eventually('back in the same room', async () => (await heading(page)) === before.heading);
    },
  },
];
