import type { Locator, Page } from '@playwright/test';
import { canWriteOffline, field, openPopup, openThread, send } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

const title = 'Dr. Maya Lee';
const card = (page: Page | Locator): Locator => page.locator('clinic-kind-payment').last();
const paused = (page: Page | Locator): Locator => page.getByText('Writing is paused until you answer the payment request.');

/** Dr. Lee asks for a payment in the thread that she has open. */
async function ask(maya: Page, service = /Physiotherapy/): Promise<void> {
  await maya.getByRole('button', { name: 'Request payment' }).click();
  const sheet = maya.locator('clinic-kind-sheet');
  await expect(maya.getByRole('dialog', { name: 'Request payment' })).toBeVisible();
  await expect(sheet.getByText('Born Apr 17, 1988')).toBeVisible();
  await sheet.getByRole('radio', { name: service }).check();
  await sheet.getByRole('button', { name: 'Send request' }).click();
  await expect(maya.getByRole('dialog', { name: 'Request payment' })).toBeHidden();
  await expect(card(maya).getByText('Waiting for an answer')).toBeVisible();
  // The server has it.
  await expect(card(maya).getByRole('button', { name: 'Withdraw request' })).toBeVisible();
}

test('R-24 the pause survives a reload, holds in every tab and in the popup, and ends in all of them with the answer', async ({ open }) => {
  const { page: maya } = await open('maya', { path: '/messages/ana-maya' });
  const { page: ana } = await open('ana', { path: '/messages/ana-maya', viewport: { width: 390, height: 844 } });
  await field(ana).fill('I would like to write.');
  await ask(maya);
  await expect(paused(ana)).toBeVisible();
  await expect(send(ana)).toHaveAttribute('aria-disabled', 'true');
  await ana.reload();
  await expect(paused(ana)).toBeVisible();
  // What was typed is kept; nothing of it has gone.
  await expect(field(ana)).toHaveValue('I would like to write.');

  const second = await ana.context().newPage();
  await second.setViewportSize({ width: 1280, height: 800 });
  await second.goto(new URL('/appointments', ana.url()).href);
  const window = await openPopup(second);
  await openThread(window, title);
  await expect(paused(window)).toBeVisible();

  await card(ana).getByRole('button', { name: 'Accept' }).click();
  await expect(card(ana).getByRole('link', { name: 'Go to payment' })).toBeFocused();
  await expect(paused(ana)).toBeHidden();
  await expect(paused(window)).toBeHidden();
  await send(ana).click();
  await expect(maya.getByRole('article').last()).toContainText('I would like to write.');

  const [pay] = await Promise.all([ana.context().waitForEvent('page'), card(ana).getByRole('link', { name: 'Go to payment' }).click()]);
  await pay.getByRole('button', { name: 'Pay now' }).click();
  await expect(pay.getByRole('status')).toContainText('Paid');
  await expect(card(ana).getByText('Paid · Ana Silva')).toBeVisible();
  await expect(card(maya).getByText('Paid · Ana Silva')).toBeVisible();
});

test('R-24 what was written without a connection waits while a request is open, and goes once it is declined', async ({ open }) => {
  const { page: maya } = await open('maya', { path: '/messages/ana-maya' });
  const { page: ana } = await open('ana', { path: '/messages/ana-maya', expects: /ERR_INTERNET_DISCONNECTED|Failed to fetch/ });
  await expect(ana.getByRole('article').last()).toBeVisible();
  // What writes has come, as it does a moment after the opening: a line that is cut before that leaves the words in the composer.
  await field(ana).fill('x');
  await canWriteOffline(ana);
  await field(ana).fill('');
  await ana.context().setOffline(true);
  await field(ana).fill('Written on the train.');
  await send(ana).click();
  await ask(maya);
  await ana.context().setOffline(false);
  await expect(paused(ana)).toBeVisible({ timeout: 40_000 });
  await expect(ana.getByRole('article').filter({ hasText: 'Written on the train.' })).toContainText('Writing is paused');
  await expect(maya.getByText('Written on the train.')).toHaveCount(0);
  await card(ana).getByRole('button', { name: 'Decline' }).click();
  await expect(maya.getByRole('article').filter({ hasText: 'Written on the train.' })).toBeVisible();
});

test('R-24 a forged message and another 1:1 are no way round; a relation is bound as well, and other threads stay open', async ({ open, portal }) => {
  const { page: maya } = await open('maya', { path: '/messages/ana-maya' });
  await expect(maya.getByRole('button', { name: 'Request payment' })).toBeVisible();
  await ask(maya);
  const submit = async (person: string, command: Record<string, unknown>): Promise<{ status: number; code?: string }> => {
    const token = await fetch(`${portal.url}/portal/token?as=${person}`, { method: 'POST', headers: { origin: portal.url } });
    const answer = await fetch(`${portal.url}/api/chat/commands`, {
      method: 'POST', body: JSON.stringify({ id: crypto.randomUUID(), ...command }),
      headers: { 'authorization': `Bearer ${((await token.json()) as { token: string }).token}`, 'content-type': 'application/json' },
    });
    return { status: answer.status, ...(answer.ok ? {} : (await answer.json()) as { code: string }) };
  };
  const words = { kind: 'text', payload: { text: 'Forged', format: 'plain' }, files: [] };
  for (const person of ['ana', 'luis']) expect((await submit(person, { type: 'message.send', threadId: 'ana-maya', ...words })).code).toBe('held');
  expect((await submit('ana', { type: 'thread.create', kind: 'direct', participants: ['maya'], first: { id: crypto.randomUUID(), ...words } })).code).toBe('held');
  expect((await submit('ana', { type: 'message.send', threadId: 'ana-office', ...words })).status).toBe(200);

  const { page: luis } = await open('luis', { path: '/messages/ana-maya' });
  await expect(luis.getByText('Writing is paused until Ana Silva answers the payment request.')).toBeVisible();
  await expect(card(luis).getByText('Only the patient can answer this request.')).toBeVisible();
  await maya.getByRole('button', { name: 'Withdraw request' }).last().click();
  await expect(luis.getByText('Writing is paused until Ana Silva answers the payment request.')).toBeHidden();
  await expect(card(luis).getByText('Withdrawn')).toBeVisible();
});
