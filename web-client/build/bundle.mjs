// One inlined script, and lazy chunks that borrow what was loaded before them.
//
// esbuild's own splitting would move shared code (signals, the store, the words) into a further file that the inlined
// script has to fetch first. Instead a later tier is bundled with every module that an earlier one contains replaced by
// a look-up in `globalThis.convene`, where the earlier tier registers exactly those that some later one asked for.
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

const hashed = (name, ext, contents) =>
  `assets/${name}-${createHash('sha256').update(contents).digest('hex').slice(0, 10)}.${ext}`;

/** Sends imports of modules that an earlier tier has to the global registry, and remembers which ones were asked for. */
const borrow = tiers => ({
  name: 'borrow',
  setup(b) {
    b.onResolve({filter: /.*/}, async args => {
      if (args.pluginData === 'inner' || args.kind === 'entry-point') return undefined;
      const found = await b.resolve(args.path, {resolveDir: args.resolveDir, kind: args.kind, pluginData: 'inner'});
      const file = path.relative(root, found.path);
      const owner = tiers.find(tier => tier.owned.has(file));
      if (!owner) return found;
      owner.asked.add(file);
      return {path: `${file}.js`, namespace: 'borrowed'};
    });
    b.onLoad({filter: /.*/, namespace: 'borrowed'}, args => ({
      contents: `module.exports=globalThis.convene[${JSON.stringify(args.path.slice(0, -3))}]`,
    }));
  },
});

/** A tier that starts in plain TypeScript has no elements, and no Preact. */
const plain = file => (file.endsWith('.ts') ? {inject: []} : {});

const tier = result => {
  const [{inputs}] = Object.values(result.metafile.outputs);
  const used = Object.keys(inputs).filter(f => inputs[f].bytesInOutput > 0 && !f.startsWith('borrowed:'));
  const owned = new Set(used);
  owned.delete('build/jsx.mjs');
  return {owned, asked: new Set()};
};

/** An entry that registers what later tiers borrow and then is `file`. */
const registering = (asked, file) => {
  const files = [...asked].sort();
  const imports = files.map((f, i) => `import * as m${i} from ${JSON.stringify('./' + f)};`).join('\n');
  const table = files.map((f, i) => `${JSON.stringify(f)}:m${i}`).join(',');
  return `${imports}\nglobalThis.convene={...globalThis.convene,${table}};\nexport * from ${JSON.stringify('./' + file)};`;
};

/** Shortens the registry's keys (they are paths) in what was built, so that a path costs nothing on the line. */
const shorten = (keys, text) => keys.reduce((out, file, i) => out.split(JSON.stringify(file)).join(`"${i}"`), text);

export async function bundleStyles(file) {
  const out = await build({...common, inject: [], entryPoints: [inRoot(file)]});
  return out.outputFiles[0].text.trim();
}

/**
 * Builds three tiers: `main` (inlined), `frame` (a chunk that borrows from main) and the `chunks` {name: source file}
 * that borrow from both. `extra` are further lazy files that the main script is told the paths of; `finish` makes of every
 * script what is sent.
 * Returns {main: text, files: Map<path, text>, paths: {name: path}}.
 */
export async function bundleScripts({main: mainFile, frame: frameFile, chunks}, extra, finish) {
  const define = {__PATHS__: '{}', __VERSION__: '""'};
  const file = (name, format, plugins = []) =>
    build({...common, ...plain(name), define, metafile: true, entryPoints: [inRoot(name)], format, plugins});
  const main = tier(await file(mainFile, 'iife'));
  if ([...main.owned].some(f => f.includes('/preact/'))) throw new Error('the inlined script must do without Preact');
  const frame = tier(await file(frameFile, 'esm', [borrow([main])]));
  const texts = {};
  for (const [name, source] of Object.entries(chunks))
    texts[name] = (await file(source, 'esm', [borrow([main, frame])])).outputFiles[0].text;
  const whole = (asked, source, format, given, plugins = []) =>
    build({
      ...common,
      ...plain(source),
      stdin: {contents: registering(asked, source), resolveDir: root, loader: 'js'},
      define: given,
      format,
      plugins,
    }).then(out => out.outputFiles[0].text.trim());
  const files = new Map();
  const paths = {};
  const keep = (name, ext, contents) => {
    paths[name] = '/' + hashed(name, ext, contents);
    files.set(paths[name].slice(1), contents);
  };
  texts.frame = await whole(frame.asked, frameFile, 'esm', define, [borrow([main])]);
  const keys = [...main.asked, ...frame.asked].sort();
  for (const [name, {ext, contents}] of Object.entries(extra)) keep(name, ext, contents);
  for (const [name, text] of Object.entries(texts)) keep(name, 'js', finish(shorten(keys, text)));
  const {version} = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
  const given = {__PATHS__: JSON.stringify(paths), __VERSION__: JSON.stringify(version)};
  return {main: finish(shorten(keys, await whole(main.asked, mainFile, 'iife', given))), files, paths};
}

/** Bundles one module given as text; used for the catalogues. */
export async function bundleText(contents) {
  const out = await build({...common, inject: [], stdin: {contents, resolveDir: root, loader: 'js'}, format: 'esm'});
  return out.outputFiles[0].text;
}
