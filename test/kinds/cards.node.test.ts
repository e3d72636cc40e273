import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { translator } from '../../src/i18n/index.js';
import { file, image, kinds, notice, planComment, text } from '../../src/kinds/index.js';
import { capabilitiesOf, composePolicy, type FileRef } from '../../src/model/index.js';

const t = translator('en', ...kinds.map(({ strings }) => strings));
const photo: FileRef = { id: 'f', name: 'knee.jpg', type: 'image/jpeg', size: 1, scan: 'clean' };
const letter: FileRef = { id: 'g', name: 'Letter\nfrom school.pdf', type: 'application/pdf', size: 1, scan: 'clean' };
const line = (words: string, format = 'plain', files: FileRef[] = []) => text.preview(text.parse({ text: words, format }), t, files);
/** The line without the marks that isolate the names. */
const noticed = (payload: unknown) => notice.preview(notice.parse(payload), t, []).replace(/[\u2068\u2069]/g, '');

for (const kind of kinds) await kind.load?.();

describe('kinds: cards', () => {
  it('are plain data that imports where there is no page', () => {
    assert.equal(typeof document, 'undefined');
    assert.deepEqual(kinds.map((kind) => kind.kind), ['text', 'image', 'file', 'form', 'video-request', 'voice', 'payment', 'advice', 'notice', 'plan-comment']);
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
    const plain = (words: string, format = 'plain', files: FileRef[] = []) => text.plain?.(text.parse({ text: words, format }), files, t);
    assert.equal(plain('1. *a*\n#5  b'), '1. *a*\n#5  b');
    for (const other of [plain('a', 'markdown'), plain('a', 'plain', [photo]), plain(' '), plain('see https://x.example'), plain('Call 030 1234567')]) assert.equal(other, undefined);
  });
  it('R-06 preview files in words', () => {
    assert.deepEqual([image.preview({}, t, [photo]), image.preview({}, t, [photo, photo, photo]), file.preview({}, t, [letter]), file.preview({}, t, [letter, photo]), line(' ', 'plain', [photo]), line('Look', 'plain', [photo])],
      ['Photo', '3 photos', 'Letter from school.pdf', '2 files', 'Photo', 'Look']);
  });
  it('R-26 say who takes part as coordinator, one and several, and whom they assist', () => {
    assert.equal(noticed({ event: 'coordinators-added', people: ['Rosa Diaz'], practitioner: 'Dr. Maya Lee' }), 'Rosa Diaz, who assists Dr. Maya Lee, now takes part as coordinator.');
    assert.equal(noticed({ event: 'coordinators-added', people: ['Rosa Diaz', 'Jo Park'], practitioner: 'Dr. Maya Lee' }), 'Rosa Diaz and Jo Park, who assist Dr. Maya Lee, now take part as coordinators.');
    assert.equal(noticed({ event: 'coordinators-added', people: ['Rosa Diaz', 'Jo Park', 'Al Ruiz'] }), 'Rosa Diaz, Jo Park and Al Ruiz now take part as coordinators.');
    assert.equal(noticed({ event: 'coordinators-removed', people: ['Rosa Diaz'] }), 'Rosa Diaz no longer takes part as coordinator.');
    assert.equal(noticed({ event: 'coordinators-removed', people: ['A', 'B', 'C', 'D', 'E', 'F'] }), 'A, B, C and 3 more no longer take part as coordinators.');
  });
  it('R-27 say what has changed in a group, and who did it where that is known', () => {
    assert.deepEqual(([
      { event: 'participants-added', people: ['Ana'], by: 'Maya' }, { event: 'participants-added', people: ['Ana', 'Ben'] },
      { event: 'participant-removed', people: ['Ana'], by: 'Maya' }, { event: 'participant-left', people: ['Tom'] }, { event: 'joined-by-link', people: ['Tom'] },
      { event: 'renamed', people: [], by: 'Maya', title: 'Knee' }, { event: 'group-admin', people: ['Maya'] },
    ] as const).map(noticed), ['Maya added Ana.', 'Ana and Ben now take part.', 'Maya removed Ana.', 'Tom left.', 'Tom joined by the link.', 'Maya changed the title to “Knee”.', 'Maya is now the group admin.']);
  });
  it('R-27 refuse a notice about nothing, and keep a hostile name’s direction to itself', () => {
    for (const payload of [undefined, { event: 'hacked', people: ['A'] }, { event: 'participant-left', people: [] }, { event: 'participant-left', people: [5] }, { event: 'renamed', people: [] }, { event: 'participant-left' }]) {
      assert.throws(() => notice.parse(payload), TypeError);
    }
    assert.equal(notice.preview(notice.parse({ event: 'participant-left', people: ['\u202eeve\u2069\n'] }), t, []), '\u2068eve\u2069 left.');
  });
  it('R-07 label a comment on the plan with its action or goal, and keep it quiet', () => {
    const comment = (about: string) => planComment.preview(planComment.parse({ text: 'Three times\na week', about, name: 'Walk for 20 minutes' }), t, []);
    assert.deepEqual([comment('action'), comment('goal')], ['Action: Walk for 20 minutes: Three times a week', 'Goal: Walk for 20 minutes: Three times a week']);
    assert.deepEqual([planComment.quiet, planComment.shownWith, notice.quiet, notice.shownWith], [true, 'plan', true, undefined]);
    for (const payload of [undefined, { text: 'a', about: 'task', name: 'b' }, { text: 'a', about: 'goal' }, { about: 'goal', name: 'b' }]) assert.throws(() => planComment.parse(payload), TypeError);
  });
  it('R-07, R-26 leave both kinds to the server: no role may send one', () => {
    const policy = composePolicy(kinds.map(({ grants = {} }) => grants));
    for (const role of ['patient', 'relation', 'practitioner', 'coordinator', 'admin']) {
      for (const kind of [notice, planComment]) assert.ok(!kind.needs.send.every((need) => capabilitiesOf(policy, { role }).includes(need)), `${role} ${kind.kind}`);
    }
  });
  it('R-04 keep previews short, and look at no more of a text than it takes', () => {
    for (const words of ['>'.repeat(5000), '*'.repeat(5000), '[a]('.repeat(1250), '`'.repeat(5000), 'a'.repeat(1e6), ' '.repeat(1e6), '|-'.repeat(2500), '*a '.repeat(1666), '[['.repeat(2500), '- '.repeat(2500)]) {
      assert.ok(line(words, 'markdown').length <= 201);
      assert.ok(line(words).length <= 201);
      for (const format of ['plain', 'markdown']) assert.equal(line(words, format), line(words.slice(0, 4000), format), 'the rest is not read');
    }
  });
});
