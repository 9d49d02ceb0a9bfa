// The organiser's day: rooms made before, what staff did, and what came of it all.
import {eventually} from '../bot.mjs';
import {button, moveButton, says, screen} from '../pages.mjs';

const wide = {width: 1000, height: 900};
const session = 'regional-1';

/** Rooms as another tool has them, made for another hour, with two rows that mean nobody. */
const listOf = there =>
  there.command('match', '--roster', there.roster, '--session', 'role-alike-1', '--rounds', 1, '--format', 'zoom') +
  'Administrators 1,a.mwangi@example.org\nAdministrators 1,j.otieno@example.org\n';

/** A page as the command line writes it. */
async function read(open, html, height) {
  const page = await open('about:blank', {width: 1000, height});
  await page.setContent(html);
  return page;
}

export default {
  name: 'organiser',
  at: '2021-07-27T10:58:30-04:00',
  async act({there, links, open, take}) {
    there.simulate('--people', 120, '--session', 'role-alike-1');
    const board = await open(links.organiser, wide);
    await screen(board, 'floor');
    await button(board, 'Plans').click();
    const prepare = board.locator('[data-part=prepare]');
    await prepare.locator('summary').first().click();
    await prepare.getByLabel('For which session').selectOption(session);
    await prepare.getByLabel('Name of the plan').fill('The whole roster');
    await prepare.getByLabel('For whom').selectOption({label: 'Everybody on the roster'});
    await button(board, 'Group them').click();
    await board.locator('[data-plan]').waitFor();
    await prepare.getByLabel('Name of the plan').fill('From our own list');
    await prepare.locator('input[type=file]').setInputFiles({name: 'zoom.csv', mimeType: 'text/csv', buffer: Buffer.from(listOf(there))});
    await prepare.locator('[data-do=import]').click();
    await prepare.getByText('2 rows mean nobody').click();
    await take(board, 'prepare', '[data-part=prepare]');
    await board.locator('[data-compare]').waitFor();
    await board.locator('[data-plan] [data-do=choose]').first().click();
    await board.locator('[data-do=choose][aria-pressed=true]').waitFor();
    await board.locator('[data-compare]').evaluate(e => e.scrollIntoView());
    await take(board, 'plans');

    await button(board, 'Rooms').click();
    const rooms = board.locator('.card[data-room]');
    await eventually('the round is open', () => rooms.count(), 120_000);
    await board.waitForTimeout(10_000);
    // The two smallest rooms have seats to spare, the largest has people.
    const seated = await rooms.evaluateAll(found => found.map(e => [e.dataset.room, [...e.querySelectorAll('.person')].map(p => p.dataset.person)]));
    const [[small, [first]], [, [second]], ...others] = seated.sort(([, a], [, b]) => a.length - b.length);
    const [, [third]] = others.at(-1);
    await board.locator(moveButton(first)).click();
    await board.locator(moveButton(second)).click();
    await board.locator('[data-do=swap]').click();
    await board.locator('[data-part=chosen]').waitFor({state: 'detached'});
    await board.locator(`[data-room=${small}] [data-do=more]`).click();
    await board.locator('dialog[open]').getByLabel('Name').fill('Science fairs');
    await board.locator('dialog[open] button[data-do=rename]').click();
    await board.locator('h3', {hasText: 'Science fairs'}).waitFor();
    await board.locator(moveButton(third)).click();
    await board.locator('[data-part=choice] > summary').click();
    await board.locator('[data-part=reason] summary').click();
    await board.getByLabel('Reason (only staff see it, in the history)').fill('Wants to hear about science fairs');
    await board.locator(`[data-room=${small}]`).getByRole('button', {name: /^Move here/}).click();
    await board.locator('[data-part=chosen]').waitFor({state: 'detached'});
    await board.setViewportSize({width: 1000, height: 760});
    await button(board, 'History').click();
    await says(board, /Wants to hear about science fairs/, 'main');
    await board.evaluate(() => scrollTo(0, 0));
    await take(board, 'history');
    await button(board, 'Records').click();
    await board.locator('[data-part=records]').waitFor();
    await board.setViewportSize({width: 1000, height: 900});
    await take(board, 'records');

    const summary = await read(open, there.command('export', 'summary', '--data', there.data), 840);
    await take(summary, 'summary');
    const certificate = await read(open, there.command('export', 'certificates', '--data', there.data, '--person', 'api21-0002'), 620);
    await take(certificate, 'certificate');
  },
};
