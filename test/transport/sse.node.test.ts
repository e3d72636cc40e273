import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SseParser, type Frame } from '../../src/transport/rest/sse.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const whole = (text: string): Frame[] => new SseParser().push(bytes(text));

const stream = [
  ': a comment', ': another',
  'event: batch', 'id: 7', 'data: ["Grüße, 你好 👩‍⚕️",', 'data: 2]', '',
  'data:no space', '', 'data:  two spaces', '',
  'event: ephemeral', 'data', '', 'retry: 10', 'nonsense', '',
  'event: left over', 'data: never given',
];
const expected: Frame[] = [
  { event: 'batch', id: '7', data: '["Grüße, 你好 👩‍⚕️",\n2]' },
  { event: 'message', data: 'no space' },
  { event: 'message', data: ' two spaces' },
  { event: 'ephemeral', data: '' },
];

describe('SseParser', () => {
  for (const [name, end] of [['LF', '\n'], ['CRLF', '\r\n'], ['CR', '\r']] as const) {
    it(`reads frames with ${name}, cut at every byte`, () => {
      const input = bytes(stream.join(end));
      assert.deepEqual(new SseParser().push(input), expected);
      for (let cut = 0; cut <= input.length; cut += 1) {
        const parser = new SseParser();
        assert.deepEqual([...parser.push(input.slice(0, cut)), ...parser.push(input.slice(cut))], expected, `cut at ${cut}`);
      }
    });

    it(`reads frames with ${name}, byte by byte`, () => {
      const parser = new SseParser();
      assert.deepEqual([...bytes(stream.join(end))].flatMap((byte) => parser.push(Uint8Array.of(byte))), expected);
    });
  }

  it('leaves a byte order mark at the beginning out', () => {
    assert.deepEqual(whole('\uFEFFdata: x\n\n'), [{ event: 'message', data: 'x' }]);
  });

  it('gives no frame without data, and forgets its event', () => {
    assert.deepEqual(whole('event: a\n\ndata: x\n\n'), [{ event: 'message', data: 'x' }]);
  });

  it('ignores an id with a NUL, and does not carry an id over to the next frame', () => {
    assert.deepEqual(whole('id: a\0b\ndata: x\n\nid: c\ndata: y\n\ndata: z\n\n'), [
      { event: 'message', data: 'x' }, { event: 'message', data: 'y', id: 'c' }, { event: 'message', data: 'z' },
    ]);
  });

  it('gives up on a frame without end', () => {
    const parser = new SseParser();
    const megabyte = new Uint8Array(1024 * 1024).fill(120);
    assert.throws(() => { for (let i = 0; i < 20; i += 1) parser.push(megabyte); }, /cannot be read/);
  });
});
