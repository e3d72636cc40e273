import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/fixtures.js';

const card = (page: Page): Locator => page.locator('clinic-kind-video-request').last();

test('R-21 Dr. Lee asks for a video, Ana records and sends it, Dr. Lee plays it where it stands', async ({ open }) => {
  const { page: maya } = await open('maya', { path: '/messages/ana-maya' });
  const { page: ana } = await open('ana', { path: '/messages/ana-maya', viewport: { width: 390, height: 844 } });
  await maya.getByRole('button', { name: 'More actions' }).click();
  await maya.getByRole('menuitem', { name: 'Request a short video' }).click();
  const sheet = maya.locator('clinic-kind-sheet');
  await expect(sheet.getByText('Born Apr 17, 1988')).toBeVisible();
  await sheet.getByRole('textbox', { name: 'What should be shown? (optional)' }).fill('Bend and stretch the knee.');
  await sheet.getByRole('button', { name: 'Send request' }).click();

  await expect(card(ana).getByText('Bend and stretch the knee.')).toBeVisible();
  await card(ana).getByRole('button', { name: 'Record video' }).click();
  await ana.getByRole('button', { name: 'Start recording' }).click();
  await expect(ana.getByText(/^0:(4[0-3]|[0-3]\d) left$/)).toBeVisible();
  await ana.getByRole('button', { name: 'Stop recording' }).click();
  await ana.getByRole('button', { name: 'Send video' }).click();
  await expect(card(ana).getByText('Sent · Ana Silva')).toBeVisible();

  await expect(card(maya).getByText('Sent · Ana Silva')).toBeVisible();
  await card(maya).getByRole('button', { name: /^Play the video, 0:0\d$/ }).click();
  const video = card(maya).locator('video');
  await expect.poll(() => video.evaluate((node) => (node as HTMLVideoElement).currentTime)).toBeGreaterThan(0);
  expect(await video.evaluate((node) => new URL((node as HTMLVideoElement).src).searchParams.has('ticket'))).toBe(true);
});
