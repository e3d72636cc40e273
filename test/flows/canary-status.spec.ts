import type { Page } from '@playwright/test';
import { field, log, newMessage, openPopup, openThread, row, say } from './support/chat.js';
import { canaries, heap, leftovers } from './support/leftovers.js';
import { expect, test } from './support/with-clinic.js';

test.use({ trace: 'off', screenshot: 'off' });

const statuses = [1, 2].map((n) => ({ id: `canary-status-10${n}`, name: `canary-label-10${n}` }));

/** Through the places where a thread shows itself: its header, the list and a search in it, the details, a form, another thread. */
async function lookEverywhere(page: Page): Promise<void> {
  await page.getByRole('searchbox').first().fill('maya');
  await expect(row(page, 'Dr. Maya Lee')).toBeVisible();
  await page.getByRole('searchbox').first().fill('');
  await newMessage(page).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await openThread(page, 'Clinic Office');
  await openThread(page, 'Dr. Maya Lee');
}

test('R-18 a status is nowhere in what a patient and a relation receive, see or keep: network, DOM, memory, storage, title, notifications', async ({ open, portal }) => {
  test.setTimeout(240_000);
  portal.admin.putWorkspace({ id: 'riverside', name: 'Riverside Clinic', phone: '+1 555 0142', notices: { emergencyNumber: '911' }, statuses });
  const { page: maya } = await open('maya', { path: '/messages/ana-maya' });
  const people = {
    ana: await open('ana', { path: '/messages/ana-maya' }),
    luis: await open('luis', { path: '/messages/ana-maya' }),
    popup: await open('ana', { path: '/appointments' }),
  };
  for (const { page } of [people.ana, people.luis]) await expect(log(page, 'Dr. Maya Lee').getByRole('article').first()).toBeVisible();
  await openThread(await openPopup(people.popup.page), 'Dr. Maya Lee');

  // Set while they look on, changed, set by the server's own door, and after a reload.
  const combobox = maya.getByRole('combobox', { name: 'Thread status' });
  await combobox.selectOption({ label: statuses[0]!.name });
  await expect(row(maya, 'Ana Silva').first()).toContainText(statuses[0]!.name);
  // The row shows the choice before the server has it; the next one is to come after it.
  await expect.poll(() => portal.of('maya@riverside').answered.join('\n')).toContain(`"status":"${statuses[0]!.id}"`);
  await portal.submit('maya', { type: 'status.set', threadId: 'ana-maya', status: statuses[1]!.id });
  await expect(row(maya, 'Ana Silva').first()).toContainText(statuses[1]!.name);
  await portal.submit('maya', { type: 'status.set', threadId: 'ana-team', status: statuses[0]!.id });
  await say(maya, 'After the status.');
  for (const { page } of Object.values(people)) await expect(log(page).getByText('After the status.')).toBeVisible();
  await field(people.ana.page).fill('a draft beside it');
  await lookEverywhere(people.luis.page);
  await people.ana.page.reload();
  await expect(log(people.ana.page).getByText('After the status.')).toBeVisible();
  await lookEverywhere(people.ana.page);
  await portal.say('maya', 'ana-team', 'Somebody writes elsewhere.');
  await expect(people.popup.page.locator('clinic-notifier').getByText('Ana’s knee').first()).toBeVisible();

  // The looks find what is there: else finding nothing would say nothing.
  expect(canaries(portal.of('maya@riverside').answered.join('\n'))).toHaveLength(4);
  expect(canaries((await leftovers(maya))['dom'] as string).length).toBeGreaterThan(1);
  expect(canaries(await heap(maya)).length).toBeGreaterThan(1);

  for (const who of ['ana@riverside', 'luis@riverside']) {
    const { asked, answered } = portal.of(who);
    expect(answered.join('\n'), who).toContain('After the status.');
    expect(canaries([...answered, ...asked].join('\n')), who).toEqual([]);
  }
  for (const [name, { page, ear }] of Object.entries(people)) {
    for (const [where, text] of Object.entries(await leftovers(page))) expect(canaries(text), `${name}: ${where}`).toEqual([]);
    expect(canaries(await heap(page)), `${name}: heap`).toEqual([]);
    expect(canaries(ear.said.join('\n')), `${name}: notifications, other tabs, console`).toEqual([]);
  }
});
