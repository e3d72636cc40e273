import type { Page } from '@playwright/test';
import { field, log, openThread, row } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

/** Presses a button of the clinic's desk and waits for the page that follows. */
async function press(desk: Page, name: string): Promise<void> {
  await Promise.all([desk.waitForURL(/\/admin\//), desk.getByRole('button', { name, exact: true }).click()]);
  await expect(desk.getByRole('heading', { level: 1 })).toBeVisible();
}

test('R-12 the clinic switches messaging off while a patient writes: it is gone at once, and there again after a reload, draft and all', async ({ open }) => {
  const { page } = await open('ana', { path: '/messages' });
  const { page: desk } = await open('office', { path: '/admin/riverside' });
  await openThread(page, 'Dr. Maya Lee');
  await field(page).fill('half a thought');
  await press(desk, 'Switch off: Messaging');
  await expect(field(page)).toHaveCount(0);
  await expect(page.locator('clinic-inbox')).toContainText('Messages are switched off here.');
  await press(desk, 'Switch on: Messaging');
  // A draft is stored a moment after the last key, and it takes the device's key with it: nobody reloads half a second after they have written.
  await page.waitForTimeout(1_000);
  await page.reload();
  await openThread(page, 'Dr. Maya Lee');
  await expect(field(page)).toHaveValue('half a thought');
});

test('R-13 the clinic rewords a notice and changes the number: it stands in the open page', async ({ open }) => {
  const { page } = await open('ana', { path: '/messages' });
  const { page: desk } = await open('office', { path: '/admin' });
  await expect(row(page, 'Dr. Maya Lee')).toBeVisible();
  await desk.getByLabel('Emergency number').fill('999');
  await desk.getByLabel('Urgent situations').fill('Anything urgent: <b>ring the desk</b>.');
  await press(desk, 'Save notices');
  await expect(desk.getByLabel('Urgent situations')).toHaveValue('Anything urgent: <b>ring the desk</b>.');
  await expect(page.locator('clinic-notices').getByRole('link', { name: /999/ })).toHaveAttribute('href', 'tel:999');
});

test('R-26 the clinic attaches a coordinator while the thread is open: both sides are told, and they read what is written from then on', async ({ open }) => {
  const { page } = await open('ana', { path: '/messages' });
  const { page: rosa } = await open('rosa', { path: '/messages' });
  const { page: desk } = await open('office', { path: '/admin/riverside' });
  await openThread(page, 'Tom Okafor');
  await expect(row(rosa, 'Ana Silva')).toHaveCount(1);
  await press(desk, 'Attach Rosa Diaz to Tom Okafor');
  await expect(log(page, 'Tom Okafor').getByText(/Rosa Diaz/).last()).toBeVisible();
  await expect(row(rosa, 'Ana Silva')).toHaveCount(2);
  await press(desk, 'Detach Rosa Diaz from Tom Okafor');
  await expect(row(rosa, 'Ana Silva')).toHaveCount(1);
});

test('R-18 R-03 the clinic changes the list of statuses and a relation’s permission: the open pages follow', async ({ open }) => {
  const { page: maya } = await open('maya', { path: '/messages' });
  const { page: luis } = await open('luis', { path: '/messages' });
  const { page: desk } = await open('office', { path: '/admin/riverside' });
  await openThread(luis, 'Dr. Maya Lee');
  await press(desk, 'Forbid sending: Luis Silva');
  await expect(field(luis)).not.toBeEditable();
  await expect(luis.getByText('You can read this thread but not write in it.')).toBeVisible();
  await press(desk, 'Allow sending: Luis Silva');
  await expect(field(luis)).toBeEditable();
  const names = desk.getByLabel('One on each line');
  await names.fill(`${await names.inputValue()}\nAwaiting results`);
  await press(desk, 'Save statuses');
  await maya.reload();
  await openThread(maya, 'Ana Silva');
  await expect(maya.getByRole('combobox', { name: 'Thread status' }).getByRole('option', { name: 'Awaiting results' })).toHaveCount(1);
  await maya.getByRole('combobox', { name: 'Thread status' }).selectOption('Awaiting results');
  await expect(maya.getByRole('combobox', { name: 'Thread status' })).toHaveValue(/.+/);
});

test('the desk takes orders from its own page alone, and says no to what cannot be done', async ({ open, portal }) => {
  const { page: desk } = await open('office', { path: '/admin/riverside' });
  const foreign = await desk.request.post(`${portal.url}/admin/riverside`, { form: { action: 'switch', name: 'messaging', on: 'false' } });
  expect(foreign.status()).toBe(403);
  const sent = async (form: Record<string, string>): Promise<number> => (await desk.request.post(`${portal.url}/admin/riverside`, { form, headers: { 'sec-fetch-site': 'same-origin' } })).status();
  expect(await sent({ action: 'person', id: 'nobody', what: 'active', on: 'false' })).toBe(400);
  expect(await sent({ action: 'constructor' })).toBe(404);
  expect((await desk.request.get(`${portal.url}/admin/nowhere`)).status()).toBe(404);
});
