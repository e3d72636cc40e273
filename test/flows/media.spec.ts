import { articles } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

test('R-06 R-21 R-23 what Ana’s group has sent plays where it stands, under the strict policy, the film with its captions', async ({ open }) => {
  const { page } = await open('ana', { path: '/messages/ana-team' });
  const squat = articles(page).filter({ hasText: 'Mini squat' });
  // Pressed once its picture is there: before that what stands above it still comes, and between the button's way down and up another thing may lie under the pointer.
  await squat.getByRole('button', { name: /^Play Mini squat/ }).scrollIntoViewIfNeeded();
  await expect(squat.locator('canvas')).toHaveJSProperty('width', 320);
  await squat.getByRole('button', { name: /^Play Mini squat\.webm, 0:08/ }).click();
  const video = squat.locator('video');
  await expect.poll(() => video.evaluate((node: HTMLVideoElement) => [node.currentTime > 0, node.textTracks[0]?.mode, node.textTracks[0]?.cues?.length])).toEqual([true, 'showing', 4]);
  await squat.getByRole('button', { name: /^Play Breathing, four in and six out\.wav, 0:40/ }).click();
  await expect.poll(() => squat.locator('audio').evaluate((node: HTMLAudioElement) => node.currentTime > 0)).toBe(true);
  // One thing sounds at a time.
  await expect.poll(() => video.evaluate((node: HTMLVideoElement) => node.paused)).toBe(true);

  const answered = page.locator('clinic-kind-video-request').first();
  await answered.getByRole('button', { name: 'Play the video, 0:08' }).click();
  await expect.poll(() => answered.locator('video').evaluate((node: HTMLVideoElement) => node.currentTime > 0)).toBe(true);
  await expect(page.locator('clinic-kind-video-request').last().getByRole('button', { name: 'Record video' })).toBeVisible();
  await page.locator('clinic-kind-voice').getByRole('button', { name: 'Play voice message' }).click();
  await expect.poll(async () => Number(await page.locator('clinic-kind-voice').getByRole('slider').getAttribute('aria-valuenow'))).toBeGreaterThan(0);
});
