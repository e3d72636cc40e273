import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { articles, field, log, newMessage, row, say } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

/** Where a picture of each step is written; none without. */
const pictures = process.env['GROUP_PICTURES'];

/** The details panel and what stands in it. */
const details = (page: Page): Locator => page.locator('clinic-thread-details');
const people = (page: Page): Locator => details(page).getByRole('listitem');

async function openDetails(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Details', exact: true }).click();
  await expect(details(page).getByRole('heading', { name: 'Details' })).toBeVisible();
}

async function choose(page: Page, label: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(name);
  await page.locator('clinic-inbox').getByRole('option', { name: new RegExp(name) }).click();
}

for (const design of ['modern', 'classic'] as const) {
  test(`R-27 the whole life of a group, from its creation to its erasure, for a practitioner, a coordinator and a patient (${design})`, async ({ open }) => {
    const look = { path: '/messages', query: `design=${design}` };
    // The refusals of this life are its subject.
    const { page: maya } = await open('maya', { ...look, expects: /Failed to load resource/ });
    const { page: rosa } = await open('rosa', { ...look, expects: /Failed to load resource/ });
    const { page: ana } = await open('ana', { ...look, expects: /Failed to load resource/ });
    let step = 0;
    const show = async (what: string, page: Page): Promise<void> => {
      step += 1;
      if (!pictures) return;
      await mkdir(pictures, { recursive: true });
      await page.waitForTimeout(600);
      await page.screenshot({ path: join(pictures, `${design}-${String(step).padStart(2, '0')}-${what}.png`) });
    };
    const title = `Knee and shoulder, ${design}`;

    await test.step('Dr. Lee creates it; the form says who will read it', async () => {
      await newMessage(maya).click();
      await maya.getByRole('button', { name: 'New group' }).click();
      await maya.getByRole('button', { name: 'Create group' }).click();
      await expect(maya.getByText('Give the group a name.')).toBeVisible();
      await expect(maya.getByText('Choose who is in the group.')).toBeVisible();
      await show('form-missing', maya);
      await maya.getByRole('textbox', { name: 'Name of the group' }).fill(title);
      await choose(maya, 'People', 'Ana Silva');
      await maya.getByRole('button', { name: 'Create group' }).click();
      await expect(maya.getByText('With one patient alone, write a message')).toBeVisible();
      await choose(maya, 'People', 'Ben Hart');
      await expect(maya.getByText('Ana Silva and Ben Hart will see each other’s names and read everything that is written here.')).toBeVisible();
      await show('form-filled', maya);
      await maya.getByRole('button', { name: 'Create group' }).click();
      await expect(log(maya, title)).toBeVisible();
      await expect(articles(maya).getByText(/Rosa Diaz/)).toBeVisible();
      await show('created', maya);
    });

    await test.step('it stands in everybody’s list at once; the coordinator has come by herself', async () => {
      await row(ana, title).click();
      await row(rosa, title).click();
      await expect(ana.getByText('Everybody in this group will read what you write: Dr. Maya Lee, Ben Hart, and Rosa Diaz.')).toBeVisible();
      await show('patient-who-will-read', ana);
      await say(ana, 'Good morning, is there a place left on Thursday?');
      await say(rosa, 'There is one at 10:00.');
      await expect(articles(maya).getByText('There is one at 10:00.')).toBeVisible();
      await expect(articles(ana).getByText('There is one at 10:00.')).toBeVisible();
      await show('coordinator-writes', rosa);
    });

    await test.step('a patient sees who is there, and can neither rename, invite nor remove', async () => {
      await openDetails(ana);
      await expect(people(ana)).toHaveCount(4);
      for (const name of [/^Rename/, /^Invite/, /^Remove/, /link/i]) await expect(details(ana).getByRole('button', { name })).toHaveCount(0);
      await show('patient-details', ana);
      await details(ana).getByRole('button', { name: 'Close details' }).click();
    });

    await test.step('the coordinator renames it and invites, but cannot remove', async () => {
      await openDetails(rosa);
      await expect(details(rosa).getByRole('button', { name: /^Remove/ })).toHaveCount(0);
      await details(rosa).getByRole('button', { name: 'Rename' }).click();
      await details(rosa).getByRole('textbox', { name: 'Name of the thread' }).fill(`${title} (mornings)`);
      await show('rename', rosa);
      await details(rosa).getByRole('button', { name: 'Save' }).click();
      await expect(row(ana, `${title} (mornings)`)).toBeVisible();
      await details(rosa).getByRole('button', { name: 'Invite people' }).click();
      await choose(rosa, 'Invite people', 'Clinic Office');
      await show('invite', rosa);
      await details(rosa).getByRole('button', { name: 'Invite', exact: true }).click();
      await expect(details(rosa).getByRole('heading', { name: 'People (5)' })).toBeVisible();
      await expect(articles(ana).getByText(/Clinic Office/)).toBeVisible();
    });

    let link = '';
    await test.step('Dr. Lee copies its link and removes Ben', async () => {
      await openDetails(maya);
      await details(maya).getByRole('button', { name: 'Get a link' }).click();
      link = await details(maya).getByRole('textbox', { name: 'Link to the group' }).inputValue();
      expect(new URL(link).pathname).toMatch(/^\/join\/[\w-]{32}$/);
      await show('admin-details', maya);
      await details(maya).getByRole('button', { name: 'Remove Ben Hart' }).click();
      await show('remove', maya);
      await maya.getByRole('button', { name: 'Remove', exact: true }).click();
      await expect(details(maya).getByRole('heading', { name: 'People (4)' })).toBeVisible();
      await expect(people(maya).filter({ hasText: 'Ben Hart' })).toContainText('No longer active');
    });
    const code = new URL(link).pathname;

    await test.step('staff joins by the link, once and again; a patient gets one plain refusal', async () => {
      const { page: tom } = await open('tom', { ...look, path: code });
      await expect(log(tom, `${title} (mornings)`)).toBeVisible();
      await expect(tom).toHaveURL(/\/messages\//);
      await expect(articles(rosa).getByText(/Tom Okafor/)).toBeVisible();
      await show('joined', tom);
      await tom.goto(new URL(code, tom.url()).href + `?as=tom&design=${design}`);
      await expect(log(tom, `${title} (mornings)`)).toBeVisible();
      // Still there when the group is erased, he might ask for it once more, and the browser complains of every 404.
      await tom.close();
      const { page: ben } = await open('ben', { ...look, path: code, expects: /Failed to load resource/ });
      await expect(ben.getByRole('dialog', { name: 'You could not join' })).toBeVisible();
      await expect(ben.getByText('Groups are joined by it only by the clinic’s staff')).toBeVisible();
      await show('refused', ben);
    });

    await test.step('a link that was replaced leads nowhere, and says so', async () => {
      await details(maya).getByRole('button', { name: 'Replace link' }).click();
      await maya.getByRole('button', { name: 'Replace link' }).last().click();
      await expect(details(maya).getByRole('textbox', { name: 'Link to the group' })).not.toHaveValue(link);
      const { page: office } = await open('office', { ...look, path: '/join/nobody-has-made-this', expects: /Failed to load resource/ });
      await expect(office.getByRole('dialog', { name: 'You could not join' })).toBeVisible();
      await expect(office.getByText('This link does not work any more')).toBeVisible();
    });

    await test.step('the coordinator leaves and deletes it for herself; the others keep it', async () => {
      await details(rosa).getByRole('button', { name: 'Leave and delete for me' }).click();
      await show('leave', rosa);
      await rosa.getByRole('button', { name: 'Leave', exact: true }).click();
      await expect(row(rosa, title)).toHaveCount(0);
      await expect(articles(maya).getByText(/Rosa Diaz/).last()).toContainText(/left/);
    });

    await test.step('what a patient is writing when the group is erased can be copied', async () => {
      await field(ana).fill('One more question about the sling');
      await details(maya).getByRole('button', { name: 'Leave and erase the group' }).click();
      await expect(maya.getByRole('dialog', { name: /^Erase .* for everyone\?$/ })).toBeVisible();
      await expect(maya.getByText('the group and all its messages are erased for everyone')).toBeVisible();
      await show('erase', maya);
      await maya.getByRole('button', { name: 'Stay' }).click();
      await expect(articles(ana).last()).toBeVisible();
      await details(maya).getByRole('button', { name: 'Leave and erase the group' }).click();
      await maya.getByRole('button', { name: 'Erase for everyone' }).click();
      await expect(ana.getByText('This thread is no longer available to you.')).toBeVisible();
      await expect(ana.locator('clinic-inbox').getByText('One more question about the sling')).toBeVisible();
      await show('gone', ana);
      for (const page of [maya, ana]) await expect(row(page, title)).toHaveCount(0);
      await show('after', maya);
    });

    await test.step('it stays in the list until the person gives it up', async () => {
      await row(ana, 'Dr. Maya Lee').click();
      await expect(ana.locator('clinic-inbox').getByText('Not sent, because the thread is no longer there')).toBeVisible();
      await show('unsent-in-list', ana);
      await ana.locator('clinic-inbox').getByRole('button', { name: 'Discard' }).click();
      await expect(ana.locator('clinic-inbox').getByText('One more question about the sling')).toHaveCount(0);
    });
  });
}
