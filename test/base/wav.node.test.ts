import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wavOf, wavSeconds } from '../../src/base/wav.js';

const rate = 16_000;
const file = (seconds: number): Uint8Array => new Uint8Array(wavOf(new Float32Array(seconds * rate).fill(0.5), rate));
const change = (bytes: Uint8Array, act: (view: DataView) => void): Uint8Array => {
  act(new DataView(bytes.buffer));
  return bytes;
};

describe('base: WAV', () => {
  it('R-23 what is written is sixteen bits of one channel, and says its own length', () => {
    const bytes = file(2);
    const view = new DataView(bytes.buffer);
    assert.deepEqual([bytes.length, view.getUint16(22, true), view.getUint32(24, true), view.getInt16(44, true)], [44 + 64_000, 1, rate, 16_384]);
    assert.equal(wavSeconds(bytes, bytes.length), 2);
    assert.equal(wavSeconds(bytes.subarray(0, 4_096), bytes.length), 2);
  });
  it('R-23 loud sound is cut, not turned round', () => {
    const view = new DataView(wavOf(new Float32Array([2, -2]), rate));
    assert.deepEqual([view.getInt16(44, true), view.getInt16(46, true)], [0x7fff, -0x7fff]);
  });
  it('R-23 a length that the bytes do not bear out counts as far as they go; a rate that is made up counts for nothing', () => {
    const long = change(file(1), (view) => view.setUint32(40, 0xffffffff, true));
    assert.equal(wavSeconds(long, long.length), 1);
    assert.equal(wavSeconds(change(file(1), (view) => view.setUint32(40, 0, true)), 44 + 32_000), 1);
    assert.equal(wavSeconds(change(file(4), (view) => view.setUint32(28, 1e9, true)), 44 + 128_000), 4);
  });
  it('R-23 other bytes, and a file that is cut off in its head, tell nothing', () => {
    for (const bytes of [new Uint8Array(), new Uint8Array(100), file(1).subarray(0, 40), change(file(1), (view) => {
      view.setUint32(24, 0, true);
      view.setUint32(28, 0, true);
    }), change(file(1), (view) => view.setUint32(16, 0xfffffff0, true))]) {
      assert.equal(wavSeconds(bytes, 1_000_000), undefined);
    }
  });
});
