import type { Page } from '@playwright/test';
import { articles, bubble, field, log, openPopup, openThread, say } from './support/chat.js';
import type { HeardPortal } from './support/heard-portal.js';
import { expect, test } from './support/with-clinic.js';

/** The connection is let go after so many milliseconds, for an element may only be on its way to another place. */
const connectionGrace = 6_000;

/** Whatever usually brings a chat back to life. */
async function stir(page: Page): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    await page.evaluate(() => {
      for (const type of ['offline', 'online', 'focus', 'pageshow']) window.dispatchEvent(new Event(type));
      for (const type of ['visibilitychange', 'resume']) document.dispatchEvent(new Event(type));
    });
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    await page.mouse.move(200 + turn, 200);
    await page.keyboard.press('Tab');
    await page.waitForTimeout(300);
  }
  // What comes late would have come by now.
  await page.waitForTimeout(1_500);
}

/** What the page asks of the chat's server and of the portal's token address from now on. */
function countRequests(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/chat') || pathname.startsWith('/portal/token')) asked.push(pathname);
  });
  return asked;
}

/** The elements inside our tags, shadow trees included. */
const nodesIn = (page: Page, tag: string): Promise<number> => page.evaluate((name) => {
  const walk = (root: ParentNode): number => [...root.querySelectorAll('*')].reduce((sum, node) => sum + 1 + (node.shadowRoot ? walk(node.shadowRoot) : 0), 0);
  const element = document.querySelector(name);
  return element ? walk(element) + (element.shadowRoot ? walk(element.shadowRoot) : 0) : -1;
}, tag);

/** What a portal does to its pages. */
const disable = (page: Page, isOff: boolean): Promise<void> => page.evaluate((off) => {
  for (const element of document.querySelectorAll('clinic-inbox, clinic-popup')) element.toggleAttribute('disabled', off);
}, isOff);

const switchTo = (portal: HeardPortal, on: boolean): void => portal.admin.setMessaging('riverside', on);

test('R-12 off by the portal: no node and no request, whatever happens to the page; on again it is all there', async ({ browser, portal }) => {
  const page = await browser.newPage();
  const asked = countRequests(page);
  // As a portal's own server would write it into its page.
  await page.route(/\/messages/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace('<clinic-popup ', '<clinic-popup disabled ') });
  });
  await page.addInitScript(() => {
    const create = document.createElement.bind(document);
    document.createElement = ((name: string, options?: ElementCreationOptions) => {
      const made = create(name, options);
      if (name === 'clinic-inbox') made.toggleAttribute('disabled', true);
      return made;
    }) as typeof document.createElement;
  });
  await page.goto(`${portal.url}/messages/ana-maya?as=ana`);
  await expect(page.locator('clinic-inbox')).toBeAttached();
  await page.evaluate(() => customElements.whenDefined('clinic-inbox').then(() => undefined));
  await stir(page);
  expect(asked).toEqual([]);
  expect(await nodesIn(page, 'clinic-popup')).toBe(0);
  expect(await nodesIn(page, 'clinic-inbox')).toBe(0);

  await page.locator('clinic-inbox').evaluate((inbox) => inbox.removeAttribute('disabled'));
  await expect(articles(page).first()).toBeVisible();
  await field(page).fill('kept while it is off');
  await page.locator('clinic-inbox').evaluate((inbox) => inbox.toggleAttribute('disabled', true));
  await expect.poll(() => nodesIn(page, 'clinic-inbox')).toBe(0);
  await page.waitForTimeout(connectionGrace);
  const before = asked.length;
  await stir(page);
  expect(asked.slice(before)).toEqual([]);
  await page.locator('clinic-inbox').evaluate((inbox) => inbox.removeAttribute('disabled'));
  await expect(field(page)).toHaveValue('kept while it is off');
  await page.close();
});

test('R-12 off by the server while it is open: torn down, then no request; drafts and what waits are there when it is on again', async ({ open, portal }) => {
  test.setTimeout(180_000);
  const { page: inbox } = await open('ana', { path: '/messages/ana-maya' });
  const { page: popup } = await open('ana', { path: '/appointments' });
  await expect(articles(inbox).first()).toBeVisible();
  const window = await openPopup(popup);
  await openThread(window, 'Dr. Maya Lee');
  await field(inbox).fill('a draft in the inbox');
  await field(window).fill('a draft in the popup');

  switchTo(portal, false);
  await expect(inbox.locator('clinic-inbox').getByText('Messages are switched off here.')).toBeVisible();
  await expect(bubble(popup)).toHaveCount(0);
  expect(await nodesIn(popup, 'clinic-popup')).toBe(0);
  await expect(inbox.getByRole('log')).toHaveCount(0);
  await expect(inbox.getByRole('textbox')).toHaveCount(0);
  await inbox.waitForTimeout(1_000);
  const asked = [countRequests(inbox), countRequests(popup)];
  const before = portal.requests.length;
  await Promise.all([stir(inbox), stir(popup)]);
  expect(asked).toEqual([[], []]);
  expect(portal.requests.slice(before)).toEqual([]);

  switchTo(portal, true);
  // On again by the portal, without a new page; in the other page by a reload.
  await disable(inbox, true);
  await inbox.waitForTimeout(connectionGrace);
  await disable(inbox, false);
  await expect(field(inbox)).toHaveValue('a draft in the inbox');
  await popup.reload();
  await openThread(await openPopup(popup), 'Dr. Maya Lee');
  await expect(field(popup)).toHaveValue('a draft in the popup');
  await say(inbox, 'On again.');
  await expect(log(popup).getByText('On again.')).toBeVisible();
});

test('R-12 off by the server before the page is opened: the session is all that is asked', async ({ open, portal }) => {
  switchTo(portal, false);
  const { page } = await open('ana', { path: '/messages/ana-maya' });
  await expect(page.locator('clinic-inbox').getByText('Messages are switched off here.')).toBeVisible();
  const paths = (): Set<string> => new Set(portal.requests.map(({ path }) => path));
  await stir(page);
  expect([...paths()].filter((path) => !/\/(session|unread)$/.test(path))).toEqual([]);
  const before = portal.requests.length;
  await stir(page);
  expect(portal.requests.length).toBe(before);
});
