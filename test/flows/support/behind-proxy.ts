import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { FaultProxy } from '../../support/fault-proxy.js';
import { test as base } from './fixtures.js';
import type { PortalServer } from './server.js';

export interface BehindProxy {
  /** The line between the pages of this test and the portal. */
  line: FaultProxy;
  /** Opens the portal through the proxy, in a browser context of its own. `before`: called before the first request. */
  through(as: string, options?: { path?: string; before?(page: Page): Promise<unknown> } & BrowserContextOptions): Promise<Page>;
}

/** Flows whose line can be broken. The browser's console is not watched: it complains of a broken line as it should. */
export const test = base.extend<BehindProxy>({
  line: async ({ portal }, use) => {
    const line = await FaultProxy.start(Number(new URL(portal.url).port));
    await use(line);
    await line.stop();
  },
  through: async ({ browser, line }, use) => {
    const pages: Page[] = [];
    await use(async (as, { path = '/messages/ana-maya', before, ...options } = {}) => {
      const page = await newPage(browser, options);
      pages.push(page);
      await before?.(page);
      await page.goto(`${line.url}${path}?as=${as}`);
      return page;
    });
    for (const page of pages) await page.context().close();
  },
});

async function newPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  return (await browser.newContext({ viewport: { width: 1000, height: 800 }, ...options })).newPage();
}

/** Writes as a person of the demo, past every proxy. */
export async function writeAs(portal: PortalServer, person: string, threadId: string, text: string): Promise<void> {
  const token = await fetch(`${portal.url}/portal/token?as=${person}`, { method: 'POST', headers: { origin: portal.url } });
  const answer = await fetch(`${portal.url}/api/chat/commands`, {
    method: 'POST',
    headers: { 'authorization': `Bearer ${((await token.json()) as { token: string }).token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'message.send', id: crypto.randomUUID(), threadId, kind: 'text', payload: { text, format: 'plain' }, files: [] }),
  });
  if (!answer.ok) throw new Error(`The server answers ${answer.status}.`);
}

export { expect } from '@playwright/test';
