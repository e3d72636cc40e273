import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { draw, type Plan } from './plan.js';
import { ProfileError } from './fields.js';
import { defaultProfile, profileFrom } from './profile.js';
import { never } from './sometimes.mjs';
import { stepNames } from './step-uses.js';

const user = { id: 'u0', tabs: 2, locks: true, broadcast: true, storage: true, oldRows: false };
const thread = { id: 't0', members: ['u0'], messages: 3 };
const start = { at: 0, do: 'start', tab: 'u0.0' };
const good = { page: 5, users: [user], threads: [thread], steps: [start] };

const script = (change: object): unknown => ({ script: { ...good, ...change } });
const ofUser = (change: object): unknown => script({ users: [{ ...user, ...change }] });
const ofThread = (change: object): unknown => script({ threads: [{ ...thread, ...change }] });
const step = (one: object): unknown => script({ steps: [start, one] });
const size = (name: string, value: unknown): unknown => ({ sizes: { [name]: value } });
const without = (value: object, key: string): unknown => Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
const ranges = (name: string): [string, unknown][] => [[0, 0], [-2, -1], [5, 1], [1.5, 2.5], ['2', '3'], [2], [1, 2, 3], [1, 1e9], [1, Infinity], 3, null, '1-3', {}]
  .map((value) => [`profile’s sizes.${name} is `, size(name, value)]);

