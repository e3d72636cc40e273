import { css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { define } from '../base/define.js';
import '../i18n/people.js';
import type { Id, Translate } from '../model/index.js';
import type { Stranded } from '../store/types.js';
import { iconCopy, iconInfo } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/**
 * What stands in the place of a thread that is not there any more (R-27): that it is so, what was written in it and not sent, to be copied, and
 * the way back.
 *
 * @tag clinic-gone-thread
 * @fires {CustomEvent} clinic-thread-close - The thread is to be closed.
 */
export class ClinicGoneThread extends ChatElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: grid;
        align-content: center;
        justify-items: center;
        gap: var(--_space-l);
        padding: var(--_space-xl) var(--_space-side);
        overflow-y: auto;
        font-size: var(--_text-body);
        text-align: center;
      }
      .head {
        display: grid;
        justify-items: center;
        gap: var(--_space-s);
        font-weight: var(--_weight-strong);
        --_size-icon: 32px;
      }
      .head .icon {
        color: var(--_color-text-soft);
      }
      ul {
        display: grid;
        gap: var(--_space-s);
        inline-size: min(100%, 480px);
        text-align: start;
      }
      .unsent {
        color: var(--_color-text-soft);
      }
      li {
        display: grid;
        justify-items: start;
        gap: var(--_space-s);
        padding: var(--_space-m);
        border: var(--_border-hairline);
        border-radius: var(--_radius-card);
        background: var(--_color-raised);
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
    `,
  ];

  /** The thread's id. */
  @property() thread: Id = '';

  @state() private said = '';
  @query('.back') private backButton!: HTMLElement;
  readonly #stranded = new Watch(this, () => this.chat?.stranded);

  override focus(options?: FocusOptions): void {
    this.backButton.focus(options);
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    const unsent = (this.#stranded.value ?? []).filter(({ threadId }) => threadId === this.thread);
    return html`<div class="head" role="alert">${icon(iconInfo)}<p>${t('thread.gone')}</p></div>
      ${unsent.length === 0 ? nothing : html`<p class="unsent">${t('gone.unsent')}</p><ul>${repeat(unsent, ({ clientId }) => clientId, (one) => this.#renderUnsent(one, t))}</ul>`}
      <p role="status" class="visually-hidden">${this.said || nothing}</p>
      <button class="button back" type="button" @click=${this.#onBack}>${t('popup.back')}</button>`;
  }

  #renderUnsent({ clientId, text, files }: Stranded, t: Translate): TemplateResult {
    return html`<li><p dir="auto" tabindex="0">${[text, ...files].filter(Boolean).join('\n')}</p>
      ${text ? html`<button class="button" type="button" data-id=${clientId} @click=${(event: Event) => this.#copy(event, text, t)}>${icon(iconCopy)}${t('gone.copy')}</button>` : nothing}
    </li>`;
  }

  async #copy(event: Event, text: string, t: Translate): Promise<void> {
    const words = (event.currentTarget as HTMLElement).parentElement?.querySelector('p');
    this.said = '';
    try {
      await navigator.clipboard.writeText(text);
      this.said = t('gone.copied');
    } catch {
      // No permission, or no secure page: the person copies what is selected.
      if (words) getSelection()?.selectAllChildren(words);
      words?.focus();
      this.said = t('gone.select');
    }
  }

  readonly #onBack = (): void => {
    this.dispatchEvent(new CustomEvent('clinic-thread-close', { bubbles: true, composed: true }));
  };
}

define('clinic-gone-thread', ClinicGoneThread);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-gone-thread': ClinicGoneThread;
  }
}
