// Two inlined scripts, and lazy chunks that borrow what was loaded before them.
//
// esbuild's own splitting would move shared code (signals, the store, the words) into a further file that the inlined
// scripts have to fetch first. Instead a later tier borrows from every module that an earlier one contains: the earlier tier
// puts the very functions and values that some later one uses into the list `globalThis.convene`, and nothing else, so
// that what nobody uses of a library is still left out. What is lent is read once: modules export no variable that changes.
import {build} from 'esbuild';
import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const inRoot = (...parts) => path.join(root, ...parts);

const common = {
  bundle: true,
  minify: true,
  write: false,
  target: ['chrome90', 'firefox90', 'safari15'],
  // Chrome 90 has it, but for arguments spread into an optional call, which nothing here does.
  supported: {'optional-chain': true},
  jsx: 'transform',
  jsxFactory: 'h',
  jsxFragment: 'Fragment',
  tsconfigRaw: {},
  inject: [inRoot('build/jsx.mjs')],
  absWorkingDir: root,
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
};

/** What only the inlined script is told, but for the languages, which the help dialog lists. */
const blank = {__HASH__: '""', __OWN__: '[]', __VERSION__: '""', __LOCALES__: '[]', __RTL__: '[]'};

export const hashed = (name, ext, contents) => `assets/${name}-${hashOf([contents])}.${ext}`;

const hashOf = contents => contents.reduce((hash, one) => hash.update(one), createHash('sha256')).digest('hex').slice(0, 8);

/** A tier that starts in plain TypeScript has no elements, and no Preact. */
const plain = file => (file.endsWith('.ts') ? {inject: []} : {});

const modules = result => {
  const [{inputs}] = Object.values(result.metafile.outputs);
  const own = f => f !== 'build/jsx.mjs' && f !== '<stdin>' && !f.startsWith('borrowed:');
  return Object.keys(inputs).filter(f => inputs[f].bytesInOutput > 0 && own(f));
};

const exportsKnown = new Map();
/** What a module exports, whatever it passes on of others included. */
async function exportsOf(file) {
  if (!exportsKnown.has(file)) {
    const one = {entryPoints: [inRoot(file)], metafile: true, format: 'esm', define: blank};
    const {metafile} = await build({...common, ...plain(file), ...one});
    exportsKnown.set(file, Object.values(metafile.outputs)[0].exports);
  }
  return exportsKnown.get(file);
}

/**
 * Sends imports of modules that an earlier tier has to what that tier lends. `lent`: "file name" -> place in
 * `globalThis.convene`. Without it, every name stands as a mark in the output, by which is found what is asked for.
 */
const borrow = (tiers, lent) => ({
  name: 'borrow',
  setup(b) {
    b.onResolve({filter: /.*/}, async args => {
      if (args.pluginData === 'inner' || args.kind === 'entry-point') return undefined;
      if (args.path === 'borrowed:all') return {path: 'all', namespace: 'borrowed'};
      const found = await b.resolve(args.path, {resolveDir: args.resolveDir, kind: args.kind, pluginData: 'inner'});
      const file = path.relative(root, found.path);
      const lends = tiers.some(owned => owned.has(file));
      return lends ? {path: `${file}.js`, namespace: 'borrowed', sideEffects: false} : found;
    });
    b.onLoad({filter: /.*/, namespace: 'borrowed'}, async args => {
      if (args.path === 'all') return {contents: `export const ${taken(lent.used)}=globalThis.convene;`};
      const file = args.path.slice(0, -3);
      const names = await exportsOf(file);
      const mark = name => `export const ${name}=/* @__PURE__ */convene("borrowed ${file} ${name}");`;
      if (!lent) return {contents: names.map(mark).join('\n')};
      const place = name => lent.places.get(`${file} ${name}`);
      const given = names.filter(name => lent.used.includes(place(name)));
      // The rest is passed on by some library and used by nobody.
      const unused = names.filter(name => !given.includes(name)).map(name => `export const ${name}=undefined;`);
      const from = `export {${given.map(name => `x${place(name)} as ${name}`)}} from 'borrowed:all';`;
      return {contents: from + unused.join('')};
    });
  },
});

/** What is taken of the list, in the shorter way: by numbers, or by place. */
function taken(used) {
  const last = used.at(-1) ?? -1;
  const byPlace = Array.from({length: last + 1}, (_, n) => (used.includes(n) ? `x${n}` : ''));
  return used.join(':,').length + 2 > last ? `[${byPlace}]` : `{${used.map(n => `${n}:x${n}`)}}`;
}

const asksFor = ({outputFiles: [{text}]}) => new Set([...text.matchAll(/"borrowed ([^" ]+ [^" ]+)"/g)].map(([, what]) => what));

