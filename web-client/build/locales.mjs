// Catalogues: locales/*.json (ICU MessageFormat) become one small module of functions per locale.
//
// A module exports the words, of which most have numbers for names (names.mjs), and `places` (names of regions that the
// browser itself cannot word). What only some read is a module of its own, fetched when they do.
// `ar-XB` is made here from English: accented and mirrored in direction, it shows what a right-to-left reader gets and
// which words never went through a catalogue.
import MessageFormat from '@messageformat/core';
import compileModule from '@messageformat/core/compile-module.js';
import {readFile, readdir} from 'node:fs/promises';
import path from 'node:path';
import {bundleText, root} from './bundle.mjs';

const folder = path.join(root, 'locales');
const read = async file => JSON.parse(await readFile(path.join(folder, file), 'utf8'));

/** {locale: {words, places}} of what is checked in. */
export async function readLocales() {
  const names = (await readdir(folder)).filter(f => /^[a-z]{2}\.json$/.test(f)).map(f => f.slice(0, -5));
  const out = {};
  for (const name of names) out[name] = {words: await read(`${name}.json`), places: await read(`places.${name}.json`)};
  return out;
}

const accents = {a: 'à', e: 'ê', i: 'ï', o: 'ö', u: 'ü', c: 'ç', n: 'ñ', y: 'ý', A: 'Â', E: 'É', I: 'Î', O: 'Ô', U: 'Û'};

/** Accents the words of a message and leaves what stands in braces (arguments, plural keywords) as it is. */
export function pseudo(message) {
  let depth = 0;
  let out = '';
  for (let i = 0; i < message.length; i++) {
    const ch = message[i];
    if (ch === '{') depth++;
    out += depth % 2 === 0 ? (accents[ch] ?? ch) : ch;
    if (ch === '}') depth--;
  }
  return out;
}

/** What the compiler made of each message: a text, or a function of its parameters. */
function expressions(compiled) {
  const lines = compiled.split('export default {\n')[1].split('\n}')[0].split('\n');
  return new Map(lines.map(line => {
    const [, key, made] = /^ {2}"?([a-z_.]+)"?: (.*?),?$/.exec(line);
    return [key, made.replace(/^\(\) => (".*")$/, '$1')];
  }));
}

/** {`${part}-${locale}`: module text}, every one a lazy file. `parts`: see names.mjs. */
export async function compileLocales(parts) {
  const all = await readLocales();
  all['ar-XB'] = {
    words: Object.fromEntries(Object.entries(all.en.words).map(([k, v]) => [k, pseudo(v)])),
    places: all.en.places,
  };
  const out = {};
  for (const [locale, {words, places: own}] of Object.entries(all)) {
    const compiled = compileModule(new MessageFormat(locale === 'ar-XB' ? 'en' : locale), words);
    const made = expressions(compiled);
    const compile = ({first, listed, named}, places) =>
      bundleText(`${compiled.split('export default')[0]}
export const first = ${first};
export const listed = [${listed.map(key => made.get(key)).join(',')}];
export const named = {${named.map(key => `${JSON.stringify(key)}:${made.get(key)}`).join(',')}};
export const places = ${JSON.stringify(places)};`);
    for (const [part, words] of Object.entries(parts))
      out[`${part}-${locale}`] = await compile(words, part === 'words' ? {...all.en.places, ...own} : {});
  }
  return out;
}
