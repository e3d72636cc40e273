import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ChatError } from '../../src/base/errors.js';
import { Tokens } from '../../src/transport/rest/tokens.js';
import { FakeClock, settle } from './fakes.js';

function make(answer: (reason: string, turn: number) => unknown = (_, turn) => `t${turn}`) {
  const clock = new FakeClock();
  const reasons: string[] = [];
  const tokens = new Tokens(async (reason) => {
    reasons.push(reason);
    return await answer(reason, reasons.length) as string;
  }, clock);
  return { clock, reasons, tokens };
}
const code = (expected: string) => (error: unknown): boolean => error instanceof ChatError && error.code === expected;

describe('Tokens', () => {
  it('asks once for however many, and keeps the token', async () => {
    const { tokens, reasons } = make();
    assert.deepEqual(await Promise.all([tokens.get(), tokens.get(), tokens.get()]), ['t1', 't1', 't1']);
    assert.equal(await tokens.get(), 't1');
    assert.deepEqual(reasons, ['initial']);
  });

  it('after a refusal asks once for another, also for those who come late with the old one', async () => {
    const { tokens, reasons } = make();
    await tokens.get();
    assert.deepEqual(await Promise.all([tokens.renew('t1'), tokens.renew('t1')]), ['t2', 't2']);
    assert.equal(await tokens.renew('t1'), 't2');
    assert.deepEqual(reasons, ['initial', 'rejected']);
  });

  it('renews ahead of the end, while the old one still serves', async () => {
    const { tokens, clock, reasons } = make((_, turn) => ({ token: `t${turn}`, expiresAt: clock.now() + 300_000 }));
    await tokens.get();
    await clock.pass(239_000);
    assert.equal(await tokens.get(), 't1');
    assert.deepEqual(reasons, ['initial']);
    await clock.pass(2_000);
    assert.equal(await tokens.get(), 't1');
    await settle();
    assert.deepEqual(reasons, ['initial', 'expiring']);
    assert.equal(await tokens.get(), 't2');
  });

  it('one that has expired is not used; one that looks expired on arrival is', async () => {
    const { tokens, clock } = make((_, turn) => ({ token: `t${turn}`, expiresAt: clock.now() + (turn === 1 ? 10_000 : -5) }));
    assert.equal(await tokens.get(), 't1');
    await clock.pass(10_001);
    assert.equal(await tokens.get(), 't2');
    assert.equal(await tokens.get(), 't2');
  });

  it('a failed renewal ahead of time hurts nobody, and is not repeated at once', async () => {
    const { tokens, clock, reasons } = make((reason) => {
      if (reason === 'expiring') throw new Error('no');
      return { token: 't', expiresAt: clock.now() + 300_000 };
    });
    await tokens.get();
    await clock.pass(250_000);
    for (let i = 0; i < 3; i += 1) {
      assert.equal(await tokens.get(), 't');
      await settle();
    }
    assert.deepEqual(reasons, ['initial', 'expiring']);
  });

  it('T4 a callback that throws is «unauthenticated», and what it threw stays out', async () => {
    const { tokens, reasons } = make(() => { throw new Error('token abc refused'); });
    await assert.rejects(tokens.get(), (error: unknown) =>
      error instanceof ChatError && error.code === 'unauthenticated' && error.retryable && error.cause === undefined && !error.message.includes('abc'));
    await assert.rejects(tokens.get(), code('unauthenticated'));
    assert.equal(reasons.length, 2);
  });

  it('a callback that never answers is a timeout after 30 s, and may be asked again', async () => {
    const { tokens, clock, reasons } = make((_, turn) => (turn === 1 ? new Promise(() => undefined) : 't2'));
    const first = assert.rejects(tokens.get(), code('timeout'));
    await clock.pass(29_000);
    assert.equal(reasons.length, 1);
    await clock.pass(2_000);
    await first;
    assert.equal(await tokens.get(), 't2');
  });

  it('a callback that brings nothing is told what to bring', async () => {
    for (const answer of [undefined, '', null, {}, { token: 5 }]) {
      await assert.rejects(make(() => answer).tokens.get(), /must answer a token/);
    }
  });

  it('T8 nothing is left after its end, not even of an answer that comes late', async () => {
    let bring: (token: string) => void = () => undefined;
    const { tokens } = make((_, turn) => (turn === 1 ? new Promise<string>((resolve) => { bring = resolve; }) : 'next'));
    const waiting = assert.rejects(tokens.get(), code('aborted'));
    await settle();
    tokens.clear();
    bring('late');
    await waiting;
  });
});
