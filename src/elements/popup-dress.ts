import { rootCss } from '../theme/css.js';
import { sheetOf } from './popup-parts.js';

/** Gives a popup all tokens, between the loader's few and what is its own. The second design's come for those alone who have it, also later on. */
export async function dress(root: ShadowRoot): Promise<void> {
  const [few, own, ...more] = root.adoptedStyleSheets;
  if (!few || !own || more.length > 0) return;
  const { host } = root;
  const put = async (): Promise<void> => {
    const classic = host.getAttribute('design') === 'classic' ? await import('../theme/classic.js').catch(() => undefined) : undefined;
    root.adoptedStyleSheets = [few, sheetOf(classic?.classicCss ?? ''), sheetOf(rootCss), own];
  };
  new MutationObserver(() => void put()).observe(host, { attributeFilter: ['design'] });
  await put();
}