/** What the sentence begins with, after «The», and the file. */
const bad: [begins: string, file: unknown][] = [
  ['profile is null', null], ['profile is []', []], ['profile is "hello"', 'hello'], ['profile is 42', 42],
  ['profile’s stepz is {"say":1}; there is no such field', { stepz: { say: 1 } }], ['profile’s page is 5; there', good],
  ['profile’s ["__proto__"] is', JSON.parse('{"__proto__":{"x":1}}')], ['profile’s ["a\\nb"] is 1', { 'a\nb': 1 }],
  ['profile’s name is 5', { name: 5 }], ['profile’s name is null', { name: null }],
  ...['sizes', 'browsers', 'steps', 'script'].flatMap((name) => [null, [], [1, 2], 'x', 5, true].map((value): [string, unknown] => [`profile’s ${name} is ${JSON.stringify(value)}`, { [name]: value }])),
  ['profile’s sizes.tab is [5,5]; there is no such size', size('tab', [5, 5])], ['profile’s sizes.toString is', size('toString', [1, 1])],
  ...['users', 'tabs', 'threads', 'page'].flatMap(ranges),
  ['profile’s sizes.messages is [-5,-1]', size('messages', [-5, -1])], ['profile’s sizes.steps is [100000000,100000000]', size('steps', [1e8, 1e8])],
  ['profile’s sizes.tabs is [30,30]; with up to 3 users', size('tabs', [30, 30])], ['profile’s sizes.messages is [0,5000]', { sizes: { threads: [1, 100], messages: [0, 5_000] } }],
  ...[2, -1, 'yes', true, null, NaN].map((value): [string, unknown] => ['profile’s browsers.noLocks is', { browsers: { noLocks: value } }]),
  ['profile’s browsers.noLock is 1; there', { browsers: { noLock: 1 } }], ['profile’s browsers.constructor is', { browsers: { constructor: 1 } }],
  ['profile’s steps is {}', { steps: {} }], ['profile’s steps is {"say":0,"type":0}', { steps: { say: 0, type: 0 } }],
  ...['toString', 'constructor', 'hasOwnProperty', 'sya'].map((name): [string, unknown] => [`profile’s steps.${name} is`, { steps: { say: 1, [name]: 1 } }]),
  ...[-3, '5', null, 1e308, NaN, true].map((value): [string, unknown] => ['profile’s steps.kill is', { steps: { say: 5, kill: value } }]),
  ['profile’s script.users is missing', { script: {} }],
  ...['users', 'threads', 'steps'].flatMap((name) => [[`script.${name} is missing`, { script: without(good, name) }], [`script.${name} is "x"`, script({ [name]: 'x' })],
    [`script.${name}.length is 0`, script({ [name]: [] })], [`script.${name}[0] is null`, script({ [name]: [null] })]].map(([begins, file]): [string, unknown] => [`profile’s ${begins as string}`, file])),
  ['profile’s script.page is 0', script({ page: 0 })], ['profile’s script.stps is 1', script({ stps: 1 })],
  ...Object.keys(user).map((name): [string, unknown] => [`profile’s script.users[0].${name} is missing`, script({ users: [without(user, name)] })]),
  ['profile’s script.users[0].id is "alice"', ofUser({ id: 'alice' })], ['profile’s script.users[0].id is "u00"', ofUser({ id: 'u00' })], ['profile’s script.users[0].id is "t0"', ofUser({ id: 't0' })],
  ['profile’s script.users[0].tabs is 0', ofUser({ tabs: 0 })], ['profile’s script.users[0].locks is 1', ofUser({ locks: 1 })], ['profile’s script.users[0].lock is', ofUser({ lock: true })],
  ['profile’s script.users[1].id is "u0"; each', script({ users: [user, user] })],
  ['profile’s script.users, with all tabs together, is 90', script({ users: ['u0', 'u1', 'u2'].map((id) => ({ ...user, id, tabs: 30 })) })],
  ...Object.keys(thread).map((name): [string, unknown] => [`profile’s script.threads[0].${name} is missing`, script({ threads: [without(thread, name)] })]),
  ['profile’s script.threads[0].id is "main"', ofThread({ id: 'main' })], ['profile’s script.threads[0].members[0] is "u9"; it must be one of the script’s users: u0', ofThread({ members: ['u9'] })],
  ['profile’s script.threads[0].members.length is 2', ofThread({ members: ['u0', 'u0'] })], ['profile’s script.threads[0].messages is "3"', ofThread({ messages: '3' })],
  ['profile’s script.threads[0].kind is', ofThread({ kind: 'group' })], ['profile’s script.threads[1].id is "t0"; each', script({ threads: [thread, thread] })],
  ...[undefined, 'soon', '0', -50, NaN, Infinity, 1e300, null].map((value): [string, unknown] => ['profile’s script.steps[1].at is', step({ ...start, at: value })]),
  ...['sya', 'toString', undefined, 7].map((value): [string, unknown] => ['profile’s script.steps[1].do is', step({ ...start, do: value })]),
  ...['u7.0', 'u0.2', 'u0', 'u0.', 'u0.-1', 'u0.0.0', 'u0.00', 0, undefined].map((value): [string, unknown] => ['profile’s script.steps[1].tab is', step({ ...start, tab: value })]),
  ['profile’s script.steps[1].tab is "u3.0"', step({ at: 1, do: 'down', tab: 'u3.0' })],
  ['profile’s script.steps[1].thread is missing', step({ at: 1, do: 'say', tab: 'u0.0' })], ['profile’s script.steps[1].thread is missing', step({ at: 1, do: 'open', tab: 'u0.0' })],
  ['profile’s script.steps[1].thread is "t7"', step({ at: 1, do: 'say', tab: 'u0.0', thread: 't7' })], ['profile’s script.steps[1].thread is "t7"', step({ at: 1, do: 'other', thread: 't7' })],
  ['profile’s script.steps[1].thread is "zz"', step({ ...start, thread: 'zz' })], ['profile’s script.steps[1].thread is "t7"', step({ at: 1, do: 'tokens', thread: 't7' })],
  ['profile’s script.steps[1].thred is "t0"; there', step({ ...start, thred: 't0' })],
  ...[-1, 1.5, '1', null, 1e9].map((value): [string, unknown] => ['profile’s script.steps[1].n is', step({ ...start, n: value })]),
  ...['long', -1, null, NaN, 1e9].map((value): [string, unknown] => ['profile’s script.steps[1].ms is', step({ at: 1, do: 'down', ms: value })]),
];

