import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import type { Id, KindDraft, MessageKind } from '../model/index.js';
import { baseStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { focusInto } from './focus.js';
import { feedWriter, writerFor, writerKey, writersOf, type Writer } from './kind-writers.js';
import { loadCard } from './load-kind.js';
import { wordsOf } from './words.js';

/**
 * What writes a message of a kind above the composer, while one reads on (`KindCompose.inPlace`). What was begun in a thread stands there again when
 * one comes back to it.
 *
 * @tag clinic-kind-strip
 */
export class ClinicKindStrip extends ChatElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      .strip {
        margin: var(--_space-xs) var(--_space-m) 0;
        padding: var(--_space-m);
        border: var(--_border-hairline);
        border-radius: var(--_radius-card);
        background: var(--_color-raised);
      }
    `,
  ];

  /** The thread's id. */
  @property() thread: Id = '';

  @state() private kind: MessageKind | undefined;
  #writer: Writer | undefined;

  /** Opens it for a kind. Rejects where the kind's code does not come. */
  async open(kind: MessageKind): Promise<void> {
    const { chat, thread } = this;
    if (!kind.compose || !chat) return;
    const [isRead] = await Promise.all([loadCard(kind), kind.compose.load()]);
    if (!isRead) throw new Error(`the card of ${kind.kind} could not be loaded`);
    if (this.thread !== thread) return;
    this.kind = kind;
    const writer = (this.#writer = writerFor(chat, thread, kind.kind, kind.compose.tag));
    await this.updateComplete;
    await focusInto(() => writer);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('thread') && !changed.has('chat')) return;
    const { chat, thread } = this;
    const before = changed.get('thread') as Id | undefined;
    // A thread that was created here has its real name now: what is being written goes on.
    if (chat && before && this.kind && this.#writer && chat.resolve(before) === thread) {
      writersOf(chat).delete(writerKey(before, this.kind.kind));
      return void writersOf(chat).set(writerKey(thread, this.kind.kind), this.#writer);
    }
    this.kind = chat && [...chat.kinds.values()].find(({ kind, compose }) => compose?.inPlace && writersOf(chat).has(writerKey(thread, kind)));
    this.#writer = chat && this.kind && writersOf(chat).get(writerKey(thread, this.kind.kind));
  }

  override render(): TemplateResult | typeof nothing {
    const { chat, kind } = this;
    const writer = this.#writer;
    if (!chat || !kind?.compose || !writer) return nothing;
    return html`<div class="strip" role="group" aria-label=${wordsOf(chat)(kind.compose.label)} @clinic-kind-done=${this.#onDone} @clinic-kind-cancel=${this.#close}>${feedWriter(writer, chat, this.thread, undefined)}</div>`;
  }

  readonly #onDone = (event: CustomEvent<KindDraft>): void => {
    event.stopPropagation();
    const { kind, thread: threadId } = this;
    const { payload, files = [] } = event.detail;
    if (kind) this.command({ type: 'kind.send', threadId, kind: kind.kind, payload, files });
    this.#close();
  };

  readonly #close = (): void => {
    if (this.chat && this.kind) writersOf(this.chat).delete(writerKey(this.thread, this.kind.kind));
    this.kind = this.#writer = undefined;
    // The button that had the focus is gone: on to the composer.
    this.dispatchEvent(new CustomEvent('clinic-note-close', { bubbles: true, composed: true }));
  };
}

define('clinic-kind-strip', ClinicKindStrip);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-kind-strip': ClinicKindStrip;
  }
}
