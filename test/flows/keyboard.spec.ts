import { bubble, expectInOrder, field, hasFocus, log, newMessage, offered, popup, recipient, rowByKeys, tabTo } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

/** Nothing in this file touches a mouse. */
test('R-05 R-09 a conversation by keyboard alone: Ana in the popup at 390 px, Dr. Lee in the inbox at 1280 px', async ({ open }) => {
  const { page: ana } = await open('ana', { width: 390 });
  const { page: maya } = await open('maya', { path: '/messages' });

  await tabTo(ana, bubble(ana));
  await ana.keyboard.press('Enter');
  await expect(popup(ana)).toBeVisible();
  await rowByKeys(ana, popup(ana), 'Dr. Maya Lee');
  await ana.keyboard.press('Enter');
  await expect(field(popup(ana))).toBeFocused();

  await rowByKeys(maya, maya, 'Ana Silva');
  await maya.keyboard.press('Enter');
  await tabTo(maya, field(maya));

  const turns = ['By keyboard from the phone.', 'By keyboard from the desk.', 'Not one click so far.', 'Nor here.'];
  for (const [index, text] of turns.entries()) {
    const writer = index % 2 === 0 ? ana : maya;
    await writer.keyboard.type(text);
    await writer.keyboard.press('Enter');
    await expect(log(index % 2 === 0 ? maya : popup(ana)).getByText(text, { exact: true })).toBeVisible();
  }
  await expectInOrder(log(popup(ana)), turns);
  await expectInOrder(log(maya), turns);

  // Into the messages, along them, and back.
  await tabTo(maya, log(maya).getByRole('article').last(), { backwards: true });
  await maya.keyboard.press('Home');
  await expect.poll(() => hasFocus(log(maya).getByRole('article').first())).toBe(true);
  await maya.keyboard.press('End');
  await expect.poll(() => hasFocus(log(maya).getByRole('article').last())).toBe(true);
});

test('R-09 by keyboard alone: half a message, all pages of the portal, and back at the same place', async ({ open }) => {
  const { page } = await open('ana');
  await tabTo(page, bubble(page));
  await page.keyboard.press('Enter');
  await rowByKeys(page, popup(page), 'Clinic Office');
  await page.keyboard.press('Enter');
  await expect(field(popup(page))).toBeFocused();
  await page.keyboard.type('Half a sentence, then');
  for (const name of ['Appointments', 'Results', 'Plan', 'Home']) {
    const link = page.getByRole('navigation', { name: 'Portal' }).getByRole('link', { name, exact: true });
    await tabTo(page, link, { backwards: true, most: 120 });
    await page.keyboard.press('Enter');
    await expect(link).toHaveAttribute('aria-current', 'page');
    await expect(field(popup(page))).toHaveValue('Half a sentence, then');
  }
  await tabTo(page, field(popup(page)), { most: 120 });
  await page.keyboard.type(' the rest.');
  await page.keyboard.press('Enter');
  await expect(log(popup(page)).getByText('Half a sentence, then the rest.', { exact: true })).toBeVisible();
});

test('R-10 by keyboard alone: a new message to the office', async ({ open }) => {
  const { page } = await open('ana', { path: '/messages' });
  await expect(newMessage(page)).toBeVisible();
  await tabTo(page, newMessage(page));
  await page.keyboard.press('Enter');
  await tabTo(page, recipient(page));
  await page.keyboard.type('Clinic');
  await expect(offered(page, /Clinic Office/)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await tabTo(page, field(page));
  await page.keyboard.type('Asked without a mouse');
  await tabTo(page, page.getByRole('button', { name: 'Send', exact: true }));
  await page.keyboard.press('Enter');
  await expect(log(page, 'Clinic Office').getByText('Asked without a mouse', { exact: true })).toBeVisible();
});
