// Builds dist/: index.html with style and participant's script inlined, hashed assets, each also as .br and .gz, and
// manifest.json, from which the server learns content types, what never changes, and the hashes for its
// Content-Security-Policy. Prints the sizes and fails when one is over its budget. A kind of session with screens of its
// own has no budget beside the participant's: its script, words and style count in it.
import {createHash} from 'node:crypto';
import {mkdir, readFile, readdir, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import zlib from 'node:zlib';
import {minify} from 'terser';
import {bundleScripts, bundleStyles, hashed, root} from './bundle.mjs';
import {png} from './icons.mjs';
import {compileLocales, nearest, readLocales, rightToLeft} from './locales.mjs';
import {nameWords} from './names.mjs';

const dist = path.join(root, 'dist');
const budgets = {first: 14_000, participant: 40_000, board: 25_000, tools: 7_500, history: 3_500, plans: 6_000, records: 3_500, roster: 6_500};
const types = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  webmanifest: 'application/manifest+json',
};

const brotli = data =>
  zlib.brotliCompressSync(data, {
    params: {[zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: data.length},
  });
const cspHash = text => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const inlineSafe = script => script.replace(/<\/script/gi, '<\\/script').replace(/<!--/g, '<\\!--');

/** The page: words from the English catalogue as {{key}}, then style and scripts. */
function page(template, words, {style, early, main, paths, install}) {
  const escape = s => s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
  const worded = template.replace(/\{\{([a-z_.]+)\}\}/g, (_, key) => {
    if (!words[key]) throw new Error(`index.html: no word "${key}" in locales/en.json`);
    return escape(words[key]);
  });
  const parts = {style, early, main, icon: paths.icon, ...install};
  return worded.replace(/%([a-z]+)%/g, (whole, name) => parts[name] ?? whole);
}

async function put(file, data, immutable, manifest, sizes) {
  const bytes = Buffer.from(data);
  const compressed = brotli(bytes);
  await writeFile(path.join(dist, file), bytes);
  await writeFile(path.join(dist, `${file}.br`), compressed);
  await writeFile(path.join(dist, `${file}.gz`), zlib.gzipSync(bytes, {level: 9}));
  manifest.files[file] = {type: types[file.split('.').pop()], immutable};
  sizes[file] = compressed.length;
}

const languages = await readLocales();
const words = languages.en.words;
const wire = [...(await readFile(path.join(root, 'src/protocol.ts'), 'utf8')).matchAll(/type: "(.+)"/g)].map(([, name]) => name);
/** A kind of session that has screens of its own: src/kinds/<kind>.tsx, its words `<kind>.*`, and <kind>.css if it needs it. */
const own = await readdir(path.join(root, 'src/kinds'));
const kinds = own.filter(file => file.endsWith('.tsx')).map(file => file.slice(0, -4));
const {parts, shorten} = nameWords(Object.keys(words), wire, kinds);
const locales = await compileLocales(parts, languages);
const style = await bundleStyles('src/styles/main.css');
const extra = {
  icon: {ext: 'svg', contents: await readFile(path.join(root, 'src/icon.svg'), 'utf8')},
  icon_alert: {ext: 'svg', contents: await readFile(path.join(root, 'src/icon_alert.svg'), 'utf8')},
  staff_css: {ext: 'css', contents: await bundleStyles('src/styles/staff.css')},
};
for (const kind of kinds.filter(kind => own.includes(`${kind}.css`)))
  extra[`${kind}_css`] = {ext: 'css', contents: await bundleStyles(`src/kinds/${kind}.css`)};
for (const [name, contents] of Object.entries(locales)) extra[name] = {ext: 'js', contents};
const chunks = {
  clocks: 'src/screens/floor/clocks.tsx',
  messages: 'src/screens/floor/messages.tsx',
  stale: 'src/screens/floor/stale.tsx',
  board: 'src/screens/board/board.tsx',
  tools: 'src/screens/board/tools/tools.tsx',
  history: 'src/screens/board/history/history.tsx',
  targets: 'src/screens/board/targets/targets.tsx',
  rematch: 'src/screens/board/rematch/rematch.tsx',
  plans: 'src/screens/board/plans/plans.tsx',
  records: 'src/screens/board/records/records.tsx',
  roster: 'src/screens/board/roster/roster.tsx',
  notes: 'src/screens/floor/person_notes.tsx',
  room_link: 'src/screens/floor/room_link_dialog.tsx',
  visit: 'src/screens/visit.tsx',
  advisor: 'src/screens/advisor/advisor.tsx',
  hours: 'src/screens/hours/hours.tsx',
  links: 'src/parts/links.tsx',
  contacts: 'src/screens/contacts/contacts.tsx',
  ended: 'src/screens/ended.tsx',
  help: 'src/parts/help_body.tsx',
  turns: 'src/screens/turns.tsx',
  moving: 'src/screens/moving.tsx',
  closing: 'src/screens/closing.tsx',
  last_room: 'src/screens/last_room.tsx',
  profile: 'src/screens/profile.tsx',
  report: 'src/screens/reporting.tsx',
  ...Object.fromEntries(kinds.map(kind => [kind, `src/kinds/${kind}.tsx`])),
};
/** They borrow from the floor, and come after it. */
const upon = ['clocks', 'messages', 'stale', 'board', 'tools', 'history', 'targets', 'rematch', 'plans', 'records', 'roster', 'notes', 'room_link', 'hours'];
/** esbuild bundles; a second look finds another fiftieth, mostly what is set once and used once. */
const finish = async text => (await minify(shorten(text), {module: true, ecma: 2020, compress: {passes: 2}})).code;
const sources = {early: 'src/early.ts', main: 'src/main.ts', frame: 'src/frame.tsx', floor: 'src/screens/floor/floor.tsx', chunks, upon};
const {early, main, files, paths} = await bundleScripts({...sources, locales: nearest(Object.keys(languages)), rtl: rightToLeft(Object.keys(languages)), kinds}, extra, finish);

/** What a device needs to keep the page on its home screen; only the page names these files. */
function installable(icon) {
  const files = new Map();
  const keep = (name, ext, contents) => {
    const file = hashed(name, ext, contents);
    files.set(file, contents);
    return `/${file}`;
  };
  const drawn = [[192, false], [512, false], [512, true]].map(([size, full]) => ({
    src: keep(`icon_${size}${full ? '_full' : ''}`, 'png', png(icon, size, full)),
    sizes: `${size}x${size}`,
    type: types.png,
    purpose: full ? 'maskable' : 'any',
  }));
  const manifest = {
    name: words['app.name'],
    short_name: words['app.name'],
    // One event: its page; several: the list of them. The page finds who was there before.
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#faf6ef',
    theme_color: '#1e6b60',
    icons: drawn,
  };
  return {files, install: {manifest: keep('convene', 'webmanifest', JSON.stringify(manifest)), touch: keep('icon_touch', 'png', png(icon, 180, true))}};
}
const {files: forDevices, install} = installable(extra.icon.contents);
const [first, script] = [early, main].map(inlineSafe);
const html = page(await readFile(path.join(root, 'src/index.html'), 'utf8'), words, {style, early: first, main: script, paths, install});

await rm(dist, {recursive: true, force: true});
await mkdir(path.join(dist, 'assets'), {recursive: true});
const manifest = {
  files: {},
  csp: {'index.html': {script: [cspHash(first), cspHash(script)], style: [cspHash(style)]}},
};
const sizes = {};
await put('index.html', html, false, manifest, sizes);
for (const [file, contents] of [...files, ...forDevices]) await put(file, contents, true, manifest, sizes);

const size = name => (paths[name] ? sizes[paths[name].slice(1)] : 0);
const codes = Object.keys(languages);
const longest = part => Math.max(...codes.map(l => size(`${part}-${l}`)));
const sizeOfKind = kind => size(kind) + longest(`${kind}_words`) + size(`${kind}_css`);
const measured = {
  first: sizes['index.html'],
  // Whoever takes part is in one session at a time: the largest kind counts, script, words and style.
  participant: sizes['index.html'] + size('frame') + longest('words') + Math.max(0, ...kinds.map(sizeOfKind)),
  // Of one who is everything at once: moderator, and advisor at a desk.
  board: size('staff_css') + ['floor', 'board', 'visit', 'advisor', 'hours'].reduce((sum, name) => sum + size(name), 0)
    + ['staff_words', 'visit_words', 'advisor_words', 'hours_words'].reduce((sum, part) => sum + longest(part), 0),
  // What comes after the board stands, and keeps nobody waiting.
  ...Object.fromEntries(['tools', 'history', 'plans', 'records', 'roster'].map(name => [name, size(name) + longest(`${name}_words`)])),
};
await writeFile(path.join(dist, 'manifest.json'), JSON.stringify({...manifest, brotli: measured}, null, 2) + '\n');
const titles = {
  first: 'first response (page, style, script)',
  participant: 'participant, locale, largest kind',
  board: "all that staff have on top",
  tools: "a moderator's rarer tools",
  history: 'what staff did',
  plans: 'plans of rooms',
  records: 'records and downloads',
  roster: 'everybody of the roster',
};
let over = false;
for (const [name, bytes] of Object.entries(measured)) {
  over ||= bytes > budgets[name];
  const verdict = bytes > budgets[name] ? 'OVER BUDGET' : 'ok';
  console.log(`${titles[name].padEnd(38)} ${String(bytes).padStart(6)} of ${budgets[name]} bytes brotli  ${verdict}`);
}
for (const kind of kinds) console.log(`  of that, kind ${kind}`.padEnd(38), String(sizeOfKind(kind)).padStart(6));
for (const [file, bytes] of Object.entries(sizes)) console.log(`  ${file.padEnd(44)} ${String(bytes).padStart(6)}`);
if (over) process.exit(1);
