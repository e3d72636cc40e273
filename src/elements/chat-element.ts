import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { Command } from '../model/index.js';
import type { Chat } from '../store/types.js';
import { commandEvent, handleCommand, type CommandEvent } from './commands.js';
import { askForChat, noLongerWaiting, whenProvided } from './context.js';

/** What every element of the chat has in common: it finds its chat, and asks for things by one event. */
export class ChatElement extends LitElement {
  /** The chat that this element shows. Set it to use the element without `<clinic-chat>` around it; else the nearest one is used. */
  @property({ attribute: false }) chat: Chat | undefined;

  #stop: (() => void) | undefined;
  #fromNear = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.looksAround()) return;
    this.#ask();
    // `<clinic-chat>` may be upgraded after the elements inside it: their first question was then heard by nobody.
    if (!this.chat) whenProvided(this, this.#ask);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    noLongerWaiting(this);
    this.#stop?.();
    this.#stop = undefined;
  }

  /** Whether it looks for a chat around it, or lives on the one that it is given: a row of a list does. */
  protected looksAround(): boolean {
    return true;
  }

  readonly #ask = (): void =>
    askForChat(this, this, (chat, stop) => {
      if (stop !== this.#stop) {
        this.#stop?.();
        this.#stop = stop;
      }
      // One that was given as a property stays where nobody around has any.
      if (chat || this.#fromNear) this.chat = chat;
      this.#fromNear = chat !== undefined;
    });

  /** Asks for something: `clinic-command` bubbles and crosses shadow roots; where no owner takes it, the element's own chat does. */
  protected command(command: Command): void {
    const event = commandEvent(command);
    this.dispatchEvent(event);
    handleCommand(event, this.chat);
  }
}

declare global {
  interface HTMLElementEventMap {
    'clinic-command': CommandEvent;
  }
}
