import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/people.js';
import { isBlank, type Id, type Participant, type Thread } from '../model/index.js';
import { baseStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import type { CommandEvent } from './commands.js';
import { someNames } from './some-names.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/**
 * Below a thread's messages: who is replying, else who has read the viewer's last message. Among those who may know of each other (R-13): for patients
 * the channel is not real-time. It tells the others that the viewer types, too.
 *
 * @tag clinic-thread-signals
 */
export class ClinicThreadSignals extends ChatElement {
  static override styles = [
    baseStyles,
    css`
      /* The line is there before its words are: nothing moves when they come. */
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        min-block-size: 1.4em;
        padding-inline: var(--_space-side);
        font-size: var(--_text-meta);
        line-height: 1.4;
        color: var(--_color-text-soft);
      }
      p {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      /* Where own messages stand. */
      .read {
        justify-self: var(--_align-own);
        max-inline-size: 100%;
      }
    `,
  ];

  /** The thread's id. */
  @property() thread: Id = '';

  readonly #thread = new Watch(this, () => (this.thread ? this.chat?.thread(this.thread) : undefined));
  readonly #typing = new Watch(this, () => (this.thread ? this.chat?.typing(this.thread) : undefined));
  readonly #timeline = new Watch(this, () => (this.thread ? this.chat?.timeline(this.thread) : undefined));
  #around: Node | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#around = this.getRootNode();
    this.#around.addEventListener('clinic-command', this.#onCommand);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#around?.removeEventListener('clinic-command', this.#onCommand);
  }

  override render(): TemplateResult {
    const typing = this.#typing.value ?? [];
    const words = this.#named('row.typing', (who) => typing.includes(who.id));
    const read = words ? '' : this.#named('signals.read', this.#hasRead());
    return html`<div role="status">${words ? html`<p title=${words}>${words}</p>` : nothing}</div>
      ${read ? html`<p class="read" title=${read}>${read}</p>` : nothing}`;
  }

  #named(key: string, isMeant: (who: Participant) => boolean): string {
    const t = wordsOf(this.chat);
    const people = (this.#thread.value?.participants ?? []).filter((who) => who.active && isMeant(who));
    return people.length > 0 ? t(key, { names: someNames(people, this.chat, t), count: people.length }) : '';
  }

  /** Whether somebody has read the last message, where that is the viewer's own. */
  #hasRead(): (who: Participant) => boolean {
    const last = this.#timeline.value?.messages.at(-1);
    const viewer = this.chat?.session.get().session?.viewer.id;
    const reads: Thread['reads'] = last?.author === viewer ? this.#thread.value?.reads : undefined;
    return ({ id }) => last?.position !== undefined && (reads?.[id] ?? '') >= last.position;
  }

  readonly #onCommand = (event: Event): void => {
    const { detail, defaultPrevented } = event as CommandEvent;
    if (detail.type !== 'draft.set' || defaultPrevented || isBlank(detail.text)) return;
    if (this.chat?.can('typing', this.thread)) this.command({ type: 'hint', threadId: this.thread, hint: 'typing' });
  };
}

define('clinic-thread-signals', ClinicThreadSignals);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-thread-signals': ClinicThreadSignals;
  }
}
