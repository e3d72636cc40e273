import { html, LitElement, type TemplateResult } from 'lit';
import { rootStyles } from '../src/ui/root-styles.js';

/** How a story is shown: the toolbar's three choices. */
export interface Look {
  design: 'modern' | 'classic';
  scheme: 'light' | 'dark';
  direction: 'ltr' | 'rtl';
}

const roots = 'clinic-chat, clinic-popup, clinic-inbox, story-frame';

/** Stands in for a root element around stories of single parts, so that they inherit the tokens. */
class StoryFrame extends LitElement {
  static override styles = [rootStyles];

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}
if (!customElements.get('story-frame')) customElements.define('story-frame', StoryFrame);

/** All elements below `node` that match, in shadow roots too. */
function* everywhere(node: ParentNode, selector: string): Generator<Element> {
  yield* node.querySelectorAll(selector);
  for (const { shadowRoot } of node.querySelectorAll('*')) if (shadowRoot) yield* everywhere(shadowRoot, selector);
}

/** Switches the page and everything on it, in place: nothing is drawn anew. */
export function applyLook({ design, scheme, direction }: Look): void {
  const page = document.documentElement;
  page.dir = direction;
  page.style.colorScheme = scheme;
  for (const root of everywhere(document, roots)) {
    root.setAttribute('design', design);
    root.setAttribute('scheme', scheme);
  }
}

declare global {
  /** For the test runner, which switches looks without another render. */
  var clinicApplyLook: typeof applyLook | undefined;
}
globalThis.clinicApplyLook = applyLook;
