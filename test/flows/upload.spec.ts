import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { FaultProxy } from '../support/fault-proxy.js';
import { articles, openPopup, openThread, send, type Scope } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

const size = 209_715_200;
const mb = 1_000_000;

/** A file of the largest size that is taken, every block of it different, and its SHA-256. */
async function bigFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  const out = createWriteStream(path);
  const block = randomBytes(1024 * 1024);
  for (let at = 0; at < size; at += block.length) {
    block.writeUInt32LE(at, 0);
    const copy = Buffer.from(block);
    hash.update(copy);
    if (!out.write(copy)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  return hash.digest('hex');
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Writes down what the progress bar shows, at every frame from now on. */
const sampleFrames = (page: Page): Promise<void> => page.evaluate(() => {
  const samples: number[] = ((window as unknown as { samples: number[] }).samples = []);
  const find = (root: ParentNode): HTMLProgressElement | undefined => {
    for (const node of root.querySelectorAll('*')) {
      if (node instanceof HTMLProgressElement) return node;
      const inside = node.shadowRoot && find(node.shadowRoot);
      if (inside) return inside;
    }
    return undefined;
  };
  const frame = (): void => {
    const bar = find(document);
    if (bar) samples.push(bar.value);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
});
const samples = (page: Page): Promise<number[]> => page.evaluate(() => (window as unknown as { samples: number[] }).samples);
const untilShare = (page: Page, share: number): Promise<unknown> =>
  page.waitForFunction((least) => ((window as unknown as { samples: number[] }).samples.at(-1) ?? 0) >= least, share, { timeout: 120_000 });
const chip = (scope: Scope) => scope.locator('clinic-ui-upload');
const neverBack = (shown: readonly number[]): boolean => shown.every((value, i) => value >= (shown[i - 1] ?? 0));

test('R-06 T11 200 MB go up with two cuts and a reload in between, come down the same, and progress never runs backwards', async ({ browser, portal }) => {
  test.setTimeout(150_000);
  const folder = await mkdtemp(join(tmpdir(), 'clinic-upload-'));
  const proxy = await FaultProxy.start(Number(new URL(portal.url).port));
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  try {
    const path = join(folder, 'mri.bin');
    const digest = await bigFile(path);
    await writeFile(join(folder, 'notes.txt'), 'these are not the pictures');

    await page.goto(`${proxy.url}/?as=ana`);
    await openThread(await openPopup(page), 'Dr. Maya Lee');
    await sampleFrames(page);
    const before = proxy.counts.up;
    const cuts = [proxy.cutAfter('up', 50 * mb), proxy.cutAfter('up', 100 * mb)];
    await page.locator('clinic-attachment-picker input[type=file]').setInputFiles(path);
    await Promise.all(cuts);
    // Slow enough to be reloaded in between.
    proxy.throttle(160 * mb);
    await untilShare(page, 0.6);
    const first = await samples(page);
    await page.reload();
    proxy.throttle(undefined);

    const scope = await openPopup(page);
    await openThread(scope, 'Dr. Maya Lee').catch(() => undefined);
    await sampleFrames(page);
    const again = chip(scope).getByRole('button', { name: 'Choose mri.bin again' });
    await expect(again).toBeVisible();
    await expect(chip(scope).getByText('Choose the file again to go on')).toBeVisible();
    await chip(scope).locator('input[type=file]').setInputFiles(join(folder, 'notes.txt'));
    await expect(chip(scope).getByText('That is another file. Choose the one that you began with.')).toBeVisible();
    await chip(scope).locator('input[type=file]').setInputFiles(path);
    await expect(chip(scope).getByText('200 MB', { exact: false })).toBeVisible({ timeout: 120_000 });
    const second = await samples(page);
    await send(scope).click();
    const sent = articles(scope).last();
    await expect(sent).toHaveAttribute('aria-label', /Sent/);
    expect(proxy.counts.up - before).toBeLessThan(size * 1.35);

    const coming = page.waitForEvent('download');
    await sent.getByRole('button', { name: 'Download mri.bin' }).click();
    expect(await hashOf(await (await coming).path())).toBe(digest);

    for (const shown of [first, second]) expect(neverBack(shown)).toBe(true);
    expect(first.length).toBeGreaterThan(20);
    expect(Math.max(...first)).toBeGreaterThanOrEqual(0.6);
    expect(second.find((value) => value > 0)).toBeGreaterThan(0.4);
  } finally {
    await page.context().close();
    await proxy.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