/** An entry that lends what later tiers ask for ("file name") and then is `file`. */
const lending = (asked, file) => {
  const imports = asked.map((what, i) => {
    const [from, name] = what.split(' ');
    return `import {${name} as m${i}} from ${JSON.stringify('./' + from)};`;
  });
  const lent = asked.map((_, i) => `m${i}`).join(',');
  return `${imports.join('\n')}\n(globalThis.convene??=[]).push(${lent});\nexport * from ${JSON.stringify('./' + file)};`;
};

export async function bundleStyles(file) {
  const out = await build({...common, inject: [], entryPoints: [inRoot(file)]});
  return out.outputFiles[0].text.trim();
}

/**
 * Builds tiers: `early` and `main` (inlined), `frame` (a chunk), `floor` (one, too), each of which borrows from those before it, and the
 * `chunks` {name: source file} that borrow from them; from the floor those alone that are named in `upon`, which are not
 * loaded before it. `extra` are further lazy files {name: {ext, contents}}, `kinds` those kinds of session that have
 * files of their own; `finish` makes of every script what is sent.
 * Returns {early: text, main: text, files: Map<path, text>, paths: {name: path}}.
 */
export async function bundleScripts({early: earlyFile, main: mainFile, frame: frameFile, floor: floorFile, chunks, upon, locales, rtl, kinds}, extra, finish) {
  const tier = (file, format, asked, plugins = [], define = blank) => {
    const entry = {contents: lending(asked, file), resolveDir: root, loader: 'js'};
    return build({...common, ...plain(file), stdin: entry, define, format, plugins, metafile: true});
  };
  // What a tier lends may bring further modules into it, which later tiers then borrow, too: until nothing is new.
  const following = [[earlyFile, 'iife'], [mainFile, 'iife'], [frameFile, 'esm'], [floorFile, 'esm']];
  let lent = following.map(() => []);
  let owned;
  const before = name => (upon.includes(name) ? owned : owned.slice(0, 3));
  for (let known = -1; known !== lent.flat().length; ) {
    known = lent.flat().length;
    owned = [];
    const made = [];
    for (const [i, [file, format]] of following.entries()) {
      made.push(await tier(file, format, lent[i], [borrow([...owned])]));
      owned.push(new Set(modules(made[i])));
    }
    const later = await Promise.all(Object.entries(chunks).map(([name, file]) => tier(file, 'esm', [], [borrow(before(name))])));
    const asked = new Set([...lent.flat(), ...[...made, ...later].flatMap(one => [...asksFor(one)])]);
    // What the frame takes comes first: it can name that by place.
    const first = asksFor(made[2]);
    const order = (a, b) => first.has(b) - first.has(a) || (a < b ? -1 : 1);
    lent = owned.map(those => [...asked].filter(what => those.has(what.split(' ')[0])).sort(order));
  }
  if ([...owned[0], ...owned[1]].some(f => f.includes('/preact/'))) throw new Error('the inlined scripts must do without Preact');
  const places = new Map(lent.flat().map((what, i) => [what, i]));
  const whole = async (file, asked, tiers, define, format = 'esm') => {
    const marked = asksFor(await tier(file, format, asked, [borrow(tiers)], define));
    const taken = {places, used: [...marked].map(what => places.get(what)).sort((a, b) => a - b)};
    return (await tier(file, format, asked, [borrow(tiers, taken)], define)).outputFiles[0].text.trim();
  };
  const lazy = {...extra};
  const script = async made => ({ext: 'js', contents: await finish(await made)});
  lazy.frame = await script(whole(frameFile, lent[2], owned.slice(0, 2), blank));
  lazy.floor = await script(whole(floorFile, lent[3], owned.slice(0, 3), blank));
  for (const [name, file] of Object.entries(chunks)) lazy[name] = await script(whole(file, [], before(name), {...blank, __LOCALES__: JSON.stringify(locales)}));
  // One hash for all: a release changes most of them, and one for each would be a part of the first response.
  const hash = hashOf(Object.values(lazy).map(({contents}) => contents));
  const paths = Object.fromEntries(Object.entries(lazy).map(([name, {ext}]) => [name, `/assets/${name}-${hash}.${ext}`]));
  const files = new Map(Object.entries(lazy).map(([name, {contents}]) => [paths[name].slice(1), contents]));
  const {version} = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
  const own = Object.keys(lazy).filter(name => kinds.some(kind => name === kind || name === `${kind}_css`));
  const told = {__HASH__: hash, __OWN__: own, __VERSION__: version, __LOCALES__: locales, __RTL__: rtl};
  const given = Object.fromEntries(Object.entries(told).map(([name, value]) => [name, JSON.stringify(value)]));
  const [early, main] = [await whole(earlyFile, lent[0], [], given, 'iife'), await whole(mainFile, lent[1], owned.slice(0, 1), given, 'iife')];
  return {early: await finish(early), main: await finish(main), files, paths};
}

/** Bundles one module given as text; used for the catalogues. */
export async function bundleText(contents) {
  const out = await build({...common, inject: [], stdin: {contents, resolveDir: root, loader: 'js'}, format: 'esm'});
  return out.outputFiles[0].text;
}
