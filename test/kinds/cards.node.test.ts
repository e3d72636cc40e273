import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { translator } from '../../src/i18n/index.js';
import { file, image, kinds, text } from '../../src/kinds/index.js';
import type { FileRef } from '../../src/model/index.js';

const t = translator('en');
const photo: FileRef = { id: 'f', name: 'knee.jpg', type: 'image/jpeg', size: 1, scan: 'clean' };
const letter: FileRef = { id: 'g', name: 'Letter\nfrom school.pdf', type: 'application/pdf', size: 1, scan: 'clean' };
const line = (words: string, format = 'plain', files: FileRef[] = []) => text.preview(text.parse({ text: words, format }), t, files);

describe('kinds: cards', () => {
  it('are plain data that imports where there is no page', () => {
    assert.equal(typeof document, 'undefined');
    assert.deepEqual(kinds.map((kind) => kind.kind), ['text', 'image', 'file']);
  });
  it('refuse a payload that they cannot read, and treat an unknown format as plain', () => {
    for (const payload of [undefined, null, 5, 'x', {}, { text: 5 }, []]) assert.throws(() => text.parse(payload), TypeError);
    assert.deepEqual(text.parse({ text: 'a', format: 'html' }), { text: 'a', format: 'plain' });
  });
  it('R-04 preview text on one line: plain stays as typed, Markdown loses its marks', () => {
    assert.equal(line('1. *a*\n#5  b'), '1. *a* #5 b');
    assert.equal(line('## Your **knee**\n\n- see [the leaflet](https://x.example)\n1. ~~no~~ `K-3`\n> *well* snake_case 2*3*4\n\n```js\nlet x;\n```\n| a | b |\n|---|---|\n| 1 | 2 |\n![A scan](clinic-file:1)', 'markdown'),
      'Your knee see the leaflet no K-3 well snake_case 2*3*4 let x; a b 1 2 A scan');
  });
  it('R-04 say which texts are words alone, so that the message draws them itself', () => {
    const plain = (words: string, format = 'plain', files: FileRef[] = []) => text.plain?.(text.parse({ text: words, format }), files);
    assert.equal(plain('1. *a*\n#5  b'), '1. *a*\n#5  b');
    for (const other of [plain('a', 'markdown'), plain('a', 'plain', [photo]), plain(' '), plain('see https://x.example'), plain('Call 030 1234567')]) assert.equal(other, undefined);
  });
  it('R-06 preview files in words', () => {
    assert.deepEqual([image.preview({}, t, [photo]), image.preview({}, t, [photo, photo, photo]), file.preview({}, t, [letter]), file.preview({}, t, [letter, photo]), line(' ', 'plain', [photo]), line('Look', 'plain', [photo])],
      ['Photo', '3 photos', 'Letter from school.pdf', '2 files', 'Photo', 'Look']);
  });
  it('R-04 keep previews short, and look at no more of a text than it takes', () => {
    for (const words of ['>'.repeat(5000), '*'.repeat(5000), '[a]('.repeat(1250), '`'.repeat(5000), 'a'.repeat(1e6), ' '.repeat(1e6), '|-'.repeat(2500), '*a '.repeat(1666), '[['.repeat(2500), '- '.repeat(2500)]) {
      assert.ok(line(words, 'markdown').length <= 201);
      assert.ok(line(words).length <= 201);
      for (const format of ['plain', 'markdown']) assert.equal(line(words, format), line(words.slice(0, 4000), format), 'the rest is not read');
    }
  });
});
