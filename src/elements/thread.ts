import { css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import { iconAttach } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import { baseStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import type { CommandEvent } from './commands.js';
import './composer.js';
import type { ClinicComposer } from './composer.js';
import './message-list.js';
import type { ClinicMessageList } from './message-list.js';
import './thread-header.js';
import { wordsOf } from './words.js';

/**
 * One thread: header, messages and composer. Files dropped anywhere on it become attachments of its draft.
 *
 * @tag clinic-thread
 * @slot start - In the header before the title, for example a button that goes back.
 * @slot actions - In the header after the title.
 * @slot notice - Between the messages and the composer.
 * @slot tools - At the foot of the composer, after the button for files.
 * @csspart header - The line above the messages.
 * @csspart title - The thread's title.
 * @csspart people - Who takes part.
 * @csspart list - The scrolling container of the messages.
 * @csspart bubble - What holds a message's content.
 * @csspart composer - The composer.
 * @csspart field - The composer's field.
 * @csspart send - The button that sends.
 * @csspart drop - What shows while files are dragged over the thread.
 */
export class ClinicThread extends ChatElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        position: relative;
        display: flex;
        flex-direction: column;
        min-block-size: 0;
        block-size: 100%;
        background: var(--_color-page);
        color: var(--_color-text);
      }
      clinic-message-list {
        flex: 1;
        min-block-size: 0;
      }
      .drop {
        position: absolute;
        inset: var(--_space-s);
        z-index: 2;
        display: flex;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        gap: var(--_space-s);
        border: 2px dashed var(--_color-accent-text);
        border-radius: var(--_radius-card);
        background: var(--_color-accent-tint);
        color: var(--_color-accent-text);
        font-weight: var(--_weight-strong);
        pointer-events: none;
      }
      .drop .icon {
        inline-size: 28px;
        block-size: 28px;
      }
    `,
  ];

  /** The thread's id. */
  @property() thread = '';
  /** The id of a message to go to, in place of the newest one: for links that lead to a message. */
  @property() message = '';
  /** What Enter does in the composer: `send` or `newline`. */
  @property() enter: 'send' | 'newline' = 'send';

  @query('clinic-composer') private composer!: ClinicComposer;
  @query('clinic-message-list') private list!: ClinicMessageList;
  @state() private dropping = false;

  constructor() {
    super();
    this.addEventListener('dragenter', this.#onDrag);
    this.addEventListener('dragover', this.#onDrag);
    this.addEventListener('dragleave', this.#onDragLeave);
    this.addEventListener('drop', this.#onDrop);
    this.addEventListener('clinic-command', this.#onCommand);
  }

  /** Puts the focus into the composer; where one may not write, into the messages. */
  override focus(options?: FocusOptions): void {
    if (!this.hasUpdated || !this.thread) return;
    if (this.chat && !this.chat.can('message.send', this.chat.resolve(this.thread))) this.list.focus(options);
    else this.composer.focus(options);
  }

  /** Goes to a message, wherever in the thread it is. */
  goToMessage(id: string): void {
    this.list.goToMessage(id);
  }

  override render(): TemplateResult | typeof nothing {
    const { chat, thread } = this;
    if (!thread) return nothing;
    return html`<clinic-thread-header exportparts="header, title, people" .chat=${chat} .thread=${thread}
        ><slot name="start" slot="start"></slot><slot name="actions" slot="actions"></slot
      ></clinic-thread-header>
      <clinic-message-list exportparts="list, day, unread, latest, head, avatar, bubble, meta" .chat=${chat} .thread=${thread} .message=${this.message}></clinic-message-list>
      <slot name="notice"></slot>
      <clinic-composer part="composer" exportparts="field, text, send, reason, counter, attach, chip" .chat=${chat} .thread=${thread} .enter=${this.enter}
        ><slot name="tools" slot="tools"></slot
      ></clinic-composer>
      ${this.dropping ? html`<div class="drop" part="drop">${icon(iconAttach)}<span>${wordsOf(chat)('composer.drop')}</span></div>` : nothing}`;
  }

  #takesFiles(event: DragEvent): boolean {
    return !!event.dataTransfer?.types.includes('Files') && !!this.thread && !!this.chat?.can('file.send', this.chat.resolve(this.thread));
  }

  #onDrag(event: DragEvent): void {
    if (!this.#takesFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    this.dropping = true;
  }

  #onDragLeave(event: DragEvent): void {
    // Leaving for something within is no leaving.
    if (!(event.relatedTarget instanceof Node) || !(this.contains(event.relatedTarget) || this.shadowRoot?.contains(event.relatedTarget))) this.dropping = false;
  }

  #onDrop(event: DragEvent): void {
    this.dropping = false;
    if (!this.#takesFiles(event)) return;
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) this.command({ type: 'attachment.add', threadId: this.thread, files });
  }

  /** A message taken back for editing is in the composer now, and so is the person. */
  #onCommand(event: CommandEvent): void {
    if (event.detail.type === 'outbox.edit') setTimeout(() => this.focus());
  }
}

define('clinic-thread', ClinicThread);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-thread': ClinicThread;
  }
}
