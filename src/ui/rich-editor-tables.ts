import type { Node } from 'prosemirror-model';
import { TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state';
import { schema } from './rich-editor-schema.js';

interface Place { table: Node; start: number; row: number; column: number }

/** The table around the caret, where it stands, and in which of its cells the caret is. */
export function tableOf({ selection: { $from } }: EditorState): Place | undefined {
  for (let depth = $from.depth; depth > 1; depth -= 1) {
    if ($from.node(depth).type.name !== 'table_row') continue;
    return { table: $from.node(depth - 1), start: $from.before(depth - 1), row: $from.index(depth - 1), column: $from.index(depth) };
  }
  return undefined;
}

const rowsOf = (table: Node): Node[] => Array.from({ length: table.childCount }, (_, at) => table.child(at));
const cellsOf = (row: Node): Node[] => Array.from({ length: row.childCount }, (_, at) => row.child(at));
const empty = (isHead: boolean, attrs: Node['attrs'] | null = null): Node => schema.node(isHead ? 'table_header' : 'table_cell', attrs);

/** A table of these cells: the first row is the head, and every row is as long as the longest. */
export function tableFrom(rows: readonly (readonly Node[])[]): Node {
  const length = Math.max(1, ...rows.map((row) => row.length));
  const [head = []] = rows;
  return schema.node('table', null, rows.map((row, at) => schema.node('table_row', null, Array.from({ length }, (_, place) => {
    const cell = row[place];
    return schema.node(at === 0 ? 'table_header' : 'table_cell', { align: ((head[place] ?? cell)?.attrs['align'] ?? null) as string | null }, cell?.content);
  }))));
}

/** The place where the words of a cell begin. */
function startOf(table: Node, start: number, row: number, column: number): number {
  let at = start + 1;
  for (let before = 0; before < row; before += 1) at += table.child(before).nodeSize;
  at += 1;
  for (let before = 0; before < column; before += 1) at += table.child(row).child(before).nodeSize;
  return at + 1;
}

const caretIn = (tr: Transaction, table: Node, start: number, row: number, column: number): Transaction =>
  tr.setSelection(TextSelection.create(tr.doc, startOf(table, start, row, column))).scrollIntoView();

/** Changes the cells; with none left the table goes. */
const change = (how: (rows: Node[][], place: Place) => { row: number; column: number }): Command => (state, dispatch) => {
  const place = tableOf(state);
  if (!place) return false;
  const rows = rowsOf(place.table).map(cellsOf);
  const { row, column } = how(rows, place);
  const { tr } = state;
  const end = place.start + place.table.nodeSize;
  if (rows.length === 0 || rows[0]?.length === 0) {
    tr.replaceWith(place.start, end, schema.node('paragraph'));
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, place.start + 1)).scrollIntoView());
    return true;
  }
  const table = tableFrom(rows);
  tr.replaceWith(place.start, end, table);
  dispatch?.(caretIn(tr, table, place.start, Math.min(row, table.childCount - 1), Math.min(column, table.child(0).childCount - 1)));
  return true;
};

const insertTable: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if (tableOf(state) || !$from.parent.isTextblock) return false;
  const table = tableFrom(Array.from({ length: 3 }, (_, row) => [empty(row === 0), empty(row === 0)]));
  const { tr } = state;
  // After the words, not in the midst of them; an empty paragraph gives way.
  const isEmpty = $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0 && $from.node(-1).type.name !== 'list_item';
  const at = isEmpty ? $from.before() : $from.after();
  if (!$from.node(-1).canReplaceWith($from.indexAfter(-1), $from.indexAfter(-1), table.type)) return false;
  if (isEmpty) tr.replaceWith(at, $from.after(), table);
  else tr.insert(at, table);
  dispatch?.(caretIn(tr, table, at, 0, 0));
  return true;
};

export const tableCommands: Readonly<Record<string, Command>> = {
  table: insertTable,
  'row-add': change((rows, { row, column }) => {
    rows.splice(row + 1, 0, (rows[0] ?? []).map(({ attrs }) => empty(false, attrs)));
    return { row: row + 1, column };
  }),
  'column-add': change((rows, { row, column }) => {
    for (const cells of rows) cells.splice(column + 1, 0, empty(false));
    return { row, column: column + 1 };
  }),
  'row-remove': change((rows, { row, column }) => {
    rows.splice(row, 1);
    return { row, column };
  }),
  'column-remove': change((rows, { row, column }) => {
    for (const cells of rows) cells.splice(column, 1);
    return { row, column };
  }),
  'table-remove': change((rows, place) => {
    rows.length = 0;
    return place;
  }),
};

/** Tab goes from cell to cell, and out of the table at its ends: nobody is caught in it. */
export const nextCell = (step: 1 | -1): Command => (state, dispatch) => {
  const place = tableOf(state);
  if (!place) return false;
  const width = place.table.child(0).childCount;
  const next = place.row * width + place.column + step;
  if (next < 0 || next >= width * place.table.childCount) return false;
  dispatch?.(caretIn(state.tr, place.table, place.start, Math.floor(next / width), next % width));
  return true;
};

/** Enter goes to the cell below; in the last row it leaves the table. */
export const cellBelow: Command = (state, dispatch) => {
  const place = tableOf(state);
  if (!place) return false;
  const { table, start, row, column } = place;
  if (row + 1 < table.childCount) {
    dispatch?.(caretIn(state.tr, table, start, row + 1, column));
    return true;
  }
  const { tr } = state;
  const end = start + table.nodeSize;
  if (tr.doc.resolve(end).nodeAfter?.type.name !== 'paragraph') tr.insert(end, schema.node('paragraph'));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView());
  return true;
};

/** Whether a table is as `tableFrom` makes it. */
export const isEven = (table: Node): boolean =>
  rowsOf(table).every((row, at) => row.childCount === table.child(0).childCount && cellsOf(row).every(({ type }) => type.name === (at === 0 ? 'table_header' : 'table_cell')));
export const evened = (table: Node): Node => tableFrom(rowsOf(table).map(cellsOf));