describe('a profile from a file', () => {
  for (const [begins, file] of bad) {
    it(`is refused: ${begins} … (${JSON.stringify(file).slice(0, 60)})`, () => {
      assert.throws(() => profileFrom(file), (error) => {
        assert.ok(error instanceof ProfileError, String(error));
        assert.ok(error.message.startsWith(`The ${begins}`), error.message);
        assert.match(error.message, /^[^\n]+; [^\n]+\.$/);
        return true;
      });
    });
  }

  it('has the default where it says nothing', () => {
    assert.deepEqual(profileFrom(undefined), { ...defaultProfile, name: 'file' });
    assert.deepEqual(profileFrom({}), { ...defaultProfile, name: 'file' });
    const mine = profileFrom({ name: 'x', sizes: { tabs: [2, 2] }, browsers: { noLocks: 1 }, steps: { start: 1, say: 0 } });
    assert.deepEqual([mine.name, mine.sizes, mine.browsers.noLocks, mine.steps], ['x', { ...defaultProfile.sizes, tabs: [2, 2] }, 1, { start: 1, say: 0 }]);
  });

  it('may weigh every step that there is', () => {
    for (const name of stepNames) assert.equal(draw(1, profileFrom({ steps: { [name]: 1 } })).steps.some((one) => one.do === name), true, name);
  });

  it('may be long', () => {
    for (const sizes of [{ steps: [4_000, 4_000] }, { threads: [1, 1], messages: [5_000, 5_000] }, { users: [1, 1], tabs: [30, 30] }, { threads: [60, 60] }, { steps: [0, 0] }]) profileFrom({ sizes });
  });

  it('may hold any script that was drawn or kept, which is left as it is', async () => {
    const kept = (JSON.parse(await readFile(`${import.meta.dirname}/kept.json`, 'utf8')) as { script: Plan }[]).map((one) => one.script);
    const drawn = Array.from({ length: 200 }, (_, seed) => draw(seed, defaultProfile));
    const most = draw(1, profileFrom({ sizes: { users: [20, 20], tabs: [3, 3], steps: [10_000, 10_000] }, steps: { kill: 1, hour: 1 } }));
    for (const plan of [...kept, ...drawn, most]) assert.deepEqual(profileFrom({ name: 'seed 1', script: JSON.parse(JSON.stringify(plan)) }).script, plan);
  });

  it('may hold the script of the docs', async () => {
    const docs = await readFile(`${import.meta.dirname}/../../docs/simulation.md`, 'utf8');
    const examples = [...docs.matchAll(/```json\n(.*?)```/gs)].map(([, text]) => JSON.parse(text!) as { script?: Plan });
    assert.ok(examples.length > 0);
    for (const example of examples) assert.deepEqual(profileFrom(example).script, example.script);
  });

  it('may hold a script in any order, without a page, and with threads that its steps make no use of', () => {
    const { script: plan } = profileFrom({ script: { ...without(good, 'page') as object, steps: [
      { at: 9, do: 'open', tab: 'u0.1', thread: 't4' }, { at: 5.5, do: 'down', thread: 't4', tab: 'u0.0' }, { at: 9, do: 'tokens' }, start] } });
    assert.deepEqual([plan?.page, plan?.steps.map((one) => one.do)], [5, ['start', 'down', 'open', 'tokens']]);
  });
});

describe('what must have happened', () => {
  const missing = (file: unknown, sessions = 2_000): string[] => never(new Map(), profileFrom(file), sessions);

  it('is all that the default draws', () => {
    assert.equal(missing(undefined).length, 38);
    assert.deepEqual(never(new Map([['sent', 1]]), defaultProfile, 2_000).includes('sent'), false);
    assert.deepEqual(missing(undefined, 1_999), []);
  });

  it('is only what the profile lets happen, often enough', () => {
    assert.deepEqual(missing({ browsers: { noStorage: 1 }, steps: { say: 5, corrupt: 3 } }), ['sent']);
    assert.deepEqual(missing({ steps: { say: 5, restore: 3 } }), ['sent']);
    assert.deepEqual(missing({ steps: { say: 5, restore: 3, copy: 1 } }), ['sent', 'restore']);
    assert.deepEqual(missing({ steps: { say: 5, kill: 0, hold: 0.000_01 } }), ['sent']);
    assert.deepEqual(missing({ steps: { open: 5, refuse: 1, twice: 1, edit: 1, 'no-refresh': 1 } }), []);
    assert.deepEqual(missing({ steps: { kill: 1 }, sizes: { steps: [0, 0] } }), []);
    assert.deepEqual(missing({ script: good }), []);
  });
});

describe('the command line', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sim-'));
  });
  after(() => rm(folder, { recursive: true }));

  const run = async (text: string | undefined): Promise<{ status: number | null; stderr: string; stdout: string }> => {
    const file = join(folder, 'profile.json');
    if (text === undefined) await rm(file, { force: true });
    else await writeFile(file, text);
    return spawnSync(process.execPath, [`${import.meta.dirname}/run.mjs`, '--seed', '1', '--profile', file], { encoding: 'utf8' });
  };

  for (const [name, text, told] of [
    ['is missing', undefined, /cannot be read: there is no such file\.$/], ['is empty', '\n', /is empty/], ['is not JSON', '{ name:\n x }', /is not JSON/],
    ['says what it must not', '{"sizes":{"tabs":3}}', /^The profile’s sizes\.tabs is 3; /],
  ] as const) {
    it(`ends with 2 and one line where the file ${name}`, async () => {
      const { status, stderr, stdout } = await run(text);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /^[^\n]+\.\n$/);
      assert.match(stderr.trim(), told);
    });
  }

  it('plays a profile that is sound', async () => {
    const { status, stdout } = await run(JSON.stringify({ script: good }));
    assert.equal(status, 0);
    assert.match(stdout, /1 sessions, 0 violations/);
  });
});
