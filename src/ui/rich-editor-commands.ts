import { baseKeymap, chainCommands, exitCode, newlineInCode, setBlockType, splitBlock, toggleMark, wrapIn } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import { InputRule, undoInputRule } from 'prosemirror-inputrules';
import type { Attrs, MarkType, Node, NodeType } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { Selection, TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state';
import { liftTarget } from 'prosemirror-transform';
import { schema } from './rich-editor-schema.js';
import { cellBelow, nextCell, tableCommands, tableOf } from './rich-editor-tables.js';

const { nodes, marks } = schema as unknown as { nodes: Record<string, NodeType>; marks: Record<string, MarkType> };
const node = (name: string): NodeType => nodes[name] as NodeType;
const mark = (name: string): MarkType => marks[name] as MarkType;
/** Lists and quotes within one another; the reader is shown no deeper ones. */
const deepest = 5;

/** The nearest node around the caret of one of these types, and how deep it lies. */
function around({ selection: { $from } }: EditorState, ...names: string[]): { depth: number; node: Node } | undefined {
  for (let depth = $from.depth; depth > 0; depth -= 1) if (names.includes($from.node(depth).type.name)) return { depth, node: $from.node(depth) };
  return undefined;
}

/** Each line of what is selected becomes a paragraph of its own: whoever writes takes lines for that. */
function splitLines(tr: Transaction): Transaction {
  const { from, to } = tr.selection;
  const breaks: number[] = [];
  tr.doc.nodesBetween(from, to, (paragraph, start) => {
    if (paragraph.type.name !== 'paragraph') return !paragraph.isTextblock;
    const all: number[] = [];
    paragraph.forEach(({ type }, offset) => {
      if (type.name === 'hard_break') all.push(start + 1 + offset);
    });
    const first = all.filter((at) => at < from).at(-1);
    const last = all.find((at) => at >= to);
    breaks.push(...all.filter((at) => at === first || at === last || (at >= from && at < to)));
    return false;
  });
  for (const at of breaks.reverse()) tr.delete(at, at + 1).split(at);
  return tr;
}

/** Two steps that are undone as one. */
function after(state: EditorState, first: Transaction, command: Command, dispatch?: (tr: Transaction) => void): boolean {
  return command(state.apply(first), dispatch && ((second) => {
    for (const step of second.steps) first.step(step);
    dispatch(first.setSelection(Selection.fromJSON(first.doc, second.selection.toJSON())).scrollIntoView());
  }));
}
const onLines = (command: Command): Command => (state, dispatch) => after(state, splitLines(state.tr), command, dispatch);

const toggleHeading = (level: number): Command => (state, dispatch) =>
  (around(state, 'heading')?.node.attrs['level'] === level ? setBlockType(node('paragraph')) : onLines(setBlockType(node('heading'), { level })))(state, dispatch);

const toggleList = (name: string): Command => (state, dispatch) => {
  const list = around(state, 'bullet_list', 'ordered_list');
  if (!list) return around(state, 'table') === undefined && onLines(chainCommands(wrapInList(node(name)), plainFirst(wrapInList(node(name)))))(state, dispatch);
  if (list.node.type.name === name) return liftListItem(node('list_item'))(state, dispatch);
  dispatch?.(state.tr.setNodeMarkup(state.selection.$from.before(list.depth), node(name)));
  return true;
};

/** A heading cannot begin an item: it becomes a paragraph. */
const plainFirst = (command: Command): Command => (state, dispatch) => {
  const { from, to } = state.selection;
  return after(state, state.tr.setBlockType(from, to, node('paragraph')), command, dispatch);
};

const toggleQuote: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if (!around(state, 'blockquote')) return onLines(wrapIn(node('blockquote')))(state, dispatch);
  const range = $from.blockRange($to, ({ type }) => type.name === 'blockquote');
  const depth = range && liftTarget(range);
  if (!range || depth === null || depth === undefined) return false;
  dispatch?.(state.tr.lift(range, depth).scrollIntoView());
  return true;
};

