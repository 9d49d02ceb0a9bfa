import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import MessageFormat from '@messageformat/core';
import { endings } from '../../src/screens/endings.ts';
import { choose } from '../../src/i18n/words.ts';
// @ts-expect-error: a script of the build, without types
import { nameWords, partOf } from '../../build/names.mjs';
// @ts-expect-error: a script of the build, without types
import { compileLocales, localeOf, nearest, readLocales, rightToLeft } from '../../build/locales.mjs';

declare const __ROOT__: string;
const read = (file: string) => readFileSync(path.join(__ROOT__, file), 'utf8');
const catalogue = (locale: string) => JSON.parse(read(`locales/${locale}.json`)) as { [key: string]: string };
const sources = (readdirSync(path.join(__ROOT__, 'src'), { recursive: true }) as string[])
  .filter(f => /\.(tsx?|html)$/.test(f))
  .map(f => read(path.join('src', f)))
  .concat(read('../server/net/join_page.cc'));
const en = catalogue('en');
const languages = readdirSync(path.join(__ROOT__, 'locales')).flatMap(f => (localeOf(f) as string | undefined) ?? []);

/** Names in braces, at any depth. */
const parameters = (message: string) => [...new Set([...message.matchAll(/\{\s*([a-z_]+)\s*[,}]/g)].map(m => m[1]))].sort();

