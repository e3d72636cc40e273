import { isInlineImage, type FileRef, type Translate } from '../model/index.js';

/** Enough for any row. Characters. */
const longest = 200;

/** Files in a few words: «Photo», «3 photos», a file's name, «2 files». Empty without files. */
export function previewFiles(files: readonly FileRef[], t: Translate): string {
  const [first] = files;
  if (!first) return '';
  if (files.every(isInlineImage)) return t('files.photos', { count: files.length });
  return files.length === 1 ? oneLine(first.name) || t('file.unnamed') : t('files.files', { count: files.length });
}

/** Text on one line, cut where no row is longer. */
export function oneLine(text: string): string {
  // White space alone may fill a message: look at no more than it takes.
  const line = text.slice(0, longest * 20).replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

/** Markdown without its marks, for one line. A row need not be exact: what is no mark for sure stays. */
export function withoutMarks(markdown: string): string {
  return markdown
    .slice(0, longest * 10)
    .replace(/^[ \t]*(```|~~~).*$/gm, '')
    .replace(/^[ \t]*\|?[ \t:|-]*-{3}[ \t:|-]*$/gm, '')
    .replace(/^[ \t]{0,8}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d{1,9}[.)][ \t]+)/gm, '')
    .replace(/!?\[([^[\]\n]{0,300})\]\([^()\n]{0,500}\)/g, '$1')
    .replace(/(\*\*|__|~~)(?=\S)([^*_~\n]{1,300})\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}])([*_])(?=\S)([^*_\n]{1,300})\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/`([^`\n]{1,300})`/g, '$1')
    .replace(/[ \t]*\|[ \t]*/g, ' ');
}
