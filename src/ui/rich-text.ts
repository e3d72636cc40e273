/**
 * The one file that makes HTML of what people wrote: Markdown by marked, then DOMPurify's own output, never a string of ours.
 * Import it with `import()`: it brings both libraries. It may be imported where there is no DOM; it then renders nothing.
 */
import '../i18n/rich.js';
import createPurifier, { type Config, type DOMPurify } from 'dompurify';
import { Lexer, Parser, Renderer, type Tokens } from 'marked';
import { safeHref, shownAddress } from './addresses.js';
import { create, extras, setLink, type RichTextSurroundings } from './rich-extras.js';

export { richTextStyles } from './rich-text-styles.js';
export type { RichImage, RichTextSurroundings } from './rich-extras.js';

/** Longer texts than any message are shown plain. Characters. */
const longest = 20_000;
/** Marks of emphasis, or bars of tables, beyond this many cost more time than they are worth. */
const mostMarks = 1_000;
/** Quotes and lists within one another; deeper ones overflow the parser's stack. */
const tooDeep = /^(?:[ \t]*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s))){12}/m;
/** Elements in one message. */
const mostElements = 4_000;
/** Results that are kept. */
const remembered = 300;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => escapes[c] ?? c);

/** Marked's own class would bring a good part that only its extensions need. */
class SafeRenderer extends Renderer {
  /** HTML that somebody typed is text, not HTML. */
  override html({ text, block }: Tokens.HTML | Tokens.Tag): string {
    return block ? `<p>${escape(text)}</p>` : escape(text);
  }

  /** An address in `src` would be fetched as soon as the page owns the node. */
  override image({ href, text }: Tokens.Image): string {
    return `<span data-src="${escape(href)}" data-alt="${escape(text)}"></span>`;
  }

  override checkbox({ checked }: Tokens.Checkbox): string {
    return checked ? '☑ ' : '☐ ';
  }
}

const markdown = (text: string): string => new Parser({ renderer: new SafeRenderer() }).parse(new Lexer({ gfm: true, breaks: true }).lex(text));

