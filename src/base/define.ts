/**
 * Registers a custom element once. A second copy of the bundle, or an older version that came first, keeps the tag: defining it again
 * would throw and take the page's other scripts with it. Does nothing where there is no registry (Node).
 */
export function define(tag: string, element: CustomElementConstructor): void {
  if (typeof customElements !== 'undefined' && !customElements.get(tag)) customElements.define(tag, element);
}
