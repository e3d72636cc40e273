import { bench, clinic, direct, type Bench, type Seat } from '../support/chat-bench.js';
import { fakeBrowser, type FakeBrowser, type FakeTab } from '../support/fake-tabs.js';
import type { MemoryOptions } from '../../src/transport/memory/index.js';
import type { ChatOptions } from '../../src/store/types.js';

export interface Window extends Seat { tab: FakeTab }

/** Ana's tabs in one browser, one browser to a test. */
export class TabsBench {
  b!: Bench;
  browser!: FakeBrowser;

  constructor() {
    afterEach(() => this.b.end());
  }

  start(options: MemoryOptions = {}): void {
    this.b = bench(clinic([direct(3, { ana: 1 })]), { uploadPartMs: 10, ...options });
    this.browser = fakeBrowser(this.b.platform);
  }

  async open(name: string, how: Parameters<FakeBrowser['tab']>[1] = {}, more: Partial<ChatOptions> = {}): Promise<Window> {
    const tab = this.browser.tab(name, how);
    const seat = await this.b.sit('ana', { platform: tab.platform, wrap: (transport) => tab.line(transport), ...more });
    await this.b.platform.advance(50);
    seat.chat.dispatch({ type: 'thread.open', threadId: 't1' });
    await this.b.platform.advance(50);
    return { ...seat, tab };
  }

  onServer(): string[] {
    return this.b.workspace.messagesOf('t1').map((message) => (message.payload as { text: string }).text);
  }
}

/** Every state that this tab shows: no message twice, ever. */
export const neverTwice = (seat: Seat): void => {
  seat.chat.timeline('t1').subscribe(({ messages }) => {
    const keys = messages.map((message) => message.clientId ?? message.id);
    if (new Set(keys).size < keys.length) throw new Error(`twice: ${keys.join()}`);
  });
};
export const delivery = (seat: Seat, words: string): string | undefined =>
  seat.messages('t1').find((message) => (message.payload as { text?: string }).text === words)?.delivery;
