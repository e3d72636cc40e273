import type { Page } from '@playwright/test';

/** What a page has said to the world around it, besides the network: each with what it said it by. */
export interface Ear { said: string[] }

/** Listens for notifications, messages to other tabs and the console. To be called before the page's first request. */
export async function listenTo(page: Page): Promise<Ear> {
  const ear: Ear = { said: [] };
  page.on('console', (message) => ear.said.push(`console ${message.text()}`));
  page.on('pageerror', (error) => ear.said.push(`error ${error.message}`));
  await page.exposeFunction('toEar', (text: string) => void ear.said.push(text));
  await page.addInitScript(() => {
    const { toEar } = window as unknown as { toEar(text: string): void };
    class HeardNotification extends EventTarget {
      static readonly permission = 'granted';
      static readonly requestPermission = (): Promise<string> => Promise.resolve('granted');
      constructor(title: string, options?: object) {
        super();
        toEar(`notification ${title} ${JSON.stringify(options)}`);
      }
      close(): void {}
    }
    Object.assign(window, { Notification: HeardNotification });
    localStorage.setItem('clinic-chat.notify', 'on');
    const post = BroadcastChannel.prototype.postMessage;
    BroadcastChannel.prototype.postMessage = function (message: unknown) {
      toEar(`channel ${this.name} ${JSON.stringify(message)}`);
      post.call(this, message);
    };
  });
  return ear;
}

/**
 * Looks at every frame of a page that follows the next event of this name, for what matches: whatever is painted is seen. Returns what asks for
 * what was found.
 */
export async function watchFor(page: Page, pattern: RegExp, { after }: { after: string }): Promise<() => Promise<string[]>> {
  await page.evaluate(([source, event]) => {
    const wanted = new RegExp(source, 'g');
    const found = new Set<string>();
    Object.assign(window, { foundInFrames: found });
    const note = (text: string | null): void => text?.match(wanted)?.forEach((word) => found.add(word));
    const walk = (node: Node): void => {
      if (node instanceof Text) note(node.data);
      if (node instanceof Element) for (const { value } of node.attributes) note(value);
      if (node instanceof HTMLTextAreaElement || node instanceof HTMLInputElement) note(node.value);
      if (node instanceof Element && node.shadowRoot) walk(node.shadowRoot);
      for (const child of node.childNodes) walk(child);
    };
    const look = (): void => {
      note(document.title);
      walk(document);
      if ((window as unknown as { foundInFrames: unknown }).foundInFrames === found) requestAnimationFrame(look);
    };
    addEventListener(event, () => requestAnimationFrame(look), { capture: true, once: true });
  }, [pattern.source, after] as const);
  return () => page.evaluate(() => [...(window as unknown as { foundInFrames: Set<string> }).foundInFrames]);
}