test('every word of the page is in the English catalogue', () => {
  for (const text of sources)
    for (const [, key] of text.matchAll(/(?:\bt\(|\bk=|\{\{|otherwise=|\bours\(|data-word=\\?)['"]?([a-z_]+(?:\.[a-z_]+)+)\\?['"}]/g))
      assert.ok(key! in en, `locales/en.json: no "${key}"`);
});

test('no word stands in the catalogue for nothing', () => {
  // Whole names: a word may begin with another one's name.
  const said = new Set(sources.join('\n').match(/[a-z_]+(\.[a-z_]+)+/g));
  const families = /^(kind|kind_about|session|hat|seat|health|unplaced|unmet|waiting|alone|offer_take|moving_why|moving_act|ended|refused|refused_by|report|board|tools\.(?:op|bond|set|ask)|history\.(?:act|was)|roster\.(?:about|means|missing|out)|plans\.for|plans\.cannot|targets\.cost|records\.(?:file|about|format)|office_hours\.why|advisor\.next|hours\.(?:desk_state|advisor_state|set|state|act|to)|floor\.waits|stale\.do)\./;
  const coded = ['notice.session_shifted', 'notice.session_extended', 'notice.session_cancelled', 'notice.plan_failed', 'notice.undone', 'notice.help_taken', 'notice.redone']
    .concat(['rooms', 'clocks', 'messages', 'plans', 'log', 'pairs', 'out', 'records'].map(part => `floor.${part}`));
  for (const key of Object.keys(en)) if (!families.test(key) && !coded.includes(key)) assert.ok(said.has(key), `"${key}" is used nowhere`);
});

const protocol = read('../protocol/PROTOCOL.md');
/** The first column of the table under a heading. */
const table = (heading: string) =>
  [...protocol.split(`## ${heading}\n`)[1]!.split('\n## ')[0]!.matchAll(/^\| `?([a-z0-9_.]+)`? \|/gm)].map(m => m[1]!).filter(c => c !== 'code');

/** Those of an office hour's line, where they are made. */
const ofLines = ['tickets', 'desks', 'switching'].flatMap(file =>
  [...read(`../matcher/${file}.cc`).matchAll(/refuse\(\s*"([a-z_.]+)"/g)].map(m => m[1]!),
);

/** Faults of a program and not of a person: only who writes a client meets them. */
const forDevelopers = /^(json|field|frame|hello|command|roster)\.|^(join\.key|event\.other|event\.cannot_change|tab\.not_in_charge)$/;

test('there is a word for every refusal that a person can meet, and none for a code that is no more', () => {
  const codes = [...new Set([...table('Refusals'), ...ofLines])];
  assert.ok(ofLines.length > 30 && codes.length > 50 && codes.includes('not_allowed'));
  for (const code of codes) if (!forDevelopers.test(code)) assert.ok(`refused.${code}` in en, `no word for ${code}`);
  const own = ['other'];
  for (const key of Object.keys(en).filter(k => k.startsWith('refused.')))
    assert.ok([...codes, ...own].includes(key.slice('refused.'.length)), `${key} words a code that the protocol does not have`);
});

test('there is a screen for every close code after which the page stays away', () => {
  const codes = table('Close codes').map(Number).filter(c => c >= 4200);
  assert.ok(codes.length > 5);
  // 4207 comes with a refusal, which the join form shows.
  for (const code of codes.filter(c => c !== 4207))
    for (const part of ['title', 'text']) assert.ok(`ended.${endings[code]}.${part}` in en, `${code}: no ${part}`);
});

const kinds = readdirSync(path.join(__ROOT__, 'src/kinds')).filter(f => f.endsWith('.tsx')).map(f => f.slice(0, -4));

/** Parts of the catalogue that are there with a file. Of refusals there is a word only once there is a refusal. */
function partsWith(file: string): string[] {
  const kind = /^kinds\/([a-z_]+)[./]/.exec(file)?.[1];
  if (kind) return ['words', `${kind}_words`];
  const refused = /^(parts\/notices|screens\/board\/bar)\./.test(file) ? ['refused_words'] : [];
  const staff = /^(screens\/(floor|board|hours)|app\/tools|connection\/api)/.test(file) ? ['staff_words'] : [];
  const own = /^screens\/floor\/(?:person_)?(room_link|notes|clocks|messages|stale)(?:_dialog)?\./.exec(file)?.[1] ?? /^screens\/(visit|advisor|hours|contacts|turns|moving|closing|ended|last_room|profile)/.exec(file)?.[1] ?? (/^screens\/join\./.test(file) ? 'form' : undefined) ?? (/^screens\/(reporting|avoiding|question)\./.test(file) ? 'report' : /^parts\/help_body\./.test(file) && 'help');
  const rarer = { tools: ['tools_words'], history: ['history_words', 'tools_words'], targets: ['targets_words'], rematch: ['rematch_words'], plans: ['plans_words'], records: ['records_words', 'tools_words'], roster: ['roster_words', 'tools_words'] };
  const later = rarer[/^screens\/board\/([a-z]+)\//.exec(file)?.[1] as keyof typeof rarer] ?? [];
  return ['words', ...refused, ...staff, ...later, ...(own ? [`${own}_words`] : [])];
}

test('a word stands in a part of the catalogue that is there where it is said', () => {
  assert.ok(kinds.includes('debrief'));
  const files = (readdirSync(path.join(__ROOT__, 'src'), { recursive: true }) as string[]).filter(f => /\.tsx?$/.test(f));
  const commands = new Set([...read('src/protocol.ts').matchAll(/type: "(.+)"/g)].map(([, name]) => name));
  for (const file of files)
    for (const [, asked, key] of read(path.join('src', file)).matchAll(/(t\()?['"]([a-z_]+(?:\.[a-z_]+)+)['"]/g))
      if (key! in en && (asked || !commands.has(key))) assert.ok(partsWith(file).includes(partOf(key!, kinds)), `${file} says "${key}", which is in ${partOf(key!, kinds)}`);
});

test('names of words become numbers in scripts, but for those that a code chooses and those of commands', () => {
  const { parts, shorten } = nameWords(Object.keys(en), ['chat.say', 'help.ask'], kinds);
  const { words, staff_words: staff } = parts;
  assert.equal(words.listed[0], 'app.name');
  assert.equal(shorten('t("app.name")+ask("help.ask")+t(`seat.${x}`)+t("seat.away")'), 't("0")+ask("help.ask")+t(`seat.${x}`)+t("seat.away")');
  assert.equal(shorten(`t("${staff.listed[0]}")`), `t("${words.listed.length}")`);
  const all = Object.values(parts as { [part: string]: typeof words }).flatMap(part => [...part.listed, ...part.named]);
  assert.deepEqual(all.sort(), Object.keys(en).sort());
});

test('every language says everything that English says, with the same parameters, and nothing else', () => {
  assert.ok(languages.includes('es') && languages.includes('ar'));
  for (const language of languages) {
    const words = catalogue(language);
    assert.deepEqual(Object.keys(words), Object.keys(en), language);
    for (const key of Object.keys(en)) assert.deepEqual(parameters(words[key]!), parameters(en[key]!), `${language} ${key}`);
  }
});

/** Each number that a language counts in a way of its own, by its plural category. */
function numbersOf(language: string): Map<string, number> {
  const rules = new Intl.PluralRules(language);
  const found = new Map<string, number>();
  for (let n = 200; n >= 0; n--) found.set(rules.select(n), n);
  return found;
}

test('every message compiles and can be said of every kind of number', () => {
  for (const language of languages) {
    const format = new MessageFormat(language);
    const numbers = numbersOf(language);
    for (const [key, message] of Object.entries(catalogue(language))) {
      const say = format.compile(message) as (p: object) => string;
      for (const n of numbers.values()) {
        const said = say(Object.fromEntries(parameters(message).map(name => [name!, n])));
        assert.ok(said.length > 0 && !/[{}#]|undefined/.test(said), `${language} ${key} ${n}: ${said}`);
      }
    }
  }
});

test('where Arabic counts, it has a form for one, two, few, many and others', () => {
  const plurals = Object.entries(catalogue('ar')).filter(([, message]) => /, plural,/.test(message));
  assert.ok(plurals.length > 20);
  for (const [key, message] of plurals)
    for (const form of ['two', 'few', 'many', 'other']) assert.match(message, new RegExp(`\\b${form}\\{`), `${key} has no ${form}`);
});

test('places that a language words are those that English does', () => {
  const known = Object.keys(JSON.parse(read('locales/places.en.json')) as object);
  for (const file of readdirSync(path.join(__ROOT__, 'locales')).filter(f => f.startsWith('places.')))
    for (const key of Object.keys(JSON.parse(read(`locales/${file}`)) as object)) assert.ok(known.includes(key), `${file}: ${key}`);
});

test('no part of the world is called by its number: browsers know of Latin America alone', () => {
  const numbers = [...read('../protocol/data/world_regions.json').matchAll(/"key":"(\d+)"/g)].map(([, key]) => key!);
  assert.ok(numbers.length > 20);
  for (const file of readdirSync(path.join(__ROOT__, 'locales')).filter(f => f.startsWith('places.'))) {
    const places = Object.keys(JSON.parse(read(`locales/${file}`)) as object);
    assert.deepEqual(numbers.filter(key => !places.includes(key)), ['001', '419'], file);
  }
});

test("the first of the reader's languages that there is wins", () => {
  assert.equal(choose(['fr', 'es-MX', 'en']), 'es');
  assert.equal(choose(['en-GB']), 'en');
  assert.equal(choose(['fr', 'ar-EG', 'es']), 'ar');
  assert.equal(choose(['fr']), 'en');
});

test('of several catalogues of a language the one of the country wins, then the one of the script', () => {
  const there = ['ar', 'en', 'es', 'pt-BR', 'zh', 'zh-Hant'];
  const of = (names: string[]) => new Map(nearest(names) as [string, string][]);
  const chosen = (...tags: string[]) => choose(tags, of(there));
  assert.deepEqual(['pt-BR', 'pt', 'pt-PT', 'PT-br'].map(tag => chosen(tag)), ['pt-BR', 'pt-BR', 'pt-BR', 'pt-BR']);
  assert.deepEqual(['zh', 'zh-CN', 'zh-TW', 'zh-Hant-HK', 'zh-hant'].map(tag => chosen(tag)), ['zh', 'zh', 'zh-Hant', 'zh-Hant', 'zh-Hant']);
  assert.equal(choose(['zh-TW'], of(['en', 'zh'])), 'zh', 'rather than none');
  assert.deepEqual(nearest(['ar', 'en', 'es']), [['ar', 'ar'], ['en', 'en'], ['es', 'es']], 'nothing is sent that nobody needs');
  assert.equal(chosen('', '-', '../words', 'constructor', 'x'.repeat(99), 'es'), 'es', 'an address may say anything');
});

test('what is read from right to left follows from the script', () => {
  assert.deepEqual(rightToLeft(['ar', 'az-Arab', 'ckb', 'en', 'es', 'fa', 'he', 'pt-BR', 'ur', 'uz', 'zh-Hant']), ['ar', 'az-Arab', 'ckb', 'fa', 'he', 'ur']);
});

test('a file is a language by its name alone, of a country or script, too', async () => {
  const names = ['es.json', 'ckb.json', 'pt-BR.json', 'zh-Hant.json', 'zh-Hant-HK.json', 'es-419.json', 'places.es.json', 'notes.json', 'pt_BR.json', 'a-BR.json', 'README.md'];
  assert.deepEqual(names.map(localeOf), ['es', 'ckb', 'pt-BR', 'zh-Hant', 'zh-Hant-HK', 'es-419', undefined, undefined, undefined, undefined, undefined]);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'locales-'));
  const put = (file: string, content: object) => writeFileSync(path.join(folder, file), JSON.stringify(content));
  const words = (one: string, other: string) => ({ 'a.rooms': `{n, plural, one{# ${one}} other{# ${other}}}` });
  put('en.json', words('room', 'rooms'));
  put('pt-BR.json', words('sala', 'salas'));
  put('zh-Hant.json', { 'a.rooms': '{n, plural, other{# 間}}' });
  put('places.pt-BR.json', { 'US-west': 'Oeste dos EUA' });
  const found = (await readLocales(folder)) as { [locale: string]: unknown };
  rmSync(folder, { recursive: true });
  assert.deepEqual(Object.keys(found), ['en', 'pt-BR', 'zh-Hant']);
  const made = (await compileLocales({ words: { first: 0, listed: ['a.rooms'], named: [] } }, found)) as { [file: string]: string };
  assert.deepEqual(Object.keys(made), ['words-en', 'words-pt-BR', 'words-zh-Hant']);
  const load = (file: string) => import(`data:text/javascript,${encodeURIComponent(made[file]!)}`) as Promise<{ listed: ((p: object) => string)[]; places: object }>;
  const brazilian = await load('words-pt-BR');
  assert.deepEqual([1, 2_000].map(n => brazilian.listed[0]!({ n })), ['1 sala', '2.000 salas']);
  assert.deepEqual(brazilian.places, { 'US-west': 'Oeste dos EUA' });
  assert.equal((await load('words-zh-Hant')).listed[0]!({ n: 3 }), '3 間');
});

test('no module exports a variable that changes: later scripts borrow values (build/bundle.mjs)', () => {
  for (const text of sources) assert.doesNotMatch(text, /^export (let|var) /m);
});
