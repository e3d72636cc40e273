/** How many frames an element that is still being drawn gets until it can take the focus. */
const frames = 20;

/** Moves the focus into `element`, as soon as it is drawn; gives up where it cannot take it or the person has moved on. */
export async function focusInto(element: () => HTMLElement | null | undefined): Promise<void> {
  for (let frame = 0; frame < frames; frame++) {
    const target = element();
    target?.focus({ preventScroll: true });
    if (target?.matches(':focus-within')) return;
    await new Promise((resolve) => setTimeout(resolve, 16));
  }
}
