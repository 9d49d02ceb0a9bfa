// Words: every sentence on the screen comes from the catalogue of the reader's locale.
import { signal } from '@preact/signals-core';
import type en from '../../locales/en.json';
import { recall, remember } from '../connection/pass.ts';
import { persist } from '../connection/persist.ts';
import { pathOf } from '../app/paths.ts';

export type Key = keyof typeof en;
type Parameters = { [name: string]: string | number | boolean };
type Word = string | ((p: Parameters) => string);
/** As it comes: the build gave most words numbers for names, and `listed` has them in that order from `first` on. */
interface Catalogue {
  first: number;
  listed: Word[];
  named: { [key: string]: Word };
  places: { [key: string]: string };
}

declare const __LOCALES__: [string, string][];
declare const __RTL__: string[];

/** Which catalogue in locales/ is for whom: a file there is a language here (build/locales.mjs). */
const nearest = new Map(__LOCALES__);
const rightToLeft = __RTL__;
const slot = 'convene:locale';

const words: { [key: string]: Word } = {};
const places: { [key: string]: string } = {};
let current = 'en';

/** The catalogue for the first of the reader's languages that there is one for: of the tag, else of what it begins with. */
export function choose(wanted: readonly string[], of = nearest): string {
  for (const tag of wanted)
    for (let part = tag.toLowerCase(); part; part = part.replace(/-?[^-]*$/, '')) if (of.has(part)) return of.get(part)!;
  return 'en';
}

export function wanted(): string {
  const asked = new URLSearchParams(location.search).get('locale');
  return choose([asked, recall(localStorage, slot), ...navigator.languages].filter((l): l is string => !!l));
}

export const prefer = (locale: string) => remember(localStorage, slot, locale);
export const locale = () => current;
/** What a catalogue of a country or script is one of: the organiser may word things for all of it. */
export const language = () => current.split('-')[0]!;
/**
 * For `Intl`, as the reader's own country writes it; but a programme goes by one calendar, and times are in the digits in
 * which countdowns are, whatever the country.
 */
export const formatLocale = () => {
  const own = (navigator.languages.find(l => l.startsWith(current)) ?? current).split('-u-')[0]!;
  return rightToLeft.includes(current) ? `${own}-u-ca-gregory-nu-latn` : own;
};
export const place = (key: string): string | undefined => places[key];

/** Words of the reader's language: those of every screen, and later what only some read. */
async function loadFrom(path: string): Promise<void> {
  const { first, listed, named, places: more } = (await import(path)) as Catalogue;
  listed.forEach((word, i) => (words[first + i] = word));
  Object.assign(words, named);
  Object.assign(places, more);
}

/** A part of the catalogue (build/names.mjs), which comes with what needs it. `lost`: told of an address that failed. */
export const loadPart = (part: string, lost?: (path: string, again: string) => Promise<void>): Promise<void> => {
  const path = pathOf(`${part}-${current}`);
  return persist(again => loadFrom(path + again).catch(async e => (await lost?.(path, again), Promise.reject(e))));
};

/**
 * The words for refusals, and for pages that are not let in, are fetched with the first one, as most people never meet any:
 * 0 while they are waited for, 1 when a poor line keeps them (general words are said until they come), 2 when they are there.
 */
export const refusalsWorded = signal(0);
const patience = 1_500;
let asked: Promise<void> | undefined;
/** Until a refusal can be said, whether in its own words or in general ones. */
export const wordRefusals = (): Promise<void> =>
  (asked ??= Promise.race([
    loadPart('refused_words').then(() => void (refusalsWorded.value = 2)),
    new Promise<void>(resolve => setTimeout(resolve, patience)).then(() => void (refusalsWorded.value ||= 1)),
  ]));

export async function load(name: string, again = ''): Promise<void> {
  await loadFrom(pathOf(`words-${name}`) + again);
  current = name;
  document.documentElement.lang = name;
  document.documentElement.dir = rightToLeft.includes(name) ? 'rtl' : 'ltr';
}

export function t(key: Key, parameters: Parameters = {}): string {
  return worded(key, parameters) ?? key;
}

/** The word of a key that came from elsewhere, if there is one. */
export function worded(key: string, parameters: Parameters = {}): string | undefined {
  const word = words[key];
  return typeof word === 'function' ? word(parameters) : word;
}

/** The word for a code that a server may add to; `otherwise` when this client has none. */
export function coded(prefix: string, code: string, otherwise: Key, parameters: Parameters = {}): string {
  return worded(`${prefix}.${code}`, parameters) ?? t(otherwise, parameters);
}
