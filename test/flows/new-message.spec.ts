import { field, log, newMessage, offered, openPopup, recipient, row, send, threadsOf } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

test('R-10 Ana may write to doctors and the office, never to another patient; the thread stands in the list at once', async ({ open }) => {
  const { page } = await open('ana', { path: '/messages' });
  await newMessage(page).click();
  await recipient(page).click();
  await expect(offered(page, /Dr\. Maya Lee/)).toBeVisible();
  await expect(offered(page, /Tom Okafor/)).toBeVisible();
  await expect(offered(page, /Clinic Office/)).toBeVisible();
  for (const nobody of [/Ben Hart/, /Rosa Diaz/, /Luis Silva/, /Noor/]) await expect(offered(page, nobody)).toHaveCount(0);
  await recipient(page).fill('Tom');
  await offered(page, /Tom Okafor/).click();
  await field(page).fill('Shoes are in the bag');
  await send(page).click();
  // There is a 1:1 with Tom already: it goes on there.
  await expect(log(page, 'Tom Okafor').getByText('Shoes are in the bag', { exact: true })).toBeVisible();
  await expect(row(page, 'Tom Okafor')).toHaveCount(1);
  await expect(threadsOf(page).getByRole('listitem').first()).toContainText('Shoes are in the bag');
});

test('R-10 a first message to somebody new makes a thread, on both sides', async ({ open }) => {
  const { page } = await open('ben', { path: '/messages' });
  const { page: tom } = await open('tom', { path: '/messages' });
  await expect(row(page, 'Clinic Office')).toBeVisible();
  await expect(row(page, 'Tom Okafor')).toHaveCount(0);
  await newMessage(page).click();
  await recipient(page).fill('Okafor');
  await offered(page, /Tom Okafor/).click();
  await field(page).fill('May I join the back class?');
  await send(page).click();
  await expect(row(page, 'Tom Okafor')).toBeVisible();
  await row(tom, 'Ben Hart').click();
  await expect(log(tom, 'Ben Hart').getByText('May I join the back class?', { exact: true })).toHaveCount(1);
});

test('R-10 the form says what is missing and loses nothing', async ({ open }) => {
  const { page } = await open('ana', { path: '/messages' });
  await newMessage(page).click();
  await field(page).fill('Typed before a recipient was chosen');
  await send(page).click();
  await expect(page.getByText('Choose who should get the message.')).toBeVisible();
  await expect(field(page)).toHaveValue('Typed before a recipient was chosen');
});

test('R-13 the notices can be reached in the popup, on the page and in the form', async ({ open }) => {
  const { page } = await open('ana');
  const window = await openPopup(page);
  await expect(window.getByText(/Not for emergencies/).first()).toBeVisible();
  await expect(window.getByRole('link', { name: /911/ }).first()).toHaveAttribute('href', 'tel:911');
  await page.getByRole('navigation', { name: 'Portal' }).getByRole('link', { name: 'Messages' }).click();
  const inbox = page.locator('clinic-inbox');
  await expect(inbox.getByText(/Not for emergencies/).first()).toBeVisible();
  await newMessage(page).click();
  await expect(inbox.getByText(/Not for emergencies/).last()).toBeVisible();
  await inbox.getByRole('button', { name: 'More about these messages' }).last().click();
  await expect(inbox.getByText(/We cannot promise/).last()).toBeVisible();
});

test('R-14 Northside’s Ana sees Dr. Khan and nothing of Riverside', async ({ open }) => {
  const { page } = await open('ana', { path: '/messages', query: 'workspace=northside' });
  await expect(row(page, 'Dr. Noor Khan')).toBeVisible();
  await expect(threadsOf(page).getByRole('listitem')).toHaveCount(1);
  await row(page, 'Dr. Noor Khan').click();
  await expect(log(page, 'Dr. Noor Khan').getByText('128 / 79 mmHg')).toBeVisible();
});
