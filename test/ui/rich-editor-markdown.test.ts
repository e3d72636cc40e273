import { expect } from '@open-wc/testing';
import { DOMSerializer, type Mark, type Node } from 'prosemirror-model';
import { hasMarks } from '../../src/base/marks.js';
import { fromMarkdown, toMarkdown } from '../../src/ui/rich-editor-markdown.js';
import { schema } from '../../src/ui/rich-editor-schema.js';
import { render } from '../../src/ui/rich-text.js';

/** Numbers by chance, the same for the same seed. */
function chance(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const words = ['knee', 'rest', '1.', '2)', '#5', '#', '*', '_', '-', '+', '>', '5*3*2', 'a_b_c', '__init__', '[x]', '(y)', '](z)', '`', '``', '~', '~~', '&amp;', '&copy', '<b>', '</p>', '\\', '\\*', '|', ':--', '---', '===', '!', '“so”', 'Ärztin', '膝', 'ركبة', '🙂', 'e.g.', '10 mg/d', '50%', '"quoted"', '$', '**', '☑', '...', 'C:\\temp\\new'];

/** @param joint words of different marks stand without a space between them */
function randomDocument(seed: number, joint = false): Node {
  const below = chance(seed);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const text = (): string => Array.from({ length: 1 + below(3) }, () => pick(words)).join(' ');
  const inline = (isLine: boolean): Node[] => {
    const nodes: Node[] = [];
    for (let left = 1 + below(4); left > 0; left -= 1) {
      const marks: Mark[] = below(2) ? [] : [pick(['strong', 'em', 'del', 'code', 'link', 'strong', 'em'])].map((name) => schema.mark(name, name === 'link' ? { href: pick(['https://clinic.example/a_b', 'mailto:a@clinic.example', 'tel:+15550100', 'https://clinic.example/x(y)']) } : null));
      if (marks.length && below(4) === 0) marks.push(schema.mark(pick(['em', 'strong'])));
      const set = marks.reduce<readonly Mark[]>((all, mark) => mark.addToSet(all), []);
      if (below(12) === 0) nodes.push(schema.node('image', { src: 'clinic-file:f1', alt: text().replace(/[`\\]/g, 'x') }));
      else nodes.push(schema.text(text(), set));
      if (left > 1 && !(joint && below(2))) nodes.push(below(6) === 0 && !isLine ? schema.node('hard_break') : schema.text(' '));
    }
    return nodes;
  };
  const paragraph = (): Node => schema.node('paragraph', null, below(12) ? inline(false) : []);
  const item = (depth: number): Node => schema.node('list_item', null, [paragraph(), ...(below(3) || depth > 2 ? [] : [block(depth + 1)])]);
  const cells = (type: string, count: number): Node => schema.node('table_row', null, Array.from({ length: count }, () => schema.node(type, null, below(5) ? inline(true) : [])));
  function block(depth: number): Node {
    switch (below(depth > 2 ? 4 : 9)) {
      case 4: return schema.node('bullet_list', null, Array.from({ length: 1 + below(3) }, () => item(depth)));
      case 5: return schema.node('ordered_list', { order: pick([1, 1, 1, 3, 0]) }, Array.from({ length: 1 + below(3) }, () => item(depth)));
      case 6: return schema.node('blockquote', null, Array.from({ length: 1 + below(2) }, () => block(depth + 1)));
      case 7: {
        const count = 1 + below(3);
        return schema.node('table', null, [cells('table_header', count), ...Array.from({ length: 1 + below(2) }, () => cells('table_cell', count))]);
      }
      case 8: return schema.node('code_block', null, [schema.text(pick(['let x;', 'a\n\n  b', '```\nx', '  - no list', '<b>&amp;']))]);
      case 3: return schema.node('horizontal_rule');
      case 2: return schema.node('heading', { level: 1 }, inline(true));
      default: return paragraph();
    }
  }
  return schema.node('doc', null, [...Array.from({ length: 1 + below(4) }, () => block(0)), schema.node('paragraph', null, [schema.text('End.')])]);
}

/** What of an editor's or a message's nodes a reader can see. */
function seen(root: ParentNode): string {
  const walk = (node: globalThis.Node): string => {
    if (node instanceof Text) return node.data.replace(/\u200b/g, '').replace(/[ \n]+/g, ' ').replace(/ $/, node.parentElement?.closest('pre') ? '' : ' ');
    if (!(node instanceof Element)) return '';
    const inside = [...node.childNodes].map(walk).join('');
    const name = node.localName;
    const isBlockItem = name === 'p' && node.parentElement?.localName === 'li';
    if (isBlockItem) return inside.trim() ? `${inside.trim()}\n` : '';
    if (/^(thead|tbody)$/.test(name) || node.classList.contains('scroll')) return inside.trim();
    if (name === 'br') return '\n';
    if (name === 'a') return `[${inside}](${String(node.getAttribute('href'))})`;
    const level = node.getAttribute('aria-level');
    const isBlock = /^(p|div|ul|ol|li|blockquote|pre|table|tr|td|th|hr)$/.test(name);
    return isBlock ? `<${name}${level ?? ''}${node.getAttribute('align') ?? ''}${node.getAttribute('start') ?? ''}>${inside.trim()}</>` : `<${name}>${inside}</>`;
  };
  return [...root.childNodes].map(walk).join('').replace(/\s*\n\s*/g, '\n').replace(/\n(?=<)/g, '').replace(/>\s+</g, '><').trim();
}
const shownInEditor = (doc: Node): string => seen(DOMSerializer.fromSchema(schema).serializeFragment(doc.content) as DocumentFragment);
const shownToReader = (text: string): string => seen(render(text) as DocumentFragment);

const bare = (html: string): string => html.replace(/<\/?(?:strong|em|del|code)?>|\s/g, '');

describe('ui: rich editor, what is sent', () => {
  it('R-04 a random document is the same once it was sent and opened again', () => {
    const wrong: string[] = [];
    for (let seed = 1; seed <= 200; seed += 1) {
      const written = randomDocument(seed);
      const text = toMarkdown(written);
      const read = fromMarkdown(text);
      const [is, was] = [shownInEditor(read), shownInEditor(written)];
      if (is !== was) wrong.push(`seed ${seed}\n${text}\n=> ${is}\n<> ${was}`);
      else if (!fromMarkdown(toMarkdown(read)).eq(read)) wrong.push(`seed ${seed}, the second time\n${text}`);
      else if (hasMarks(text) && shownToReader(text) !== is) wrong.push(`seed ${seed}, for the reader\n${text}\n=> ${shownToReader(text)}\n<> ${is}`);
    }
    expect(wrong.slice(0, 3).join('\n\n')).to.equal('');
  });

  it('R-04 words joint by marks alone keep every letter, and stay as they are from then on', () => {
    const wrong: string[] = [];
    for (let seed = 1; seed <= 200; seed += 1) {
      const written = randomDocument(seed, true);
      const text = toMarkdown(written);
      const read = fromMarkdown(text);
      const [is, was] = [bare(shownInEditor(read)), bare(shownInEditor(written))];
      if (is !== was) wrong.push(`seed ${seed}\n${text}\n=> ${is}\n<> ${was}`);
      else if (!fromMarkdown(toMarkdown(read)).eq(read)) wrong.push(`seed ${seed}, the second time\n${text}\n=> ${toMarkdown(read)}`);
    }
    expect(wrong.slice(0, 8).join('\n\n')).to.equal('');
  });
});
