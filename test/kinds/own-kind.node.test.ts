import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bloodPressure } from '../../demo/own-kind/index.js';
import { startTestServer } from '../../demo/server/testing.js';
import { translator } from '../../src/i18n/index.js';
import { kinds } from '../../src/kinds/index.js';
import { memoryWorkspace } from '../../src/transport/memory/index.js';
import { restTransport } from '../../src/transport/rest/index.js';
import type { Transport } from '../../src/transport/transport.js';
import { open } from './two-worlds.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const filesOf = (folder: string): string[] => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
const people = [{ id: 'ana', name: 'Ana Silva', role: 'patient' }, { id: 'maya', name: 'Dr. Maya Lee', role: 'practitioner' }, { id: 'rosa', name: 'Rosa Diaz', role: 'coordinator' }];
const thread = { id: 'ana-maya', kind: 'direct' as const, participants: ['ana', 'maya', 'rosa'] };
const code = (want: string) => (error: { code?: string }) => error.code === want || assert.fail(`${String(error.code)} in place of ${want}`);

describe('a kind from outside', () => {
  it('adding it touches no file under src/: nothing there knows of it', () => {
    assert.deepEqual(filesOf('src').filter((file) => /blood-?pressure|own-kind/i.test(readFileSync(file, 'utf8'))), []);
  });

  it('takes all that it needs from what the package offers', () => {
    for (const file of filesOf('demo/own-kind')) {
      for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\(? ?'([^']+)'/g)) {
        assert.match(from, /^(\.\/|lit$|lit\/|\.\.\/\.\.\/src\/(index|define|base\/errors|model\/index|kinds\/index|transport\/rest\/index)\.js$)/, `${file} imports ${from}`);
      }
    }
  });

  it('is told in a line, also in another language, and in English where that lacks a word', () => {
    const line = (locale: string) => bloodPressure.preview({ systolic: 128, diastolic: 82 }, translator(locale, ...(bloodPressure.strings ? [bloodPressure.strings] : [])), []);
    assert.deepEqual([line('en'), line('de')], ['Blood pressure: 128 over 82', 'Blutdruck: 128 zu 82']);
  });

  const worlds: Readonly<Record<string, () => Promise<(id: string) => { transport: Transport; token: () => Promise<string> }>>> = {
    memory: () => {
      const home = memoryWorkspace({ people, threads: [thread] }, { kinds: [...kinds, bloodPressure] });
      return Promise.resolve((id) => ({ transport: home.transport(id), token: () => Promise.resolve('token') }));
    },
    rest: async () => {
      const server = await startTestServer({ people, kinds: [...kinds, bloodPressure] });
      after(() => server.close());
      server.admin.putThread(server.workspace, thread);
      return (id) => ({ transport: restTransport({ server: server.url }), token: () => server.token(id) });
    },
  };
  for (const [name, make] of Object.entries(worlds)) {
    it(`is sent by whom its card grants it, and kept as its authority says, ${name}`, async () => {
      const line = await make();
      const as = (id: string) => { const { transport, token } = line(id); return open(transport, token); };
      const [ana, maya, rosa] = await Promise.all([as('ana'), as('maya'), as('rosa')]);
      const sent = await ana.send('ana-maya', 'blood-pressure', { systolic: 128, diastolic: 82, note: 'ignored' });
      assert.deepEqual((await maya.messages('ana-maya')).find(({ id }) => id === sent.id)?.payload, { systolic: 128, diastolic: 82 });
      for (const wrong of [{}, { systolic: 82, diastolic: 128 }, { systolic: '128', diastolic: 82 }, { systolic: 128, diastolic: 82, pulse: 0 }]) await assert.rejects(ana.send('ana-maya', 'blood-pressure', wrong), code('invalid'));
      await assert.rejects(rosa.send('ana-maya', 'blood-pressure', { systolic: 128, diastolic: 82 }), code('forbidden'));
    });
  }
});

/** What is left must still be typed, and still carry messages: without a page, in a copy of the tree. */
const checks = `
import assert from 'node:assert/strict';
import { kinds } from './src/kinds/index.js';
import { createChat } from './src/store/index.js';
import { memoryWorkspace } from './src/transport/memory/index.js';

await Promise.all(kinds.map(async (kind) => { await kind.load?.(); await kind.authority?.(); }));
const home = memoryWorkspace({ people: [{ id: 'ana', name: 'Ana', role: 'patient' }, { id: 'maya', name: 'Maya', role: 'practitioner' }], threads: [{ id: 't', participants: ['ana', 'maya'], messages: [
  { author: 'maya', kind: process.argv[2] ?? '', payload: {}, preview: 'What it was', for: 'ana' },
] }] }, { kinds });
const chat = createChat({ transport: home.transport('ana'), kinds });
chat.open();
chat.dispatch({ type: 'thread.open', threadId: 't' });
chat.dispatch({ type: 'message.send', threadId: 't', kind: 'text', payload: { text: 'Hello', format: 'plain' }, files: [] });
const seen = (): string[] => chat.timeline('t').get().messages.filter(({ position }) => position !== undefined).map(({ kind, preview }) => preview ?? kind);
for (let turn = 0; turn < 3_000 && seen().length < 2; turn++) await new Promise((resolve) => setTimeout(resolve, 10));
assert.deepEqual(seen(), ['What it was', 'text']);
assert.ok(!kinds.some(({ kind }) => kind === process.argv[2]));
process.exit(0);
`;

describe('a kind that is taken out', () => {
  for (const name of ['payment', 'advice']) {
    it(`leaves everything else working: ${name}, its folder and what the list says of it`, { timeout: 120_000 }, () => {
      const copy = mkdtempSync(join(tmpdir(), 'clinic-without-'));
      after(() => rmSync(copy, { recursive: true, force: true }));
      for (const part of ['src', 'demo/server', 'tsconfig.json', 'package.json']) cpSync(join(root, part), join(copy, part), { recursive: true });
      symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
      rmSync(join(copy, 'src/kinds', name), { recursive: true });
      const list = join(copy, 'src/kinds/index.ts');
      writeFileSync(list, readFileSync(list, 'utf8').split('\n').filter((line) => !line.includes(`'./${name}/index.js'`)).map((line) => line.replace(new RegExp(`\\b${name}, `), '')).join('\n'));
      writeFileSync(join(copy, 'checks.ts'), checks);
      writeFileSync(join(copy, 'tsconfig.copy.json'), JSON.stringify({ extends: './tsconfig.json', include: ['src', 'demo/server', 'checks.ts'] }));
      const run = (...args: string[]): void => {
        const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
        assert.equal(status, 0, `${args.join(' ')}\n${stdout}${stderr}`);
      };
      run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.copy.json');
      run('--import', 'tsx', 'checks.ts', name);
    });
  }
});