/** What a message may hold. */
export const allowed: Config = Object.freeze({
  ALLOWED_TAGS: ['p', 'br', 'hr', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a', 'span', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ALLOWED_ATTR: ['href', 'start', 'align', 'data-src', 'data-alt'],
  ADD_URI_SAFE_ATTR: ['data-src', 'data-alt'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOW_UNKNOWN_PROTOCOLS: false,
  ALLOWED_NAMESPACES: ['http://www.w3.org/1999/xhtml'],
  RETURN_DOM_FRAGMENT: true,
});

interface Policy { createHTML(html: string): unknown }
interface Factory { createPolicy(name: string, rules: { createHTML(html: string): string; createScriptURL(url: string): string }): Policy }

const policyKey = Symbol.for('clinic-chat.trusted-types');
/** Undefined where the browser has no Trusted Types. Throws where the page's header refuses ours. */
function policy(): Policy | undefined {
  const shared = globalThis as unknown as { trustedTypes?: Factory } & Record<symbol, Policy | undefined>;
  if (!shared.trustedTypes) return undefined;
  shared[policyKey] ??= shared.trustedTypes.createPolicy('clinic-chat', {
    // DOMPurify hands in what it parses in a document without a window.
    createHTML: (html) => html,
    createScriptURL: () => {
      throw new TypeError('clinic-chat makes no script addresses');
    },
  });
  return shared[policyKey];
}

/** What makes of any HTML nodes that hold nothing but what `rules` allow. They belong to a document without a window. */
export function makePurifier(rules: Config): (html: string) => DocumentFragment {
  const own: DOMPurify = createPurifier(window);
  const types = policy();
  const config = { ...rules, ...(types && { TRUSTED_TYPES_POLICY: types }) } as Config & { RETURN_DOM_FRAGMENT: true };
  return (dirty) => own.sanitize(dirty, config);
}

let purifier: ((html: string) => DocumentFragment) | undefined;

let refused = false;
/** Whether the page's header refused our policy: then everything shows as plain text, and the host should be told. */
export const isRefused = (): boolean => refused;

const kept = new Map<string, DocumentFragment | null>();

/** Markdown as nodes to put into a shadow root, or undefined where plain text has to do. Never throws. */
export function richText(text: string, around: RichTextSurroundings): DocumentFragment | undefined {
  let made = kept.get(text);
  if (made === undefined) made = render(text);
  kept.delete(text);
  kept.set(text, made);
  if (kept.size > remembered) for (const oldest of kept.keys()) { kept.delete(oldest); break; }
  if (!made) return undefined;
  const copy = document.importNode(made, true);
  extras.links?.(copy);
  for (const place of copy.querySelectorAll<HTMLElement>('span[data-src]')) {
    if (extras.images) extras.images(place, around);
    else place.replaceWith(place.dataset['alt'] ?? '');
  }
  for (const frame of copy.querySelectorAll<HTMLElement>('[data-label]')) frame.setAttribute('aria-label', around.t(frame.dataset['label'] ?? ''));
  return copy;
}

/** Markdown as it is shown, before it has surroundings: images are places for them. Null where plain text has to do. */
export function render(text: string): DocumentFragment | null {
  if (typeof document === 'undefined' || refused || text.length > longest || tooDeep.test(text)) return null;
  if ((text.match(/[*_~]/g)?.length ?? 0) > mostMarks || (text.match(/\|/g)?.length ?? 0) > mostMarks) return null;
  let html: string;
  try {
    html = markdown(text);
  } catch {
    return null;
  }
  try {
    const fragment = (purifier ??= makePurifier(allowed))(html);
    return fragment.querySelectorAll('*').length > mostElements ? null : finish(fragment);
  } catch (error) {
    refused = error instanceof TypeError && 'trustedTypes' in globalThis && !purifier;
    return null;
  }
}

/** What the allow-list cannot say: which links, which headings, what scrolls. */
function finish(fragment: DocumentFragment): DocumentFragment {
  const levels = [...new Set([...fragment.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((heading) => heading.localName))].sort();
  for (const element of fragment.querySelectorAll<HTMLElement>('h1,h2,h3,h4,h5,h6,a,table,pre,p,ul,ol,blockquote')) {
    switch (element.localName) {
      case 'a': finishLink(element as HTMLAnchorElement); break;
      case 'table': case 'pre': {
        const frame = create('div', { class: 'scroll', tabindex: '0', role: 'group', dir: 'auto' });
        frame.dataset['label'] = element.localName === 'table' ? 'rich.table' : 'rich.code';
        element.replaceWith(frame);
        frame.append(element);
        break;
      }
      // A list takes one direction with its marks, which stand at its start.
      case 'p': case 'ul': case 'ol': case 'blockquote':
        if (!element.parentElement?.closest('li')) element.dir = 'auto';
        break;
      default: {
        // Never h1 or h2: those belong to the page and to the thread. Levels that are not used leave no gap.
        const level = levels.indexOf(element.localName);
        const heading = create('div', { class: `heading heading-${Math.min(level, 2) + 1}`, role: 'heading', 'aria-level': String(Math.min(level + 3, 6)), dir: 'auto' });
        heading.append(...element.childNodes);
        element.replaceWith(heading);
      }
    }
  }
  return fragment;
}

function finishLink(link: HTMLAnchorElement): void {
  const href = safeHref(link.getAttribute('href') ?? '');
  if (!href || (link.textContent.trim() === '' && !link.querySelector('[data-src]'))) {
    link.replaceWith(...link.childNodes);
    return;
  }
  setLink(link, href);
  // Words that read as one address must not lead to another.
  const words = link.textContent.trim();
  const said = safeHref(/^www\./i.test(words) ? `https://${words}` : words);
  if (said && /^https?:/.test(said) && (!/^https?:/.test(href) || new URL(said).host !== new URL(href).host)) link.textContent = href;
  else if (said) link.textContent = shownAddress(words, href);
}
