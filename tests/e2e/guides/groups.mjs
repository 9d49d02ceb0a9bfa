// The first role-alike hour: 120 people join, a round opens, somebody asks for help, a moderator moves somebody and looks
// at a plan for the next round, and the server goes away.
import {bot} from '../bot.mjs';
import {button, join, room, says, screen, write} from '../pages.mjs';

/** They stand first among those who have a link. */
const staff = 19;
const phone = {width: 390, height: 780};
const tall = {width: 1000, height: 1000};

export default {
  name: 'groups',
  at: '2021-07-27T10:59:00-04:00',
  async act({there, links, open, take}) {
    // A quiet crowd: what a simulated one writes is for machines.
    for (const name of there.names.slice(staff, staff + 120)) bot(there, name);
    const walkIn = await open(`${there.origin}/e/${there.event}`, phone);
    await walkIn.waitForSelector('.join form');
    await take(walkIn, 'join');

    const me = await open(links.participant);
    await screen(me, 'programme');
    await take(me, 'programme');
    await join(me);
    await screen(me, 'lobby');
    await take(me, 'lobby');
    await room(me);
    await me.waitForTimeout(6_000);
    await take(me, 'room');
    await write(me, 'Hello! I teach seventh grade. What worked for you this year?');
    await take(me, 'chat', '.chat');

    const floor = await open(links.facilitator, tall);
    await screen(floor, 'floor');
    await button(me, 'Help').click();
    await take(me, 'help', 'dialog[open]');
    await me.getByLabel(/What do you need help with/).fill('The call does not open.');
    await button(me, 'Ask for help').click();
    await floor.waitForSelector('[data-asks]');
    await floor.waitForTimeout(3_000);
    await take(floor, 'floor');
    await button(floor, /^I’ll go/).click();
    await take(floor, 'needs', '.needs');
    await floor.locator('[data-asks]').getByRole('button', {name: /^Visit/}).click();
    await floor.locator('[data-part=visit] .log').waitFor();
    await take(floor, 'visit', '[data-part=visit]');
    await button(floor, 'End the visit').click();
    await button(floor, 'Messages').click();
    await floor.fill('main textarea', 'Five more minutes: finish what you are saying, then come to the talk at 12:00.');
    await button(floor, 'Send').click();
    await says(floor, /Seen by \d+ · sent to \d+/, '[data-notice]');
    await button(floor, 'OK').click();
    await floor.setViewportSize({width: 1000, height: 760});
    await take(floor, 'messages');

    const board = await open(links.moderator, tall);
    await screen(board, 'floor');
    await board.waitForSelector('.card[data-room] .person');
    await take(board, 'board');
    await board.locator('.card[data-room] .person button[aria-pressed]').nth(1).click();
    // Two rows of rooms, above the bar that says who is chosen.
    await board.locator('.card[data-room] button.main').nth(2).evaluate(e => e.scrollIntoView({block: 'center'}));
    await take(board, 'move');
    await button(board, 'Choose nobody').click();
    await button(board, /^Draft the next round/).click();
    await button(board, 'Plans').click();
    await board.waitForSelector('[data-plan]');
    await board.evaluate(() => document.querySelector('[data-plan]').scrollIntoView());
    await take(board, 'plan');

    await button(me, 'OK').click();
    await button(me, 'I need no help any more').click();
    await me.setViewportSize({width: 1000, height: 420});
    await me.evaluate(() => scrollTo(0, 0));
    await there.kill();
    await me.waitForSelector('.offline');
    await take(me, 'offline');
  },
};
