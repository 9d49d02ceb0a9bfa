import assert from 'node:assert/strict';
import {screen} from '../pages.mjs';

export default [
  {
    name: 'the page can be kept on a home screen: what the server says of manifest and icons suits the browser',
    options: {opensIn: 60},
    async act({there, open}) {
      const page = await open(there.link('Person A'));
      await screen(page, 'programme');
      const devtools = await page.context().newCDPSession(page);
      const {errors, data, url} = await devtools.send('Page.getAppManifest');
      assert.deepEqual(errors, []);
      const {icons, start_url: start} = JSON.parse(data);
      const type = async path => (await fetch(new URL(path, there.origin))).headers.get('content-type');
      assert.equal(await type(url), 'application/manifest+json');
      for (const {src} of icons) assert.equal(await type(src), 'image/png');
      const {installabilityErrors} = await devtools.send('Page.getInstallabilityErrors');
      assert.deepEqual(installabilityErrors.filter(e => e.errorId !== 'in-incognito'), []);
      // From the home screen: the event again, and who was here before.
      await page.goto(new URL(start, there.origin).href);
      await screen(page, 'programme');
      assert.match(await page.textContent('main'), /Hello, .?Person A/);
    },
  },
];
