/** Links in what people type, made safe. Pure functions; loaded with the first text that may hold one. */
import { hiddenCharacters } from './safe-text.js';

const groups: readonly [string, RegExp][] = [
  ['latin', /\p{sc=Latin}/u], ['cyrillic', /\p{sc=Cyrillic}/u], ['greek', /\p{sc=Greek}/u], ['armenian', /\p{sc=Armenian}/u], ['cherokee', /\p{sc=Cherokee}/u],
  ['east', /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}]/u],
];
/** Scripts whose letters pass for Latin ones. */
const lookalikes = new Set(['cyrillic', 'greek', 'armenian', 'cherokee']);

/** Whether a host may be shown as typed. Labels that mix scripts, or pass for Latin under a Latin top level, are shown as punycode. */
function isPlainHost(host: string): boolean {
  const labels = host.split('.');
  const top = labels[labels.length - 1] ?? '';
  return labels.every((label) => {
    if (/^[\x20-\x7e]*$/.test(label)) return true;
    if (/\p{M}{2}/u.test(label) || /\p{Cf}/u.test(label)) return false;
    const found = new Set<string>();
    for (const letter of label) {
      if (/[\p{N}-]/u.test(letter)) continue;
      found.add(groups.find(([, script]) => script.test(letter))?.[0] ?? 'other');
    }
    if (found.size === 2 && found.has('latin') && found.has('east')) return true;
    if (found.size > 1) return false;
    return !([...found].some((script) => lookalikes.has(script)) && /^[a-z]*$/i.test(top));
  });
}

/** The address that a link may have: absolute http(s), mailto or tel, without a user name before the host. Undefined for anything else. */
export function safeHref(href: string): string | undefined {
  const trimmed = href.trim();
  if (!/^(https?:\/\/|mailto:|tel:)[^\s]/i.test(trimmed) || trimmed.search(hiddenCharacters) >= 0) return undefined;
  let url: URL;
  try {
    url = new URL(trimmed);
  } catch {
    return undefined;
  }
  if (url.protocol === 'http:' || url.protocol === 'https:') return url.username || url.password || !url.hostname ? undefined : url.href;
  if (url.protocol === 'mailto:') return /^[^\s@,?]+@[^\s@,?]+/.test(url.pathname) ? url.href : undefined;
  return url.protocol === 'tel:' && /^\+?[\d().\-\s%]{2,}(;[\w=+.-]*)?$/.test(url.pathname) ? url.href : undefined;
}

/** How an address that was typed is shown: as typed, but for a host that would mislead. */
export function shownAddress(typed: string, href: string): string {
  const match = /^(?:https?:\/\/)?([^/?#:\s]+)/i.exec(typed);
  const host = match?.[1];
  if (!host || isPlainHost(host) || !/^https?:/i.test(href)) return typed;
  return typed.replace(host, new URL(href).hostname);
}

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
