// A page of the real client before the stand-in for the server, and what the flows do with it.
import assert from 'node:assert/strict';
import {chromium} from 'playwright-core';
import {passFor, serve} from '../mock/server.mjs';

export const server = await serve();
export const f = server.fixtures;
export const hours = server.hours;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
let passed = 0, failed = 0, again = 0;
export const latest = () => [...server.sockets].at(-1);
export const sent = type => server.log.filter(m => m.type === type);

async function open(scene, {query = '', locale = 'en-US', clock = false, media = {}, init} = {}) {
  const context = await browser.newContext({locale, ...media});
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  if (clock) await page.clock.install();
  if (init) await page.addInitScript(init);
  await page.addInitScript(() => {
    window.spoken = [];
    addEventListener('DOMContentLoaded', () => {
      for (const id of ['polite', 'assertive'])
        new MutationObserver(changes => {
          for (const c of changes) for (const n of c.addedNodes) window.spoken.push(`${id}: ${n.textContent}`);
        }).observe(document.getElementById(id), {childList: true});
    });
  });
  server.log.length = 0;
  await page.goto(`${server.origin}/e/institute${query}${scene && `#${passFor(scene)}`}`);
  return page;
}
export const screen = (page, name) => page.waitForSelector(`main[data-screen=${name}] h1`);

/** What has the focus, shortly: its tag, its words, the room or part around it. */
export const focus = page =>
  page.evaluate(() => {
    const e = document.activeElement;
    return {tag: e.tagName, text: e.textContent, room: e.closest('[data-room]')?.dataset.room, part: e.closest('[data-part]')?.dataset.part};
  });
const moment = () => new Promise(resolve => setTimeout(resolve, 100));
/** Time for what must not happen. What must happen is waited for with `until`, however slow the machine. */
export const soon = () => new Promise(resolve => setTimeout(resolve, 250));
export async function until(holds) {
  for (const end = Date.now() + 30_000; ; await new Promise(resolve => setTimeout(resolve, 20)))
    try {
      return await holds();
    } catch (e) {
      if (Date.now() > end) throw e;
    }
}
/** What a screen reader was told. */
export const spoken = page => page.evaluate(() => window.spoken);
export const heard = (page, pattern) =>
  until(async () => assert.ok((await spoken(page)).some(s => pattern.test(s)), `${pattern}: ${(await spoken(page)).join(' | ')}`));
/** What had the focus may be gone: it is then near by, and not at the page's start, from where all is to be walked again. */
const focusKept = page => until(async () => assert.notEqual((await focus(page)).tag, 'BODY', 'the focus is lost'));
const hasFocus = element => element.evaluate(e => e === document.activeElement);
/** What has the focus is `element`: by the keyboard alone, from wherever it was. */
async function walkTo(page, element) {
  const back = await element.evaluate(e => !!(document.activeElement.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING));
  for (let n = 0; n < 600; n++) {
    if (await hasFocus(element)) return;
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
  }
  throw new Error('not reached by keyboard');
}
/** A finger goes to what stands still: what a page still puts in its place is waited for, as by whoever looks at it. */
async function still(element) {
  const place = () => element.evaluate(e => Object.values(e.getBoundingClientRect().toJSON()).join());
  const end = Date.now() + 15_000;
  for (let before = await place(), same = 0; same < 2; ) {
    assert.ok(Date.now() < end, 'it does not stand still');
    await new Promise(resolve => setTimeout(resolve, 50));
    const now = await place();
    same = now === before ? same + 1 : 0;
    before = now;
  }
}
/** As many presses does one thing take at most that staff do. */
const most = 4;
/**
 * Hands that use the keyboard alone, or tap alone, and count what they activate. What they press is waited for, and must be
 * there to be reached by such hands; from their first press on the focus is never lost.
 */
export function hands(page, tap) {
  let counted = 0;
  const activate = async locator => {
    await locator.waitFor();
    if (made.pressed++) await focusKept(page);
    if (tap) {
      // A list may be drawn anew meanwhile.
      await until(async () => {
        await locator.scrollIntoViewIfNeeded();
        await still(locator);
      });
      return locator.tap();
    }
    await walkTo(page, locator);
  };
  const made = {
    pressed: 0,
    /** What was done, each with the presses that it took. */
    done: [],
    async press(locator, key = 'Enter') {
      await activate(locator);
      if (!tap) await page.keyboard.press(key);
    },
    /** Writing into a field, or choosing in a list, activates the field once, unless it has the focus already. */
    async write(locator, text) {
      await locator.waitFor();
      // The page may be about to put the focus there.
      if (!(await hasFocus(locator))) await moment();
      if (!(await hasFocus(locator))) await activate(locator);
      // A finger chooses in a list that the device draws.
      const option = await locator.evaluate((e, text) => Array.from(e.options ?? []).find(o => o.text.startsWith(text))?.value, text);
      if (tap && option) await locator.selectOption(option);
      else await page.keyboard.type(text);
    },
    /** Of several of which one is chosen: a finger presses it, arrow keys go from one to the next. */
    async choose(group, name) {
      const wanted = group.getByLabel(name, {exact: true});
      if (tap) return this.press(wanted);
      await activate(group.locator('input:checked'));
      for (let n = 0; !(await wanted.isChecked()); n++) {
        assert.ok(n < 20, `${name} is not reached by arrow keys`);
        await page.keyboard.press('ArrowDown');
      }
    },
    /** In a log the arrow keys go from message to message, which activates nothing; a finger needs no way there. */
    async walk(log, key, line) {
      if (tap) return;
      await walkTo(page, log);
      await page.keyboard.press(key);
      await until(async () => assert.ok(await hasFocus(line), 'not reached by arrow keys'));
      await line.locator('[tabindex="0"]').first().waitFor();
    },
    async did(what) {
      const took = made.pressed - counted;
      counted = made.pressed;
      assert.ok(took <= most, `${what}: ${took} presses`);
      made.done.push(`${what}: ${took}`);
      await focusKept(page);
    },
  };
  return made;
}
/** The same task twice: by keyboard alone, and by tap alone on a small page. Prints the presses that it took. */
export async function task(name, scene, act) {
  const by = tap => async page => {
    const hand = hands(page, tap);
    await act(page, hand);
    await focusKept(page);
    return hand.done.join(', ') || `${hand.pressed} presses`;
  };
  await flow(`by keyboard alone: ${name}`, scene, by(false));
  const media = {hasTouch: true, viewport: {width: 390, height: 844}};
  await flow(`by tap alone: ${name}`, scene, by(true), {media});
}
export const button = (page, name) => page.getByRole('button', {name});
export const welcome = can => ({type: 'welcome', protocol: 'convene.v1', server: '0', epoch: 'e', seq: 99, time: Date.now(), person: 'p1', tab_number: '7', in_charge: true, can, limits: {message_bytes: 16384, messages_per_second: 20, burst: 40, heartbeat_ms: 15000, away_ms: 5000, grace_ms: 90000}});

/** The step of a flow that failed: the innermost line of a flow's own file. */
const whereIn = e => (e.stack ?? '').split('\n').find(line => line.includes('/flows/'))?.trim() ?? '';

/** What it tells, or how it failed. */
async function attempt(scene, act, options) {
  const page = await open(scene, options);
  try {
    return {told: await act(page)};
  } catch (e) {
    return {failure: `${e.message}\n     ${whereIn(e)}`};
  } finally {
    await page.context().close();
  }
}

/** What fails is tried once more, on a new page: a machine that others use, too, can keep a page waiting beyond all patience.
 * It is told all the same, as one that holds at times is a fault of the page or of the flow. */
export async function flow(name, scene, act, options) {
  if (process.argv[2] && !name.includes(process.argv[2])) return;
  let tried = await attempt(scene, act, options);
  if (tried.failure) {
    console.log(`AGAIN ${name}\n     ${tried.failure}`);
    again++;
    tried = await attempt(scene, act, options);
  }
  if (tried.failure) {
    failed++;
    console.log(`FAIL ${name}\n     ${tried.failure}`);
  } else {
    passed++;
    console.log(`ok   ${name}${tried.told ? ` (${tried.told})` : ''}`);
  }
}

export async function finish() {
  await browser.close();
  server.close();
  console.log(`\n${again} tried again\n${passed} passed, ${failed} failed`);
  process.exit(failed || !passed ? 1 : 0);
}
