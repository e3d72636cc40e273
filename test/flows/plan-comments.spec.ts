import { articles, expectInOrder, log, openThread } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

const comment = 'Yes, always before it, and before any tablet.';

test('R-07 comments on the plan stand among the messages in time order, labelled, once the switch is on; that is remembered', async ({ open }) => {
  const { page } = await open('ana', { path: '/messages', query: 'workspace=northside' });
  const list = await openThread(page, 'Dr. Noor Khan');
  const toggle = page.getByRole('checkbox', { name: 'Show all chat types', exact: true });
  await expect(toggle).not.toBeChecked();
  await expect(list.getByText(comment)).toHaveCount(0);
  await toggle.check();
  await expect(articles(page).filter({ hasText: comment })).toContainText('Action: Measure twice a day');
  await expect(articles(page).filter({ hasText: 'We look again in six months.' })).toContainText('Goal: Below 135 / 85 at home');
  await expectInOrder(log(page, 'Dr. Noor Khan'), [
    comment, 'Good morning Dr. Khan, here are the two weeks. I missed one evening.', 'Reached. We look again in six months.', 'Very glad to read that. I will put it in my calendar.',
  ]);
  await page.reload();
  await expect(list.getByText(comment)).toBeVisible();
  await toggle.uncheck();
  await expect(list.getByText(comment)).toHaveCount(0);
});

test('R-07 a clinic without plans has no such switch', async ({ open }) => {
  const { page } = await open('ana', { path: '/messages' });
  await openThread(page, 'Dr. Maya Lee');
  await expect(page.getByText('Show all chat types')).toHaveCount(0);
});
