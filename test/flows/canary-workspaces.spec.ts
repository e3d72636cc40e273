import type { Page } from '@playwright/test';
import { articles, attach, field, log, newMessage, offered, openPopup, openThread, recipient, row, say, threadsOf } from './support/chat.js';
import { watchFor } from './support/ear.js';
import type { HeardPortal } from './support/heard-portal.js';
import { canaries, leftovers } from './support/leftovers.js';
import { expect, test } from './support/with-clinic.js';

test.use({ trace: 'off', screenshot: 'off' });

const north = (text: string): string[] => canaries(text).filter((word) => word.startsWith('canary-north'));
const river = (text: string): string[] => canaries(text).filter((word) => !word.startsWith('canary-north'));
const inRiver = /canary-(?!north)[a-z]+-\d+/;
const inNorth = /canary-north-\d+/;

/** Both clinics fill with words that the other must never see. */
async function fill({ admin, submit, say: tell }: HeardPortal, portal: HeardPortal): Promise<void> {
  admin.putWorkspace({ id: 'riverside', name: 'Riverside Clinic', phone: 'canary-phone-100', notices: { emergencyNumber: '911', urgent: 'canary-notice-100' }, statuses: [{ id: 'in-treatment', name: 'canary-label-100' }] });
  admin.putPerson('riverside', { id: 'zoe', name: 'canary-person-100', role: 'practitioner' });
  await submit.call(portal, 'maya', { type: 'thread.create', kind: 'group', participants: ['ana', 'tom', 'zoe'], title: 'canary-title-100', first: { id: crypto.randomUUID(), kind: 'text', payload: { text: 'canary-first-100', format: 'plain' }, files: [] } });
  for (let n = 100; n < 110; n++) {
    await tell.call(portal, 'maya', 'ana-maya', `canary-received-${n}`);
    await tell.call(portal, 'maya', 'maya-tom', `canary-staff-${n}`);
    for (const who of ['ana', 'tom']) await tell.call(portal, 'noor@northside', `${who}-noor`, `canary-north-${n}`);
  }
}

/** Goes to the other clinic by the portal's own choice; every frame from then on is looked at. */
async function goTo(page: Page, name: string, pattern: RegExp): Promise<() => Promise<string[]>> {
  const found = await watchFor(page, pattern, { after: 'change' });
  await page.getByRole('combobox', { name: 'Clinic', exact: true }).selectOption({ label: name });
  await expect(page.getByRole('link', { name: new RegExp(name) }).first()).toBeVisible();
  return found;
}

/** What a page holds, by place, of one clinic's words. */
async function expectNone(page: Page, of: (text: string) => string[], which: string): Promise<void> {
  for (const [where, text] of Object.entries(await leftovers(page))) expect(of(text), `${which}: ${where}`).toEqual([]);
}

