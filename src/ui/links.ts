/** Addresses and telephone numbers in what people type. Pure functions; loaded with the first text that may hold one. */
import { safeHref, shownAddress } from './addresses.js';

export interface Link { text: string; href: string }

const urlLike = String.raw`(?:https?:\/\/|www\.)[^\s<>"\u0000-\u001f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]{1,2000}`;
const mailLike = String.raw`(?<![\w.+%-])[\w.+%-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}`;
const phoneLike = String.raw`(?<![\p{L}\p{N}+./:#-])(?:\+|\(?\d)[\d ()./\u00a0-]{5,22}\d(?![\p{L}\p{N}])`;
const linkLike = new RegExp(`(${urlLike})|(${mailLike})|(${phoneLike})`, 'giu');

/** Whether digits with their separators are a telephone number rather than a date, an amount or a record number. */
function phoneOf(text: string): string | undefined {
  const digits = text.replace(/\D/g, '');
  if (text.startsWith('+')) return digits.length >= 8 && digits.length <= 15 ? `+${digits}` : undefined;
  if (/^(\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})/.test(text)) return undefined;
  const american = /^(?:1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}$/.test(text) || /^\d{3}[.-]\d{4}$/.test(text);
  const national = /^\(?0\d/.test(text) && digits.length >= 9 && digits.length <= 13 && !/ {2}|[.-]{2}/.test(text);
  return american || national ? digits : undefined;
}

/** Plain text cut into words and links (addresses, mail, telephone). Joined again, the parts are the text, misleading hosts apart. */
export function linkParts(text: string): (string | Link)[] {
  const parts: (string | Link)[] = [];
  let from = 0;
  for (const match of text.matchAll(linkLike)) {
    const link = match[1] ? urlLink(match[1]) : match[2] ? mailLink(match[2]) : phoneLink(match[0]);
    if (!link) continue;
    if (match.index > from) parts.push(text.slice(from, match.index));
    parts.push({ text: link.text, href: link.href });
    from = match.index + link.length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

type Found = Link & { length: number };

const count = (text: string, letter: string): number => text.split(letter).length - 1;

function urlLink(found: string): Found | undefined {
  let typed = found;
  const open: Record<string, number> = { ')': count(found, ')') - count(found, '('), ']': count(found, ']') - count(found, '[') };
  // The full stop or bracket after an address belongs to the sentence.
  for (;;) {
    const end = typed.slice(-1);
    const excess = open[end];
    if (excess === undefined ? !/[.,;:!?'*_~»›”’]/.test(end) : excess <= 0) break;
    if (excess !== undefined) open[end] = excess - 1;
    typed = typed.slice(0, -1);
  }
  const href = safeHref(/^www\./i.test(typed) ? `https://${typed}` : typed);
  if (!href || !/[^.]\.[^.]|localhost|\[/.test(new URL(href).host)) return undefined;
  return { text: shownAddress(typed, href), href, length: typed.length };
}

function mailLink(typed: string): Found | undefined {
  const href = safeHref(`mailto:${typed}`);
  return href ? { text: typed, href, length: typed.length } : undefined;
}

function phoneLink(typed: string): Found | undefined {
  const number = phoneOf(typed);
  return number ? { text: typed, href: `tel:${number}`, length: typed.length } : undefined;
}
