import type { Page, Request } from '@playwright/test';
import { field, log, say } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

/** Which pages have the stream of events open, and since when. */
class Streams {
  readonly open = new Map<Page, { request: Request; since: number }>();
  /** The most that were open at once. */
  most = 0;

  watch(page: Page): void {
    const isStream = (request: Request): boolean => new URL(request.url()).pathname.endsWith('/events');
    page.on('request', (request) => {
      if (!isStream(request)) return;
      this.open.set(page, { request, since: Date.now() });
      this.most = Math.max(this.most, this.open.size);
    });
    const over = (request: Request): void => {
      if (this.open.get(page)?.request === request) this.open.delete(page);
    };
    page.on('requestfinished', over);
    page.on('requestfailed', over);
    page.on('close', () => this.open.delete(page));
    page.on('crash', () => this.open.delete(page));
  }

  async leader(): Promise<Page> {
    await expect.poll(() => this.open.size).toBe(1);
    return [...this.open.keys()][0] as Page;
  }
}

/** Looks at every frame for messages that stand there twice, as long as the page lives. */
const watchFrames = (page: Page): Promise<void> => page.evaluate(() => {
  const twice: string[] = [];
  Object.assign(window, { twice });
  const texts = (root: Document | ShadowRoot | Element, found: string[]): string[] => {
    for (const node of root.querySelectorAll('*')) {
      if (node.localName === 'clinic-message') found.push((node as HTMLElement & { message?: { clientId?: string; id: string } }).message?.clientId ?? '');
      if (node.shadowRoot) texts(node.shadowRoot, found);
    }
    return found;
  };
  const look = (): void => {
    const ids = texts(document, []).filter(Boolean);
    if (new Set(ids).size < ids.length) twice.push(ids.join());
    // Every third frame: three pages share the machine.
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(look)));
  };
  look();
});
const twiceIn = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { twice: string[] }).twice);

test('T1 T2 three tabs: one stream; the leader is closed, crashes and freezes; nothing is lost, nothing doubled', async ({ open }, info) => {
  test.setTimeout(240_000);
  const streams = new Streams();
  const { page: first } = await open('ana', { path: '/messages/ana-maya', before: async (page) => streams.watch(page), expects: /./ });
  const { page: maya } = await open('maya', { path: '/messages/ana-maya' });
  const ready = (page: Page): Promise<void> => expect(log(page, 'Dr. Maya Lee').getByRole('article').first()).toBeVisible({ timeout: 40_000 });
  await ready(first);
  const tab = async (): Promise<Page> => {
    const page = await first.context().newPage();
    streams.watch(page);
    await page.goto(first.url());
    await ready(page);
    await watchFrames(page);
    return page;
  };
  await watchFrames(first);
  const tabs = [first, await tab(), await tab()];
  expect(tabs).toContain(await streams.leader());
  // Two, for as long as the second tab has not heard of the first.
  expect(streams.most).toBeLessThanOrEqual(2);
  const took: Record<string, number> = {};
  let count = 0;
  /** Each of them shows what a follower sends and what comes in, once. */
  const all = async (alive: readonly Page[]): Promise<void> => {
    const words = `From a follower ${++count}`;
    const now = await streams.leader();
    await say(alive.filter((page) => page !== now).at(-1) as Page, words);
    for (const page of alive) await expect(log(page).getByText(words, { exact: true })).toHaveCount(1);
    await expect(log(maya).getByText(words, { exact: true })).toHaveCount(1);
    const back = `From Maya ${count}`;
    await say(maya, back);
    for (const page of alive) await expect(log(page).getByText(back, { exact: true })).toHaveCount(1);
    for (const page of alive) expect(await twiceIn(page)).toEqual([]);
  };
  const handOver = async (how: string, work: (page: Page) => Promise<unknown>): Promise<Page> => {
    const leader = await streams.leader();
    const began = Date.now();
    void work(leader).catch(() => undefined);
    await expect.poll(() => [...streams.open].some(([page, { since }]) => page !== leader && since >= began), { intervals: [10] }).toBe(true);
    took[how] = ([...streams.open.values()].at(-1)?.since ?? 0) - began;
    return leader;
  };
  await all(tabs);

  await field(tabs[1] as Page).fill('typed in one tab');
  await expect(field(tabs[2] as Page)).toHaveValue('typed in one tab');
  await field(tabs[2] as Page).press('Enter');
  await expect(field(tabs[1] as Page)).toHaveValue('');
  await expect(log(maya).getByText('typed in one tab', { exact: true })).toHaveCount(1);

  const closed = await handOver('closed', (page) => page.close());
  let alive = tabs.filter((page) => page !== closed);
  alive.push(await tab());
  await all(alive);

  const crashed = await handOver('crashed', async (page) => (await page.context().newCDPSession(page)).send('Page.crash'));
  alive = alive.filter((page) => page !== crashed);
  alive.push(await tab());
  await all(alive);

  const leader = await streams.leader();
  // Headless Chromium freezes no visible page: the event is what the page hears of it.
  const tell = (type: 'freeze' | 'resume') => (page: Page): Promise<unknown> => page.evaluate((name) => document.dispatchEvent(new Event(name)), type);
  await handOver('frozen', tell('freeze'));
  await all(alive.filter((page) => page !== leader));
  await tell('resume')(leader);
  await all(alive);
  await info.attach('hand-over in ms', { body: JSON.stringify(took) });
  console.log('hand-over in ms', took);
});
