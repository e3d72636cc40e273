import { expect, type FileChooser, type Locator, type Page } from '@playwright/test';

/** Where one looks: the whole page, or the popup's window in it. */
export type Scope = Page | Locator;

export const bubble = (page: Page): Locator => page.getByRole('button', { name: /^Messages(, \d+ unread)?$/ });
export const popup = (page: Page): Locator => page.getByRole('dialog', { name: 'Messages' });
export const threadsOf = (scope: Scope): Locator => scope.getByRole('list', { name: 'Threads' });
export const row = (scope: Scope, title: string): Locator =>
  threadsOf(scope).getByRole('button', { name: startOf(title) }).or(threadsOf(scope).getByRole('link', { name: startOf(title) }));
export const log = (scope: Scope, title?: string): Locator => (title === undefined ? scope.getByRole('log') : scope.getByRole('log', { name: title, exact: true }));
export const field = (scope: Scope): Locator => scope.getByRole('textbox', { name: 'Message', exact: true });
export const send = (scope: Scope): Locator => scope.getByRole('button', { name: 'Send', exact: true });
export const articles = (scope: Scope): Locator => log(scope).getByRole('article');

/** The button in the list's header; an empty page has another one. */
export const newMessage = (scope: Scope): Locator => scope.locator('clinic-thread-list').getByRole('button', { name: 'New message', exact: true });
export const recipient = (scope: Scope): Locator => scope.getByRole('combobox', { name: 'Recipient' });
/** Somebody who is offered as a recipient. */
export const offered = (page: Page, name: RegExp): Locator => page.locator('clinic-new-message').getByRole('option', { name });

const startOf = (title: string): RegExp => new RegExp(`^${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);

/** Gives files to the composer as the device's own dialog would. */
export async function attach(scope: Scope, files: Parameters<FileChooser['setFiles']>[0]): Promise<void> {
  const page = 'page' in scope ? scope.page() : scope;
  const choosing = page.waitForEvent('filechooser');
  await scope.getByRole('button', { name: /^(Attach files|Upload from device)$/ }).click();
  // The patient's side says whence.
  if (await scope.getByRole('button', { name: 'Attach files' }).isVisible()) await scope.getByRole('menuitem', { name: 'From this device' }).click();
  await (await choosing).setFiles(files);
}

/** Opens the bubble's window. */
export async function openPopup(page: Page): Promise<Locator> {
  await bubble(page).click();
  await expect(popup(page)).toBeVisible();
  return popup(page);
}

/** Opens a thread from the list and waits for its messages. */
export async function openThread(scope: Scope, title: string): Promise<Locator> {
  await row(scope, title).click();
  const list = log(scope, title);
  await expect(list.getByRole('article').first()).toBeVisible();
  return list;
}

/** Writes one message with the keyboard and sends it. */
export async function say(scope: Scope, text: string): Promise<void> {
  await field(scope).fill(text);
  await field(scope).press('Enter');
}

/** That these texts stand in the thread once each, and in this order. */
export async function expectInOrder(list: Locator, texts: readonly string[]): Promise<void> {
  for (const text of texts) await expect(list.getByText(text, { exact: true })).toHaveCount(1);
  const tops = await Promise.all(texts.map((text) => list.getByText(text, { exact: true }).evaluate((node) => node.getBoundingClientRect().top)));
  expect(tops).toEqual([...tops].sort((a, b) => a - b));
}

/** The element that scrolls the messages: the list itself, or the first one around or within it that does. */
export const scroller = (list: Locator) =>
  list.evaluateHandle((start) => {
    const scrolls = (node: Element): boolean => /auto|scroll/.test(getComputedStyle(node).overflowY) && node.scrollHeight > node.clientHeight + 1;
    for (let node: Node | null = start; node; node = (node as Element).assignedSlot ?? node.parentNode ?? (node as ShadowRoot).host ?? null) {
      if (node instanceof Element && scrolls(node)) return node;
    }
    return [...start.querySelectorAll('*')].find(scrolls) ?? start;
  });

/** Goes on with Tab until this element has the focus, as a person without a mouse would. */
export async function tabTo(page: Page, target: Locator, { backwards = false, most = 60 } = {}): Promise<void> {
  for (let turn = 0; turn < most; turn += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press(backwards ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`Tab does not reach ${String(target)}`);
}

/** Goes to a row of the list of threads: the list is one tab stop, arrows lead along it. */
export async function rowByKeys(page: Page, scope: Scope, title: string): Promise<void> {
  await expect(row(scope, title)).toBeVisible();
  const current = threadsOf(scope).locator('[tabindex="0"]').first();
  await tabTo(page, current);
  await page.keyboard.press('Home');
  for (let step = 0; step < 20 && !(await hasFocus(row(scope, title))); step += 1) await page.keyboard.press('ArrowDown');
  expect(await hasFocus(row(scope, title))).toBe(true);
}

export const hasFocus = (target: Locator): Promise<boolean> =>
  target.first().evaluate((node) => (node.getRootNode() as Document | ShadowRoot).activeElement === node, undefined, { timeout: 5_000 }).catch(() => false);

/** What writes and keeps has come, as it does a moment after the opening or with the first key. */
export const canWriteOffline = (page: Page): Promise<unknown> =>
  page.waitForFunction((parts) => {
    const names = performance.getEntriesByType('resource').map(({ name }) => name);
    return parts.every((part) => names.some((name) => name.endsWith(`/${part}.js`)));
  }, ['writing-commands', 'drafts', 'marks', 'recipient']);
