import { test as base, type BrowserContextOptions, type Page } from '@playwright/test';
import { PortalServer } from './server.js';
import { watch, type Watched } from './watch.js';

export interface Opened extends Watched { page: Page }

export interface Fixtures {
  /** In which design the portal shows the chat; the page's own where a test asks for one. */
  design: '' | 'classic';
  /** The portal of this file of tests. */
  portal: PortalServer;
  /** Opens the portal in a browser context of its own, as one of the demo's people. */
  open(as: string, options?: OpenOptions): Promise<Opened>;
}

export interface OpenOptions extends BrowserContextOptions {
  /** Where to begin. Default `/`. */
  path?: string;
  /** CSS pixels; the height follows. Default 1280. */
  width?: number;
  /** More of the address, for example `csp=copies`. */
  query?: string;
  /** Called before the first request, to lay routes. */
  before?(page: Page): Promise<unknown>;
  /** What the console may say in this test. */
  expects?: RegExp;
}

/** One portal at a time for a worker: a new one, with the demo's people and threads as they were, for every file of tests. */
class Portals {
  #file: string | undefined;
  #portal: PortalServer | undefined;

  async for(file: string): Promise<PortalServer> {
    if (this.#portal && this.#file === file) return this.#portal;
    await this.stop();
    this.#file = file;
    return (this.#portal = await PortalServer.start());
  }

  async stop(): Promise<void> {
    await this.#portal?.stop();
    this.#portal = undefined;
  }
}

export const test = base.extend<Fixtures, { portals: Portals }>({
  portals: [
    async ({ browserName: _ }, use) => {
      const portals = new Portals();
      await use(portals);
      await portals.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  portal: [async ({ portals }, use, { file }) => use(await portals.for(file)), { timeout: 90_000 }],
  design: ['', { option: true }],
  open: async ({ browser, portal, design }, use) => {
    const opened: Opened[] = [];
    await use(async (as, { path = '/', width = 1280, query, before, expects, ...context } = {}) => {
      const page = await (await browser.newContext({ viewport: { width, height: width < 600 ? 844 : 800 }, ...context })).newPage();
      const watched = watch(page, portal.url, expects);
      await before?.(page);
      await page.goto(`${portal.url}${path}?as=${as}${design ? `&design=${design}` : ''}${query ? `&${query}` : ''}`);
      const one = { page, ...watched };
      opened.push(one);
      return one;
    });
    const complaints = opened.flatMap(({ problems }) => problems);
    for (const { page } of opened) await page.context().close();
    if (complaints.length > 0) throw new Error(`The browser complained:\n${complaints.join('\n')}`);
  },
});

export { expect } from '@playwright/test';