/** Lifts an empty paragraph out of a list or a quote. */
const leave: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parent.type.name !== 'paragraph' || $from.parent.content.size > 0) return false;
  if (around(state, 'list_item')) return liftListItem(node('list_item'))(state, dispatch);
  return around(state, 'blockquote') !== undefined && toggleQuote(state, dispatch);
};

/** The line ends here. Two ends in a row end the paragraph, for Markdown knows no empty line within one. */
const breakLine: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if (tableOf(state)) return true;
  if ($from.parent.type.name === 'heading') return splitBlock(state, dispatch);
  if ($from.parent.type.name !== 'paragraph') return false;
  const tr = state.tr.deleteSelection();
  const { $from: at } = tr.selection;
  if (at.nodeBefore?.type.name === 'hard_break') tr.delete(at.pos - 1, at.pos).split(at.pos - 1);
  else if (at.parent.content.size === 0) tr.split(at.pos);
  else tr.replaceSelectionWith(schema.node('hard_break'), true);
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** An empty line at the end of code ends it. */
const leaveCode: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const { parent, parentOffset } = $from;
  if (!empty || parent.type.name !== 'code_block' || parentOffset < parent.content.size || !parent.textContent.endsWith('\n')) return false;
  return after(state, state.tr.delete($from.pos - 1, $from.pos), exitCode, dispatch);
};

/** What Enter does within a list, a table or code, whatever it does elsewhere. */
const within: Command = chainCommands(cellBelow, leaveCode, newlineInCode, (state, dispatch) => around(state, 'list_item') !== undefined && chainCommands(leave, splitListItem(node('list_item')))(state, dispatch));

export const isWithin = (state: EditorState): boolean => around(state, 'list_item', 'table', 'code_block') !== undefined;
export const enter = within;
export const newLine: Command = chainCommands(leaveCode, newlineInCode, leave, breakLine);

const sink: Command = (state, dispatch) => {
  let depth = 0;
  for (let at = state.selection.$from.depth; at > 0; at -= 1) if (state.selection.$from.node(at).type.name === 'list_item') depth += 1;
  return depth < deepest && sinkListItem(node('list_item'))(state, dispatch);
};

/** At its beginning a heading becomes a paragraph again. */
const plainHeading: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  return empty && $from.parentOffset === 0 && $from.parent.type.name === 'heading' && setBlockType(node('paragraph'))(state, dispatch);
};

/** The link around the caret, or what is selected. */
function linkRange({ selection: { $from, from, to, empty } }: EditorState): { from: number; to: number } {
  const own = $from.marks().find(({ type }) => type === mark('link')) ?? $from.nodeAfter?.marks.find(({ type }) => type === mark('link'));
  if (!empty || !own) return { from, to };
  const all: { from: number; to: number; has: boolean }[] = [];
  $from.parent.forEach((child, offset) => void all.push({ from: $from.start() + offset, to: $from.start() + offset + child.nodeSize, has: own.isInSet(child.marks) }));
  const at = all.findIndex((one) => one.has && one.from <= from && one.to >= from);
  let [first, last] = [at, at];
  while (all[first - 1]?.has) first -= 1;
  while (all[last + 1]?.has) last += 1;
  return { from: all[first]?.from ?? from, to: all[last]?.to ?? to };
}

export function linkAt(state: EditorState): string | undefined {
  const { from, to } = linkRange(state);
  let href: string | undefined;
  state.doc.nodesBetween(from, Math.max(to, from + 1) > state.doc.content.size ? to : Math.max(to, from + 1), (child) => {
    const found = child.marks.find(({ type }) => type === mark('link'));
    if (found) href ??= String(found.attrs['href']);
  });
  return href;
}

/** @param words what stands there where nothing is selected */
export const setLink = (href: string, words: string): Command => (state, dispatch) => {
  const { from, to } = linkRange(state);
  const link = mark('link').create({ href });
  const tr = state.tr;
  if (from === to) tr.insert(from, schema.text(words, [link])).insertText(' ', from + words.length).removeMark(from + words.length, from + words.length + 1, mark('link'));
  else tr.removeMark(from, to, mark('link')).addMark(from, to, link);
  dispatch?.(tr.scrollIntoView());
  return true;
};

