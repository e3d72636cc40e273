import { expect, test, writeAs } from './support/behind-proxy.js';
import { articles, field, log } from './support/chat.js';

test('T5 through a proxy that holds every answer back until it is whole, messages arrive within seconds', async ({ line, portal, through }) => {
  line.buffer();
  const page = await through('ana');
  await expect(articles(page).first()).toBeVisible();
  const polls = () => line.requests.filter(({ path, down }) => path.includes('wait=15') && down === 0);
  await expect.poll(() => polls().length, { timeout: 60_000 }).toBeGreaterThan(0);
  for (const text of ['The first through the proxy.', 'And a second.']) {
    await writeAs(portal, 'maya', 'ana-maya', text);
    await expect(log(page).getByText(text)).toBeVisible({ timeout: 10_000 });
  }
  await field(page).fill('Both have come.');
  await field(page).press('Enter');
  await expect(articles(page).last()).toHaveAccessibleName(/Sent/);
  await expect(articles(page).last()).toContainText('Both have come.');
  await expect(page.locator('clinic-connection').getByRole('status').first()).toHaveText('');
});
