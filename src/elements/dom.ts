/** Makes an element without a template, for what has to work before lit is there. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Readonly<Record<string, string>> = {}, ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Runs `work` when the page has loaded and is idle, after `atMost` milliseconds in any case. Returns the function that cancels it. */
export function whenIdle(work: () => void, atMost: number): () => void {
  let cancel = (): void => removeEventListener('load', arm);
  function arm(): void {
    if (typeof requestIdleCallback === 'function') {
      const id = requestIdleCallback(work, { timeout: atMost });
      cancel = () => cancelIdleCallback(id);
    } else {
      const id = setTimeout(work, atMost / 4);
      cancel = () => clearTimeout(id);
    }
  }
  if (document.readyState === 'complete') arm();
  else addEventListener('load', arm, { once: true });
  return () => cancel();
}
