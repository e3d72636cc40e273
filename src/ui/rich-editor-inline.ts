import type { Mark, Node } from 'prosemirror-model';
import { safeHref } from './addresses.js';
import { schema } from './rich-editor-schema.js';
import { render } from './rich-text.js';

/** One character, break or image, and how it is written. */
interface Unit { text: string; out: string; marks: readonly Mark[] }

const letter = /[\p{L}\p{N}]/u;
const space = /^\s$/;
/** What Markdown counts as punctuation where emphasis begins or ends. */
const punctuation = /[\p{P}\p{S}]/u;
const addressLike = /(?:https?:\/\/|ftp:\/\/|www\.)[^\s<]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;

/** What would be a mark if it stood there as typed. The character to be escaped is the last one of each match. */
const marks = [
  /[\\`*[\]<~]/g,
  /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu,
  /&(?=#?\w+;)/g,
  /^[ \t]*#(?=#{0,5}(?:[ \t]|$))/gm,
  /^[ \t]*>/gm,
  /^[ \t]*[-+](?=[ \t]|$)/gm,
  /^[ \t]*\d{1,9}[.)](?=[ \t]|$)/gm,
  /^[ \t]*[-=|:](?=[-=|: \t]*$)/gm,
];

const delimiters: Readonly<Record<string, string>> = { strong: '**', em: '*', del: '~~' };
const named = ({ marks: all }: Unit, name: string): Mark | undefined => all.find(({ type }) => type.name === name);

function unitsOf(block: Node, isCell: boolean): Unit[] {
  const units: Unit[] = [];
  block.forEach(({ type, text, attrs, marks: all }) => {
    if (type.name === 'image') {
      // Of what stands in an image's words Markdown's readers give back the brackets alone.
      const alt = String(attrs['alt']).replace(/[`\\\s]+/g, ' ').replace(isCell ? /[[\]|]/g : /[[\]]/g, '\\$&');
      units.push({ text: '\ufffc', out: `![${alt}](${String(attrs['src'])})`, marks: all.filter((mark) => mark.type.name !== 'code') });
    } else if (text === undefined) units.push({ text: '\n', out: '\n', marks: all });
    else for (const character of text) units.push({ text: character, out: character === '\n' ? ' ' : character, marks: all });
  });
  return units;
}

/** The places of a text's characters among the units. */
function placesOf(units: readonly Unit[]): { text: string; at: number[] } {
  const at: number[] = [];
  // What is in code is nobody else's mark.
  const text = units.map((unit, place) => {
    const shown = named(unit, 'code') ? '\ufffc' : unit.text;
    for (let rest = shown.length; rest > 0; rest -= 1) at.push(place);
    return shown;
  }).join('');
  return { text, at };
}

function escape(units: Unit[], isCell: boolean): void {
  const { text, at } = placesOf(units);
  const found = new Set<number>();
  for (const mark of isCell ? [...marks, /\|/g] : marks) for (const match of text.matchAll(mark)) found.add(match.index + match[0].length - 1);
  for (const match of text.matchAll(addressLike)) {
    const inside = units.slice(at[match.index], (at[match.index + match[0].length - 1] ?? 0) + 1);
    const isPlain = inside.every((unit) => unit.marks.length === 0) && !match[0].split('').some((_, place) => found.has(match.index + place));
    const href = safeHref(/^www\./i.test(match[0]) ? `https://${match[0]}` : match[0].includes('://') ? match[0] : `mailto:${match[0]}`);
    // An address that Markdown might cut elsewhere is written as a link.
    if (!isPlain && href) for (const unit of inside) if (!named(unit, 'link') && !named(unit, 'code')) unit.marks = schema.mark('link', { href }).addToSet(unit.marks);
  }
  for (const place of found) {
    const unit = units[at[place] ?? -1];
    if (unit) unit.out = `\\${unit.text}`;
  }
}

/** White space does not begin or end a mark, and emphasis begins and ends where Markdown lets it. */
function settle(units: Unit[]): void {
  for (const name of ['link', 'strong', 'em', 'del']) {
    for (let from = 0; from < units.length; from += 1) {
      const mark = units[from] && named(units[from] as Unit, name);
      if (!mark) continue;
      let to = from;
      while (to + 1 < units.length && mark.isInSet((units[to + 1] as Unit).marks)) to += 1;
      const end = to;
      const drop = (at: number): void => {
        const unit = units[at] as Unit;
        unit.marks = mark.removeFromSet(unit.marks);
      };
      const isOutside = (at: number, beside: number): boolean => {
        const { text } = units[at] as Unit;
        if (space.test(text) && !named(units[at] as Unit, 'code')) return true;
        const next = units[beside]?.text ?? ' ';
        return name !== 'link' && (punctuation.test(text) || !!named(units[at] as Unit, 'code') || !!named(units[at] as Unit, 'link')) && letter.test(next);
      };
      while (from <= to && isOutside(from, from - 1)) drop(from++);
      while (to >= from && isOutside(to, to + 1)) drop(to--);
      from = end;
    }
  }
}

