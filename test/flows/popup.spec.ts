import type { Page } from '@playwright/test';
import { bubble, field, log, openPopup, openThread, popup, row, say, scroller, send } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

const walk = ['Appointments', 'Results', 'Plan', 'Home'] as const;

/** Goes to a page of the portal by its navigation, on a phone by the hamburger. */
async function visit(page: Page, name: string): Promise<void> {
  const link = page.getByRole('navigation', { name: 'Portal' }).getByRole('link', { name: new RegExp(`^${name}`) });
  if (!(await link.isVisible())) await page.getByRole('button', { name: 'Menu' }).click();
  await link.click();
  await expect(link.or(page.locator('h1'))).not.toHaveCount(0);
}

/** Which message stands uppermost in the list, and where (CSS pixels), once nothing has moved it for ten frames; or where that message stands now. */
const placeOf = async (page: Page, wanted?: string): Promise<{ key: string; at: number }> => (await scroller(log(page))).evaluate(async (list: Element, key?: string) => {
  const top = (): number => list.getBoundingClientRect().top;
  const rows = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('clinic-message')];
  const look = (): { key: string; at: number } => {
    const row = rows().find((one) => (key === undefined ? one.getBoundingClientRect().top >= top() : one.dataset['key'] === key));
    return { key: row?.dataset['key'] ?? '', at: row ? row.getBoundingClientRect().top - top() : NaN };
  };
  let seen = look();
  for (let still = 0; still < 10; still = look().at === seen.at ? still + 1 : 0) {
    seen = look();
    await new Promise(requestAnimationFrame);
  }
  return seen;
}, wanted);

test('R-09 half a message, a walk through all pages of the portal: thread, draft and scroll are as they were', async ({ open }) => {
  const { page } = await open('ana');
  const window = await openPopup(page);
  const list = await openThread(window, 'Dr. Maya Lee');
  await field(window).fill('I wanted to ask whether');
  await (await scroller(list)).evaluate((node: Element) => (node.scrollTop = Math.round(node.scrollHeight / 3)));
  const before = await placeOf(page);

  for (const name of walk) {
    await visit(page, name);
    await expect(page).toHaveURL(name === 'Home' ? /\/\?/ : new RegExp(name.toLowerCase()));
    await expect(popup(page)).toBeVisible();
    await expect(field(window)).toHaveValue('I wanted to ask whether');
  }
  await page.getByRole('main').getByRole('link', { name: 'Tom Okafor' }).click();
  await expect(page.locator('h1')).toHaveText('Tom Okafor');
  for (let back = 0; back < 2; back += 1) await page.goBack();
  await expect(page.locator('h1')).toHaveText('Plan');
  await expect(log(page, 'Dr. Maya Lee')).toBeVisible();
  await expect(field(window)).toHaveValue('I wanted to ask whether');
  // Not by the scroll position: more of what is above may have been drawn meanwhile.
  expect(Math.abs((await placeOf(page, before.key)).at - before.at)).toBeLessThanOrEqual(1);
});

test('R-09 the host page stays operable while the window is open', async ({ open }) => {
  const { page } = await open('ana', { path: '/appointments' });
  await openPopup(page);
  const wish = page.getByRole('textbox', { name: 'When would suit you?' });
  await wish.fill('Tuesday morning');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(page.getByText('we call you back')).toBeVisible();
  await expect(popup(page)).toBeVisible();
});

test('R-09 Escape closes the window and brings the focus back to the bubble; what was written stays', async ({ open }) => {
  const { page } = await open('ana');
  const window = await openPopup(page);
  await openThread(window, 'Clinic Office');
  await field(window).fill('Half a thought');
  for (let level = 0; level < 3 && (await popup(page).isVisible()); level += 1) await page.keyboard.press('Escape');
  await expect(popup(page)).toBeHidden();
  await expect(bubble(page)).toBeFocused();
  await page.keyboard.press('Enter');
  if (!(await field(popup(page)).isVisible())) await row(popup(page), 'Clinic Office').click();
  await expect(field(popup(page))).toHaveValue('Half a thought');
});

test('R-09 on a phone the window fills the screen and the back gesture closes it, on the same page', async ({ open }) => {
  const { page } = await open('ana', { width: 390 });
  await visit(page, 'Plan');
  const window = await openPopup(page);
  await expect.poll(async () => (await window.boundingBox())?.width).toBe(390);
  await expect.poll(async () => (await window.boundingBox())?.height).toBe(844);
  await page.goBack();
  await expect(popup(page)).toBeHidden();
  await expect(page).toHaveURL(/\/plan/);
  await expect(page.locator('h1')).toHaveText('Plan');
});

test('R-09 the bubble hides beside the inbox and comes back with the next page', async ({ open }) => {
  const { page } = await open('ana');
  await expect(bubble(page)).toBeVisible();
  await visit(page, 'Messages');
  await expect(page.getByRole('list', { name: 'Threads' })).toBeVisible();
  await expect(bubble(page)).toBeHidden();
  await visit(page, 'Results');
  await expect(bubble(page)).toBeVisible();
});

test('R-09 right to left: the bubble stands at the other side', async ({ open }) => {
  const { page } = await open('ana', { query: 'dir=rtl' });
  const box = await bubble(page).boundingBox();
  expect(box?.x).toBeLessThan(100);
});

for (const width of [1280, 390]) {
  test(`R-09 a page with hostile styles at ${width} px: bubble, window, thread and sending work as elsewhere`, async ({ open }) => {
    const { page } = await open('ana', { path: '/hostile', width });
    const box = await bubble(page).boundingBox();
    expect(box?.width).toBeGreaterThanOrEqual(44);
    expect(box?.width).toBeLessThanOrEqual(80);
    const window = await openPopup(page);
    const list = await openThread(window, 'Clinic Office');
    await say(window, `Written in a hostile page at ${width} px`);
    await expect(list.getByText(`Written in a hostile page at ${width} px`)).toBeVisible();
    const body = await list.getByText(`Written in a hostile page at ${width} px`).evaluate((node) => {
      const style = getComputedStyle(node);
      return { size: Number.parseFloat(style.fontSize), capitals: style.textTransform, spacing: style.letterSpacing };
    });
    expect(body.size).toBeGreaterThanOrEqual(13);
    expect(body.size).toBeLessThanOrEqual(22);
    expect(body.capitals).toBe('none');
    expect(body.spacing).toBe('normal');
    await expect(send(window)).toBeVisible();
  });
}

test('R-08 a deep link opens its thread, the address follows the reader, and back goes back', async ({ open }) => {
  const { page } = await open('ana', { path: '/messages/ana-office' });
  await expect(log(page, 'Clinic Office').getByRole('article').first()).toBeVisible();
  await openThread(page, 'Dr. Maya Lee');
  await expect(page).toHaveURL(/\/messages\/ana-maya/);
  await page.goBack();
  await expect(log(page, 'Clinic Office')).toBeVisible();
});

test('R-08 at 390 px list and thread are shown one at a time', async ({ open }) => {
  const { page } = await open('ana', { path: '/messages', width: 390 });
  await openThread(page, 'Dr. Maya Lee');
  await expect(row(page, 'Clinic Office')).toBeHidden();
  await page.goBack();
  await expect(row(page, 'Clinic Office')).toBeVisible();
});
