// Pages of a real Chromium, and what the tests read off them.
import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {eventually} from './bot.mjs';
import {root} from './house.mjs';

const fromClient = createRequire(path.join(root, 'web-client/package.json'));
const {chromium} = fromClient('playwright-core');
const axe = fromClient.resolve('axe-core/axe.min.js');
const pictures = path.join(root, 'build/screenshots');
mkdirSync(pictures, {recursive: true});

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });

/** What the browser itself says when the network is away; the page shows that in its own way. */
const network = /WebSocket connection to|net::ERR_/;

/** Keeps what the page complains of, what it was told over the wire, and the person's last view. */
export function watch(page) {
  page.setDefaultTimeout(20_000);
  page.problems = [];
  page.heard = [];
  page.on('pageerror', e => page.problems.push(String(e)));
  page.on('console', m => m.type() === 'error' && !network.test(m.text()) && page.problems.push(m.text()));
  page.on('websocket', socket =>
    socket.on('framereceived', ({payload}) => {
      for (const m of [JSON.parse(payload)].flat()) {
        if (m.type !== 'pong') page.heard.push({type: m.type, topic: m.topic});
        if (m.type === 'view' && m.topic === 'me') page.me = m.view;
      }
    }),
  );
  return page;
}

export const picture = (page, name) => page.screenshot({path: path.join(pictures, `${name}.png`), fullPage: true});
export const screen = (page, name, timeout = 90_000) => page.waitForSelector(`main[data-screen=${name}] h1`, {timeout});
export const heading = page => page.textContent('main h1');
export const moveButton = person => `[data-person="${person}"] button[aria-pressed]`;
export const button = (page, name) => page.getByRole('button', {name}).first();
/** Until the page's text, or a part's, matches. */
export const says = (page, pattern, part = 'body', ms) =>
  eventually(`${part} says ${pattern}`, async () => pattern.test((await page.locator(part).allTextContents()).join('\n')), ms);

export async function join(page) {
  await screen(page, 'programme');
  await button(page, /^Join/).click();
}

/** The room as its page tells it. */
export async function room(page) {
  await screen(page, 'room');
  return {
    heading: await heading(page),
    version: page.me.version,
    call: await page.locator('.call a').getAttribute('href'),
  };
}

/** Writes to the room and waits until it stands in the chat; `shown`: the part of it before a link, which names its host. */
export async function write(page, text, shown = text) {
  await page.fill('.chat textarea', text);
  await page.press('.chat textarea', 'Enter');
  await page.locator('.log .own', {hasText: shown}).waitFor();
}

/** What a screen reader is told from now on, in the order in which it is. */
export const listen = page =>
  page.evaluate(() => {
    window.spoken = [];
    for (const id of ['polite', 'assertive'])
      new MutationObserver(changes => changes.forEach(c => c.addedNodes.forEach(n => window.spoken.push(`${id}: ${n.textContent}`)))).observe(
        document.getElementById(id), {childList: true});
  });
export const hears = (page, pattern, ms) =>
  eventually(`a screen reader says ${pattern}`, async () => (await page.evaluate(() => window.spoken)).some(s => pattern.test(s)), ms);

/** Where the floor shows a person: the room's heading and id, and how they are. Undefined when in no lobby and no room. */
export const onFloor = (floor, name) =>
  floor.evaluate(wanted => {
    const row = [...document.querySelectorAll('.card .person')].find(p => p.querySelector('bdi')?.textContent === wanted);
    if (!row) return undefined;
    const card = row.closest('.card');
    const state = ['here', 'coming', 'away'].find(s => row.classList.contains(s));
    return {room: card.querySelector('h3').textContent, id: card.dataset.room, person: row.dataset.person, state, text: row.textContent};
  }, name);

/** Until the floor shows the person like that; `wanted` undefined: nowhere. */
export const floorShows = (floor, name, wanted, ms) => {
  let last;
  return eventually(`the floor shows ${name} as ${JSON.stringify(wanted)}`, async () => {
    last = await onFloor(floor, name);
    return wanted ? last && Object.entries(wanted).every(([k, v]) => last[k] === v) && last : !last;
  }, ms).catch(error => {
    throw new Error(`${error.message}; it shows ${JSON.stringify(last)}`);
  });
};

/** Person A in a room with others, on a page of their own, and the floor of a facilitator, which shows them there. */
export async function seated({there, crowd, open, staff}) {
  crowd(1, 5);
  const floor = await staff('Fadi Facilitator');
  const page = await open(there.link('Person A'));
  await join(page);
  const mine = await room(page);
  const {id} = await floorShows(floor, 'Person A', {room: mine.heading, state: 'here'});
  return {floor, page, mine, id};
}

export async function accessible(page, where) {
  await page.addScriptTag({path: axe});
  // What is still fading in has less contrast than it will have.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(a => a.finished)));
  const found = await page.evaluate(() => window.axe.run(document, {resultTypes: ['violations']}));
  assert.deepEqual(found.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 120)}`), [], where);
}
