// The first role-alike hour: 120 people join, a round opens, somebody asks for help, a moderator moves somebody and looks
// at a plan for the next round.
import {button, join, room, screen, write} from '../pages.mjs';

const phone = {width: 390, height: 780};
const tall = {width: 1000, height: 1000};

export default {
  name: 'groups',
  at: '2021-07-27T10:59:00-04:00',
  async act({there, links, open, take}) {
    there.simulate('--people', 120, '--session', 'role-alike-1');
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
    await take(floor, 'floor');
    await button(floor, /^I’ll go/).click();
    await take(floor, 'needs', '.needs');
    await floor.locator('[data-asks]').getByRole('button', {name: /^Visit/}).click();
    await floor.locator('[data-part=visit] .log').waitFor();
    await take(floor, 'visit', '[data-part=visit]');
    await button(floor, 'End the visit').click();
    await button(floor, 'Messages').click();
    await take(floor, 'messages');

    const board = await open(links.moderator, tall);
    await screen(board, 'floor');
    await board.waitForSelector('.card[data-room] .person');
    await take(board, 'board');
    await board.locator('.card[data-room] .person button[aria-pressed]').nth(1).click();
    await board.locator('.card[data-room] button.main').first().scrollIntoViewIfNeeded();
    await take(board, 'move');
    await button(board, 'Choose nobody').click();
    await button(board, /^Draft the next round/).click();
    await button(board, 'Plans').click();
    await board.waitForSelector('[data-plan]');
    await board.evaluate(() => document.querySelector('[data-plan]').scrollIntoView());
    await take(board, 'plan');
  },
};
