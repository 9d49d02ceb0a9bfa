// The pictures of the documents: the example event with its crowd, as a participant, a facilitator and a moderator see it.
//   ./dev run --people 150     in one terminal; then, with the links that it prints:
//   node tests/e2e/pictures.mjs PARTICIPANT_LINK FACILITATOR_LINK MODERATOR_LINK
import {mkdirSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {root} from './house.mjs';

const {chromium} = createRequire(join(root, 'web-client/package.json'))('playwright-core');
const [participant, facilitator, moderator] = process.argv.slice(2);
const folder = join(root, 'docs/pictures');
mkdirSync(folder, {recursive: true});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const open = async url => {
  const page = await (await browser.newContext({locale: 'en-US', timezoneId: 'America/New_York', viewport: {width: 1200, height: 900}})).newPage();
  await page.goto(url);
  return page;
};
const me = await open(participant);
await me.waitForSelector('main[data-screen=programme] h1');
await me.screenshot({path: join(folder, 'programme.png')});
await me.getByRole('button', {name: /^Join/}).first().click();
await me.waitForSelector('main[data-screen=room] h1', {timeout: 120_000});
await me.waitForTimeout(5_000);
await me.screenshot({path: join(folder, 'room.png')});
for (const [name, link] of [['floor', facilitator], ['board', moderator]]) {
  const page = await open(link);
  await page.waitForSelector(`main[data-screen=${name}] h1, main[data-screen=floor] h1`);
  await page.waitForTimeout(3_000);
  await page.screenshot({path: join(folder, `${name}.png`)});
}
await browser.close();
