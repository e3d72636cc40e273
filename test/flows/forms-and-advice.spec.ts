import type { Locator, Page } from '@playwright/test';
import { tabTo } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

const card = (page: Page, kind: 'form' | 'advice'): Locator => page.locator(`clinic-kind-${kind}`).last();
const sheetOf = (page: Page): Locator => page.locator('clinic-kind-sheet');

test('R-20 Dr. Lee sends a form from the four-dots menu; Ana fills it in on her phone, goes away in between, and both open what she sent', async ({ open }) => {
  const { page: maya } = await open('maya', { path: '/messages/ana-maya' });
  const { page: ana } = await open('ana', { path: '/messages/ana-maya', width: 390 });
  await maya.getByRole('button', { name: 'More actions' }).click();
  await maya.getByRole('menuitem', { name: 'Send a form' }).click();
  await expect(sheetOf(maya).getByText('Born Apr 17, 1988')).toBeVisible();
  await sheetOf(maya).getByRole('radio', { name: /^Consent to an injection/ }).check();
  await sheetOf(maya).getByRole('button', { name: 'Send form' }).click();
  await expect(card(maya, 'form').getByText('Waiting for the patient’s answers')).toBeVisible();

  const form = ana.locator('clinic-form-questions');
  const choice = (question: RegExp, name: string): Locator => form.getByRole('radiogroup', { name: question }).getByRole('radio', { name });
  await card(ana, 'form').getByRole('button', { name: 'Fill in' }).click();
  await choice(/thins the blood/, 'No').check();
  await ana.getByRole('button', { name: 'Close' }).click();
  await expect(card(ana, 'form').getByRole('button', { name: 'Continue' })).toBeVisible();
  await ana.reload();
  await card(ana, 'form').getByRole('button', { name: 'Continue' }).click();
  await expect(choice(/thins the blood/, 'No')).toBeChecked();
  await choice(/Could you ask/, 'Yes').check();
  await ana.getByRole('button', { name: 'Send to the clinic' }).click();
  // The typed name is missing: it says so, and nothing was sent.
  await expect(form.locator('[aria-invalid=true]')).toHaveCount(1);
  await form.getByRole('textbox', { name: 'Type your full name to agree' }).fill('Ana Silva');
  await ana.getByRole('button', { name: 'Send to the clinic' }).click();
  await expect(ana.getByText('Completed by Ana Silva')).toBeVisible();

  await expect(card(maya, 'form').getByText('Completed · Ana Silva')).toBeVisible();
  await card(maya, 'form').getByRole('button', { name: 'Open form' }).click();
  await expect(maya.getByText('Completed by Ana Silva')).toBeVisible();
});

test('R-25 Dr. Lee writes advice by keyboard alone; Ana reads it as a document, which is no message, and it can be printed', async ({ open }) => {
  const { page: maya } = await open('maya', { path: '/messages/ana-maya' });
  const { page: ana } = await open('ana', { path: '/messages/ana-maya' });
  const button = maya.getByRole('button', { name: 'Send advice or diagnosis' });
  await button.focus();
  await maya.keyboard.press('Enter');
  const sheet = sheetOf(maya);
  await tabTo(maya, sheet.getByRole('textbox', { name: 'Title' }));
  await maya.keyboard.type('Sprained ankle');
  await tabTo(maya, sheet.getByRole('textbox', { name: 'Advice', exact: true }));
  await maya.keyboard.type('Rest for two days, then walk a little.');
  await tabTo(maya, sheet.getByRole('button', { name: 'Review and send' }));
  await maya.keyboard.press('Enter');
  await expect(sheet.getByText('Born Apr 17, 1988').last()).toBeVisible();
  await tabTo(maya, sheet.getByRole('button', { name: 'Send', exact: true }));
  await maya.keyboard.press('Enter');
  await expect(sheet.getByRole('textbox', { name: 'Title' })).toHaveCount(0);

  const advice = ana.getByRole('group', { name: 'Medical advice from Dr. Maya Lee' });
  await expect(advice.getByText('Rest for two days, then walk a little.')).toBeVisible();
  await expect(advice.getByText('Sprained ankle')).toBeVisible();
  const printed = ana.evaluate(() => new Promise<string>((resolve) => {
    window.print = () => resolve(document.querySelector('body > [data-clinic-print]')?.shadowRoot?.textContent ?? '');
  }));
  await advice.getByRole('button', { name: 'Print' }).click();
  expect(await printed).toContain('Sprained ankle');
});
