// Runs test/unit/*.test.ts: each is bundled to plain JavaScript, then handed to Node's own test runner.
import {build} from 'esbuild';
import {spawnSync} from 'node:child_process';
import {readdir, rm} from 'node:fs/promises';
import path from 'node:path';
import {root} from './bundle.mjs';

const folder = path.join(root, 'test/unit');
const files = (await readdir(folder)).filter(f => f.endsWith('.test.ts')).map(f => path.join(folder, f));
// Inside node_modules, so that what stays outside the bundles is found from there.
const outdir = path.join(root, 'node_modules/.cache/unit');
await rm(outdir, {recursive: true, force: true});
await build({
  entryPoints: files,
  outdir,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node18',
  outExtension: {'.js': '.mjs'},
  jsx: 'transform',
  jsxFactory: 'h',
  jsxFragment: 'Fragment',
  tsconfigRaw: {},
  external: ['@messageformat/*', 'json-schema-to-typescript', 'esbuild'],
  define: {__ROOT__: JSON.stringify(root), __HASH__: '""', __OWN__: '[]', __VERSION__: '"test"', __LOCALES__: '[["ar","ar"],["en","en"],["es","es"]]', __RTL__: '["ar"]'},
  logLevel: 'warning',
});
const built = (await readdir(outdir)).map(f => path.join(outdir, f));
const run = spawnSync(process.execPath, ['--test', '--test-reporter=spec', ...built], {stdio: 'inherit', cwd: root});
await rm(outdir, {recursive: true, force: true});
process.exit(run.status ?? 1);
