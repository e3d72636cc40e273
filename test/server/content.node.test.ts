import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cleanName, rangeOf } from '../../demo/server/files.js';
import { imageSize } from '../../src/base/image-size.js';
import { RateLimit } from '../../demo/server/rate-limit.js';
import { headBytes, typeOf } from '../../demo/server/sniff.js';

const bytes = (...parts: (string | number[])[]) => Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (c) => c.charCodeAt(0)) : part)));
const zeros = (n: number) => Array<number>(n).fill(0);

describe('R-06 what a file is, by its content', () => {
  const cases: [string, Uint8Array, string][] = [
    ['png', bytes([0x89], 'PNG\r\n', [0x1a], '\n'), 'image/png'], ['jpeg', bytes([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'], ['gif', bytes('GIF89a'), 'image/gif'],
    ['webp', bytes('RIFF', zeros(4), 'WEBPVP8 '), 'image/webp'], ['wav', bytes('RIFF', zeros(4), 'WAVEfmt '), 'audio/wav'], ['avif', bytes(zeros(4), 'ftypavif'), 'image/avif'],
    ['heic', bytes(zeros(4), 'ftypheic'), 'image/heic'], ['mp4', bytes(zeros(4), 'ftypisom'), 'video/mp4'], ['m4a', bytes(zeros(4), 'ftypM4A '), 'audio/mp4'],
    ['quicktime', bytes(zeros(4), 'ftypqt  '), 'video/quicktime'], ['webm', bytes([0x1a, 0x45, 0xdf, 0xa3], zeros(8), 'webm'), 'video/webm'], ['ogg', bytes('OggS', zeros(24), 'OpusHead'), 'audio/ogg'],
    ['mp3 with tags', bytes('ID3', [4]), 'audio/mpeg'], ['mp3', bytes([0xff, 0xfb, 0x90]), 'audio/mpeg'], ['aac', bytes([0xff, 0xf1, 0x50]), 'audio/aac'], ['flac', bytes('fLaC'), 'audio/flac'],
    ['pdf', bytes('%PDF-1.7\n'), 'application/pdf'], ['zip', bytes('PK', [3, 4]), 'application/zip'], ['words', new TextEncoder().encode('Grüße,\n\tAna 😀'), 'text/plain'],
    ['svg', bytes('<svg xmlns="x"/>'), 'application/octet-stream'], ['svg after a comment', bytes('  <!-- hi -->\n<svg/>'), 'application/octet-stream'],
    ['html late in the text', bytes('words '.repeat(50), '<script>'), 'application/octet-stream'], ['utf-16 html', bytes([0xff, 0xfe], '<\0h\0'), 'application/octet-stream'],
    ['nothing known', bytes([0, 1, 2, 3]), 'application/octet-stream'], 
  ];
  for (const [name, head, type] of cases) it(`${name} → ${type}`, () => assert.equal(typeOf(head), type));

  it('text that is cut in the middle of a character is still text', () => {
    for (const shift of [0, 1, 2]) assert.equal(typeOf(new TextEncoder().encode('x'.repeat(shift) + '漢'.repeat(headBytes))), 'text/plain');
  });
});

describe('pixels from the header', () => {
  const frame = [0xff, 0xc0, 0, 11, 8, 0, 200, 1, 44, 1, 1, 0x11, 0];
  const exif = (orientation: number) => bytes([0xff, 0xe1, 0, 34], 'Exif\0\0', 'MM', [0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0], zeros(4));
  const cases: [string, string, Uint8Array, unknown][] = [
    ['gif', 'image/gif', bytes('GIF89a', [44, 1, 200, 0]), { width: 300, height: 200 }],
    ['jpeg', 'image/jpeg', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1], frame), { width: 300, height: 200 }],
    ['jpeg of an upright phone', 'image/jpeg', bytes([0xff, 0xd8], [...exif(6)], frame), { width: 200, height: 300 }],
    ['jpeg of a lying phone', 'image/jpeg', bytes([0xff, 0xd8], [...exif(1)], frame), { width: 300, height: 200 }],
    ['webp, extended', 'image/webp', bytes('RIFF', zeros(4), 'WEBPVP8X', [10, 0, 0, 0, 0, 0, 0, 0], [43, 1, 0, 199, 0, 0]), { width: 300, height: 200 }],
    ['webp, lossless', 'image/webp', bytes('RIFF', zeros(4), 'WEBPVP8L', zeros(4), [0x2f, 0x2b, 0xc1, 0x31, 0]), { width: 300, height: 200 }],
    ['a png that is cut off', 'image/png', bytes([0x89], 'PNG'), undefined],
    ['a jpeg that is cut off', 'image/jpeg', bytes([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff]), undefined],
    ['a png of no size', 'image/png', bytes([0x89], 'PNG\r\n\x1a\n', zeros(16)), undefined],
    ['what is no image', 'application/pdf', bytes('%PDF'), undefined],
  ];
  for (const [name, type, head, size] of cases) it(name, () => assert.deepEqual(imageSize(type, head), size));
});

describe('names and ranges', () => {
  it('a name is never empty, never a path, never longer than 255, never half a character', () => {
    assert.equal(cleanName('\u202e\u0000 '), 'file');
    assert.equal(cleanName(`${'😀'.repeat(200)}.jpeg`).length <= 255, true);
    assert.ok(!/\p{Cs}/u.test(cleanName(`x${'😀'.repeat(200)}`)));
  });

  it('strange ranges are either answered whole or refused, never with bytes that nobody asked for', () => {
    assert.deepEqual(rangeOf('bytes=5-2', 10), { start: 0, end: 9, partial: false });
    assert.equal(rangeOf('bytes=-0', 10), undefined);
    assert.deepEqual(rangeOf('bytes=-', 10), { start: 0, end: 9, partial: false });
    assert.deepEqual(rangeOf(' bytes=-99 ', 10), { start: 0, end: 9, partial: true });
  });
});

it('T9 buckets of people who are gone are forgotten', () => {
  let now = 0;
  const limit = new RateLimit({ perSecond: 10, burst: 2 }, () => now);
  for (let i = 0; i < 20_000; i += 1) {
    now += 1;
    limit.take(`person-${i}`);
  }
  now += 1;
  assert.doesNotThrow(() => limit.take('person-19999'));
});
