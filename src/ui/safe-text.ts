/** What people type or name, made safe to show beside our own words. Pure functions; nothing here makes HTML. */

/** Controls, direction controls, invisible joiners of words, line ends: what can make a name look like another, or break a row. */
// eslint rules against control characters do not apply to escapes in a string.
export const hiddenCharacters = new RegExp('[\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb]+', 'g');

/** A person's, thread's or file's name on one line: controls of direction removed, floods of combining marks cut. Show it in `<bdi>`. */
export const safeName = (name: string): string =>
  // Most names are plain. For a class of Unicode a browser builds the set first, which is what costs.
  (/[^ -~]/.test(name) ? name.replace(hiddenCharacters, ' ').replace(/(\p{M}{4})\p{M}+/gu, '$1') : name).replace(/\s+/g, ' ').trim();

const firstLetter = (word: string): string | undefined => (/^[a-z\d]|^$/i.exec(word) ?? /[\p{L}\p{N}]/u.exec(word))?.[0];

/** Up to two letters of a name for an avatar: of the first and of the last word, titles and marks left out. */
export function initials(name: string): string {
  const words = safeName(name).split(' ').map((word) => firstLetter(word.replace(/^(dr|prof|mr|mrs|ms|mx)\.?$/i, ''))).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return picked.join('').toLocaleUpperCase();
}

/** A number from 1 to `count` that stays the same for the same text (FNV-1a). */
export function stableNumber(text: string, count: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return ((hash >>> 0) % count) + 1;
}
