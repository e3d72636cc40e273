import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestServer, type TestServer } from '../../demo/server/testing.js';
import { ChatError } from '../../src/base/errors.js';
import { soon } from '../support/soon.js';
import { attemptOf, send, type Attempt } from './attempts.js';
import { forgedStage, memoryStage, restStage, type Stage } from './lines.js';
import { actors, isAllowed, places, rows, unwritten, type Row } from './table.js';
import { actorId, worldFor, type World } from './world.js';

let server: TestServer;
before(async () => { server = await startTestServer({ rate: { perSecond: 100_000, burst: 100_000 } }); });
after(() => server.close());

const ways: readonly { name: string; open(world: World): Stage }[] = [
  { name: 'the embedded workspace', open: memoryStage },
  { name: 'the rest adapter on the reference server', open: (world) => restStage(server, world) },
  { name: 'a forged request to the reference server', open: (world) => forgedStage(server, world) },
];

/** Tries one cell. Answers what is wrong with it, and nothing where it is as the table says. */
async function tryOut(stage: Stage, row: Row, allowed: boolean): Promise<() => Promise<string | undefined>> {
  const attempt: Attempt = attemptOf(row);
  const { capability } = row;
  const line = await stage.line(actorId);
  const outcome = await (attempt.ask ? attempt.ask(line, capability) : send(line, attempt.command!(capability)))
    .then((answer) => ({ code: 'none' as const, answer }), (error: unknown) => {
      if (!(error instanceof ChatError)) throw error;
      return { code: error.code, answer: undefined };
    });
  const isDone = (): Promise<boolean> => attempt.isDone?.(stage, capability, outcome.answer) ?? Promise.resolve(true);
  if (allowed) {
    const wanted = attempt.later ?? 'none';
    if (outcome.code !== wanted) return () => Promise.resolve(`${capability}: allowed, but answered ${outcome.code}`);
    return async () => (await soon(isDone) ? undefined : `${capability}: allowed, but nothing came of it`);
  }
  if (attempt.silent && outcome.code === 'none') return async () => (await isDone() ? `${capability}: not allowed, but done` : undefined);
  const wrong = (attempt.refusedWith ?? ['forbidden']).includes(outcome.code as never) ? undefined : `${capability}: not allowed, but answered ${outcome.code}`;
  return () => Promise.resolve(wrong);
}

let cells = 0;
after(() => { console.log(`matrix: ${cells} cells (memory, rest, forged)`); });

describe('R-01 R-03 R-12 R-18 R-27 who may do what: the server', () => {
  it('every row of the policy is written in the table', () => assert.deepEqual(unwritten, []));

  for (const way of ways) {
    for (const place of places) {
      for (const actor of actors) {
        it(`${actor.name}, ${place}, by ${way.name}`, async () => {
          const stage = way.open(worldFor(actor, place));
          try {
            await stage.line('rosa');
            const wrong: (string | undefined)[] = [];
            const looks: (() => Promise<string | undefined>)[] = [];
            for (const row of rows) {
              looks.push(await tryOut(stage, row, isAllowed(row, actor, place)));
              cells += 1;
            }
            // What must not come about has had the time of all the others.
            for (const look of looks) wrong.push(await look());
            assert.deepEqual(wrong.filter(Boolean), []);
          } finally {
            stage.end();
          }
        });
      }
    }
  }
});
