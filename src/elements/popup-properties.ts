import type { Id } from '../model/index.js';
import type { Chat, GetToken } from '../store/types.js';

/** In Node there is no HTMLElement; importing must work all the same. */
const Base = typeof HTMLElement === 'undefined' ? (class {} as typeof HTMLElement) : HTMLElement;

const upgraded = ['chat', 'getToken', 'server', 'tokenUrl', 'thread', 'disabled', 'messagesHref'] as const;

/** The popup's public properties, without lit: attributes are where they live. */
export abstract class PopupProperties extends Base {
  #getToken: GetToken | undefined;

  /** The chat in use. Set it to one from `createChat` to use the popup without `server`. */
  abstract get chat(): Chat | undefined;
  abstract set chat(chat: Chat | undefined);

  /** The address of the server, for example `/api/chat`. */
  get server(): string | undefined {
    return this.getAttribute('server') ?? undefined;
  }
  set server(server: string | undefined) {
    this.#reflect('server', server);
  }

  /** An address on the page's own origin that answers a POST with `{ token, expiresAt }`. */
  get tokenUrl(): string | undefined {
    return this.getAttribute('token-url') ?? undefined;
  }
  set tokenUrl(url: string | undefined) {
    this.#reflect('token-url', url);
  }

  /** Brings the person's token, in place of `token-url`. Keep it the same function: another one means another person. */
  get getToken(): GetToken | undefined {
    return this.#getToken;
  }
  set getToken(getToken: GetToken | undefined) {
    if (getToken === this.#getToken) return;
    this.#getToken = getToken;
    this.restart();
  }

  /** Messaging is switched off here: no node, no request. */
  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }
  set disabled(disabled: boolean) {
    this.toggleAttribute('disabled', disabled);
  }

  /** The thread in the window; `undefined` with the list of threads. */
  get thread(): Id | undefined {
    return this.getAttribute('thread') ?? undefined;
  }
  set thread(thread: Id | undefined) {
    this.#reflect('thread', thread);
  }

  /** The address of the portal's messages page, with `{thread}` where the thread's id belongs. */
  get messagesHref(): string | undefined {
    return this.getAttribute('messages-href') ?? undefined;
  }
  set messagesHref(href: string | undefined) {
    this.#reflect('messages-href', href);
  }

  /** Begins anew: another person or server, or switched on or off. */
  protected abstract restart(): void;

  /** A framework may have set properties before the class was known: they would then hide the accessors. */
  protected upgradeProperties(): void {
    for (const name of upgraded) {
      if (!Object.hasOwn(this, name)) continue;
      const value: unknown = Object.getOwnPropertyDescriptor(this, name)?.value;
      delete (this as Partial<this>)[name];
      Object.assign(this, { [name]: value });
    }
  }

  #reflect(name: string, value: string | undefined): void {
    if (value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }
}
