import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';

const root = resolve(import.meta.dirname, '../..');

/** Runs the check over a folder and gives what it said. */
function check(folder: string): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts/import-rule.mjs'), folder], { encoding: 'utf8' });
  return { code: status, said: stdout + stderr };
}

describe('the import rule of the house', () => {
  let copy = '';

  before(() => {
    copy = mkdtempSync(join(tmpdir(), 'clinic-chat-rule-'));
  });
  after(() => rmSync(copy, { recursive: true, force: true }));

  /** A fresh copy of the sources with one line more in one file. */
  function plant(file: string, line: string): { code: number | null; said: string } {
    rmSync(copy, { recursive: true, force: true });
    cpSync(join(root, 'src'), join(copy, 'src'), { recursive: true });
    for (const name of ['package.json', 'tsconfig.json']) cpSync(join(root, name), join(copy, name));
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
    appendFileSync(join(copy, file), `\n${line}\n`);
    return check(copy);
  }

  it('holds in src/', () => {
    const { code, said } = check(root);
    assert.equal(code, 0, said);
  });

  it('goes red when an element imports a kind', () => {
    const { code, said } = plant('src/elements/chat-element.ts', "export { kinds } from '../kinds/index.js';");
    assert.equal(code, 1);
    assert.match(said, /room-elements: src\/elements\/chat-element\.ts → src\/kinds\/index\.ts/);
  });

  it('goes red when the store imports an adapter, by a type alone', () => {
    const { code, said } = plant('src/store/types.ts', "export type { MemorySeed } from '../transport/memory/index.js';");
    assert.equal(code, 1);
    assert.match(said, /room-store: src\/store\/types\.ts → src\/transport\/memory\/index\.ts/);
  });

  it('goes red when the model imports lit', () => {
    const { code, said } = plant('src/model/limits.ts', "export { html } from 'lit';");
    assert.equal(code, 1);
    assert.match(said, /lit-above-ui: src\/model\/limits\.ts/);
  });

  it('goes red when there is a circle', () => {
    const { code, said } = plant('src/model/primitives.ts', "export type { Thread as CircleThread } from './thread.js';");
    assert.equal(code, 1);
    assert.match(said, /no-circle: /);
  });
});
