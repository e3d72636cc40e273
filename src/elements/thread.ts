import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import type { Id, MessageKind } from '../model/index.js';
import { panelStyles } from '../ui/panels.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import type { CommandEvent } from './commands.js';
import './composer.js';
import type { ClinicComposer } from './composer.js';
import { focusInto } from './focus.js';
import { codeFailure } from './load-form.js';
import './message-list.js';
import type { ClinicMessageList } from './message-list.js';
import './thread-header.js';
import type { ClinicThreadHeader } from './thread-header.js';
import { Watch } from './watch.js';
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
 * @fires {CustomEvent} clinic-thread-close - The thread is not there any more for the viewer, or they have left it: it is to be closed.
 * @csspart drop - What shows while files are dragged over the thread.
 */
export class ClinicThread extends ChatElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    panelStyles,
    css`
      :host {
        position: relative;
        display: flex;
        container-type: inline-size;
        min-block-size: 0;
        block-size: 100%;
        background: var(--_color-page);
        color: var(--_color-text);
      }
      .column {
        flex: 1;
        display: flex;
        flex-direction: column;
        min-inline-size: 0;
      }
      clinic-message-list,
      clinic-gone-thread {
        flex: 1;
        min-block-size: 0;
      }
      .details {
        flex: none;
        inline-size: 340px;
        border-inline-start: var(--_border-hairline);
        background: var(--_color-raised);
      }
      /* One thing at a time where it is narrow. */
      @container (max-width: 760px) {
        .column.beside {
          visibility: hidden;
        }
        .details {
          position: absolute;
          inset: 0;
          inline-size: auto;
          border: 0;
        }
      }
    `,
  ];

  /** The thread's id. */
  @property() thread = '';
  /** The id of a message to go to, in place of the newest one: for links that lead to a message. */
  @property() message = '';
  /** What Enter does in the composer: `send` or `newline`. */
  @property() enter: 'send' | 'newline' = 'send';

  /** Which calls the portal starts by itself: see `clinic-thread-header`. */
  @property() calls = '';

  @query('clinic-composer') private composer!: ClinicComposer | null;
  @query('clinic-message-list') private list!: ClinicMessageList | null;
  @query('clinic-thread-header') private header!: ClinicThreadHeader | null;
  @state() private dropping = false;
  /** The kind for which what writes it was opened last, and whether its code did not come. */
  @state() private composing: MessageKind | undefined;
  @state() private isMissing = false;
  @state() private details: 'closed' | 'open' | 'failed' = 'closed';
  readonly #thread = new Watch(this, () => (this.thread && this.chat ? this.chat.thread(this.chat.resolve(this.thread)) : undefined));
  /** What of it is remembered once it is gone, and who was in it when it was opened. None of its words: they go with the logout. */
  #last: { id: Id; isPending: boolean; people: number } | undefined;
  #known: readonly Id[] = [];
  #isLeaving = false;

  constructor() {
    super();
    this.addEventListener('dragenter', this.#onDrag);
    this.addEventListener('dragover', this.#onDrag);
    this.addEventListener('dragleave', this.#onDragLeave);
    this.addEventListener('drop', this.#onDrop);
    this.addEventListener('clinic-command', this.#onCommand);
    this.addEventListener('clinic-details-toggle', (event) => {
      event.stopPropagation();
      void this.#toggleDetails();
    });
    this.addEventListener('clinic-note-close', () => this.focus());
  }

  protected override willUpdate(changed: PropertyValues): void {
    const thread = this.#thread.value;
    if (changed.has('thread') || changed.has('chat')) {
      // A thread that was created here only gets its real name.
      if (!this.#last?.isPending || thread?.pending === true) this.details = 'closed';
      this.#last = undefined;
      this.#isLeaving = false;
    }
    if (thread) {
      if (!this.#last) this.#known = thread.participants.map(({ id }) => id);
      this.#last = { id: thread.id, isPending: thread.pending === true, people: thread.participants.length };
      if (thread.participants.length > 2) import('./audience.js').catch(() => undefined);
      if (this.chat?.can('typing')) import('./thread-signals.js').catch(() => undefined);
      if (this.chat?.session.get().session?.workspace.switches.plan) import('./plan-switch.js').catch(() => undefined);
    }
    if (!this.#isGone) return;
    this.details = 'closed';
    import('./gone-thread.js').catch(() => undefined);
    if (this.#isLeaving) queueMicrotask(() => this.dispatchEvent(new CustomEvent('clinic-thread-close', { bubbles: true, composed: true })));
  }

  /** Puts the focus into the composer; where one may not write, into the messages. */
  override focus(options?: FocusOptions): void {
    if (!this.hasUpdated || !this.thread) return;
    if (this.chat && !this.chat.can('message.send', this.chat.resolve(this.thread))) this.list?.focus(options);
    else this.composer?.focus(options);
  }

  /** Goes to a message, wherever in the thread it is. */
  goToMessage(id: string): void {
    this.list?.goToMessage(id);
  }

  override render(): TemplateResult | typeof nothing {
    const { chat, thread } = this;
    if (!thread) return nothing;
    const isBeside = this.details !== 'closed';
    return html`<div class="column ${isBeside ? 'beside' : ''}"><clinic-thread-header exportparts="header, title, people" .chat=${chat} .thread=${this.#isGone ? '' : thread} .calls=${this.calls} .details=${isBeside}
        ><slot name="start" slot="start"></slot><slot name="actions" slot="actions"></slot
      ></clinic-thread-header>
      ${this.#isGone && this.#last ? html`<clinic-gone-thread .chat=${chat} .thread=${this.#last.id}></clinic-gone-thread>` : this.#renderThread()}</div>
      ${isBeside ? this.#renderDetails() : nothing}
      ${this.composing ? html`<clinic-kind-sheet .chat=${chat} .thread=${chat?.resolve(thread)}></clinic-kind-sheet>` : nothing}
      ${this.dropping ? html`<clinic-drop-target part="drop" .chat=${chat}></clinic-drop-target>` : nothing}`;
  }

  #renderThread(): TemplateResult {
    const { chat, thread } = this;
    const id = chat?.resolve(thread);
    return html`<clinic-plan-switch .chat=${chat}></clinic-plan-switch><clinic-message-list exportparts="list, day, unread, latest, head, avatar, bubble, meta" .chat=${chat} .thread=${thread} .message=${this.message}></clinic-message-list>
      ${chat?.can('typing', id) ? html`<clinic-thread-signals .chat=${chat} .thread=${id}></clinic-thread-signals>` : nothing}
      <slot name="notice"></slot>
      ${(this.#last?.people ?? 0) > 2 ? html`<clinic-audience .chat=${chat} .thread=${id} .known=${this.#known}></clinic-audience>` : nothing}
      ${this.isMissing && this.composing ? html`<div role="alert">${codeFailure(wordsOf(chat), this.#onSheetAgain)}</div>` : nothing}
      <clinic-kind-offer .chat=${chat} .thread=${thread}></clinic-kind-offer>
      <clinic-kind-strip .chat=${chat} .thread=${id ?? ''}></clinic-kind-strip>
      <clinic-composer part="composer" exportparts="field, text, send, reason, counter, attach, chip" .chat=${chat} .thread=${thread} .enter=${this.enter}
        ><slot name="tools" slot="tools"></slot
      ></clinic-composer>`;
  }

  #renderDetails(): TemplateResult {
    if (this.details === 'failed') return html`<div class="details" role="alert">${codeFailure(wordsOf(this.chat), () => void this.#openDetails())}</div>`;
    return html`<clinic-thread-details class="details" .chat=${this.chat} .thread=${this.chat?.resolve(this.thread)}></clinic-thread-details>`;
  }

  /** It was there, and is not any more: erased, or the viewer was removed or has left. */
  get #isGone(): boolean {
    return this.#last !== undefined && this.#thread.value === undefined && this.chat?.session.get().phase === 'ready';
  }

  async #openDetails(): Promise<void> {
    this.details = await import('./thread-details.js').then(() => 'open' as const, () => 'failed' as const);
    await focusInto(() => this.renderRoot.querySelector<HTMLElement>('clinic-thread-details'));
  }

  async #toggleDetails(): Promise<void> {
    if (this.details === 'closed') return this.#openDetails();
    this.details = 'closed';
    await this.updateComplete;
    this.header?.focusDetails();
  }

  readonly #onSheetAgain = (): void => {
    if (this.composing) void this.#openSheet(this.composing);
  };

  #takesFiles(event: DragEvent): boolean {
    return !!event.dataTransfer?.types.includes('Files') && !!this.thread && !!this.chat?.can('file.send', this.chat.resolve(this.thread));
  }

  #onDrag(event: DragEvent): void {
    if (!this.#takesFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    this.dropping = true;
    // Without its code it shows nothing, and takes the files all the same.
    import('./drop-target.js').catch(() => undefined);
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
    if (event.detail.type === 'thread.leave') this.#isLeaving = true;
    if (event.defaultPrevented) return;
    // At once: where the server answers within a frame, the list never sees the message on its way.
    if (event.detail.type.endsWith('.send')) this.list?.goToLatest();
    if (event.detail.type === 'kind.compose') void this.#compose(event, event.detail.kind);
  }

  /** What writes a message of a kind; a portal's own, which has none, goes on to the portal. */
  async #compose(event: CommandEvent, name: string): Promise<void> {
    const kind = this.chat?.kinds.get(name);
    if (!kind?.compose) return;
    event.preventDefault();
    await this.#openSheet(kind);
  }

  async #openSheet(kind: MessageKind): Promise<void> {
    this.composing = kind;
    this.isMissing = false;
    try {
      await (await import('./open-kind.js')).openKind(this, kind);
    } catch {
      this.isMissing = true;
    }
  }
}

define('clinic-thread', ClinicThread);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-thread': ClinicThread;
  }
  interface HTMLElementEventMap {
    'clinic-thread-close': CustomEvent;
  }
}
