/**
 * Builds `dist/`.
 *   node scripts/build.mjs                all of it: npm form, types, manifest, script-tag form, integrity hashes
 *   node scripts/build.mjs --script       the script-tag form alone (what the portal serves)
 *   node scripts/build.mjs --manifest     custom-elements.json alone (what the stories' tables show)
 *   node scripts/build.mjs --if-stale     only where the sources have changed since
 *   node scripts/build.mjs --script --out FOLDER     another place than dist/, for the script-tag form
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const flags = new Set(process.argv.slice(2));
const forms = flags.has('--script') ? ['script'] : flags.has('--manifest') ? ['manifest'] : ['script', 'npm'];
const out = process.argv.indexOf('--out');
const dist = out > 0 ? resolve(process.argv[out + 1]) : join(root, 'dist');

/** All files below a folder, sorted. */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** One hash over everything that the output depends on. */
function inputs() {
  const hash = createHash('sha256');
  const single = ['package.json', 'package-lock.json', 'tsconfig.json', 'rollup.config.mjs', 'custom-elements-manifest.config.mjs', 'scripts/build.mjs', 'scripts/build-chunks.mjs', 'scripts/build-exports.mjs', 'scripts/build-imports.mjs', 'scripts/build-kinds.mjs', 'scripts/build-ky.mjs', 'scripts/build-lit.mjs', 'scripts/build-name.mjs', 'scripts/build-one-file.mjs', 'scripts/build-properties.mjs', 'scripts/entries.mjs'];
  for (const file of [...single.map((name) => join(root, name)).filter(existsSync), ...filesBelow(join(root, 'src'))]) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Runs one of the installed tools; its output is shown only where it fails. */
function run(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${program} ${args.join(' ')}\n${output}`))));
  });
}

/**
 * Bundles one form. What another form with the same plugins compiled (`cache`) is not compiled again; the npm form has plugins of its own.
 */
async function bundle(options, cache) {
  const { rollup } = await import('rollup');
  const build = await rollup({ ...options, cache });
  const { output } = await build.write(options.output);
  await build.close();
  return { output, cache: build.cache };
}

/** The licences of what the bundles carry within them; their comments are gone from the code. */
function writeLicences(output) {
  const folders = new Set();
  for (const id of output.flatMap((chunk) => Object.keys(chunk.modules ?? {}))) {
    const match = /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id);
    if (match) folders.add(match[1]);
  }
  const parts = [...folders].sort((a, b) => (basenames(a) < basenames(b) ? -1 : 1)).map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n`;
  });
  writeFileSync(join(dist, 'clinic-chat.licences.txt'), parts.join(`\n${'-'.repeat(80)}\n\n`));
}

/** The package's name as its folder tells it, wherever the modules are kept. */
const basenames = (folder) => folder.split(/[\\/]node_modules[\\/]/).at(-1);

async function buildScript() {
  const { scriptForm, oneFileForm } = await import('../rollup.config.mjs');
  for (const folder of ['chunks', 'one-file']) rmSync(join(dist, folder), { recursive: true, force: true });
  const { output, cache } = await bundle(scriptForm(dist));
  const chunks = output.filter(({ type }) => type === 'chunk');
  const nameOf = (id) => relative(root, id).split(sep).join('/');
  const graph = chunks.map(({ fileName, facadeModuleId, imports, dynamicImports, modules }) => {
    const source = facadeModuleId ? nameOf(facadeModuleId) : undefined;
    return [fileName, { source, imports, dynamicImports, modules: Object.keys(modules).map(nameOf) }];
  });
  writeFileSync(join(dist, '.graph.json'), JSON.stringify(Object.fromEntries(graph), null, 2));
  writeLicences((await bundle(oneFileForm(dist), cache)).output);
  const integrity = {};
  const beside = filesBelow(join(dist, 'one-file')).map((file) => relative(dist, file).split(sep).join('/'));
  for (const name of ['clinic-chat.js', 'clinic-chat.iife.js', ...beside]) {
    integrity[name] = `sha384-${createHash('sha384').update(readFileSync(join(dist, name))).digest('base64')}`;
  }
  writeFileSync(join(dist, 'integrity.json'), `${JSON.stringify(integrity, null, 2)}\n`);
}

/** Everything in dist that the script-tag form did not make. */
function clearNpmForm() {
  const script = new Set(['chunks', 'one-file', 'clinic-chat.js', 'clinic-chat.iife.js', 'clinic-chat.licences.txt', 'integrity.json', '.built-script', '.built-manifest', '.graph.json']);
  for (const name of readdirSync(dist)) if (!script.has(name)) rmSync(join(dist, name), { recursive: true, force: true });
}

const buildManifest = () =>
  run('@custom-elements-manifest/analyzer/cem.js', ['analyze', '--config', 'custom-elements-manifest.config.mjs', '--litelement', '--quiet']);

async function buildNpm() {
  const { npmForm } = await import('../rollup.config.mjs');
  clearNpmForm();
  await Promise.all([
    bundle(npmForm(dist)),
    run('typescript/bin/tsc', ['-p', 'tsconfig.build.json']),
    buildManifest(),
  ]);
}

const builders = { script: buildScript, npm: buildNpm, manifest: buildManifest };
const wanted = inputs();
mkdirSync(dist, { recursive: true });
for (const form of forms) {
  const stamp = join(dist, `.built-${form}`);
  if (flags.has('--if-stale') && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) continue;
  rmSync(stamp, { force: true });
  const started = performance.now();
  await builders[form]();
  writeFileSync(stamp, wanted);
  console.log(`built the ${form} form in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
