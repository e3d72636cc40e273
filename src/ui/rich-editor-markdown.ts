import { DOMParser, type Node } from 'prosemirror-model';
import { hasMarks } from '../base/marks.js';
import { fence, inlineMarkdown } from './rich-editor-inline.js';
import { schema } from './rich-editor-schema.js';
import { render } from './rich-text.js';

/** Stands for an empty line, which Markdown does not know. It is no white space to anybody. */
const nothing = '\u200b';
const nothingAlone = /^\s*\u200b\s*$/;

const childrenOf = (node: Node): Node[] => Array.from({ length: node.childCount }, (_, at) => node.child(at));
const indented = (text: string, by: string): string => text.replace(/\n(?=.)/g, `\n${by}`);

/** Two lists of one kind in a row would be one, if they had the same marks. */
function isSecond(siblings: readonly Node[], at: number): boolean {
  const type = siblings[at]?.type;
  return at > 0 && siblings[at - 1]?.type === type && !isSecond(siblings, at - 1);
}

function list(node: Node, second: boolean): string {
  const isOrdered = node.type.name === 'ordered_list';
  const items = childrenOf(node).map((item, at) => {
    const mark = isOrdered ? `${String(Number(node.attrs['order']) + at)}${second ? ')' : '.'}` : second ? '*' : '-';
    return `${mark} ${indented(blocks(childrenOf(item), true), ' '.repeat(mark.length + 1))}`;
  });
  return items.join('\n');
}

function table(node: Node): string {
  const [head, ...rows] = childrenOf(node).map(childrenOf);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = (head ?? []).map(({ attrs: { align } }) => `${align === 'center' || align === 'left' ? ':' : ''}---${align === 'center' || align === 'right' ? ':' : ''}`);
  return [line((head ?? []).map(inlineMarkdown)), line(rule), ...rows.map((row) => line(row.map(inlineMarkdown)))].join('\n');
}

function block(node: Node, siblings: readonly Node[], at: number): string {
  switch (node.type.name) {
    case 'heading': return `${'#'.repeat(Number(node.attrs['level']))} ${inlineMarkdown(node)}`;
    case 'blockquote': return blocks(childrenOf(node)).replace(/^/gm, '> ');
    case 'bullet_list': case 'ordered_list': return list(node, isSecond(siblings, at));
    case 'code_block': {
      const marks = fence(node.textContent, 3);
      return `${marks}\n${node.textContent}\n${marks}`;
    }
    case 'horizontal_rule': return '---';
    case 'table': return table(node);
    default: return inlineMarkdown(node) || nothing;
  }
}

/** @param isItem in a list a list follows its words at once */
function blocks(nodes: readonly Node[], isItem = false): string {
  return nodes.map((node, at) => {
    const text = block(node, nodes, at);
    if (at === 0) return text;
    // A list of numbers goes on from a paragraph only where it begins with 1.
    const isClose = isItem && at === 1 && (node.type.name === 'bullet_list' || (node.type.name === 'ordered_list' && node.attrs['order'] === 1));
    return `${isClose ? '\n' : '\n\n'}${text}`;
  }).join('');
}

/** The bare words, where there is nothing else. */
function plainText(paragraphs: readonly Node[]): string | undefined {
  const isPlain = paragraphs.every((node) => node.type.name === 'paragraph' && childrenOf(node).every(({ type, marks }) => type.name !== 'image' && marks.length === 0));
  return isPlain ? paragraphs.map((node) => node.textBetween(0, node.content.size)).join('\n\n') : undefined;
}

/** Words as they were typed. */
export function plainDocument(text: string): Node {
  const lines = (paragraph: string): Node[] => paragraph.split('\n').flatMap((line, at) => [...(at > 0 ? [schema.node('hard_break')] : []), ...(line ? [schema.text(line)] : [])]);
  return schema.node('doc', null, text.split('\n\n').map((paragraph) => schema.node('paragraph', null, lines(paragraph))));
}

/** Empty paragraphs at the end are where the caret waits; the reader is not shown them. */
function withoutEnd(nodes: Node[]): Node[] {
  const isEmpty = (node: Node | undefined): boolean => node?.type.name === 'paragraph' && node.childCount === 0;
  while (isEmpty(nodes.at(-1))) nodes.pop();
  return nodes;
}

/** Longer documents than anybody may send, or is shown formatted, are not worth the time. Characters. */
const longest = 50_000;

/** What is sent for a document: its bare words where Markdown says no more than these, else Markdown. */
export function toMarkdown(doc: Node): string {
  if (doc.content.size > longest) return doc.textBetween(0, doc.content.size, '\n\n');
  const nodes = withoutEnd(childrenOf(doc));
  const plain = plainText(nodes);
  return plain !== undefined && !hasMarks(plain) ? plain : blocks(nodes);
}

/** The document that the reader of this text is shown. */
export function fromMarkdown(text: string): Node {
  const fragment = hasMarks(text) ? render(text)?.cloneNode(true) as DocumentFragment | undefined : undefined;
  if (!fragment) return plainDocument(text);
  for (const { firstChild: first } of fragment.querySelectorAll('p')) if (first instanceof Text && first.nextSibling === null && nothingAlone.test(first.data)) first.remove();
  // An item begins with words, be they none.
  for (const item of fragment.querySelectorAll('li')) {
    const first = item.firstChild;
    if (first instanceof Text && nothingAlone.test(first.data)) first.remove();
    const block = item.firstElementChild;
    if (block === item.firstChild && block?.matches('ul, ol, div, blockquote, hr')) item.prepend(item.ownerDocument.createElement('p'));
  }
  for (const code of fragment.querySelectorAll('pre > code')) code.textContent = code.textContent.replace(/\n$/, '');
  return DOMParser.fromSchema(schema).parse(fragment);
}
