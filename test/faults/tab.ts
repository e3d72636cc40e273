import type { CDPSession, Page, Request } from '@playwright/test';
import type { Chat } from '../../src/store/index.js';
import { personOf, type Ground } from './ground.js';
import type { Side } from './script.js';
import type { Shown } from './screen.js';
import type { Screen } from './verdict.js';

/** How long a person waits for a field to write in before they give it up, in milliseconds. */
const patience = 2_500;
/** Of what was asked of the server so much is remembered. */
const mostRequests = 40;

/**
 * What the browser's tools are asked for, but no longer than a while: they answer nothing while a page is being loaded from a line that carries
 * nothing, and do it afterwards.
 */
export function within<T>(work: Promise<T>, ms = 1_500): Promise<T | undefined> {
  return new Promise((done) => {
    const timer = setTimeout(() => done(undefined), ms);
    void work.catch(() => undefined).then((value) => {
      clearTimeout(timer);
      done(value ?? undefined);
    });
  });
}

/** One tab of a person's browser, on the page of one thread. It may be loaded several times; each time is a screen of its own. */
export class Tab {
  readonly side: Side;
  readonly name: string;
  isFrozen = false;
  isGone = false;
  /** What went wrong in the page and nobody caught. */
  readonly complaints: string[] = [];
  /** What was asked of the server last, and what came of it. */
  readonly requests: { at: number; what: string }[] = [];
  readonly #page: Page;
  #loads: { at: number; frames: Shown[] }[] = [];
  /** What the marks of this session's messages begin with. */
  #marks = '';
  #address = '';
  #cdp: CDPSession | undefined;

  private constructor(page: Page, side: Side, name: string) {
    this.#page = page;
    this.side = side;
    this.name = name;
    page.on('pageerror', (error) => this.complaints.push(`${name}: ${error.stack ?? error.message}`));
    page.on('crash', () => (this.isGone = true));
    const note = (what: string, request: Request): void => {
      const { pathname, search } = new URL(request.url());
      if (pathname.startsWith('/api/')) this.requests.push({ at: Date.now(), what: `${what} ${request.method()} ${pathname}${search}` });
      if (this.requests.length > mostRequests) this.requests.shift();
    };
    page.on('request', (request) => note('asked', request));
    page.on('response', (response) => note(`${response.status()} for`, response.request()));
    page.on('requestfailed', (request) => note(request.failure()?.errorText ?? 'failed', request));
  }

  static async open(ground: Ground, side: Side, name: string): Promise<Tab> {
    const page = await ground.context(side).newPage();
    const tab = new Tab(page, side, name);
    ground.register(page, tab);
    return tab;
  }

  /** Goes to a thread; within the portal's page where it is loaded already. */
  async show(origin: string, threadId: string, marks: string): Promise<void> {
    const path = `/messages/${threadId}?as=${personOf[this.side]}`;
    const isLoaded = this.#address !== '' && (await this.isThere());
    this.#loads = [];
    this.#marks = marks;
    this.#address = origin + path;
    if (!isLoaded) return this.reload();
    await within(this.#page.evaluate((to) => {
      history.pushState({}, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
    }, path));
  }

  saw(load: number, { rows, ...shown }: Shown): void {
    const frame = { ...shown, rows: rows.filter(({ mark }) => mark.startsWith(this.#marks)) };
    const last = this.#loads.at(-1);
    if (last?.at === load) last.frames.push(frame);
    else this.#loads.push({ at: load, frames: [frame] });
  }

  get screens(): Screen[] {
    return this.#loads.map(({ frames }, index) => ({
      name: this.#loads.length > 1 ? `${this.name} load ${index + 1}` : this.name, side: this.side, frames, isLast: !this.isGone && index === this.#loads.length - 1,
    }));
  }

  /** What stands there now. */
  get shown(): Shown | undefined {
    return this.#loads.at(-1)?.frames.at(-1);
  }

  /** How the page sees its line. */
  state(): Promise<string | undefined> {
    return within(this.#page.locator('clinic-inbox').evaluate((inbox) => {
      const { chat } = inbox as Element & { chat?: Chat };
      const { state, retryAt, error } = chat?.connection.get() ?? {};
      return JSON.stringify({ session: chat?.session.get().phase, state, error: error?.code, retryIn: retryAt && retryAt - Date.now(), onLine: navigator.onLine });
    }));
  }

  /** Writes and sends; false where there was nothing to write in. */
  async say(text: string): Promise<boolean> {
    if (this.isGone || this.isFrozen) return false;
    const field = this.#page.locator('clinic-composer textarea');
    try {
      await field.fill(text, { timeout: patience });
      await field.press('Enter', { timeout: patience });
      return true;
    } catch {
      return false;
    }
  }

  /** Loads the page anew; it does not wait for it. */
  reload(): void {
    this.#go(() => this.#page.goto(this.#address, { waitUntil: 'commit', timeout: 60_000 }));
  }

  /** Whether the page is ours, and not the browser's own about a server that does not answer. */
  async isThere(): Promise<boolean> {
    return !this.isGone && ((await within(this.#page.locator('clinic-inbox').count())) ?? 0) > 0;
  }

  /** The renderer dies in the midst of whatever it does. */
  async crash(): Promise<void> {
    if (this.isGone) return;
    const crashed = this.#page.waitForEvent('crash', { timeout: 5_000 }).catch(() => undefined);
    void this.#devtools().then((cdp) => cdp.send('Page.crash')).catch(() => undefined);
    await crashed;
    await this.close();
  }

  async close(): Promise<void> {
    this.isGone = true;
    await within(this.#page.close());
  }

  async freeze(isFrozen: boolean): Promise<void> {
    if (this.isGone || this.isFrozen === isFrozen) return;
    this.isFrozen = isFrozen;
    await within(this.#devtools().then((cdp) => cdp.send('Page.setWebLifecycleState', { state: isFrozen ? 'frozen' : 'active' })));
  }

  async #devtools(): Promise<CDPSession> {
    return (this.#cdp ??= await this.#page.context().newCDPSession(this.#page));
  }

  /** A line that is down is the test's own doing. */
  #go(navigate: () => Promise<unknown>): void {
    navigate().catch(() => undefined);
  }
}
