import type { Locator, Page } from '@playwright/test';
import { articles, field, say, send } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

// What a dialog shows stands beside it in the tree, in the element that opens it.
const picker = (page: Page): Locator => page.locator('clinic-saved-replies');
const form = (page: Page): Locator => picker(page).locator('clinic-reply-form');
const reply = (page: Page, name: string): Locator => picker(page).getByRole('option', { name: new RegExp(`^${name}`) });
const search = (page: Page): Locator => picker(page).getByRole('combobox', { name: 'Search saved replies' });
const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name });
const question = (page: Page): Locator => page.locator('clinic-confirm').filter({ hasText: 'In your message these places' });

async function openPicker(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Use a saved reply' }).click();
  await expect(search(page)).toBeFocused();
}

test('R-19 Dr. Lee inserts saved replies by button and by stroke, filled in for Ana; what is open is asked about before it goes', async ({ open }) => {
  const { page: maya } = await open('maya', { path: '/messages/ana-maya' });
  const { page: ana } = await open('ana', { path: '/messages/ana-maya' });
  await openPicker(maya);
  await search(maya).fill('results worries');
  await expect(picker(maya).getByRole('option')).toHaveCount(1);
  const preview = picker(maya).getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText('Dear Ana Silva,');
  await expect(preview).toContainText('[DATE] stays open: you fill it in.');
  await picker(maya).getByRole('button', { name: 'Insert' }).click();
  await expect(field(maya)).toBeFocused();
  await expect(field(maya)).toHaveValue(/^Dear Ana Silva,\n\n.*at your next visit on \[DATE\]\.\n\nDr\. Maya Lee, Riverside Clinic$/);
  await send(maya).click();
  await expect(dialog(maya, 'Not filled in yet')).toBeVisible();
  await expect(question(maya).getByRole('listitem')).toHaveText('[DATE] stays open: you fill it in.');
  await question(maya).getByRole('button', { name: 'Go back' }).click();
  await expect(field(maya)).toBeFocused();
  await field(maya).fill((await field(maya).inputValue()).replace('[DATE]', 'May 4'));
  await send(maya).click();
  await expect(field(maya)).toHaveValue('');
  await expect(articles(ana).last()).toContainText('at your next visit on May 4.');
  await expect(articles(ana).last()).toContainText('Dear Ana Silva,');

  await field(maya).focus();
  await maya.keyboard.type('/moving');
  await expect(maya.getByRole('option', { name: /^Moving an appointment/ })).toBeVisible();
  await maya.keyboard.press('Enter');
  await expect(field(maya)).toHaveValue(/^I am afraid that I have to move our appointment on \[DATE\]\./);
  await field(maya).press('Enter');
  await question(maya).getByRole('button', { name: 'Send anyway' }).click();
  await expect(articles(ana).last()).toContainText('appointment on [DATE].');
  await expect(articles(ana).last()).toContainText('Monday to Friday, 8:00 to 17:00, +1 555 0142.');
});

test('R-19 Dr. Lee keeps a message of hers as a reply, renames it, finds it after a reload, and deletes it', async ({ open }) => {
  const { page: maya } = await open('maya', { path: '/messages/ana-maya' });
  const words = 'Please bring your insurance card and the letter.';
  await say(maya, words);
  const own = articles(maya).filter({ hasText: words }).last();
  // The server has it.
  await expect(own).toHaveAccessibleName(/Sent/);
  await own.getByRole('button', { name: 'Options for this message' }).click();
  await own.getByRole('menuitem', { name: 'Save reply' }).click();
  await expect(dialog(maya, 'New saved reply')).toBeVisible();
  await expect(form(maya).getByRole('textbox', { name: 'Text', exact: true })).toHaveValue(words);
  await form(maya).getByRole('textbox', { name: /^Title/ }).fill('Insurance card');
  await form(maya).getByRole('button', { name: 'Save reply' }).click();
  await expect(dialog(maya, 'New saved reply')).toBeHidden();

  await openPicker(maya);
  await reply(maya, 'Insurance card').click();
  await picker(maya).getByRole('button', { name: 'Edit' }).click();
  await form(maya).getByRole('textbox', { name: /^Title/ }).fill('Card and letter');
  await form(maya).getByRole('button', { name: 'Save reply' }).click();
  await expect(reply(maya, 'Card and letter')).toHaveAttribute('aria-selected', 'true');
  await expect(reply(maya, 'Insurance card')).toHaveCount(0);

  await maya.reload();
  await openPicker(maya);
  await reply(maya, 'Card and letter').click();
  await picker(maya).getByRole('button', { name: 'Delete' }).click();
  await expect(dialog(maya, 'Delete this saved reply?')).toBeVisible();
  await picker(maya).locator('clinic-confirm').getByRole('button', { name: 'Delete' }).click();
  await expect(reply(maya, 'Card and letter')).toHaveCount(0);
  await expect(reply(maya, 'Results are back')).toBeVisible();
});
