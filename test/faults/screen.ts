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
}

/**
 * Runs in the page: looks at the list in every frame, just before it is painted, and reports where it differs from the frame before. Stands
 * alone, because its source is sent into the page.
 */
export function watchScreen(report: (shown: Shown) => void): void {
  const marks = /m\d+-[a-z]+\d+(?= )/;
  const known = new WeakMap<Element, { message: unknown; mark: string }>();
  let lists: Element[] = [];
  let before = '';

  const textIn = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (node instanceof HTMLStyleElement) return '';
    let text = '';
    if (node instanceof Element && node.shadowRoot) for (const child of node.shadowRoot.childNodes) text += textIn(child);
    for (const child of node.childNodes) text += textIn(child);
    return text;
  };
  const find = (root: ParentNode, out: Element[] = []): Element[] => {
    for (const node of root.querySelectorAll('*')) {
      if (node.localName === 'clinic-message-list') out.push(node);
      else if (node.shadowRoot) find(node.shadowRoot, out);
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
    if (lists.length === 0 || lists.some((list) => !list.isConnected)) lists = find(document);
    if (lists.length === 0) return;
    const rows = lists.flatMap((list) => [...(list.shadowRoot?.querySelectorAll('[role=article]') ?? [])].map(rowOf).filter((row) => row !== undefined));
    const now = rows.map(({ mark, own, state }) => `${mark}${own}${state}`).join();
    if (now === before) return;
    before = now;
    report({ at: Date.now(), rows });
  };
  requestAnimationFrame(look);
}
