// Words: every sentence on the screen comes from the catalogue of the reader's locale.
import type en from '../../locales/en.json';
import { recall, remember } from '../connection/pass.ts';
import { paths } from '../app/paths.ts';

export type Key = keyof typeof en;
type Parameters = { [name: string]: string | number | boolean };
interface Catalogue {
  words: { [key: string]: (p: Parameters) => string };
  places: { [key: string]: string };
}

export const locales = ['en', 'es', 'ar-XB'] as const;
export type Locale = (typeof locales)[number];
const rightToLeft = /^(ar|fa|he|ur)/;
const slot = 'convene:locale';

let catalogue: Catalogue = { words: {}, places: {} };
let current: Locale = 'en';

/** The first of the reader's languages that there is a catalogue for. */
export function choose(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const exact = locales.find(l => l.toLowerCase() === tag.toLowerCase());
    if (exact) return exact;
    const language = tag.split('-')[0]!.toLowerCase();
    const near = locales.find(l => l === language);
    if (near) return near;
  }
  return 'en';
}

export function wanted(): Locale {
  const asked = new URLSearchParams(location.search).get('locale');
  return choose([asked, recall(localStorage, slot), ...navigator.languages].filter((l): l is string => !!l));
}

export const prefer = (locale: Locale) => remember(localStorage, slot, locale);
export const locale = () => current;
/** For `Intl`: the pseudo locale reads numbers and dates as English does. */
export const formatLocale = () => (current === 'ar-XB' ? 'en' : (navigator.languages.find(l => l.startsWith(current)) ?? current));
export const place = (key: string): string | undefined => catalogue.places[key];

export function use(loaded: Catalogue, name: Locale): void {
  catalogue = loaded;
  current = name;
}

export async function load(name: Locale): Promise<void> {
  use((await import(paths[`words-${name}`]!)) as Catalogue, name);
  document.documentElement.lang = name === 'ar-XB' ? 'ar' : name;
  document.documentElement.dir = rightToLeft.test(name) ? 'rtl' : 'ltr';
}

export function t(key: Key, parameters: Parameters = {}): string {
  return catalogue.words[key]?.(parameters) ?? key;
}

/** The word of a key that came from elsewhere, if there is one. */
export const worded = (key: string): string | undefined => catalogue.words[key]?.({});

/** The word for a code that a server may add to; `otherwise` when this client has none. */
export function coded(prefix: string, code: string, otherwise: Key, parameters: Parameters = {}): string {
  const word = catalogue.words[`${prefix}.${code}`];
  return word ? word(parameters) : t(otherwise, parameters);
}
