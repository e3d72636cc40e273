import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '../..');
const dist = join(root, 'dist');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { exports: Record<string, string | { types: string; default: string }> };

/** Every file below a folder and the hash of its bytes. */
function hashes(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [join(parentPath, name).slice(folder.length + 1), createHash('sha256').update(readFileSync(join(parentPath, name))).digest('hex')] as const).sort(),
  );
}

/** The files of a build that come when they are needed, below `dist`. */
const late = (form: string): string[] => Object.keys(hashes(join(dist, form))).map((name) => `${form}/${name}`);

/** Runs one of the package's entries in a Node of its own. */
function inNode(code: string): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { cwd: root, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

describe('what is published', () => {
  before(() => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { cwd: root, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });

  it('has a file and its types for every entry', () => {
    for (const [entry, target] of Object.entries(manifest.exports)) {
      if (entry.includes('*')) continue;
      for (const file of typeof target === 'string' ? [target] : [target.types, target.default]) assert.ok(existsSync(join(root, file)), `${entry}: ${file}`);
    }
  });

  it('loads in Node, every entry, without a page', () => {
    const entries = Object.entries(manifest.exports).filter(([entry, target]) => typeof target === 'object' && !entry.includes('*'));
    const elements = readdirSync(join(dist, 'elements')).filter((name) => name.endsWith('.js')).map((name) => `./dist/elements/${name}`);
    const files = [...entries.map(([, target]) => (target as { default: string }).default), ...elements];
    const { status, said } = inNode(files.map((file) => `await import(${JSON.stringify(pathToFileURL(join(root, file)).href)});`).join('\n'));
    assert.equal(status, 0, said);
  });

  it('keeps the store and the cards of the kinds free of lit', () => {
    const urls = ['store/index.js', 'kinds/index.js', 'transport/memory/index.js'].map((file) => pathToFileURL(join(dist, file)).href);
    const { status, said } = inNode(`${urls.map((url) => `await import(${JSON.stringify(url)});`).join('\n')} if (globalThis.litElementVersions || globalThis.litHtmlVersions) throw new Error('lit was loaded');`);
    assert.equal(status, 0, said);
  });

  it('names the subresource integrity of the loader, of the one file, and of all that stands beside it', () => {
    const integrity = JSON.parse(readFileSync(join(dist, 'integrity.json'), 'utf8')) as Record<string, string>;
    const beside = late('one-file');
    assert.ok(beside.some((name) => /^one-file\/[0-9a-f]{8}\/shared\.js$/.test(name)));
    assert.deepEqual(Object.keys(integrity).sort(), ['clinic-chat.iife.js', 'clinic-chat.js', ...beside].sort());
    for (const name of Object.keys(integrity)) {
      assert.equal(integrity[name], `sha384-${createHash('sha384').update(readFileSync(join(dist, name))).digest('base64')}`);
    }
  });

  it('is one classic script, with modules beside it that take from it by one of them alone', () => {
    assert.doesNotMatch(readFileSync(join(dist, 'clinic-chat.iife.js'), 'utf8'), /^\s*(?:import|export)\b[^(]/m);
    for (const name of late('one-file')) assert.doesNotMatch(readFileSync(join(dist, name), 'utf8'), /clinic-chat\.iife\.js/, name);
  });

  it('keeps the late files of a build in one folder, whose name none of them needs to know', () => {
    for (const form of ['chunks', 'one-file']) {
      const [build = '', ...others] = readdirSync(join(dist, form));
      assert.match(build, /^[0-9a-f]{8}$/);
      assert.deepEqual(others, []);
      // The one that takes over from the script asks for what this very build has left on the page.
      const names = late(form).filter((name) => !name.endsWith('/shared.js'));
      assert.ok(names.length > 50);
      for (const name of names) assert.ok(!readFileSync(join(dist, name), 'utf8').includes(build), name);
    }
  });

  it('holds no path of the machine that built it and no address of another host to load from', () => {
    for (const file of readdirSync(dist, { recursive: true, withFileTypes: true }).filter(({ name }) => /\.(js|json|d\.ts)$/.test(name))) {
      const text = readFileSync(join(file.parentPath, file.name), 'utf8');
      assert.ok(!text.includes(root), `${file.name} holds ${root}`);
      assert.doesNotMatch(text, /import\s*\(?["'`]https?:/, file.name);
    }
  });

  it('is the same, byte for byte, when it is built again', { timeout: 240_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'clinic-chat-dist-'));
    try {
      const { status, stderr } = spawnSync(process.execPath, ['scripts/build.mjs', '--script', '--out', folder], { cwd: root, encoding: 'utf8' });
      assert.equal(status, 0, stderr);
      const again = hashes(folder);
      const first = hashes(dist);
      assert.ok(Object.keys(again).length > 3);
      for (const [file, hash] of Object.entries(again)) assert.equal(hash, first[file], file);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
