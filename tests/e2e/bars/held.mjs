// Bars that are held by tests: each of those runs here once more, and is counted.
import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {counted} from '../figures.mjs';
import {root} from '../house.mjs';

/** What a program that closes with "N passed, M failed" counted. */
const run = words =>
  new Promise((resolve, reject) => {
    let said = '';
    const program = spawn(process.execPath, words, {cwd: root, stdio: ['ignore', 'pipe', 'inherit']});
    program.stdout.on('data', data => (said += data));
    program.on('error', reject);
    program.on('exit', () => {
      const [, kept, failed] = said.match(/^(\d+) passed, (\d+) failed$/m) ?? [];
      if (kept === undefined) reject(new Error(`${words.join(' ')} did not come to its end:\n${said.slice(-2_000)}`));
      else resolve({kept: Number(kept), of: Number(kept) + Number(failed)});
    });
  });

const flows = 'web-client/test/screens/flows.mjs';
const held = [
  ['axe and pa11y on every screen, in every size, theme, direction and contrast', 'no finding', 'screens', ['web-client/test/screens/run.mjs', '--matrix', join(root, 'build/screenshots/matrix')]],
  ['a moderator moves people by mouse, keyboard alone, touch and dragging', 'all; by two presses', 'flows', ['tests/e2e/run.mjs', 'moved from the moderator']],
  ['by keyboard alone', 'all', 'flows', [flows, 'keyboard']],
  ['by tap alone', 'all', 'flows', [flows, 'by tap alone']],
  ['what a screen reader says', 'as it should be', 'flows', [flows, 'screen reader']],
];

export default {
  name: 'held',
  async measure() {
    const rows = [];
    for (const [what, bar, unit, words] of held) rows.push(counted(what, bar, {...(await run(words)), unit}));
    return rows;
  },
};
