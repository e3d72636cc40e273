import { ChatError } from '../base/errors.js';
import type { Chat } from '../store/types.js';
import { askForChat, noLongerWaiting, whenProvided } from './context.js';
import { chatOf, SetupError, share, type Shared, type Source } from './setup.js';

/** Why there is no chat: the page is not set up (the developer reads why in the console), or its code could not be loaded. */
export type SourceProblem = 'setup' | 'loading';

/** An element that owns a chat. */
export interface SourceHost extends HTMLElement, Source {
  disabled: boolean;
}

type HostEvents = typeof import('./host-events.js');

/** How long a framework may take to set `.chat`, `server` or `getToken` before their absence is a mistake, in milliseconds. */
const lateness = 1_500;

/**
 * Where an element's chat comes from, in this order: the property `chat`; the nearest `<clinic-chat>`; the one that all elements with the
 * same `server` and the same `token-url` (or `getToken`) share. Holds it while the element is connected, and tells the host page of it.
 * Knows no lit, because the popup's bubble has none.
 */
export class ChatSource {
  readonly #host: SourceHost;
  readonly #changed: () => void;
  readonly #events: () => Promise<HostEvents>;
  #given: Chat | undefined;
  #near: Chat | undefined;
  #own: Chat | undefined;
  #shared: Shared | undefined;
  #held: Chat | undefined;
  #last: Chat | undefined;
  #attempt = 0;
  #late: ReturnType<typeof setTimeout> | undefined;
  #stopTelling: (() => void) | undefined;
  #stopNear: (() => void) | undefined;
  #problem: SourceProblem | undefined;

  /**
   * @param changed is called when the chat, or the problem, has changed.
   * @param events brings what tells the host page.
   */
  constructor(host: SourceHost, changed: () => void, events: () => Promise<HostEvents>) {
    this.#host = host;
    this.#changed = changed;
    this.#events = events;
    host.addEventListener('clinic-command', (event) => {
      if (event.defaultPrevented || !this.chat) return;
      event.preventDefault();
      this.chat.dispatch(event.detail);
    });
  }

  get chat(): Chat | undefined {
    return this.#host.disabled ? undefined : (this.#given ?? this.#near ?? this.#own);
  }

  get problem(): SourceProblem | undefined {
    return this.chat ? undefined : this.#problem;
  }

  /** What the host's attributes name, even before there is a chat; absent where they are wrong or the host is disabled. */
  get shared(): Shared | undefined {
    return this.#host.disabled || this.#given || this.#near ? undefined : this.#shared;
  }

  give(chat: Chat | undefined): void {
    this.#given = chat;
    this.settle();
  }

  connect(): void {
    whenProvided(this, this.#ask);
    this.#ask();
    this.settle();
  }

  disconnect(): void {
    noLongerWaiting(this);
    clearTimeout(this.#late);
    this.#attempt++;
    this.#stopNear?.();
    this.#near = this.#stopNear = undefined;
    this.settle();
  }

  /** Reads the host's attributes again: they have changed, or it was connected. Makes no chat. */
  read(): void {
    const before = this.#shared;
    this.#attempt++;
    this.#problem = undefined;
    clearTimeout(this.#late);
    try {
      this.#shared = share(this.#host, this.#host.localName);
    } catch (error) {
      this.#shared = undefined;
      if (this.#host.isConnected && !this.#host.disabled) this.#late = setTimeout(() => {
        if (!this.chat) this.#fail(error);
      }, lateness);
    }
    if (this.#shared !== before) this.#own = undefined;
    this.settle();
  }

  /** Makes the shared chat, where no other is given. Resolves in any case; see `chat` and `problem`. */
  async find(): Promise<void> {
    // The nearest <clinic-chat> comes first, even where it is upgraded later.
    if (!this.#shared || this.chat || this.#host.disabled || !this.#host.isConnected || this.#host.parentElement?.closest('clinic-chat')) return;
    const attempt = ++this.#attempt;
    this.#problem = undefined;
    try {
      const own = await chatOf(this.#shared, this.#host.localName);
      if (attempt !== this.#attempt) return;
      this.#own = own;
      this.settle();
    } catch (error) {
      if (attempt === this.#attempt) this.#fail(error);
    }
  }

  /** Holds the chat in use and lets go of the one before. Only an owner keeps it open and tells the host page. */
  settle(): void {
    const { chat } = this;
    const held = this.#host.isConnected && chat !== this.#near ? chat : undefined;
    if (held !== this.#held) {
      const before = this.#held;
      this.#held = held;
      this.#stopTelling?.();
      this.#stopTelling = undefined;
      if (held) this.#events().then(({ tellHost }) => {
        // It may be gone by now, or gone and back.
        if (held === this.#held) this.#stopTelling ??= tellHost(this.#host, held);
      }, () => undefined);
      held?.retain();
      held?.open();
      before?.release();
    }
    // While it is out of the page an element keeps what it shows: it may only be on its way to another place.
    if (this.#host.isConnected && this.#last !== chat) {
      this.#last = chat;
      this.#changed();
    }
  }

  #fail(error: unknown): void {
    if (error instanceof SetupError) {
      import('./setup-sentence.js').then(({ setupSentence }) => console.error(setupSentence(error)), () => console.error(`clinic-chat: ${error.reason}`));
    }
    this.#problem = error instanceof SetupError ? 'setup' : 'loading';
    this.#changed();
    const detail = { error: ChatError.from(error, 'unavailable') };
    this.#host.dispatchEvent(new CustomEvent('clinic-error', { detail, bubbles: true, composed: true }));
  }

  /** From the parent: the host may be a provider itself. */
  readonly #ask = (): void =>
    askForChat(this.#host, this.#host.parentNode ?? this.#host, (chat, stop) => {
      if (stop !== this.#stopNear) {
        this.#stopNear?.();
        this.#stopNear = stop;
      }
      this.#near = chat;
      this.settle();
    });
}