test('R-14 a patient of two clinics: nothing of one is in the other at any moment, nor on its wire, in its storage, its other tabs, its notifications', async ({ open, portal }) => {
  await fill(portal, portal);
  const { page, ear } = await open('ana', { path: '/messages/ana-maya' });
  await expect(log(page).getByText('canary-received-109')).toBeVisible();
  const other = await open('ana', { path: '/messages/ana-noor', workspace: 'northside', context: page.context() });
  await expect(log(other.page).getByText('canary-north-109')).toBeVisible();
  await page.bringToFront();

  // Of every sort something is under way: a draft, a file, a message that waits, an error.
  const refused: string[] = [];
  await page.route('**/api/chat/commands', async (route) => {
    const { authorization = '' } = route.request().headers();
    const words = canaries(route.request().postData() ?? '');
    if (!words.includes('canary-pending-100')) return route.fallback();
    refused.push(Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString());
    return route.fulfill({ status: 503, headers: { 'retry-after': '1' }, contentType: 'application/problem+json', body: JSON.stringify({ code: 'unavailable', title: 'canary-error-100', detail: 'canary-error-101' }) });
  });
  await attach(page, { name: 'canary-file-100.txt', mimeType: 'text/plain', buffer: Buffer.from('canary-inside-100') });
  await expect.poll(() => portal.of('ana@riverside').asked.join('\n')).toContain('canary-inside-100');
  await field(page).fill('canary-draft-100');
  // Read before the server begins to refuse: until it answers again nothing more is asked of it.
  await openThread(page, 'canary-title-100');
  await openThread(page, 'Clinic Office');
  await say(page, 'canary-pending-100');
  await expect.poll(() => refused.length).toBeGreaterThan(0);
  await openThread(page, 'canary-title-100');
  await expect.poll(async () => river((await leftovers(page))['dom'] as string).length).toBeGreaterThan(3);

  const heardBefore = ear.said.length;
  const found = await goTo(page, 'Northside Heart Centre', inRiver);
  await expect(row(page, 'Dr. Noor Khan')).toBeVisible();
  await portal.say('maya', 'ana-maya', 'canary-later-100');
  await portal.say('zoe', (await groupOf(portal)), 'canary-later-101');
  await openThread(page, 'Dr. Noor Khan');
  await say(page, 'canary-north-200');
  await expect(log(other.page).getByText('canary-north-200')).toBeVisible();
  await expect(threadsOf(page).getByRole('listitem')).toHaveCount(1);
  await newMessage(page).click();
  await recipient(page).focus();
  await recipient(page).press('ArrowDown');
  await expect(offered(page, /Noor Khan/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('link', { name: 'Appointments' }).first().click();
  const window = await openPopup(page);
  await openThread(window, 'Dr. Noor Khan');
  await portal.say('noor@northside', 'ana-noor', 'canary-north-201');
  await expect(log(window).getByText('canary-north-201')).toBeVisible();

  expect(await found()).toEqual([]);
  await expectNone(page, river, 'the tab that went over');
  await expectNone(other.page, river, 'the other tab');
  expect(river(other.ear.said.join('\n'))).toEqual([]);
  expect(river(ear.said.slice(heardBefore).filter((said) => !/^channel \S*riverside/.test(said)).join('\n'))).toEqual([]);
  const { asked, answered } = portal.of('ana@northside');
  expect(north(answered.join('\n')).length).toBeGreaterThan(9);
  expect(river([...asked, ...answered].join('\n'))).toEqual([]);
  expect(refused.filter((claims) => claims.includes('northside'))).toEqual([]);

  // And back: what was left is there, and goes; of the second clinic nothing is.
  await page.getByRole('button', { name: 'Close' }).first().click();
  const foundNorth = await goTo(page, 'Riverside Clinic', inNorth);
  await page.getByRole('link', { name: /^Messages/ }).first().click();
  await openThread(page, 'Dr. Maya Lee');
  await expect(field(page)).toHaveValue('canary-draft-100');
  await expect(page.getByRole('list', { name: 'Attached files' })).toContainText('canary-file-100');
  await expect(log(page).getByText('canary-later-100')).toBeVisible();
  await page.unroute('**/api/chat/commands');
  await openThread(page, 'Clinic Office');
  await expect(articles(page).last()).toHaveAccessibleName(/Sent/);
  await expect(articles(page).last()).toContainText('canary-pending-100');
  expect(await foundNorth()).toEqual([]);
  await expectNone(page, north, 'back in the first');
  const home = portal.of('ana@riverside');
  expect(north([...home.asked, ...home.answered].join('\n'))).toEqual([]);
  expect(river(portal.of('ana@northside').asked.join('\n'))).toEqual([]);
});

const groupOf = async (portal: HeardPortal): Promise<string> => {
  const { token } = await portal.admin.token('riverside', 'zoe');
  const answer = await fetch(`${portal.url}/api/chat/threads`, { headers: { authorization: `Bearer ${token}` } });
  return ((await answer.json()) as { items: { id: string; title: string }[] }).items.find(({ title }) => title === 'canary-title-100')?.id ?? '';
};

test('R-14 who works in one clinic is a patient of the other: neither shows anything of the other', async ({ open, portal }) => {
  await fill(portal, portal);
  const { page, ear } = await open('tom', { path: '/messages/maya-tom' });
  await expect(log(page).getByText('canary-staff-109')).toBeVisible();
  await openThread(page, 'Ana Silva');
  await expect(page.getByRole('combobox', { name: 'Thread status' })).toBeVisible();
  await field(page).fill('canary-draft-100');
  await page.getByRole('button', { name: 'New message', exact: true }).first().click();
  await page.locator('clinic-new-message').getByRole('textbox', { name: 'Message', exact: true }).fill('canary-typed-100');
  const heardBefore = ear.said.length;

  const found = await goTo(page, 'Northside Heart Centre', inRiver);
  await openThread(page, 'Dr. Noor Khan');
  await expect(log(page).getByText('canary-north-109')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Thread status' })).toHaveCount(0);
  await portal.say('maya', 'maya-tom', 'canary-later-100');
  await newMessage(page).click();
  await recipient(page).focus();
  await recipient(page).press('ArrowDown');
  await expect(offered(page, /./)).toHaveText([/Noor Khan/]);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await portal.say('noor@northside', 'tom-noor', 'canary-north-201');
  await expect(row(page, 'Dr. Noor Khan')).toContainText('canary-north-201');
  expect(await found()).toEqual([]);
  await expectNone(page, river, 'as a patient');
  expect(river(ear.said.slice(heardBefore).filter((said) => !/^channel \S*riverside/.test(said)).join('\n'))).toEqual([]);
  const patient = portal.of('tom@northside');
  expect(river([...patient.asked, ...patient.answered].join('\n'))).toEqual([]);

  const foundNorth = await goTo(page, 'Riverside Clinic', inNorth);
  await openThread(page, 'Ana Silva');
  await expect(field(page)).toHaveValue('canary-draft-100');
  expect(await foundNorth()).toEqual([]);
  await expectNone(page, north, 'at work');
  const staff = portal.of('tom@riverside');
  expect(north([...staff.asked, ...staff.answered].join('\n'))).toEqual([]);

  // The browser's own way back leads to the other clinic as well.
  await page.goBack();
  const foundAgain = await watchFor(page, inRiver, { after: 'popstate' });
  await page.goBack();
  await expect(log(page).getByText('canary-north-201')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Clinic', exact: true })).toHaveValue('northside');
  expect(await foundAgain()).toEqual([]);
});

test('R-14 an open popup shows nothing of the clinic that was left: no message, no count, no form', async ({ open, portal }) => {
  await fill(portal, portal);
  const { page } = await open('ana', { path: '/appointments' });
  const window = await openPopup(page);
  await openThread(window, 'Dr. Maya Lee');
  await window.getByRole('button', { name: 'Back to all messages' }).click();
  await newMessage(window).click();
  await page.locator('clinic-new-message').getByRole('textbox', { name: 'Message', exact: true }).fill('canary-typed-100');
  const found = await goTo(page, 'Northside Heart Centre', inRiver);
  await expect(row(window, 'Dr. Noor Khan')).toBeVisible();
  await expect(page.locator('clinic-new-message')).toHaveCount(0);
  await openThread(window, 'Dr. Noor Khan');
  await expect(log(window).getByText('canary-north-109')).toBeVisible();
  expect(await found()).toEqual([]);
  await expectNone(page, river, 'beside the popup');
});
