type Nothing = undefined | false | null;

/**
 * Waits until `ask` answers something that is not false or undefined; the answer. Asks once a frame; where asking throws, what it looks at has not
 * come yet. The deadline is none for the code: a busy machine may take long, and only what never comes fails.
 */
export async function until<T>(ask: () => T | Nothing | Promise<T | Nothing>, what = 'what was waited for', timeout = 30_000): Promise<T> {
  const end = performance.now() + timeout;
  for (;;) {
    let cause: unknown;
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false && answer !== null) return answer;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > end) throw new Error(`${what} did not come within ${timeout} ms; the page says: «${textOf(document.body).slice(-1_000)}»`, { cause });
    await frame(50);
  }
}

/** The next frame; in a window that paints nothing (in the background), a moment. */
export const frame = (atMost = 1_000): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(done, atMost);
    function done(): void {
      clearTimeout(timer);
      resolve();
    }
    requestAnimationFrame(done);
  });

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Nothing moves or fades within any more: only then do colours have the contrast that people see. What breathes for ever does not count. */
export async function still(root: ParentNode): Promise<void> {
  // What is about to begin has begun two frames later.
  for (let turn = 0; turn < 2; turn += 1) await frame();
  const isOver = ({ playState, effect }: Animation): boolean => playState !== 'running' || effect?.getComputedTiming().endTime === Infinity;
  await until(() => [...deep(root)].every((element) => element.getAnimations().every(isOver)), 'the end of all movement');
}

/** Everything within, through open shadow roots, in document order. */
export function* deep(root: ParentNode): Generator<Element> {
  if (root instanceof Element && root.shadowRoot) yield* deep(root.shadowRoot);
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* deep(element.shadowRoot);
  }
}

/** The first element within that fits the selector, through open shadow roots. */
export function find<E extends Element = HTMLElement>(root: ParentNode, selector: string): E | undefined {
  for (const element of deep(root)) if (element.matches(selector)) return element as E;
  return undefined;
}

/** All elements within that fit the selector, through open shadow roots. */
export const findAll = <E extends Element = HTMLElement>(root: ParentNode, selector: string): E[] => [...deep(root)].filter((element) => element.matches(selector)) as E[];

/** A button or link by its accessible name, as tests and people who cannot see find it. */
export const button = (root: ParentNode, name: string): HTMLElement | undefined =>
  findAll(root, 'button, a[href], [role=button]').find((element) => nameOf(element) === name);

/** The accessible name, as far as our elements make one: label, else text. */
export const nameOf = (element: Element): string => (element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim();

/** The text that a person sees, through open shadow roots. */
export function textOf(root: Element): string {
  const parts: string[] = [];
  const walk = (node: Node): void => {
    if (node instanceof Text) parts.push(node.data);
    if (!(node instanceof Element) && !(node instanceof ShadowRoot)) return;
    if (node instanceof Element && (node.localName === 'style' || getComputedStyle(node).display === 'none')) return;
    const inner = node instanceof HTMLSlotElement ? node.assignedNodes({ flatten: true }) : ((node as Element).shadowRoot ?? node).childNodes;
    inner.forEach(walk);
  };
  walk(root);
  return parts.join(' ').replace(/\s+/g, ' ').trim();
}

/** Presses a key where the focus is, by an event: it reaches our handlers in every engine, though the browser's own action does not follow. */
export function press(target: EventTarget, key: string, more: KeyboardEventInit & { keyCode?: number } = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more });
  if (more.keyCode !== undefined) Object.defineProperty(event, 'keyCode', { value: more.keyCode });
  target.dispatchEvent(event);
  return event;
}

/** Types into a field as a person does. */
export function type(field: HTMLTextAreaElement | HTMLInputElement, text: string): void {
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText' }));
}
