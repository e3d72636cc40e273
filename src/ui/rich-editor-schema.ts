import { Schema, type DOMOutputSpec, type Node, type NodeSpec } from 'prosemirror-model';
import { safeHref } from './addresses.js';

/** Headings of a message have three sizes. */
const levels = 3;
/** Rows and columns of headings, as a message shows them: never the page's own. */
const heading = ({ attrs }: Node): DOMOutputSpec => ['div', { class: `heading heading-${String(attrs['level'])}`, role: 'heading', 'aria-level': String(Number(attrs['level']) + 2), dir: 'auto' }, 0];

const aligned = (dom: HTMLElement): { align: string | null } => ({ align: /^(?:left|center|right)$/.exec(dom.getAttribute('align') ?? '')?.[0] ?? null });
const cell = (tag: 'td' | 'th'): NodeSpec => ({
  content: '(text | image)*',
  attrs: { align: { default: null } },
  isolating: true,
  parseDOM: [{ tag, getAttrs: aligned }],
  toDOM: ({ attrs }) => [tag, attrs['align'] ? { align: String(attrs['align']) } : {}, 0],
});

/** What a message may be made of: what Markdown can say and the reader is shown, and nothing else. */
export const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { group: 'block', content: 'inline*', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
    heading: {
      group: 'block',
      content: '(text | image)*',
      attrs: { level: { default: 1 } },
      defining: true,
      parseDOM: [
        ...Array.from({ length: levels }, (_, at) => ({ tag: `div.heading-${at + 1}`, attrs: { level: at + 1 } })),
        ...Array.from({ length: 6 }, (_, at) => ({ tag: `h${at + 1}`, attrs: { level: Math.min(at + 1, levels) } })),
      ],
      toDOM: heading,
    },
    blockquote: { group: 'block', content: 'block+', defining: true, parseDOM: [{ tag: 'blockquote' }], toDOM: () => ['blockquote', { dir: 'auto' }, 0] },
    bullet_list: { group: 'block', content: 'list_item+', parseDOM: [{ tag: 'ul' }], toDOM: () => ['ul', { dir: 'auto' }, 0] },
    ordered_list: {
      group: 'block',
      content: 'list_item+',
      attrs: { order: { default: 1 } },
      parseDOM: [{ tag: 'ol', getAttrs: (dom) => ({ order: Math.min(Math.max((dom as HTMLOListElement).start, 0), 999_999_999) }) }],
      toDOM: ({ attrs }) => ['ol', { dir: 'auto', ...(attrs['order'] === 1 ? {} : { start: String(attrs['order']) }) }, 0],
    },
    list_item: { content: 'paragraph block*', defining: true, parseDOM: [{ tag: 'li' }], toDOM: () => ['li', 0] },
    code_block: { group: 'block', content: 'text*', marks: '', code: true, defining: true, parseDOM: [{ tag: 'pre', preserveWhitespace: 'full' }], toDOM: () => ['pre', ['code', 0]] },
    horizontal_rule: { group: 'block', parseDOM: [{ tag: 'hr' }], toDOM: () => ['hr'] },
    table: { group: 'block', content: 'table_row+', isolating: true, parseDOM: [{ tag: 'table' }], toDOM: () => ['div', { class: 'scroll', dir: 'auto' }, ['table', ['tbody', 0]]] },
    table_row: { content: '(table_header | table_cell)+', parseDOM: [{ tag: 'tr' }], toDOM: () => ['tr', 0] },
    table_header: cell('th'),
    table_cell: cell('td'),
    hard_break: { group: 'inline', inline: true, selectable: false, parseDOM: [{ tag: 'br' }], toDOM: () => ['br'], leafText: () => '\n' },
    image: {
      group: 'inline',
      inline: true,
      attrs: { src: {}, alt: { default: '' } },
      parseDOM: [{ tag: 'span[data-src]', getAttrs: ({ dataset }) => ({ src: dataset['src'] ?? '', alt: dataset['alt'] ?? '' }) }],
      toDOM: ({ attrs }) => ['span', { 'data-src': String(attrs['src']), 'data-alt': String(attrs['alt']) }],
    },
    text: { group: 'inline' },
  },
  // From the outermost to the innermost.
  marks: {
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [{
        tag: 'a[href]',
        getAttrs: (dom) => {
          const href = safeHref(dom.getAttribute('href') ?? '');
          return href === undefined ? false : { href };
        },
      }],
      toDOM: ({ attrs }) => ['a', { href: String(attrs['href']), rel: 'noopener noreferrer', target: '_blank' }, 0],
    },
    strong: { parseDOM: [{ tag: 'strong' }], toDOM: () => ['strong', 0] },
    em: { parseDOM: [{ tag: 'em' }], toDOM: () => ['em', 0] },
    del: { parseDOM: [{ tag: 'del' }], toDOM: () => ['del', 0] },
    code: { parseDOM: [{ tag: 'code' }], toDOM: () => ['code', 0] },
  },
});
