import type { Locator, Page } from '@playwright/test';
import { canWriteOffline, field, openPopup, openThread } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

const bubbleOf = (scope: Page | Locator): Locator => scope.locator('clinic-kind-voice').last();
const at = async (scope: Page | Locator): Promise<number> => Number(await bubbleOf(scope).getByRole('slider').getAttribute('aria-valuenow'));

/** Records for a while, and stops. */
async function record(scope: Page | Locator): Promise<Locator> {
  await scope.getByRole('button', { name: 'Voice message', exact: true }).click();
  const strip = scope.locator('clinic-kind-voice-recorder');
  await expect(strip.getByRole('timer')).toHaveText(/0:0[3-9]|0:[1-5]\d/);
  await strip.getByRole('button', { name: 'Stop' }).click();
  await expect(strip.getByRole('button', { name: 'Play voice message' })).toBeVisible();
  return strip;
}

test('R-23 Dr. Lee records, hears and sends; Ana listens on her phone and answers with her voice, under the strict policy', async ({ open }) => {
  const { page: maya } = await open('maya', { path: '/messages/ana-maya' });
  const { page: ana } = await open('ana', { width: 390 });
  await field(maya).fill('Half a sentence.');
  const strip = await record(maya);
  await strip.getByRole('button', { name: 'Play voice message' }).click();
  await expect(strip.getByRole('button', { name: 'Pause voice message' })).toBeVisible();
  await strip.getByRole('button', { name: 'Send' }).click();
  await expect(strip).toHaveCount(0);
  await expect(field(maya)).toHaveValue('Half a sentence.');
  await expect(field(maya)).toBeFocused();
  // The server has it.
  await expect(maya.getByRole('article').last()).toHaveAccessibleName(/Sent/);

  const phone = await openPopup(ana);
  await expect(phone.getByText(/Voice message, 0:0\d/)).toBeVisible();
  await openThread(phone, 'Dr. Maya Lee');
  await bubbleOf(phone).getByRole('button', { name: 'Play voice message' }).click();
  await expect.poll(() => at(phone)).toBeGreaterThan(0);
  // It was played to its end.
  await expect(bubbleOf(phone).getByRole('button', { name: 'Play voice message' })).toBeVisible();

  const answer = await record(phone);
  await answer.getByRole('button', { name: 'Send' }).click();
  await expect(maya.locator('clinic-kind-voice')).toHaveCount(2);
  await bubbleOf(maya).getByRole('slider').focus();
  await maya.keyboard.press('End');
  expect(await at(maya)).toBeGreaterThan(1);
  await maya.keyboard.press('Home');
  await bubbleOf(maya).getByRole('button', { name: 'Play voice message' }).click();
  await expect.poll(() => at(maya)).toBeGreaterThan(0);
});

test('R-23 what is recorded without a connection waits and goes once there is one; closing the popup keeps a recording', async ({ open }) => {
  const { page: ana } = await open('ana', { expects: /ERR_INTERNET_DISCONNECTED|Failed to fetch/ });
  const window = await openPopup(ana);
  await openThread(window, 'Clinic Office');
  await window.getByRole('button', { name: 'Voice message', exact: true }).click();
  await expect(window.getByRole('timer')).toHaveText(/0:0[2-9]|0:[1-5]\d/);
  await window.getByRole('button', { name: 'Minimise' }).click();
  const strip = ana.locator('clinic-kind-voice-recorder');
  // Who opens it again within a tenth of a second goes on recording.
  await expect(strip.getByText('It is kept.')).toBeAttached();
  await ana.getByRole('button', { name: /^Messages/ }).click();
  await expect(strip.getByText('It is kept.')).toBeVisible();
  await canWriteOffline(ana);
  await ana.context().setOffline(true);
  await strip.getByRole('button', { name: 'Send' }).click();
  await expect(window.getByRole('article').last()).toHaveAccessibleName(/Waiting/);
  await ana.context().setOffline(false);
  await expect(window.getByRole('article').last()).toHaveAccessibleName(/Sent/, { timeout: 40_000 });
});
