import { safeName } from './safe-text.js';

/** A file's name and its extension apart, so that no trick of direction or length hides what it is. */
export function fileNameParts(name: string): { stem: string; extension: string } {
  const safe = safeName(name);
  const match = /^(.+)\.([\p{L}\p{N}]{1,10})$/u.exec(safe);
  return match ? { stem: match[1] ?? safe, extension: match[2] ?? '' } : { stem: safe, extension: '' };
}
