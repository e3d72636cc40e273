import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { log, row, threadsOf } from './support/chat.js';
import type { HeardPortal } from './support/heard-portal.js';
import { expect, test } from './support/with-clinic.js';

const count = 5_000;
const nameOf = (at: number): string => `Patient ${String(at).padStart(4, '0')}`;

/** Dr. Lee's patients, the one with the highest number wrote last. */
function fill({ admin }: HeardPortal): void {
  const now = Date.now();
  admin.batch(() => {
    for (let at = 1; at <= count; at++) {
      const id = `p${at}`;
      const sentAt = now - (count - at + 1) * 60_000;
      admin.putPerson('riverside', { id, name: nameOf(at), role: 'patient', birthDate: '1980-01-01' });
      admin.putThread('riverside', { id: `t${at}`, kind: 'direct', participants: [id, 'maya'], createdAt: sentAt });
      admin.putMessage('riverside', { id: `m${at}`, threadId: `t${at}`, author: id, kind: 'text', payload: { text: `A question of number ${at}.`, format: 'plain' }, sentAt });
    }
  });
}

const rows = (page: Page) => threadsOf(page).locator('.row');
/** All elements of the page, those in shadow trees too. */
const elements = (page: Page): Promise<number> => page.evaluate(() => {
  const walk = (root: ParentNode): number => [...root.querySelectorAll('*')].reduce((sum, node) => sum + 1 + (node.shadowRoot ? walk(node.shadowRoot) : 0), 0);
  return walk(document);
});

/** The frames of what is done meanwhile, in milliseconds: 95 of 100 were not longer. */
async function framesOf(page: Page, work: () => Promise<unknown>): Promise<number> {
  await page.evaluate(() => {
    const times: number[] = [];
    const state = { times, stop: false };
    Object.assign(window, { frameTimes: state });
    let last = performance.now();
    const look = (now: number): void => {
      times.push(now - last);
      last = now;
      if (!state.stop) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await work();
  return page.evaluate(() => {
    const { frameTimes } = window as unknown as { frameTimes: { times: number[]; stop: boolean } };
    frameTimes.stop = true;
    const sorted = frameTimes.times.sort((a, b) => a - b);
    return Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? 0);
  });
}

/** To the end of what is there, until there is no more. */
async function toTheEnd(page: Page): Promise<void> {
  await rows(page).first().focus();
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(row(page, nameOf(1))).toBeFocused({ timeout: 300 });
  }).toPass({ timeout: 240_000, intervals: [50] });
}

test('R-08 a list of 5,000 threads: few elements, all of it by keyboard, nothing that axe finds; opening, searching, a new arrival', async ({ open, portal }, info) => {
  test.setTimeout(420_000);
  fill(portal);
  const figures: Record<string, number> = {};
  let began = Date.now();
  const { page } = await open('maya', { path: '/messages' });
  await expect(row(page, nameOf(count))).toBeVisible({ timeout: 60_000 });
  figures['opened, ms'] = Date.now() - began;

  figures['all loaded by End, frame p95 ms'] = await framesOf(page, () => toTheEnd(page));
  expect(portal.requests.filter(({ path }) => path.startsWith('/api/chat/threads?')).length).toBeLessThan(200);
  await expect(threadsOf(page).getByRole('listitem').first()).toHaveAttribute('aria-setsize', /50\d\d/);
  await page.keyboard.press('Home');
  await expect(row(page, nameOf(count))).toBeFocused();
  figures['paging down 300 rows, frame p95 ms'] = await framesOf(page, async () => {
    for (let turn = 0; turn < 40; turn++) await page.keyboard.press('PageDown');
  });
  figures['rows in the page'] = await rows(page).count();
  figures['elements in the page'] = await elements(page);
  expect(figures['rows in the page']).toBeLessThanOrEqual(80);
  expect(figures['elements in the page']).toBeLessThanOrEqual(2_500);

  // Somebody writes who stood last: first now, and the focus stays where it was.
  const focused = await page.evaluate(() => {
    let node = document.activeElement;
    while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
    return node?.getAttribute('data-id');
  });
  figures['a new arrival, frame p95 ms'] = await framesOf(page, async () => {
    await portal.say('p1', 't1', 'The last shall be first.');
    await expect(page.locator('clinic-notifier').getByText(nameOf(1)).first()).toBeVisible();
    await page.waitForTimeout(500);
  });
  await expect(threadsOf(page).locator(`.row[data-id="${focused}"]`)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(row(page, nameOf(1))).toBeFocused();
  await expect(row(page, nameOf(1))).toContainText('The last shall be first.');

  const search = page.getByRole('searchbox').first();
  began = Date.now();
  figures['searching, frame p95 ms'] = await framesOf(page, async () => {
    await search.pressSequentially(nameOf(2_345));
    await expect(rows(page)).toHaveCount(1);
  });
  figures['found, ms'] = Date.now() - began;
  await expect(row(page, nameOf(2_345))).toBeVisible();
  await search.press('Tab');
  await row(page, nameOf(2_345)).focus();
  await page.keyboard.press('Enter');
  await expect(log(page, nameOf(2_345)).getByText('A question of number 2345.')).toBeVisible();
  await search.fill('');
  await expect(rows(page).nth(10)).toBeVisible();

  await page.evaluate(await readFile(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8'));
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(context: Element): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
    return (await axe.run(document.querySelector('clinic-inbox') as Element)).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
  expect(found).toEqual([]);
  await info.attach('figures', { body: JSON.stringify(figures) });
  console.log(figures);
});
