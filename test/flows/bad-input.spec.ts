import { open as openFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { articles, attach, field, log, say, send } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

const office = '/messages/ana-office';
const markup = '<img src=x onerror="document.title=\'pwned\'"><script>document.title="pwned"</script>{{7*7}}';

const upload = (page: Page): Locator => page.getByRole('list', { name: 'Attached files' }).getByRole('listitem');

/** That the thread still works: the next message goes out. */
async function expectAlive(page: Page, text: string): Promise<void> {
  await say(page, text);
  await expect(log(page).getByText(text, { exact: true })).toBeVisible();
}

test.describe('text', () => {
  test('R-05 5,001 characters are kept, counted and not sent; 5,000 are sent', async ({ open }) => {
    const { page } = await open('ana', { path: office });
    await field(page).fill('x'.repeat(5_001));
    await expect(page.getByText(/1 character too many/).first()).toBeVisible();
    await field(page).press('Enter');
    await expect(field(page)).toHaveValue('x'.repeat(5_001));
    await field(page).press('End');
    await field(page).press('Control+End');
    await field(page).press('Backspace');
    await expect(page.getByText(/too many/)).toHaveCount(0);
    await field(page).press('Enter');
    await expect(field(page)).toHaveValue('');
    await expect(log(page).getByText('x'.repeat(5_000), { exact: true })).toHaveCount(1);
  });

  test('R-05 a paste of 1 MB is taken whole and says how much is too much', async ({ open }) => {
    test.slow();
    const { page } = await open('ana', { path: office });
    await field(page).click();
    await page.keyboard.insertText('walking '.repeat(131_072));
    await expect.poll(async () => (await field(page).inputValue()).length, { timeout: 60_000 }).toBe(1_048_576);
    await expect(page.getByText(/characters too many/).first()).toBeVisible();
    await field(page).fill('');
    await expectAlive(page, 'After the megabyte');
  });

  test('R-05 nothing and white space are not sent', async ({ open }) => {
    const { page } = await open('ana', { path: office });
    const newest = articles(page).last();
    await expect(newest).toBeVisible();
    const before = await newest.getAttribute('data-key');
    await field(page).press('Enter');
    await field(page).fill(' \n\t\u00a0\u3000 ');
    await field(page).press('Enter');
    await page.waitForTimeout(300);
    expect(await newest.getAttribute('data-key')).toBe(before);
  });

  test('R-04 markup and poison from a patient stay as typed, and from Dr. Lee do no harm', async ({ open }) => {
    const { page } = await open('ana', { path: '/messages/ana-maya' });
    const { page: maya } = await open('maya', { path: '/messages/ana-maya' });
    for (const text of [markup, '>'.repeat(5_000), '*a'.repeat(1_200), '# not a heading', '[click](javascript:alert(1))']) {
      await say(page, text);
      await expect(articles(page).last()).toContainText(text.slice(0, 60));
      await expect(articles(maya).last()).toContainText(text.slice(0, 60));
    }
    for (const text of [markup, '>'.repeat(5_000), '*a'.repeat(1_200), '[click](javascript:alert(1))']) {
      await say(maya, text);
      await expect(articles(page).last()).not.toContainText('# not a heading');
    }
    await expect(log(page).getByRole('link', { name: 'click' })).toHaveCount(0);
    await expectAlive(maya, 'All of that, and the thread lives');
    await expect(log(page).getByText('All of that, and the thread lives')).toBeVisible();
    expect(await page.title()).not.toBe('pwned');
    expect(await maya.title()).not.toBe('pwned');
  });

  test('R-01 a kind that we do not know shows its preview', async ({ open }) => {
    const { page } = await open('ana', { path: office });
    await expect(log(page).getByText(/A short survey: how was your stay/)).toBeVisible();
  });
});

test.describe('files', () => {
  test('R-06 209,715,201 bytes are refused before any byte leaves', async ({ open }) => {
    const { page } = await open('ana', { path: office });
    const path = join(tmpdir(), `one-byte-more-${process.pid}.bin`);
    const file = await openFile(path, 'w');
    await file.truncate(209_715_201);
    await file.close();
    let sent = 0;
    page.on('request', (request) => (sent += request.method() === 'PUT' ? 1 : 0));
    await attach(page, path);
    await expect(upload(page)).toContainText(/Larger than 200/);
    expect(sent).toBe(0);
    await rm(path);
    await page.getByRole('button', { name: /^Remove / }).click();
    await expectAlive(page, 'After the large file');
  });

  test('R-06 an empty file is refused with the reason', async ({ open }) => {
    const { page } = await open('ana', { path: office });
    await attach(page, { name: 'nothing.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) });
    await expect(upload(page)).toContainText('This file is empty');
  });

  test('R-06 a name of 300 characters that turns the reading direction stays within its row', async ({ open }) => {
    const { page } = await open('ana', { path: office });
    await attach(page, { name: `\u202e${'gnp.'.repeat(74)}exe`, mimeType: 'application/octet-stream', buffer: Buffer.from('MZ not a program') });
    await expect(upload(page)).toBeVisible();
    await field(page).fill('With a long name');
    await send(page).click();
    const sent = articles(page).filter({ hasText: 'With a long name' });
    await expect(sent).toBeVisible();
    const [inner, outer] = [await sent.boundingBox(), await log(page).boundingBox()];
    expect((inner?.x ?? 0) + (inner?.width ?? 0)).toBeLessThanOrEqual((outer?.x ?? 0) + (outer?.width ?? 0) + 1);
    expect(await sent.innerText()).not.toContain('\u202e');
  });

  test('R-06 a file named like markup, an SVG and an HTML page are downloads and never shown in place', async ({ open }) => {
    const { page } = await open('ana', { path: office });
    await attach(page, [
      { name: '<img src=x onerror=alert(1)>.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>') },
      { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<script>alert(1)</script>') },
    ]);
    await expect(upload(page)).toHaveCount(2);
    await field(page).fill('Two that hold script');
    await send(page).click();
    const sent = articles(page).filter({ hasText: 'Two that hold script' });
    await expect(sent).toContainText('page.html');
    await expect(sent.getByRole('img')).toHaveCount(0);
  });

  test('R-06 an upload that breaks off says so, keeps what was typed, and goes up at the second try', async ({ open }) => {
    const { page } = await open('ana', { path: office, expects: /Failed to load resource/ });
    let broken = 0;
    await page.route(/\/api\/chat\/files\//, (route) => {
      if (route.request().method() !== 'PUT' || broken >= 9) return route.continue();
      broken += 1;
      return route.abort('connectionreset');
    });
    await field(page).fill('Typed before the file broke');
    await attach(page, { name: 'walk.txt', mimeType: 'text/plain', buffer: Buffer.from('eleven minutes') });
    await expect.poll(() => broken).toBeGreaterThan(0);
    broken = 99;
    const again = page.getByRole('button', { name: 'Try walk.txt again' });
    const done = upload(page).filter({ hasText: 'walk.txt' });
    await expect(done).toBeVisible();
    if (await again.isVisible().catch(() => false)) await again.click();
    await expect(field(page)).toHaveValue('Typed before the file broke');
    await send(page).click();
    await expect(articles(page).filter({ hasText: 'Typed before the file broke' })).toContainText('walk.txt');
  });
});
