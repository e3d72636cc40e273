import { articles, expectInOrder, log, openThread } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

const team = 'Ana’s knee: back to running';

test('R-07 comments on the plan stand among the messages in time order, labelled, once the switch is on; that is remembered', async ({ open }) => {
  const { page } = await open('ana', { path: '/messages' });
  await openThread(page, team);
  const toggle = page.getByRole('checkbox', { name: 'Show all chat types', exact: true });
  await expect(toggle).not.toBeChecked();
  await expect(page.getByText('Keep the gear low')).toHaveCount(0);
  await toggle.check();
  await expect(articles(page).filter({ hasText: 'Keep the gear low' })).toContainText('Action: Bicycle, 15 minutes');
  await expect(articles(page).filter({ hasText: 'full stretch since Monday' })).toContainText('Goal: Five kilometres in June');
  await expectInOrder(log(page, team), [
    'Quite normal at this point. We measure again in four weeks, in the morning, with the same tape.', 'Keep the gear low and stop at twelve for this week.',
    'On the way: full stretch since Monday.', 'And you are not leaning to the right. Very nice.',
  ]);
  await page.reload();
  await expect(page.getByText('Keep the gear low')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Show all chat types', exact: true }).uncheck();
  await expect(page.getByText('Keep the gear low')).toHaveCount(0);
});

test('R-07 a clinic without plans has no such switch', async ({ open }) => {
  const { page } = await open('ana', { path: '/messages', query: 'workspace=northside' });
  await openThread(page, 'Dr. Noor Khan');
  await expect(page.getByText('Show all chat types')).toHaveCount(0);
});