export const insertImage = (src: string, alt: string): Command => (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(schema.node('image', { src, alt }), false).scrollIntoView());
  return true;
};

const removeLink: Command = (state, dispatch) => {
  const { from, to } = linkRange(state);
  dispatch?.(state.tr.removeMark(from, to, mark('link')));
  return true;
};

/** What the toolbar and the keys ask for, by name. */
export const commands: Readonly<Record<string, Command>> = {
  bold: toggleMark(mark('strong')),
  italic: toggleMark(mark('em')),
  strike: toggleMark(mark('del')),
  code: toggleMark(mark('code')),
  heading: toggleHeading(1),
  bullets: toggleList('bullet_list'),
  numbers: toggleList('ordered_list'),
  quote: toggleQuote,
  unlink: removeLink,
  undo,
  redo,
  ...tableCommands,
};

/** What of it holds at the caret. */
export function activeAt(state: EditorState): ReadonlySet<string> {
  const { from, to, empty, $from } = state.selection;
  const active = new Set<string>();
  for (const [name, type] of [['bold', 'strong'], ['italic', 'em'], ['strike', 'del'], ['code', 'code']] as const) {
    if (empty ? mark(type).isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, mark(type))) active.add(name);
  }
  if (linkAt(state) !== undefined) active.add('link');
  for (const [name, type] of [['heading', 'heading'], ['quote', 'blockquote'], ['table', 'table']] as const) if (around(state, type)) active.add(name);
  const list = around(state, 'bullet_list', 'ordered_list');
  if (list) active.add(list.node.type.name === 'bullet_list' ? 'bullets' : 'numbers');
  for (const name of ['undo', 'redo']) if (commands[name]?.(state)) active.add(`may-${name}`);
  return active;
}

const run = (name: string): Command => (state, dispatch, view) => commands[name]?.(state, dispatch, view) ?? false;

export const keys: Readonly<Record<string, Command>> = {
  'Mod-b': run('bold'), 'Mod-i': run('italic'), 'Mod-Shift-x': run('strike'), 'Mod-e': run('code'),
  'Mod-Alt-1': toggleHeading(1), 'Mod-Alt-2': toggleHeading(2), 'Mod-Alt-3': toggleHeading(3),
  'Mod-Shift-7': run('numbers'), 'Mod-Shift-8': run('bullets'), 'Mod-Shift-9': run('quote'),
  'Mod-z': undo, 'Mod-y': redo, 'Mod-Shift-z': redo,
  Tab: chainCommands(nextCell(1), sink), 'Shift-Tab': chainCommands(nextCell(-1), (state, dispatch) => around(state, 'list_item') !== undefined && liftListItem(node('list_item'))(state, dispatch)),
  Enter: chainCommands(within, newLine), 'Shift-Enter': newLine,
  Backspace: chainCommands(undoInputRule, plainHeading, baseKeymap['Backspace'] as Command),
};

/** What is typed at the beginning of a line and becomes a list, a quote or a heading; Backspace gives it back as typed. */
const typed = (pattern: RegExp, command: (match: RegExpMatchArray) => Command): InputRule =>
  new InputRule(new RegExp(`(?:^|\\ufffc)${pattern.source}$`), (state, match, start, end) => {
    if (state.selection.$from.parent.type.name !== 'paragraph' || around(state, 'list_item')) return null;
    const first = state.tr.delete(start + (match[0].startsWith('\ufffc') ? 1 : 0), end);
    let done: Transaction | null = null;
    after(state, first, command(match), (tr) => { done = tr; });
    return done;
  });

const order = (name: string, attrs?: Attrs): Command => onLines(wrapInList(node(name), attrs));
export const rules: readonly InputRule[] = [
  typed(/[-*+] /, () => order('bullet_list')),
  typed(/(\d{1,3})[.)] /, (match) => order('ordered_list', { order: Number(match[1]) })),
  typed(/> /, () => onLines(wrapIn(node('blockquote')))),
  typed(/(#{1,3}) /, (match) => onLines(setBlockType(node('heading'), { level: match[1]?.length ?? 1 }))),
];

export const caretAtEnd = (doc: Node): Selection => TextSelection.atEnd(doc);
