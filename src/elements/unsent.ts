import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { define } from '../base/define.js';
import '../i18n/people.js';
import type { Id, Translate } from '../model/index.js';
import type { Stranded } from '../store/types.js';
import { iconCopy } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { copyText } from './copy-text.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/**
 * What was written for threads that are not there any more (R-27): to be copied, or given up.
 *
 * @tag clinic-unsent
 */
export class ClinicUnsent extends ChatElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: grid;
        gap: var(--_space-s);
        flex: none;
        max-block-size: 50%;
        padding: var(--_space-s) var(--_space-side);
        border-block-end: var(--_border-hairline);
        font-size: var(--_text-body);
        overflow-y: auto;
      }
      :host([hidden]) {
        display: none;
      }
      .unsent {
        color: var(--_color-text-soft);
      }
      ul {
        display: grid;
        gap: var(--_space-s);
      }
      li {
        display: grid;
        justify-items: start;
        gap: var(--_space-s);
        padding: var(--_space-m);
        border: var(--_border-hairline);
        border-radius: var(--_radius-card);
        background: var(--_color-raised);
        text-align: start;
        --_size-icon: 18px;
      }
      li p {
        max-block-size: 30vh;
        inline-size: 100%;
        overflow: auto;
        overflow-wrap: anywhere;
        white-space: pre-wrap;
        user-select: text;
        -webkit-user-select: text;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--_space-s);
      }
      @media (forced-colors: active) {
        li {
          border-color: CanvasText;
        }
      }
    `,
  ];

  /** The thread whose words are shown; without it those of all threads, each with its title. */
  @property() thread: Id = '';
  /** A thread whose words are shown elsewhere. */
  @property({ attribute: false }) except: Id | undefined;

  @state() private said = '';
  readonly #stranded = new Watch(this, () => this.chat?.stranded);

  /** With nothing to show it takes no room. */
  protected override updated(_changed: PropertyValues): void {
    this.hidden = this.#unsent.length === 0;
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    const unsent = this.#unsent;
    return html`${unsent.length === 0
        ? nothing
        : html`<p class="unsent">${t(this.thread ? 'gone.unsent' : 'gone.elsewhere')}</p><ul>${repeat(unsent, ({ clientId }) => clientId, (one) => this.#renderOne(one, t))}</ul>`}
      <p role="status" class="visually-hidden">${this.said || nothing}</p>`;
  }

  get #unsent(): Stranded[] {
    return (this.#stranded.value ?? []).filter(({ threadId }) => (this.thread ? threadId === this.thread : threadId !== this.except));
  }

  #renderOne({ threadId, clientId, title, text, files }: Stranded, t: Translate): TemplateResult {
    const words = [text, ...files].filter(Boolean).join('\n');
    return html`<li>${!this.thread && title ? html`<strong><bdi>${title}</bdi></strong>` : nothing}<p dir="auto" tabindex="0">${words}</p>
      <div class="buttons">
        ${text ? html`<button class="button" type="button" @click=${(event: Event) => this.#copy(event, text, t)}>${icon(iconCopy)}${t('gone.copy')}</button>` : nothing}
        <button class="button quiet" type="button" @click=${() => this.command({ type: 'outbox.discard', threadId, clientId })}>${t('gone.discard')}</button>
      </div>
    </li>`;
  }

  async #copy(event: Event, text: string, t: Translate): Promise<void> {
    const words = (event.currentTarget as HTMLElement).closest('li')?.querySelector('p');
    this.said = '';
    const isCopied = await copyText(text, () => {
      if (words) getSelection()?.selectAllChildren(words);
      words?.focus();
    });
    this.said = t(isCopied ? 'gone.copied' : 'gone.select');
  }
}

define('clinic-unsent', ClinicUnsent);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-unsent': ClinicUnsent;
  }
}
