/** A row as it stands on the screen. */
export interface Row {
  /** The mark that the message begins with; it has no second. */
  mark: string;
  /** Whether it is shown as the viewer's own. */
  own: boolean;
  /** What the row says of its delivery, for one's own: `sent`, `waiting`, `failed`. */
  state: 'sent' | 'waiting' | 'failed' | '';
}

/** All rows of a list, whenever something in it has changed between two frames. */
export interface Shown {
  /** Milliseconds since the epoch. */
  at: number;
  rows: Row[];
  /** The page says aloud that what is written lives in its memory alone. */
  unkept?: boolean;
}

/**
 * Runs in the page: looks at the list in every frame, just before it is painted, and reports where it differs from the frame before. Stands
 * alone, because its source is sent into the page.
 */
export function watchScreen(report: (shown: Shown) => void): void {
  const marks = /m\d+-[a-z]+\d+(?= )/;
  const known = new WeakMap<Element, { message: unknown; mark: string }>();
  let lists: Element[] = [];
  let strips: Element[] = [];
  let before = '';

  const textIn = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (node instanceof HTMLStyleElement) return '';
    let text = '';
    if (node instanceof Element && node.shadowRoot) for (const child of node.shadowRoot.childNodes) text += textIn(child);
    for (const child of node.childNodes) text += textIn(child);
    return text;
  };
  const find = (name: string, root: ParentNode = document, out: Element[] = []): Element[] => {
    for (const node of root.querySelectorAll('*')) {
      if (node.localName === name) out.push(node);
      else if (node.shadowRoot) find(name, node.shadowRoot, out);
    }
    return out;
  };
  const stateOf = (label: string): Row['state'] => {
    if (/\b(Sent|Delivered|Read) /.test(label)) return 'sent';
    if (label.includes('Not sent')) return 'failed';
    return 'waiting';
  };
  const rowOf = (article: Element): Row | undefined => {
    const { message } = article as Element & { message?: unknown };
    const seen = known.get(article);
    const mark = seen && seen.message === message && seen.mark !== '' ? seen.mark : (marks.exec(textIn(article))?.[0] ?? '');
    known.set(article, { message, mark });
    if (mark === '') return undefined;
    const own = article.hasAttribute('own');
    return { mark, own, state: own ? stateOf(article.getAttribute('aria-label') ?? '') : '' };
  };
  const look = (): void => {
    requestAnimationFrame(look);
    if (lists.length === 0 || [...lists, ...strips].some((element) => !element.isConnected)) [lists, strips] = [find('clinic-message-list'), find('clinic-connection')];
    if (lists.length === 0) return;
    const rows = lists.flatMap((list) => [...(list.shadowRoot?.querySelectorAll('[role=article]') ?? [])].map(rowOf).filter((row) => row !== undefined));
    const unkept = strips.some((strip) => (strip.shadowRoot?.querySelector('.unkept')?.textContent ?? '').trim() !== '');
    const now = `${unkept} ${rows.map(({ mark, own, state }) => `${mark}${own}${state}`).join()}`;
    if (now === before) return;
    before = now;
    report({ at: Date.now(), rows, unkept });
  };
  requestAnimationFrame(look);
}
