import { baseKeymap } from 'prosemirror-commands';
import { history } from 'prosemirror-history';
import { inputRules } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import type { Node } from 'prosemirror-model';
import { Plugin, type Transaction } from 'prosemirror-state';
import { keys, rules } from './rich-editor-commands.js';
import { schema } from './rich-editor-schema.js';
import { evened, isEven } from './rich-editor-tables.js';

/** Keeps the document as a reader could be shown it: levels of headings leave no gap, tables are even, and the caret can get behind what ends it. */
function tidied(tr: Transaction): Transaction | undefined {
  const levels = new Set<number>();
  tr.doc.descendants(({ type, attrs }) => {
    if (type.name === 'heading') levels.add(Number(attrs['level']));
  });
  const order = [...levels].sort();
  const uneven: { at: number; node: Node }[] = [];
  tr.doc.descendants((node, at) => {
    if (node.type.name === 'heading') tr.setNodeAttribute(at, 'level', order.indexOf(Number(node.attrs['level'])) + 1);
    if (node.type.name === 'table' && !isEven(node)) uneven.push({ at, node });
  });
  for (const { at, node } of uneven.reverse()) tr.replaceWith(at, at + node.nodeSize, evened(node));
  const last = tr.doc.lastChild?.type.name ?? '';
  if (/^(?:table|code_block|horizontal_rule)$/.test(last)) tr.insert(tr.doc.content.size, schema.node('paragraph'));
  return tr.docChanged ? tr : undefined;
}

const tidy = new Plugin({
  appendTransaction: (transactions, _before, state) => (transactions.some(({ docChanged }) => docChanged) ? tidied(state.tr) : undefined),
});

export const plugins: readonly Plugin[] = [history(), inputRules({ rules }), keymap(keys), keymap(baseKeymap), tidy];
