import { linkParts } from './links.js';
import { extras, setLink } from './rich-extras.js';

/** Telephone numbers and bare addresses in running text. */
function linkWords(fragment: DocumentFragment): void {
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (!node.parentElement?.closest('a, code')) found.push(node as Text);
  for (const node of found) {
    const parts = linkParts(node.data);
    if (!parts.some((part) => typeof part !== 'string')) continue;
    node.replaceWith(...parts.map((part) => {
      if (typeof part === 'string') return part;
      const link = document.createElement('a');
      setLink(link, part.href);
      link.textContent = part.text;
      return link;
    }));
  }
}

extras.links = linkWords;
