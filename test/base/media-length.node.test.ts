import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { mediaLength } from '../../src/base/media-length.js';

const video = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`../support/videos/${name}`, import.meta.url)));
const measure = (bytes: Uint8Array): Promise<number | undefined> => mediaLength(bytes.length, (at, length) => Promise.resolve(bytes.slice(at, at + length)));
const places = (bytes: Uint8Array, name: string): number[] => [...Buffer.from(bytes).toString('latin1').matchAll(new RegExp(name, 'g'))].map(({ index }) => index + 4);

describe('how long a video lasts', () => {
  it('R-21 as its samples say, wherever the header is and whether or not it tells', async () => {
    for (const [name, seconds] of [['45.mp4', 45], ['46.mp4', 46], ['46-fragments.mp4', 46], ['45.webm', 45], ['46-live.webm', 46]] as const) {
      assert.ok(Math.abs((await measure(video(name)) ?? 0) - seconds) < 0.1, `${name}: ${String(await measure(video(name)))}`);
    }
  });

  it('R-21 a header that claims 10 seconds makes no shorter video of it', async () => {
    const bytes = video('46.mp4');
    const view = new DataView(bytes.buffer);
    for (const at of [...places(bytes, 'mvhd'), ...places(bytes, 'mdhd')]) view.setUint32(at + 16, view.getUint32(at + 12) * 10);
    assert.equal(await measure(bytes), 46);
  });

  it('R-21 what is cut off, forged or no video at all says what it can, and ends', async () => {
    for (const name of ['45.mp4', '46-fragments.mp4', '46-live.webm']) {
      const whole = video(name);
      for (let length = 0; length < whole.length; length += 37) {
        const seconds = await measure(whole.subarray(0, length));
        assert.ok(seconds === undefined || seconds <= 47, `${name} up to ${length}: ${String(seconds)}`);
      }
      for (let at = 8; at < whole.length; at += 11) await measure(whole.map((byte, i) => (i === at ? byte ^ 0xff : byte)));
    }
    for (const bytes of [new Uint8Array(), new Uint8Array(100), new TextEncoder().encode('<html>'), Uint8Array.of(0, 0, 0, 0, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6f, 0x6d)]) {
      assert.equal(await measure(bytes), undefined);
    }
  });
});
