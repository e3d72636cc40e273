import { ContextProvider } from '@lit/context';
import { LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { Chat, GetToken } from '../store/types.js';
import { ChatSource, type SourceProblem } from './chat-source.js';
import { chatContext } from './context.js';
import * as hostEvents from './host-events.js';
import { Lock } from './lock.js';

/** What the elements that own a chat have in common: they find it (see `ChatSource`), hold it, and hand it on to all inside. */
export class OwnerElement extends LitElement {
  /** The address of the server, for example `/api/chat`. */
  @property() server: string | undefined;

  /** An address on the page's own origin that answers a POST with `{ token, expiresAt }`. */
  @property({ attribute: 'token-url' }) tokenUrl: string | undefined;

  /** Brings the person's token, in place of `token-url`. Keep it the same function: another one means another person. */
  @property({ attribute: false }) getToken: GetToken | undefined;

  /** Which of the two designs: `modern` (default) or `classic`. */
  @property({ reflect: true }) design: 'modern' | 'classic' | undefined;

  /** `light`, `dark`, or `auto` (default), which follows the page. */
  @property({ reflect: true }) scheme: 'auto' | 'light' | 'dark' | undefined;

  /** Messaging is switched off here: nothing is rendered, nothing is fetched. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  /** Hides all content once nobody has used the page for so many minutes. Default: never. */
  @property({ type: Number, attribute: 'lock-after' }) lockAfter = 0;

  /** Keeps what was last seen on the device, encrypted, for so many hours, to show it while the server has not answered. Default: never. */
  @property({ type: Number, attribute: 'cache-hours' }) cacheHours = 0;

  readonly #provider = new ContextProvider(this, { context: chatContext });
  protected readonly source = new ChatSource(this, () => {
    this.#hand();
    if (this.lockAfter > 0) this.source.chat?.lockAfter(this.lockAfter * 60_000);
    if (this.cacheHours > 0) this.source.chat?.cacheFor(this.cacheHours * 3_600_000);
    this.chatChanged(this.source.chat);
    this.requestUpdate();
  }, () => Promise.resolve(hostEvents));

  protected readonly lock = new Lock(this, () => this.source.chat, () => this.enter());

  /** The chat in use. Set it to one from `createChat`: at any time, before or after the element is upgraded. */
  @property({ attribute: false, noAccessor: true })
  get chat(): Chat | undefined {
    return this.source.chat;
  }

  set chat(chat: Chat | undefined) {
    this.source.give(chat);
  }

  /** Why there is no chat, once that is certain. */
  get problem(): SourceProblem | undefined {
    return this.source.problem;
  }

  override connectedCallback(): void {
    // A framework may have set the property before the class was known: it would then hide the accessor.
    if (Object.hasOwn(this, 'chat')) {
      const chat = Object.getOwnPropertyDescriptor(this, 'chat')?.value as Chat | undefined;
      delete (this as { chat?: Chat | undefined }).chat;
      this.chat = chat;
    }
    super.connectedCallback();
    this.source.connect();
    // A first connection reads its attributes in `willUpdate`, when all of them are known.
    if (this.hasUpdated) this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.source.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#hand();
    if (changed.has('lockAfter') && this.lockAfter > 0) this.chat?.lockAfter(this.lockAfter * 60_000);
    const isAnother = ['server', 'tokenUrl', 'getToken', 'disabled'].some((name) => changed.has(name));
    // A chat in hand needs no address; to look for one would make an error, with its stack, of which nobody hears.
    const isMissing = !this.hasUpdated && (!this.chat || !!this.server);
    if (isMissing || (this.hasUpdated && isAnother)) this.#look();
  }

  /** Tries again after the code could not be loaded. */
  protected retry(): void {
    this.#look();
    this.requestUpdate();
  }

  /** Called whenever the chat in use changes. */
  protected chatChanged(_chat: Chat | undefined): void {
    // For the elements that extend this one.
  }

  /** Moves the focus to where the person goes on. */
  protected enter(): void {
    // For the elements that extend this one.
  }

  /** Whoever is inside has no chat while it is locked: so nothing of it is left in the page. */
  #hand(): void {
    this.#provider.setValue(this.lock.isOn ? undefined : this.source.chat);
  }

  #look(): void {
    this.source.read();
    void this.source.find();
  }
}
