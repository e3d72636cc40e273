import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ErrorCode } from '../../src/base/errors.js';
import { problemOf, retryAfter } from '../../src/transport/rest/problem.js';

const now = Date.parse('2026-11-21T12:00:00Z');
const of = (status: number, body: unknown = '', headers: Record<string, string> = {}, mutates = false) => problemOf({
  status, text: typeof body === 'string' ? body : JSON.stringify(body),
  headers: new Headers({ 'content-type': typeof body === 'string' ? 'text/html' : 'application/problem+json', ...headers }),
}, now, mutates);

describe('problemOf', () => {
  it('takes the code of problem details before the status', () => {
    const error = of(409, { code: 'held', title: 'the thread waits', detail: 'what Ana wrote', fields: { text: 'empty', odd: 1 } });
    assert.deepEqual([error.code, error.message, error.retryable, error.fields], ['held', 'the thread waits', false, { text: 'empty' }]);
    assert.ok(!JSON.stringify([error, error.message]).includes('what Ana wrote'), 'the detail stays out');
  });

  const table: readonly [number, ErrorCode][] = [
    [400, 'invalid'], [401, 'unauthenticated'], [403, 'forbidden'], [404, 'not-found'], [405, 'unsupported'], [408, 'timeout'], [409, 'conflict'], [410, 'gone'],
    [412, 'conflict'], [413, 'too-large'], [415, 'unsupported-type'], [418, 'invalid'], [422, 'invalid'], [423, 'held'], [429, 'rate-limited'],
    [500, 'unavailable'], [501, 'unsupported'], [502, 'unavailable'], [503, 'unavailable'], [504, 'timeout'], [302, 'unknown'],
  ];
  for (const [status, code] of table) it(`falls back from status ${status} to ${code}`, () => assert.equal(of(status, '<h1>no</h1>').code, code));

  it('does not take a code that is not ours', () => assert.equal(of(403, { code: 'teapot' }).code, 'forbidden'));
  it('survives problem details that are broken', () => {
    assert.equal(of(422, '{"code": ', { 'content-type': 'application/problem+json' }).code, 'invalid');
    assert.equal(of(422, 'null', { 'content-type': 'application/problem+json' }).code, 'invalid');
  });

  it('leaves the outcome open where a gateway answers for a command, and only there', () => {
    assert.equal(of(502, '<h1>bad gateway</h1>', {}, true).outcome, 'maybe');
    assert.equal(of(502, '<h1>bad gateway</h1>', {}, false).outcome, 'no');
    assert.equal(of(500, { code: 'unknown' }, {}, true).outcome, 'no');
    assert.equal(of(422, '', {}, true).outcome, 'no');
  });
  it('a failure of the server may be tried again', () => {
    assert.ok(of(500, { code: 'unknown' }).retryable);
    assert.ok(of(429).retryable && of(503).retryable);
    assert.ok(!of(501).retryable && !of(403).retryable && !of(401).retryable);
  });
});

describe('T9 Retry-After', () => {
  const read = (headers: Record<string, string>) => retryAfter(new Headers(headers), now);
  it('in seconds', () => assert.equal(read({ 'retry-after': '7' }), 7_000));
  it('as a date, from the answer’s own Date', () => {
    assert.equal(read({ 'retry-after': 'Sat, 21 Nov 2026 11:00:30 GMT', date: 'Sat, 21 Nov 2026 11:00:00 GMT' }), 30_000);
  });
  it('as a date, from now where the answer has none', () => assert.equal(read({ 'retry-after': 'Sat, 21 Nov 2026 12:01:00 GMT' }), 60_000));
  it('in the past is no wait', () => assert.equal(read({ 'retry-after': 'Sat, 21 Nov 2026 11:00:00 GMT' }), 0));
  it('nonsense is none', () => assert.equal(read({ 'retry-after': 'soon' }), undefined));
  it('reaches the error', () => assert.equal(of(429, '', { 'retry-after': '3' }).retryAfterMs, 3_000));
});
