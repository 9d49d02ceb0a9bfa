// A hundred clients in one browser, each in a frame of one page: from a moderator's command to the room in each of them.
import {bot, eventually} from '../bot.mjs';
import {figure} from '../figures.mjs';
import {house} from '../house.mjs';
import {clock} from '../slow.mjs';

const clients = 100;
const session = 'mixing';

/**
 * Pages in frames are refused by the server, as they should be: here its answers come without that word. The browser takes
 * such a page to be from elsewhere, and asks whether it may reach this machine.
 */
async function framed(browser, there) {
  const context = await browser.newContext({locale: 'en-US', viewport: {width: 1200, height: 900}, permissions: ['local-network-access']});
  await context.route(`${there.origin}/e/**`, async route => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const answer = await route.fetch();
    const {'x-frame-options': _, 'content-security-policy': __, ...headers} = answer.headers();
    return route.fulfill({response: answer, headers});
  });
  await context.route(`${there.origin}/swarm`, route => route.fulfill({contentType: 'text/html', body: '<title>swarm</title>'}));
  const page = await context.newPage();
  await page.goto(`${there.origin}/swarm`);
  // One after another: frames share the storage in which a page leaves its person's pass while it starts.
  for (const {name} of there.people) {
    await page.evaluate(
      ([called, src]) => document.body.append(Object.assign(document.createElement('iframe'), {src, name: called})),
      [name, there.link(name)],
    );
    await page.waitForFunction(() => Array.from(frames).at(-1).document.querySelector('main[data-screen=programme]'), {timeout: 30_000});
  }
  return page;
}

/** How many frames have `selector`. */
const having = (page, selector) =>
  page.evaluate(wanted => Array.from(frames).filter(f => f.document.querySelector(wanted)).length, selector);

/** Notes when each frame comes to have `selector`, under the name of who is in it. */
const note = (page, selector) =>
  page.evaluate(wanted => {
    window.noted = {};
    for (const {name, contentDocument: there} of document.querySelectorAll('iframe')) {
      const observer = new MutationObserver(() => {
        if (!there.querySelector(wanted)) return;
        observer.disconnect();
        window.noted[name] = performance.timeOrigin + performance.now();
      });
      observer.observe(there, {subtree: true, childList: true, attributes: true});
    }
  }, selector);
const noted = async (page, n) => {
  await eventually(`${n} frames show it`, () => page.evaluate(least => Object.keys(window.noted).length >= least, n), 60_000);
  return page.evaluate(() => window.noted);
};

export default {
  name: 'swarm',
  async measure(browser) {
    const there = await house({crowd: clients, opensIn: -130});
    const mona = bot(there, 'Mona Moderator', undefined);
    const page = await framed(browser, there);
    const joins = '[data-session=mixing] button';
    await eventually('everybody is on the page', async () => (await having(page, joins)) === clients, 120_000);
    await page.evaluate(button => Array.from(frames).forEach(f => f.document.querySelector(button).click()), joins);
    await eventually('everybody is in the lobby', async () => (await having(page, 'main[data-screen=lobby]')) === clients, 60_000);

    await note(page, 'main[data-screen=room] h1');
    const opened = clock();
    mona.send('round.open', {session});
    const opening = Object.values(await noted(page, clients)).map(at => at - opened);

    // A moderator who comes now is shown the floor as it is.
    mona.close();
    await new Promise(resolve => setTimeout(resolve, 2_000));
    const again = bot(there, 'Mona Moderator', undefined);
    await eventually('the floor is shown', () => again.views.floor);
    const {people, rooms} = again.views.floor;
    const seated = new Map(Object.entries(rooms).map(([id, {seats}]) => [id, Object.keys(seats).length]));
    const moves = [];
    for (const [id, {name, version, room}] of Object.entries(people)) {
      const [to] = [...seated].find(([other, n]) => other !== room && n < rooms[other].max) ?? [];
      if (!room || !to || seated.get(room) < 3) continue;
      seated.set(to, seated.get(to) + 1);
      seated.set(room, seated.get(room) - 1);
      moves.push({name, to, move: {person: id, seen: version}});
    }
    await note(page, 'main[data-screen=moving]');
    const asked = {};
    const ask = ({name, to, move}) => {
      asked[name] = clock();
      again.send('seat.move', {moves: [move], to});
    };
    // Each by itself, as a moderator's presses come; then so fast that the one thread that draws all pages has no rest.
    const alone = moves.splice(0, Math.ceil(moves.length / 2));
    for (const one of alone) {
      const before = again.refused.length;
      ask(one);
      await eventually(`${one.name} sees it`, async () => again.refused.length > before || (await page.evaluate(name => name in window.noted, one.name)));
    }
    for (const one of moves) {
      ask(one);
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    const shown = await noted(page, alone.length + moves.length - again.refused.length);
    const took = those => those.filter(({name}) => name in shown).map(({name}) => shown[name] - asked[name]);
    again.close();
    await page.context().close();
    await there.stop();
    const bar = {most: 500, unit: 'ms', by: 'p95'};
    return [
      figure(`${clients} clients in one browser: a moderator moves one; it is in their page`, {samples: took(alone), ...bar}),
      figure(`... ten such moves a second`, {samples: took(moves), ...bar}),
      figure(`... a round opens for all of them at once, grouping included`, {samples: opening, ...bar}),
    ];
  },
};
