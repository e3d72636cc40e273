import { test as base, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';
import { listenTo, type Ear } from './ear.js';
import { HeardPortal } from './heard-portal.js';

export interface WithClinic {
  /** The portal of this one test: the test is the clinic too, and reads along. */
  portal: HeardPortal;
  /** Opens the portal in a browser context of its own, or as another tab of one. */
  open(as: string, options?: { path?: string; workspace?: string; context?: BrowserContext } & BrowserContextOptions): Promise<{ page: Page; ear: Ear }>;
}

/** Flows in which the clinic does something, and in which the wire is read along. */
export const test = base.extend<WithClinic>({
  portal: [async ({ browserName: _ }, use) => {
    const portal = await HeardPortal.start();
    await use(portal);
    await portal.stop();
  }, { timeout: 90_000 }],
  open: async ({ browser, portal }, use) => {
    const contexts = new Set<BrowserContext>();
    await use(async (as, { path = '/', workspace = 'riverside', context, ...options } = {}) => {
      const own = context ?? (await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options }));
      contexts.add(own);
      const page = await own.newPage();
      const ear = await listenTo(page);
      await page.goto(`${portal.url}${path}?as=${as}&workspace=${workspace}`);
      return { page, ear };
    });
    for (const context of contexts) await context.close();
  },
});

export { expect } from '@playwright/test';
