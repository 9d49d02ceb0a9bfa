// Catalogues: locales/*.json (ICU MessageFormat) become one small module of functions per locale.
//
// A module exports the words, of which most have numbers for names (names.mjs), and `places` (names of regions that the
// browser itself cannot word). What only some read is a module of its own, fetched when they do.
// A language is one file, locales/<tag>.json, of a country or script, too (pt-BR, zh-Hant); places.<tag>.json beside it words
// those places that the event file's world has and browsers do not, and without it they are in English.
import MessageFormat from '@messageformat/core';
import compileModule from '@messageformat/core/compile-module.js';
import {readFile, readdir} from 'node:fs/promises';
import path from 'node:path';
import {bundleText, root} from './bundle.mjs';

const folder = path.join(root, 'locales');
/** `es.json`, `pt-BR.json`, `zh-Hant.json`: what such a file is called by is its language, as HTML and `Intl` name it. */
export const localeOf = file => /^([a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?)\.json$/.exec(file)?.[1];

/** A tag with the script and country that go without saying. */
const written = tag => new Intl.Locale(tag).maximize();
const fromRight = ['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa'];
/** Those that are read from right to left, which follows from their scripts. */
export const rightToLeft = names => names.filter(name => fromRight.includes(written(name).script));

/** Every pair of two letters: countries, and others, which nobody asks for. */
const countries = [...Array(26 * 26).keys()].map(n => String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26)));

/**
 * Whom each catalogue is for, as pairs of a tag in small letters and the catalogue: those who ask for it; those of its
 * language, where there is none for all of them; those of countries that write its script and not the language's usual one.
 */
export function nearest(names) {
  const found = new Map(names.map(name => [name.toLowerCase(), name]));
  const add = (tag, name) => found.has(tag.toLowerCase()) || found.set(tag.toLowerCase(), name);
  for (const name of names) {
    const {language, script} = new Intl.Locale(name);
    add(language, name);
    if (!script || script === written(language).script) continue;
    for (const country of countries) if (written(`${language}-${country}`).script === script) add(`${language}-${country}`, name);
  }
  return [...found];
}

/** {locale: {words, places}} of the files of a folder, which is the one that is checked in. */
export async function readLocales(from = folder) {
  const files = (await readdir(from)).sort();
  const read = async file => JSON.parse(await readFile(path.join(from, file), 'utf8'));
  const names = files.flatMap(file => localeOf(file) ?? []);
  const out = {};
  for (const name of names) {
    const places = `places.${name}.json`;
    out[name] = {words: await read(`${name}.json`), places: files.includes(places) ? await read(places) : {}};
  }
  return out;
}

/** A form that says what the last one says is not sent: whatever has no form of its own is said as the last one. */
const sparing = message => message.replace(/ many\{([^{}]*)\} other\{\1\}/g, ' other{$1}');

/** What the compiler made of each message: a text, or a function of its parameters. */
function expressions(compiled) {
  const lines = compiled.split('export default {\n')[1].split('\n}')[0].split('\n');
  return new Map(lines.map(line => {
    const [, key, made] = /^ {2}"?([a-z_.]+)"?: (.*?),?$/.exec(line);
    return [key, made.replace(/^\(\) => (".*")$/, '$1')];
  }));
}

/** {`${part}-${locale}`: module text}, every one a lazy file. `parts`: see names.mjs; `all`: the languages, as they were read. */
export async function compileLocales(parts, all) {
  const out = {};
  for (const [locale, {words, places: own}] of Object.entries(all)) {
    const spared = Object.fromEntries(Object.entries(words).map(([key, message]) => [key, sparing(message)]));
    // Numbers in sentences are in the digits of clocks and countdowns (src/i18n/words.ts), in every country.
    const compiled = compileModule(new MessageFormat(locale), spared).replaceAll(`number("${locale}"`, `number("${locale}-u-nu-latn"`);
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
