import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import MessageFormat from '@messageformat/core';
import { choose } from '../../src/i18n/words.ts';

declare const __ROOT__: string;
const read = (file: string) => readFileSync(path.join(__ROOT__, file), 'utf8');
const catalogue = (locale: string) => JSON.parse(read(`locales/${locale}.json`)) as { [key: string]: string };
const sources = (readdirSync(path.join(__ROOT__, 'src'), { recursive: true }) as string[])
  .filter(f => /\.(tsx?|html)$/.test(f))
  .map(f => read(path.join('src', f)));
const en = catalogue('en');
const es = catalogue('es');

/** Names in braces, at any depth. */
const parameters = (message: string) => [...new Set([...message.matchAll(/\{\s*([a-z_]+)\s*[,}]/g)].map(m => m[1]))].sort();

test('every word of the page is in the English catalogue', () => {
  for (const text of sources)
    for (const [, key] of text.matchAll(/(?:\bt\(|\bk=|\{\{|otherwise=)['"]?([a-z_]+(?:\.[a-z_]+)+)['"}]/g))
      assert.ok(key! in en, `locales/en.json: no "${key}"`);
});

test('no word stands in the catalogue for nothing', () => {
  const all = sources.join('\n');
  const families = /^(kind|kind_about|session|hat|seat|health|unplaced|unmet|waiting|alone|offer_take|moving_why|ended|notice|refused|refused_by|floor|report|app|board)\./;
  for (const key of Object.keys(en)) if (!families.test(key)) assert.ok(all.includes(key), `"${key}" is used nowhere`);
});

test('Spanish says everything that English says, with the same parameters', () => {
  assert.deepEqual(Object.keys(es).sort(), Object.keys(en).sort());
  for (const key of Object.keys(en)) assert.deepEqual(parameters(es[key]!), parameters(en[key]!), key);
});

test('every message compiles and can be said', () => {
  for (const [locale, words] of Object.entries({ en, es })) {
    const format = new MessageFormat(locale);
    for (const [key, message] of Object.entries(words)) {
      const given = Object.fromEntries(parameters(message).map(name => [name!, 2]));
      assert.ok((format.compile(message) as (p: object) => string)(given).length > 0, key);
    }
  }
});

test("the first of the reader's languages that there is wins", () => {
  assert.equal(choose(['fr', 'es-MX', 'en']), 'es');
  assert.equal(choose(['en-GB']), 'en');
  assert.equal(choose(['ar-xb']), 'ar-XB');
  assert.equal(choose(['fr']), 'en');
});
