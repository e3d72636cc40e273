import type { Page } from '@playwright/test';
import type { FaultProxy } from '../support/fault-proxy.js';
import { expect, test, writeAs } from './support/behind-proxy.js';
import { articles, field, log } from './support/chat.js';

const banner = (page: Page) => page.locator('clinic-connection').getByRole('status');
const offline = /You are offline|cannot be reached/;
/** Looks for news and answers: pages, the stream, commands; not the portal's own files. */
const chatRequests = (line: FaultProxy) => line.requests.filter(({ path }) => path.startsWith('/api/chat') || path.startsWith('/portal/token'));

test('T5 a half-open stream is noticed within 35 s, and caught up within 3 s of the first attempt after it has healed', async ({ line, portal, through }) => {
  test.setTimeout(180_000);
  const page = await through('ana');
  await expect(articles(page).first()).toBeVisible();
  // The stream stands: what is written comes by it.
  await writeAs(portal, 'maya', 'ana-maya', 'Before the line goes dead.');
  await expect(log(page).getByText('Before the line goes dead.')).toBeVisible();

  line.halfOpen();
  const dead = Date.now();
  for (let n = 1; n <= 3; n += 1) await writeAs(portal, 'maya', 'ana-maya', `Written into the dead line, ${n} of 3.`);
  await expect(banner(page)).toHaveText(offline, { timeout: 60_000 });
  expect(Date.now() - dead).toBeLessThan(35_000);
  await expect(log(page).getByText('Written into the dead line')).toHaveCount(0);

  line.heal();
  const before = chatRequests(line).length;
  // An attempt that is under way waits for its deadline first, and then the next one for its turn.
  await expect(log(page).getByText('Written into the dead line')).toHaveCount(3, { timeout: 100_000 });
  const caughtUp = Date.now();
  // What the browser still sends into a connection from before is no attempt on the line that has healed.
  const first = chatRequests(line).slice(before).find(({ down }) => down > 0);
  expect(caughtUp - (first?.at ?? 0)).toBeLessThan(3_000);
  await expect(banner(page)).not.toHaveText(offline);
});

/**
 * The page's clock is ours: after hours of outage the next attempt of its own would come in minutes, and then the clock stands still. What
 * comes now comes because somebody asked for it.
 */
async function longOutage(page: Page, line: FaultProxy): Promise<void> {
  line.refuse();
  await expect(banner(page)).toHaveText(offline);
  for (let turn = 0; turn < 10; turn += 1) {
    const before = line.counts.refused;
    await page.clock.runFor(250_000);
    await expect.poll(() => line.counts.refused).toBeGreaterThan(before);
  }
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1_000);
  await expect(banner(page)).toHaveText(offline);
  line.heal();
  line.reset();
}

const ways: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'the device is online again': (page) => page.evaluate(() => {
    for (const [onLine, name] of [[false, 'offline'], [true, 'online']] as const) {
      Object.defineProperty(navigator, 'onLine', { value: onLine, configurable: true });
      dispatchEvent(new Event(name));
    }
  }),
  'the page gets the focus': (page) => page.evaluate(() => {
    for (const [focused, name] of [[false, 'blur'], [true, 'focus']] as const) {
      document.hasFocus = () => focused;
      dispatchEvent(new Event(name));
    }
  }),
  'somebody presses Send': async (page) => {
    await field(page).fill('Does anybody hear me?');
    await field(page).press('Enter');
  },
  'somebody presses «Try now»': (page) => page.locator('clinic-connection').getByRole('button', { name: 'Try now' }).click(),
};

for (const [name, ask] of Object.entries(ways)) {
  test(`T9 an attempt at once when ${name}`, async ({ line, portal, through }) => {
    test.setTimeout(180_000);
    const page = await through('ana', {
      before: async (one) => {
        // The portal's own line is a good one: whether a token can be had is not the matter here.
        await one.route('**/portal/token?*', async (route) => {
          const headers = { ...route.request().headers(), origin: portal.url };
          await route.fulfill({ response: await route.fetch({ url: route.request().url().replace(line.url, portal.url), headers }) });
        });
        await one.clock.install();
        // The longest waits that chance can draw.
        await one.addInitScript(() => (Math.random = () => 0.999));
      },
    });
    await expect(articles(page).first()).toBeVisible();
    await longOutage(page, line);
    const words = `Written while ${name}.`;
    await writeAs(portal, 'maya', 'ana-maya', words);
    expect(line.counts.connections).toBe(0);
    await ask(page);
    await expect.poll(() => chatRequests(line).length).toBeGreaterThan(0);
    await page.clock.resume();
    await expect(log(page).getByText(words)).toBeVisible();
    await expect(banner(page)).not.toHaveText(offline);
  });
}
