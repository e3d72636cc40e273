/** Addresses that may be opened, and how they are shown. Pure functions. */
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
