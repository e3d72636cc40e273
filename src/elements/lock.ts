import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Chat } from '../store/types.js';
import { codeFailure } from './load-form.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/**
 * Puts a cover in the place of what an element shows while its chat is locked. The cover's code comes with the first lock; what it covers is gone
 * before that. The focus goes to the cover where it was inside, and back to where the person goes on.
 */
export class Lock implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #chat: () => Chat | undefined;
  readonly #enter: () => void;
  readonly #locked: Watch<boolean>;
  #was = false;
  #hadFocus = false;
  #failed = false;

  /** @param enter moves the focus to where the person goes on */
  constructor(host: ReactiveControllerHost & HTMLElement, chat: () => Chat | undefined, enter: () => void) {
    this.#host = host;
    this.#chat = chat;
    this.#enter = enter;
    this.#locked = new Watch(host, () => chat()?.locked);
    host.addController(this);
  }

  get isOn(): boolean {
    return this.#locked.value === true;
  }

  hostUpdate(): void {
    if (this.isOn === this.#was) return;
    this.#hadFocus = this.#host.matches(':focus-within');
    if (this.isOn) this.#load();
  }

  hostUpdated(): void {
    if (this.isOn === this.#was) return;
    this.#was = this.isOn;
    if (!this.isOn && this.#hadFocus) this.#enter();
  }

  render(): TemplateResult {
    const chat = this.#chat();
    if (this.#failed) return codeFailure(wordsOf(chat), () => this.#load());
    return html`<clinic-lock-cover .chat=${chat} .takesFocus=${this.#hadFocus}></clinic-lock-cover>`;
  }

  #load(): void {
    import('./lock-cover.js').then(() => this.#settle(false), () => this.#settle(true));
  }

  #settle(failed: boolean): void {
    this.#failed = failed;
    this.#host.requestUpdate();
  }
}
