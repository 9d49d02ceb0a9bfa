// A screen reader on a page of ours: what it says, in order.
import {build} from 'esbuild';
import path from 'node:path';
import {root} from '../../build/bundle.mjs';

const {outputFiles: [script]} = await build({
  stdin: {contents: "export {virtual} from '@guidepup/virtual-screen-reader'", resolveDir: path.join(root, 'test')},
  bundle: true, format: 'iife', globalName: 'reader', platform: 'browser', write: false, logLevel: 'warning',
});

/** Reads from here on; goes in past the page's own policy, which forbids foreign scripts. */
export async function startReader(page) {
  await page.evaluate(`${script.text}; window.reader = reader`);
  await page.evaluate(() => void window.reader.virtual.start({container: document.body}));
}

/** What was announced, without what it reads of the page itself. */
export const announced = page =>
  page.evaluate(async () => (await window.reader.virtual.spokenPhraseLog()).filter(phrase => /^(polite|assertive): /.test(phrase)));
