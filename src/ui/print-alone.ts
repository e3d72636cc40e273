import { adoptStyles, css, render, type CSSResult, type TemplateResult } from 'lit';
import { baseStyles } from './styles.js';

const mark = 'data-clinic-print';

/** On the page for as long as it is printed: nothing of it but the copy, which no screen shows. */
const pageSheet = `@media screen { body > [${mark}] { display: none !important } }
@media print {
  body > :not([${mark}]) { display: none !important }
  html, body { block-size: auto !important; margin: 0 !important; padding: 0 !important; overflow: visible !important; background: none !important }
}`;

/** Paper has no tokens of a design: it is dark on light, in the system's colours. */
const paper = css`
  :host {
    display: block;
    color-scheme: light;
    color: CanvasText;
    font: 11pt/1.45 system-ui, sans-serif;
    --_color-text: CanvasText;
    --_color-text-soft: CanvasText;
    --_color-warning: CanvasText;
    --_border-hairline: 1px solid CanvasText;
    --_text-heading: 16pt;
    --_text-body: 11pt;
    --_text-meta: 10pt;
    --_line-height: 1.45;
    --_weight-strong: 600;
    --_space-m: 12pt;
    --_size-icon: 12pt;
  }
`;

let clean: (() => void) | undefined;

/**
 * Prints content without the page around it: by a copy in the page's body and a constructed style sheet, so that it needs neither a frame nor a
 * window, which strict pages refuse, nor any inline style.
 */
export function printAlone(content: TemplateResult, styles: readonly CSSResult[], locale: string): void {
  // Where a browser has not told that the last one was over.
  clean?.();
  const copy = document.createElement('div');
  copy.setAttribute(mark, '');
  copy.lang = locale;
  const root = copy.attachShadow({ mode: 'open' });
  adoptStyles(root, [baseStyles, ...styles, paper]);
  render(content, root);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(pageSheet);
  document.adoptedStyleSheets.push(sheet);
  document.body.append(copy);
  clean = () => {
    clean = undefined;
    copy.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
  window.addEventListener('afterprint', () => clean?.(), { once: true });
  window.print();
}
