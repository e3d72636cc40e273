/** The first element below `root` that matches, in shadow roots too. */
export function find<E extends HTMLElement>(root: ParentNode, selector: string): E | undefined {
  const here = root.querySelector<E>(selector);
  if (here) return here;
  for (const { shadowRoot } of root.querySelectorAll('*')) {
    const inside = shadowRoot && find<E>(shadowRoot, selector);
    if (inside) return inside;
  }
  return undefined;
}

/** Waits until it is there: a story that never shows what it is about fails. */
export async function found<E extends HTMLElement>(root: ParentNode, selector: string): Promise<E> {
  for (let left = 1_500; left > 0; left -= 1) {
    const element = find<E>(root, selector);
    if (element) return element;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`never found: ${selector}`);
}
