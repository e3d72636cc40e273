import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as playwrightChromium, type Page } from '@playwright/test';
import { chromium, chromiumArgs } from '../support/browsers.mjs';
import { attach, field, log, openPopup, openThread, row, say } from './support/chat.js';
import { expect, test } from './support/fixtures.js';
import { canaries, filesWith, heap, leftovers } from './support/leftovers.js';
import type { PortalServer } from './support/server.js';

test.use({ trace: 'off', screenshot: 'off' });

const count = (kind: string, n: number): string[] => Array.from({ length: n }, (_, i) => `canary-${kind}-${100 + i}`);
const titles = count('title', 20);
const firsts = count('first', 20);
const received = count('received', 100);
const pending = count('pending', 20);
const drafts = count('draft', 20);
const names = count('file', 10);
const insides = count('inside', 10);
const all = [titles, firsts, received, pending, drafts, names, insides].flat();

/** What Dr. Lee has written to Ana, straight to the server: no page of ours has seen it before. */
async function fill(portal: PortalServer): Promise<void> {
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> => {
    for (;;) {
      const answer = await fetch(portal.url + path, { method: 'POST', body: JSON.stringify(body), headers: { origin: portal.url, 'content-type': 'application/json', ...headers } });
      if (answer.ok) return answer.json();
      if (answer.status !== 429) throw new Error(`${answer.status} ${await answer.text()}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
  const { token } = (await post('/portal/token?as=maya', {})) as { token: string };
  const submit = (command: object): Promise<unknown> => post('/api/chat/commands', { id: crypto.randomUUID(), ...command }, { authorization: `Bearer ${token}` });
  const text = (words: string): object => ({ kind: 'text', payload: { text: words, format: 'plain' }, files: [] });
  for (const [at, title] of titles.entries()) {
    await submit({ type: 'thread.create', kind: 'group', participants: ['ana', 'tom'], title, first: { id: crypto.randomUUID(), ...text(firsts[at] as string) } });
  }
  for (const words of received) await submit({ type: 'message.send', threadId: 'ana-maya', ...text(words) });
}

/** Ana adds files to a message, and goes on writing when the line is down: messages that wait, a draft in every thread. */
async function write(page: Page): Promise<void> {
  const window = page.getByRole('main');
  await row(window, titles[0] as string).click();
  await attach(window, names.map((name, at) => ({ name: `${name}.txt`, mimeType: 'text/plain', buffer: Buffer.from(insides[at] as string) })));
  await expect(window.getByRole('list', { name: 'Attached files' }).getByRole('listitem')).toHaveCount(names.length);
  await page.context().setOffline(true);
  await row(window, 'Dr. Maya Lee').click();
  for (const words of pending) await say(window, words);
  await expect(log(window).getByText(pending.at(-1) as string)).toBeVisible({ timeout: 40_000 });
  for (const [at, title] of titles.entries()) {
    await row(window, title).click();
    await field(window).fill(drafts[at] as string);
  }
  // The last key is on the device 300 ms later.
  await page.waitForTimeout(1_000);
}

test('T8 after the logout nothing is left, in either tab: DOM, IndexedDB, caches, storages, title, heap, and the files of the browser', async ({ portal }) => {
  test.setTimeout(300_000);
  await fill(portal);
  const folder = await mkdtemp(join(tmpdir(), 'clinic-profile-'));
  const context = await playwrightChromium.launchPersistentContext(folder, { executablePath: chromium(), args: chromiumArgs(), viewport: { width: 1280, height: 800 } });
  try {
    const one = context.pages()[0] ?? (await context.newPage());
    await one.goto(`${portal.url}/messages/ana-maya?as=ana`);
    await expect(log(one).getByText(received.at(-1) as string)).toBeVisible({ timeout: 40_000 });
    const two = await context.newPage();
    await two.goto(`${portal.url}/?as=ana`);
    const window = await openPopup(two);
    await openThread(window, titles[3] as string);
    await one.bringToFront();
    await write(one);
    await expect.poll(async () => (await leftovers(one))['IndexedDB']?.split('clinic-chat').length ?? 0).toBeGreaterThan(titles.length + pending.length);

    // The search finds what is there, so that finding nothing later says something; on the device nothing was ever legible.
    const before = await leftovers(one);
    expect(canaries(before['dom'] as string).length).toBeGreaterThan(40);
    expect(canaries(before['IndexedDB'] as string)).toEqual([]);
    expect(canaries((await leftovers(two))['dom'] as string).length).toBeGreaterThan(20);
    expect(canaries(await heap(one)).length).toBeGreaterThan(120);

    await one.getByRole('button', { name: 'Sign out' }).click();
    for (const page of [one, two]) await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible({ timeout: 40_000 });
    await context.setOffline(false);
    await one.waitForTimeout(3_000);

    for (const [which, page] of [['this tab', one], ['the other tab', two]] as const) {
      const now = await leftovers(page);
      for (const [where, text] of Object.entries(now)) expect(canaries(text), `${which}: ${where}`).toEqual([]);
      expect(now['IndexedDB'], which).toBe('');
      expect(await page.evaluate(() => indexedDB.databases().then((list) => list.length)), which).toBeLessThanOrEqual(1);
      expect(canaries(await heap(page)), `${which}: heap`).toEqual([]);
    }
  } finally {
    await context.close();
  }
  for (const word of ['canary-received', 'canary-pending', 'canary-draft', 'canary-file', 'canary-inside', 'canary-title', 'canary-first']) {
    expect(await filesWith(folder, word), `the browser's files: ${word}`).toEqual([]);
  }
  await rm(folder, { recursive: true, force: true });
  expect(all).toHaveLength(200);
});
