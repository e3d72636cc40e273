import { html, type TemplateResult } from 'lit';
import { linkParts } from './links.js';

/** Plain text with its addresses, mail addresses and telephone numbers as links. Everything else stays as typed. */
export const linkedText = (text: string): (string | TemplateResult)[] =>
  linkParts(text).map((part) =>
    typeof part === 'string' ? part : html`<a href=${part.href} target="_blank" rel="noopener noreferrer">${part.text}</a>`,
  );
