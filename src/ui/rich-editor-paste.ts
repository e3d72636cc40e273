import { DOMParser, type Node } from 'prosemirror-model';
import { toMarkdown } from './rich-editor-markdown.js';
import { schema } from './rich-editor-schema.js';
import { tableFrom } from './rich-editor-tables.js';
import { allowed, makePurifier, render } from './rich-text.js';

/** What is looked at in pasted HTML before it becomes a document of ours. Its nodes never enter the page. */
const rules = {
  ...allowed,
  ALLOWED_TAGS: [...(allowed.ALLOWED_TAGS ?? []), 'b', 'i', 's', 'strike', 'div', 'section', 'article', 'img', 'tt', 'dl', 'dt', 'dd', 'caption', 'tfoot', 'center', 'font'],
  ALLOWED_ATTR: ['href', 'start', 'align', 'data-src', 'data-alt', 'src', 'data-look', 'colspan'],
  ADD_URI_SAFE_ATTR: [...(allowed.ADD_URI_SAFE_ATTR ?? []), 'data-look'],
  // Inline pictures are looked at, and become files.
  ADD_DATA_URI_TAGS: ['img'],
};
let purify: ((html: string) => DocumentFragment) | undefined;

const styleOf = (element: Element): string => (element.getAttribute('data-look') ?? '').toLowerCase().replace(/\s+/g, '');
const rename = (element: Element, tag: string): Element => {
  const other = element.ownerDocument.createElement(tag);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
};
const unwrap = (element: Element): void => element.replaceWith(...element.childNodes);
const wrapInside = (element: Element, tag: string): void => {
  const inside = element.ownerDocument.createElement(tag);
  inside.append(...element.childNodes);
  element.append(inside);
};
const blocks = 'p, div, ul, ol, table, blockquote, pre, h1, h2, h3, h4, h5, h6, section, article, dl, hr';

/** Bold, italic and struck words, however they were marked. */
function settleMarks(root: DocumentFragment): void {
  for (const element of root.querySelectorAll('b, strong, i, em, s, strike, tt, span, font')) {
    if (element.hasAttribute('data-src')) continue;
    const style = styleOf(element);
    const weight = /(?:^|;)font-weight:(\w+)/.exec(style)?.[1];
    const isBold = weight === undefined ? element.matches('b, strong') : weight === 'bold' || weight === 'bolder' || Number(weight) >= 600;
    const isItalic = /(?:^|;)font-style:(?:italic|oblique)/.test(style) || (element.matches('i, em') && !/(?:^|;)font-style:normal/.test(style));
    const isStruck = /(?:^|;)text-decoration[^;]*:[^;]*line-through/.test(style) || element.matches('s, strike');
    // What holds blocks is a wrapper, not a mark.
    if (!element.querySelector(blocks)) for (const [is, tag] of [[isBold, 'strong'], [isItalic, 'em'], [isStruck, 'del'], [element.matches('tt'), 'code']] as const) if (is) wrapInside(element, tag);
    unwrap(element);
  }
}

/** Word has no lists in its HTML, only paragraphs with a mark and a level. */
function makeLists(root: DocumentFragment): void {
  const stack: { list: Element; level: number }[] = [];
  for (const paragraph of [...root.querySelectorAll('p, h1, h2, h3, h4, h5, h6')]) {
    const level = Number(/mso-list:\w+level(\d+)/.exec(styleOf(paragraph))?.[1] ?? 0);
    const mark = [...paragraph.querySelectorAll('[data-look]')].find((element) => styleOf(element).includes('mso-list:ignore'));
    const isOrdered = /^\s*\(?[\da-z]{1,4}[.)]/i.test(mark?.textContent ?? '');
    mark?.remove();
    const previous = paragraph.previousElementSibling;
    if (level === 0 || previous !== stack[0]?.list) stack.length = 0;
    if (level === 0) continue;
    while (stack.length > 0 && (stack.at(-1)?.level ?? 0) > level) stack.pop();
    if (stack.length === 0 || (stack.at(-1)?.level ?? 0) < level) {
      const list = paragraph.ownerDocument.createElement(isOrdered ? 'ol' : 'ul');
      const item = stack.at(-1)?.list.lastElementChild;
      if (item) item.append(list);
      else paragraph.before(list);
      stack.push({ list, level });
    }
    const item = paragraph.ownerDocument.createElement('li');
    item.append(...paragraph.childNodes);
    stack.at(-1)?.list.append(item);
    paragraph.remove();
  }
}

