import type { ClinicThreadList } from './thread-list.js';

export interface ThreadHome {
  list(): ClinicThreadList | null | undefined;
  /** Closes the thread that is open. */
  close(): void;
}

/** Where the arrows with Alt have a meaning of their own. */
const takesArrows = 'select, [role=combobox], [role=menu], dialog';

const isOf = (node: EventTarget | undefined, selector: string): boolean => node instanceof Element && node.closest(selector) !== null;

/**
 * The ways from thread to thread where a list and a thread are together: Alt with the arrows goes to the next and the previous one from wherever
 * the focus is; «Send and go to the next» goes on; what is not there any more is closed.
 */
export function followThreads(host: HTMLElement, { list, close }: ThreadHome): void {
  host.addEventListener('keydown', (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined;
    if (!by || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented || event.isComposing) return;
    if (isOf(event.composedPath()[0], takesArrows)) return;
    event.preventDefault();
    list()?.step(by);
  });
  host.addEventListener('clinic-thread-next', (event) => {
    event.stopPropagation();
    void list()?.next().catch(() => undefined);
  });
  host.addEventListener('clinic-thread-close', (event) => {
    event.stopPropagation();
    close();
  });
}

declare global {
  interface HTMLElementEventMap {
    'clinic-thread-next': CustomEvent;
  }
}
