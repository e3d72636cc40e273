const wanted = 'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), summary, audio[controls], video[controls], [tabindex="0"]';

/** The first element within that takes the keyboard, through open shadow roots, in document order. */
export function firstFocusable(root: ParentNode): HTMLElement | undefined {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (element.matches(wanted) && !element.closest('[inert], [hidden]')) return element;
    const inside = element.shadowRoot && firstFocusable(element.shadowRoot);
    if (inside) return inside;
  }
  return undefined;
}
