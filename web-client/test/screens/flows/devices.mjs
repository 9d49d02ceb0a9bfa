// What devices and their settings ask for: a home screen, a narrow window, few colours, no motion.
import assert from 'node:assert/strict';
import {f, flow, latest, screen, until} from '../stage.mjs';

await flow('the page can be kept on a home screen: a manifest without faults, icons of the sizes that it names', 'programme', async page => {
  await screen(page, 'programme');
  const devtools = await page.context().newCDPSession(page);
  const {errors, data} = await devtools.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  const manifest = JSON.parse(data);
  assert.deepEqual([manifest.name, manifest.display, manifest.start_url], ['Convene', 'standalone', '/']);
  assert.deepEqual(manifest.icons.map(i => i.purpose), ['any', 'any', 'maskable']);
  const touch = {src: await page.getAttribute('link[rel=apple-touch-icon]', 'href'), sizes: '180x180', purpose: 'maskable'};
  for (const icon of [...manifest.icons, touch]) {
    const seen = await page.evaluate(async src => {
      const image = new Image();
      image.src = src;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), {width: image.width, height: image.height});
      const pen = canvas.getContext('2d');
      pen.drawImage(image, 0, 0);
      const at = (x, y) => [...pen.getImageData(x * image.width, y * image.height, 1, 1).data];
      return {size: `${image.width}x${image.height}`, corner: at(0, 0), ground: at(0.5, 0.03), dot: at(0.5, 8.5 / 32)};
    }, icon.src);
    assert.deepEqual([seen.size, seen.ground, seen.dot], [icon.sizes, [0x1e, 0x6b, 0x60, 255], [0xff, 0xf7, 0xea, 255]], icon.src);
    assert.equal(seen.corner[3], icon.purpose === 'maskable' ? 255 : 0, icon.src);
  }
});

await flow('whoever wants no motion has none', 'facilitator', async page => {
  await screen(page, 'floor');
  assert.deepEqual(await page.evaluate(() => document.getAnimations().map(a => a.animationName)), []);
  await page.getByRole('button', {name: 'My view'}).click();
  await screen(page, 'programme');
  assert.deepEqual(await page.evaluate(() => document.getAnimations().map(a => a.animationName)), []);
}, {media: {reducedMotion: 'reduce'}});

/** Where something is cut off or stands out of the window. */
const outside = page =>
  page.evaluate(() =>
    [...document.querySelectorAll('main button, main input, main select, main textarea, main h1, main h2, main h3, main p')]
      .filter(e => e.checkVisibility() && !e.closest('.sr') && e.getBoundingClientRect().width > 0)
      .filter(e => e.getBoundingClientRect().left < -1 || e.getBoundingClientRect().right > innerWidth + 1)
      .map(e => `${e.tagName} ${e.textContent.slice(0, 40)}`),
  );

for (const scene of ['programme', 'chat', 'turns', 'line', 'moderator', 'hours_board'])
  await flow(`320 pixels are enough: ${scene}`, scene, async page => {
    await page.waitForSelector('main[data-screen]:not([data-screen=opening]) h1');
    assert.deepEqual(await outside(page), []);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
  }, {media: {viewport: {width: 320, height: 640}}});

await flow('with forced colours the marks of presence and health still differ', 'facilitator', async page => {
  await screen(page, 'floor');
  const card = page.locator('[data-room=r3]');
  await card.scrollIntoViewIfNeeded();
  const dots = await card.locator('.person').evaluateAll(all =>
    Object.fromEntries(all.map(e => [['here', 'coming', 'away'].find(s => e.classList.contains(s)), getComputedStyle(e.querySelector('.dot')).borderStyle])),
  );
  assert.deepEqual(dots, {here: 'none', away: 'dashed', coming: 'solid'});
  assert.match(await card.locator('.tag').first().textContent(), /▲ Too full/);
  assert.equal(await card.locator('.tag').first().evaluate(e => getComputedStyle(e).borderStyle), 'solid');
}, {media: {forcedColors: 'active'}});

/** Labels of what can be pressed or filled in that have no word of the reader's, but for names, which are people's own. */
const foreign = page =>
  page.evaluate(() =>
    [...document.querySelectorAll('button:not(.name), label, summary, legend, h1, h2, th')]
      .map(e => {
        const copy = e.cloneNode(true);
        for (const own of copy.querySelectorAll('bdi, select, [lang]')) own.remove();
        return e.closest('[lang]')?.lang === 'ar' ? copy.textContent.trim() : '';
      })
      .filter(text => /[A-Za-z]{2}/.test(text) && !/[\u0600-\u06ff]/.test(text)),
  );

/** What the organiser of the stand-in's event named, in English alone. */
const named = /^(Role-Alike|Regional|Introduction|Addressing|Sharing|Meet Someone|Talk It|Help With|Classroom educators|Administrators|Assessment|Funding)/;

for (const [scene, name] of [['', 'join'], ['programme', 'programme'], ['lobby', 'lobby'], ['chat', 'room'], ['line', 'line'], ['hours_board', 'board']])
  await flow(`in Arabic everything runs from right to left and in Arabic: ${name}`, scene, async page => {
    await page.waitForSelector(scene ? 'main[data-screen]:not([data-screen=opening]) h1' : '.join form');
    await page.waitForFunction(() => document.documentElement.lang === 'ar');
    await page.waitForTimeout(scene === 'hours_board' ? 1_000 : 200);
    assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl');
    assert.deepEqual((await foreign(page)).filter(text => !named.test(text)), []);
    assert.equal((await page.textContent('body')).match(/[\u0660-\u0669]/), null, 'digits of one kind');
  }, {locale: 'ar-EG'});

await flow('a reader in Arabic hears one, two, few and many as Arabic says them, and finds the language by its own name', 'room', async page => {
  await screen(page, 'room');
  const {members, ...room} = f.room();
  const most = Array.from({length: 12}, (_, i) => ({...members[0], id: `p${i + 1}`, name: `Person ${i + 1}`}));
  for (const [others, said] of [[0, 'لا أحد معك بعد'], [1, 'معك شخص آخر'], [2, 'معك شخصان آخران'], [4, 'معك 4 أشخاص آخرين'], [11, 'معك 11 شخصًا آخر']]) {
    latest().view('room', {...room, members: most.slice(0, others + 1)});
    await page.locator('main .lead', {hasText: said}).waitFor();
  }
  await page.locator('button.help').click();
  await until(async () => assert.deepEqual(await page.locator('dialog .tab').allTextContents(), ['العربية', 'English', 'Español']));
  await page.getByRole('button', {name: 'English'}).click();
  await page.getByText('You are here with').waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.dir), 'ltr');
}, {locale: 'ar'});
