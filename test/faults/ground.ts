import type { Browser, BrowserContext } from '@playwright/test';
import { PortalServer } from '../flows/support/server.js';
import { FaultProxy } from '../support/fault-proxy.js';
import type { Side } from './script.js';
import { watchScreen, type Shown } from './screen.js';
import { Tab, within } from './tab.js';
import type { Kept } from './verdict.js';

/** The sides' ids in the demo. */
export const personOf: Readonly<Record<Side, string>> = { ana: 'ana', lee: 'maya' };
export const sides: readonly Side[] = ['ana', 'lee'];

/** esbuild names functions by a helper that a page does not have. */
const pageHelper = 'globalThis.__name ??= (value) => value;';

interface Reported extends Shown { load: number }

/** What a session plays on, and the next one again: a server, and for each side a line of its own and a browser context of its own. */
export class Ground {
  readonly server: PortalServer;
  readonly proxies: Readonly<Record<Side, FaultProxy>>;
  readonly #browser: Browser;
  #contexts: Record<Side, BrowserContext> | undefined;
  #isUp = true;
  readonly #tabs = new Map<unknown, Tab>();
  #idle: Tab[] = [];

  private constructor(browser: Browser, server: PortalServer, proxies: Record<Side, FaultProxy>) {
    this.#browser = browser;
    this.server = server;
    this.proxies = proxies;
  }

  static async prepare(browser: Browser): Promise<Ground> {
    const server = await PortalServer.start();
    const port = Number(new URL(server.url).port);
    const ground = new Ground(browser, server, { ana: await FaultProxy.start(port), lee: await FaultProxy.start(port) });
    await ground.renew();
    return ground;
  }

  context(side: Side): BrowserContext {
    return (this.#contexts as Record<Side, BrowserContext>)[side];
  }

  /** The device says that it has no network, or that it has. What a page was being loaded from a dead line over breaks then, as it does with a real one. */
  async setOffline(side: Side, isOffline: boolean): Promise<void> {
    for (const connection of this.proxies[side].connections) if (connection.isDead && !connection.request?.path.startsWith('/api/')) connection.cut();
    await within(this.context(side).setOffline(isOffline));
  }

  /** New browser contexts, with nothing in their storage. */
  async renew(): Promise<void> {
    await this.#closeContexts();
    const [ana, lee] = await Promise.all(sides.map(() => this.#makeContext()));
    this.#contexts = { ana, lee } as Record<Side, BrowserContext>;
  }

  /** A tab that an earlier session has left open, or a new one. */
  async tab(side: Side, name: string): Promise<Tab> {
    const idle = this.#idle.find((tab) => tab.side === side);
    this.#idle = this.#idle.filter((tab) => tab !== idle);
    return idle ?? Tab.open(this, side, name);
  }

  /** A session has no use for the tab any more: one a side is kept for the next. */
  async leave(tab: Tab): Promise<void> {
    if (tab.isGone) return;
    if (this.#idle.some(({ side }) => side === tab.side)) await tab.close();
    else this.#idle.push(tab);
  }

  /** From now on the page's reports go to this tab. */
  register(page: unknown, tab: Tab): void {
    this.#tabs.set(page, tab);
  }

  async killServer(): Promise<void> {
    this.#isUp = false;
    await this.server.kill();
  }

  async startServer(): Promise<void> {
    if (this.#isUp) return;
    await this.server.up();
    this.#isUp = true;
  }

  get isServerUp(): boolean {
    return this.#isUp;
  }

  /** A new group of the two, and what stands in it from the beginning; the address of its page follows from its id. */
  async thread(title: string, before: readonly { side: Side; text: string }[]): Promise<string> {
    const made = await this.#command('lee', { type: 'thread.create', id: `create-${title.replaceAll(' ', '-')}`, kind: 'group', participants: [personOf.ana], title }) as { thread: { id: string } };
    for (const [index, { side, text }] of before.entries()) {
      await this.#command(side, { type: 'message.send', id: `${title.replaceAll(' ', '-')}-${index}`, threadId: made.thread.id, kind: 'text', payload: { text, format: 'plain' }, files: [] });
    }
    return made.thread.id;
  }

  /** All that the server has of a thread, read past the proxies. */
  async kept(threadId: string): Promise<Kept[]> {
    const token = await this.#token('lee');
    const items: { author: string; sentAt: number; kind: string; payload: { text?: string } }[] = [];
    for (let before = ''; ;) {
      const answer = await fetch(`${this.server.url}/api/chat/threads/${threadId}/messages?limit=100${before}`, { headers: { authorization: `Bearer ${token}` } });
      if (!answer.ok) throw new Error(`The server answers ${answer.status} when it is asked for the messages.`);
      const page = (await answer.json()) as { items: typeof items; older?: string };
      items.unshift(...page.items);
      if (page.older === undefined) break;
      before = `&before=${encodeURIComponent(page.older)}`;
    }
    return items.filter(({ kind }) => kind === 'text').map(({ author, sentAt, payload }) => ({
      mark: /^\S+/.exec(payload.text ?? '')?.[0] ?? '', author: author === personOf.ana ? 'ana' : 'lee', sentAt,
    }));
  }

  async close(): Promise<void> {
    await this.#closeContexts();
    await Promise.all(sides.map((side) => this.proxies[side].stop()));
    await this.startServer();
    await this.server.stop();
  }

  async #makeContext(): Promise<BrowserContext> {
    const context = await this.#browser.newContext({ viewport: { width: 900, height: 700 } });
    await context.exposeBinding('reportScreen', ({ page }, { load, ...shown }: Reported) => this.#tabs.get(page)?.saw(load, shown));
    await context.addInitScript({ content: `${pageHelper}(${watchScreen.toString()})((shown) => globalThis.reportScreen({ load: performance.timeOrigin, ...shown }));` });
    return context;
  }

  async #closeContexts(): Promise<void> {
    this.#tabs.clear();
    this.#idle = [];
    if (this.#contexts) await Promise.all(Object.values(this.#contexts).map((context) => within(context.close(), 5_000)));
  }

  async #command(side: Side, command: object): Promise<unknown> {
    const answer = await fetch(`${this.server.url}/api/chat/commands`, {
      method: 'POST', headers: { 'authorization': `Bearer ${await this.#token(side)}`, 'content-type': 'application/json' }, body: JSON.stringify(command),
    });
    if (!answer.ok) throw new Error(`The server answers ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }

  async #token(side: Side): Promise<string> {
    const answer = await fetch(`${this.server.url}/portal/token?as=${personOf[side]}&workspace=riverside`, { method: 'POST', headers: { origin: this.server.url } });
    return ((await answer.json()) as { token: string }).token;
  }
}