/** The least run of backticks that the code does not hold. */
export function fence(code: string, least: number): string {
  const runs = new Set((code.match(/`+/g) ?? []).map(({ length }) => length));
  let length = least;
  while (runs.has(length)) length += 1;
  return '`'.repeat(length);
}

function codeSpan(code: string, isCell: boolean): string {
  const marks = fence(code, 1);
  const words = isCell ? code.replace(/\|/g, '\\|') : code;
  const pad = /^`|`$|^ .* $/.test(words) ? ' ' : '';
  return `${marks}${pad}${words}${pad}${marks}`;
}

/** Code spans become one unit each. */
function joinCode(units: readonly Unit[], isCell: boolean): Unit[] {
  const joined: Unit[] = [];
  for (let at = 0; at < units.length; at += 1) {
    const unit = units[at] as Unit;
    if (!named(unit, 'code') || unit.text === '\n') {
      joined.push(unit);
      continue;
    }
    let code = '';
    let next: Unit | undefined = unit;
    while (next && next.text !== '\n' && named(next, 'code') && next.marks.length === unit.marks.length && next.marks.every((mark) => mark.isInSet(unit.marks))) {
      code += next.text;
      next = units[(at += 1)];
    }
    at -= 1;
    joined.push({ text: '`', out: codeSpan(code, isCell), marks: unit.marks.filter(({ type }) => type.name !== 'code') });
  }
  return joined;
}

/** @returns the text, and whether marks begin or end beside other words or marks in it */
function write(block: Node, without: readonly string[]): { text: string; isJoint: boolean } {
  const isCell = block.type.name.startsWith('table_');
  const raw = unitsOf(block, isCell);
  for (const unit of raw) unit.marks = unit.marks.filter(({ type }) => !without.includes(type.name));
  escape(raw, isCell);
  settle(raw);
  const units = joinCode(raw, isCell);
  const isJoint = raw.some(({ text, marks: own }, at) => {
    const before = raw[at - 1];
    return before && !space.test(text) && !space.test(before.text) && (own.length !== before.marks.length || !own.every((one) => one.isInSet(before.marks)));
  });
  let out = '';
  const open: { mark: Mark; close: string }[] = [];
  const reach = (mark: Mark, from: number): number => {
    let to = from;
    while (to < units.length && mark.isInSet((units[to] as Unit).marks)) to += 1;
    return to;
  };
  for (let at = 0; at <= units.length; at += 1) {
    const wanted = units[at]?.marks ?? [];
    const lost = open.findIndex(({ mark }) => !mark.isInSet(wanted));
    if (lost >= 0) while (open.length > lost) out += open.pop()?.close ?? '';
    const unit = units[at];
    if (!unit) break;
    const coming = wanted.filter((mark) => !open.some((one) => one.mark.eq(mark)));
    // Whatever ends later stands outside.
    const order = [...coming].sort((one, other) => reach(other, at) - reach(one, at));
    for (const mark of order) {
      if (mark.type.name === 'link') {
        if (out.endsWith('!')) out = `${out.slice(0, -1)}\\!`;
        const href = String(mark.attrs['href']);
        out += '[';
        open.push({ mark, close: `](${/[()\\\s<]/.test(href) ? `<${href}>` : href})` });
        continue;
      }
      const end = reach(mark, at);
      const isWithinWord = letter.test(units[at - 1]?.text ?? ' ') || letter.test(units[end]?.text ?? ' ');
      const delimiter = mark.type.name === 'em' && !isWithinWord ? '_' : delimiters[mark.type.name] ?? '';
      out += delimiter;
      open.push({ mark, close: delimiter });
    }
    out += unit.out;
  }
  const text = out.replace(/[ \t]+/g, ' ').replace(/^ | $/gm, '').replace(/^\n+|\n+$/g, '').replace(/\n{2,}/g, '\n');
  // A heading's last number signs would be its end.
  return { text: block.type.name === 'heading' ? text.replace(/(?<!\\)#$/, '\\#') : text, isJoint };
}

const letters = (text: string | null): string => (text ?? '').replace(/\s/g, '');

/** Whether the reader is shown every letter, and no mark as one. */
function isWhole(block: Node, text: string): boolean {
  const alone = block.type.name === 'heading' ? `# ${text}` : block.type.name === 'paragraph' ? text : `| ${text} |\n| --- |`;
  return letters(render(alone)?.textContent ?? null) === letters(block.textContent);
}

/** Marks that touch others within a word may not be read as marks: then the formatting goes, from the least to the last, and the words stay. */
const ways: readonly (readonly string[])[] = [[], ['del'], ['del', 'em'], ['del', 'em', 'strong'], ['del', 'em', 'strong', 'link', 'code']];
const written = new WeakMap<Node, string>();

/** The words of a paragraph, heading or cell as Markdown. */
export function inlineMarkdown(block: Node): string {
  let text = written.get(block);
  if (text !== undefined) return text;
  for (const without of ways) {
    const made = write(block, without);
    ({ text } = made);
    if (!made.isJoint || isWhole(block, text)) break;
  }
  written.set(block, (text ??= ''));
  return text;
}