/** A list within a list belongs to the item before it. */
function nestLists(root: DocumentFragment): void {
  for (const list of root.querySelectorAll(':is(ul, ol) > :is(ul, ol)')) {
    const item = list.previousElementSibling ?? list.parentElement?.insertBefore(list.ownerDocument.createElement('li'), list);
    item?.append(list);
  }
  for (const item of root.querySelectorAll('li')) {
    const first = item.firstElementChild;
    if (first?.matches('ul, ol, table, blockquote, h1, h2, h3, h4, h5, h6') && !item.firstChild?.textContent?.trim()) item.prepend(item.ownerDocument.createElement('p'));
    if (first?.matches('h1, h2, h3, h4, h5, h6')) rename(first, 'p');
  }
}

/** A table that lays out a page is no table; in one that is, a cell holds words alone. */
function settleTables(root: DocumentFragment): void {
  for (const table of [...root.querySelectorAll('table')].reverse()) {
    const rows = [...table.querySelectorAll('tr')].map((row) => [...row.children]);
    const isLayout = rows.every((row) => row.length < 2) || rows.length < 2 || table.querySelector('table, ul, ol, h1, h2, h3') !== null;
    if (isLayout) {
      const lines = rows.flat().map((cell) => rename(cell, 'div'));
      table.replaceWith(...lines);
      continue;
    }
    for (const cell of rows.flat()) {
      for (const part of cell.querySelectorAll(`${blocks}, br`)) {
        part.before(' ');
        if (part.localName !== 'br') part.after(' ');
        unwrap(part);
      }
      for (let more = Math.min(Number(cell.getAttribute('colspan') ?? 1), 20); more > 1; more -= 1) cell.after(cell.ownerDocument.createElement('td'));
    }
  }
}

/** Pictures within the HTML become files; those of other hosts are left where they are: loading them would tell who reads. */
function takePictures(root: DocumentFragment): { files: File[]; left: number } {
  const files: File[] = [];
  let left = 0;
  for (const image of root.querySelectorAll('img')) {
    const [, type, data] = /^data:(image\/(?:png|jpeg|gif|webp));base64,([\w+/=\s]+)$/i.exec(image.getAttribute('src') ?? '') ?? [];
    try {
      if (!type || !data) throw new TypeError('no picture of its own');
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      files.push(new File([bytes], `image-${files.length + 1}.${type.slice(6).toLowerCase().replace('jpeg', 'jpg')}`, { type: type.toLowerCase() }));
    } catch {
      left += 1;
    }
    image.remove();
  }
  return { files, left };
}

export interface Pasted { doc: Node; files: File[]; left: number }

const isBlank = (node: Node): boolean => node.type.name === 'paragraph' && node.textContent.trim() === '' && !node.content.content.some(({ type }) => type.name === 'image');

/** Tables are even, and no empty paragraph makes room between others. */
function settled(node: Node): Node {
  if (node.isTextblock || node.isLeaf) return node;
  const all = node.content.content.map(settled);
  if (node.type.name === 'table') return tableFrom(all.map((row) => row.content.content));
  const children = node.type.name === 'list_item' ? all : all.filter((child) => !isBlank(child));
  return node.type.create(node.attrs, children.length > 0 ? children : all.slice(0, 1), node.marks);
}

/** HTML from a word processor, a mail or a page as what a message may be made of. Undefined where it is more than a message can show formatted. */
export function pasted(html: string): Pasted | undefined {
  purify ??= makePurifier(rules);
  // A style is read, never applied: the strict header would report each. What holds a page's is bare text here, and dropped.
  const root = purify(html.replace(/<(\/?)style(?=[\s/>])/gi, '<$1xmp').replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s/"'])style(?=\s*=)/gi, '$1data-look')));
  for (const element of root.querySelectorAll('[data-look]')) if (/display:none|mso-hide:all|visibility:hidden/.test(styleOf(element))) element.remove();
  makeLists(root);
  const { files, left } = takePictures(root);
  settleMarks(root);
  nestLists(root);
  settleTables(root);
  for (const code of root.querySelectorAll('pre')) code.textContent = code.textContent.replace(/\n$/, '');
  const doc = settled(DOMParser.fromSchema(schema).parse(root));
  const text = toMarkdown(doc);
  if (text.length > 0 && /[*_|~]/.test(text) && !render(text)) return undefined;
  return { doc, files, left };
}
