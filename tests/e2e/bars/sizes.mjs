// How much a browser has to fetch, compressed, as the build counted it.
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {figure} from '../figures.mjs';
import {root} from '../house.mjs';

const of = {
  first: ['the first response: page, style and script', 14_000],
  participant: ['all that a participant needs, with the largest language and kind of session', 40_000],
  board: ['what the board needs on top', 25_000],
};

export default {
  name: 'sizes',
  async measure() {
    const {brotli} = JSON.parse(await readFile(join(root, 'web-client/dist/manifest.json'), 'utf8'));
    return Object.entries(of).map(([name, [what, most]]) => figure(what, {samples: [brotli[name]], most, unit: 'bytes'}));
  },
};
