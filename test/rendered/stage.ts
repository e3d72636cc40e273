import '../../src/elements/thread.js';
import { kinds } from '../../src/kinds/index.js';
import { messageKey, type Id, type Message } from '../../src/model/index.js';
import { draw } from '../sim/plan.js';
import type { Profile } from '../sim/profile.js';
import { atTheEnd } from '../sim/rules-end.js';
import { Session } from '../sim/session.js';
import { carryOut } from '../sim/steps.js';
import { Tab } from '../sim/tab.js';
import { wordsIn } from '../sim/words.js';

export interface Rendered {
  /** Frames that the browser painted and that were looked at. */
  frames: number;
  /** Times that the page was looked at: after every event, whether a frame came or not. */
  looks: number;
  /** What was wrong on screen, and which rule of the store was broken; empty where all is well. */
  wrong: string[];
}

interface Mounted { tab: Tab; thread: Id; element: HTMLElement; known: WeakMap<Element, { message: Message; words: string[] }> }

/** So many events of the simulation pass between two painted frames, at most. */
const eventsAFrame = 4;
const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

function textIn(node: Node): string {
  if (node instanceof Text) return node.data;
  if (node instanceof HTMLStyleElement) return '';
  const shadow = node instanceof Element ? (node.shadowRoot?.childNodes ?? []) : [];
  return [...shadow, ...node.childNodes].map(textIn).join(' ');
}

/** What a row says of its delivery, as it is read aloud. */
function stateOf(article: Element): 'sent' | 'failed' | 'waiting' {
  const label = article.getAttribute('aria-label') ?? '';
  if (/\b(Sent|Delivered|Read) /.test(label)) return 'sent';
  return label.includes('Not sent') ? 'failed' : 'waiting';
}
const saidOf = ({ delivery }: Message): string => (delivery === 'failed' ? 'failed' : delivery === 'queued' || delivery === 'sending' ? 'waiting' : 'sent');

/**
 * One simulated session whose tabs are drawn by the real elements, on a page that paints. The page gets it as one file (`bundle.mjs`): an `import()` of a
 * file of its own is answered by a task of the browser's, and virtual time does not wait for those.
 */
export class Stage {
  readonly #session: Session;
  readonly #root: HTMLElement;
  readonly #mounted = new Map<Tab, Mounted>();
  readonly #out: Rendered = { frames: 0, looks: 0, wrong: [] };
  #events = 0;

  constructor(seed: number, profile: Profile, root: HTMLElement) {
    Tab.kinds = kinds;
    this.#root = root;
    this.#session = new Session(seed, draw(seed, profile), false);
    this.#session.onTab = (tab) => this.#mount(tab);
    this.#session.onEvent = () => this.#event();
  }

  async play(): Promise<Rendered> {
    const { world, watcher, plan } = this.#session;
    for (const step of plan.steps) world.after(step.at, () => carryOut(this.#session, step));
    if (await this.#session.run((plan.steps.at(-1)?.at ?? 0) + 3_000)) await atTheEnd(this.#session);
    if (watcher.violation) this.#say(`${watcher.violation.rule} ${watcher.violation.what}`);
    for (const tab of [...watcher.tabs]) tab.die('end');
    for (const { element } of this.#mounted.values()) element.remove();
    return this.#out;
  }

  #mount(tab: Tab): void {
    const thread = this.#session.plan.threads.find(({ members }) => members.includes(tab.user))?.id;
    if (thread === undefined) return;
    const element = Object.assign(document.createElement('clinic-thread'), { chat: tab.chat, thread });
    this.#root.append(element);
    this.#mounted.set(tab, { tab, thread, element, known: new WeakMap() });
  }

  #event(): Promise<void> | undefined {
    for (const { tab, element } of this.#mounted.values()) {
      if (!tab.dead) continue;
      element.remove();
      this.#mounted.delete(tab);
    }
    for (const mounted of this.#mounted.values()) this.#look(mounted, false);
    return ++this.#events % eventsAFrame === 0 ? this.#paint() : undefined;
  }

  async #paint(): Promise<void> {
    await frame();
    this.#out.frames += 1;
    for (const mounted of this.#mounted.values()) this.#look(mounted, true);
  }

  /** @param isFrame what is looked at is what was painted: then it must also be what the store says */
  #look({ tab, thread, element, known }: Mounted, isFrame: boolean): void {
    // A frozen page shows what it showed; one that is being left shows nothing.
    if (tab.dead || tab.frozen || tab.isClosing || tab.loggedOut) return;
    this.#out.looks += 1;
    const { server, watcher } = this.#session;
    const list = element.shadowRoot?.querySelector('clinic-message-list')?.shadowRoot;
    const rows = [...(list?.querySelectorAll<Element & { message?: Message; own?: boolean }>('[role=article]') ?? [])];
    const seen = new Set<string>();
    for (const row of rows) {
      const { message } = row;
      if (!message) continue;
      const words = this.#words(row, message, known);
      for (const word of words) {
        if (seen.has(word) && watcher.words.get(word)?.isEdited !== true) this.#say(`T2 ${tab.name} draws ${word} twice`);
        seen.add(word);
      }
      if (!row.own) continue;
      const state = stateOf(row);
      const key = `${message.author} ${message.clientId ?? ''}`;
      if (state === 'sent' && !server.hasHad(message.id, key)) this.#say(`T4 ${tab.name} draws «${words.join(' ')}» as sent; the server never had it`);
      if (isFrame && state === 'failed' && tab.evidence.has(key)) this.#say(`T4 ${tab.name} draws «${words.join(' ')}» as not sent; the server has it, and said so`);
    }
    if (isFrame) this.#compare(tab, rows.map((row) => row.message).filter((message) => message !== undefined), rows, thread);
  }

  /** The rows are the store's messages, in its order, with none left out between them, and each says what the store says. */
  #compare(tab: Tab, drawn: readonly Message[], rows: readonly (Element & { own?: boolean })[], thread: Id): void {
    const { messages } = tab.chat.timeline(thread).get();
    const keys = messages.map(messageKey);
    const from = drawn[0] ? keys.indexOf(messageKey(drawn[0])) : 0;
    const wanted = keys.slice(from, from + drawn.length).join();
    if (from < 0 || drawn.map(messageKey).join() !== wanted) this.#say(`T3 ${tab.name} draws ${drawn.map(messageKey).join()}; the store has ${keys.join()}`);
    for (const [index, row] of rows.entries()) {
      const message = messages[from + index];
      if (row.own && message && stateOf(row) !== saidOf(message)) this.#say(`T4 ${tab.name} draws ${messageKey(message)} as ${stateOf(row)}; the store says ${message.delivery}`);
    }
  }

  #words(row: Element, message: Message, known: Mounted['known']): string[] {
    const before = known.get(row);
    if (before?.message === message && before.words.length > 0) return before.words;
    const words = [...new Set(wordsIn(textIn(row)))];
    known.set(row, { message, words });
    return words;
  }

  #say(what: string): void {
    if (this.#out.wrong.length < 5) this.#out.wrong.push(what);
  }
}
