// The pictures of the guides: the example event with a crowd, as a participant, staff, an advisor, an organiser and whoever
// runs the server meet it. They go to docs/pictures; each act of the day is in tests/e2e/guides.
//   node tests/e2e/guides.mjs [PATTERN]
import {mkdirSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import closing from './guides/closing.mjs';
import groups from './guides/groups.mjs';
import hours from './guides/hours.mjs';
import organiser from './guides/organiser.mjs';
import {house, root} from './house.mjs';
import {launch, watch} from './pages.mjs';

const folder = join(root, 'docs/pictures');
const most = 60_000;
mkdirSync(folder, {recursive: true});

/** What is in the window, or what `selector` is: small enough for a page of text. */
async function take(page, name, selector) {
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(a => a.finished)));
  if (selector) await page.locator(selector).first().scrollIntoViewIfNeeded();
  const box = selector && (await page.evaluate(wanted => {
    const {x, y, width, height} = document.querySelector(wanted).getBoundingClientRect();
    return {x: x + scrollX, y: y + scrollY, width, height};
  }, selector));
  const clip = box && {x: Math.max(0, box.x - 12), y: Math.max(0, box.y - 12), width: box.width + 24, height: box.height + 24, scale: 1};
  const devtools = await page.context().newCDPSession(page);
  const file = join(folder, `${name}.webp`);
  for (let quality = 85; ; quality -= 10) {
    const {data} = await devtools.send('Page.captureScreenshot', {format: 'webp', quality, clip, captureBeyondViewport: clip !== undefined});
    writeFileSync(file, Buffer.from(data, 'base64'));
    if (statSync(file).size <= most || quality < 40) break;
  }
  await devtools.detach();
  console.log(`${(statSync(file).size / 1_000).toFixed(0).padStart(4)} kB ${name}`);
}

const browser = await launch();
const wanted = [groups, hours, organiser, closing].filter(({name}) => name.includes(process.argv[2] ?? ''));
for (const {at, act} of wanted) {
  const there = await house({example: at});
  const open = async (url, size = {width: 1000, height: 760}) => {
    const context = await browser.newContext({locale: 'en-US', timezoneId: 'America/New_York', viewport: size});
    const page = watch(await context.newPage());
    page.setDefaultTimeout(120_000);
    await page.goto(url);
    return page;
  };
  await act({there, links: there.sample(), open, take});
  await there.stop();
}
await browser.close();
process.exit(0);
