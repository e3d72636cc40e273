import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/connection.js';
import { formatSpan } from '../i18n/format-span.js';
import type { Connection } from '../store/types.js';
import { iconNoConnection, iconWarning } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import { baseStyles } from '../ui/styles.js';
import { toneStyles } from '../ui/tone-styles.js';
import { ChatElement } from './chat-element.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/** How long a state that usually passes by itself is kept quiet, in milliseconds. */
const patience = 800;
/** How long «Connected again» stands, in milliseconds. */
const farewell = 2_500;

type Shown = 'offline' | 'catching-up' | 'expired' | 'back';

/**
 * One strip that says when the connection is not as it should be, and what one can do; and a sentence where what is written cannot be kept on
 * the device (T10). It takes no room while all is well.
 *
 * @tag clinic-connection
 * @csspart strip - The strip.
 */
export class ClinicConnection extends ChatElement {
  static override readonly styles = [
    baseStyles,
    toneStyles,
    css`
      :host {
        display: block;
        font-size: var(--_text-meta);
      }
      .strip {
        display: flex;
        align-items: center;
        gap: var(--_space-s);
        min-block-size: 40px;
        padding: 4px var(--_space-side);
        background: var(--_color-sunken);
        color: var(--_color-text);
        border-block-end: var(--_border-hairline);
        --_size-icon: 16px;
      }
      .offline {
        background: var(--_color-warning-tint);
        color: var(--_color-warning);
      }
      .expired {
        background: var(--_color-danger-tint);
        color: var(--_color-danger);
      }
      .unkept {
        padding: 8px var(--_space-side);
        border-block-end: var(--_border-hairline);
        color: var(--_color-text-soft);
      }
      .unkept:empty {
        display: none;
      }
      .text {
        flex: 1;
      }
      .next {
        font-variant-numeric: tabular-nums;
      }
      button {
        min-block-size: 32px;
        padding-inline: var(--_space-s);
        border-radius: var(--_radius-control);
        font-weight: var(--_weight-strong);
        text-decoration: underline;
        text-underline-offset: 2px;
        white-space: nowrap;
      }
      button:hover {
        background: var(--_color-hover);
      }
    `,
  ];

  @state() private shown: Shown | undefined;
  @state() private now = 0;
  readonly #connection = new Watch(this, () => this.chat?.connection);
  readonly #session = new Watch(this, () => this.chat?.session);
  readonly #kept = new Watch(this, () => this.chat?.kept);
  #wait: ReturnType<typeof setTimeout> | undefined;
  #tick: ReturnType<typeof setInterval> | undefined;
  #wanted: Shown | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#wait);
    clearInterval(this.#tick);
    this.#wait = this.#tick = undefined;
    this.#wanted = this.shown;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const connection = this.#connection.value;
    const wanted = connection && this.#stateOf(connection);
    if (wanted !== this.#wanted) this.#turnTo(wanted);
    const counts = this.shown === 'offline' && connection?.retryAt !== undefined && this.isConnected;
    if (counts && this.#tick === undefined) {
      this.now = Date.now();
      this.#tick = setInterval(() => (this.now = Date.now()), 1_000);
    } else if (!counts && this.#tick !== undefined) {
      clearInterval(this.#tick);
      this.#tick = undefined;
    }
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    // The live region is always there, and holds the sentence only: a countdown would be read aloud every second.
    return html`<div part="strip" class=${this.shown ? `strip ${this.shown}` : ''}>
      ${this.shown === 'offline' ? icon(iconNoConnection) : this.shown === 'expired' ? icon(iconWarning) : nothing}
      <span class="text"
        ><span role="status">${this.#words()}</span>${this.#renderNext()}</span
      >
      ${this.shown === 'offline'
        ? html`<button type="button" @click=${this.#onRetry}>${t('connection.retry')}</button>`
        : nothing}
      </div>
      <div class="unkept" role="status">${this.#kept.value === false ? t('connection.unkept') : ''}</div>`;
  }

  #renderNext(): unknown {
    const at = this.#connection.value?.retryAt;
    if (this.shown !== 'offline' || at === undefined || at <= this.now) return nothing;
    return html` <span class="next">${wordsOf(this.chat)('connection.retry-in', { time: formatSpan(this.chat?.locale ?? 'en', at - this.now) })}</span>`;
  }

  #words(): string {
    const t = wordsOf(this.chat);
    if (this.shown === 'offline') {
      const code = this.#connection.value?.error?.code;
      return t(!navigator.onLine || code === 'offline' || code === undefined ? 'connection.offline' : 'connection.unreachable');
    }
    return this.shown ? t(`connection.${this.shown}`) : '';
  }

  #stateOf({ state: is, error }: Connection): Shown | undefined {
    const code = error?.code ?? this.#session.value?.error?.code;
    if (code === 'unauthenticated' && is !== 'online') return 'expired';
    if (is === 'offline') return 'offline';
    if (is === 'catching-up') return 'catching-up';
    // While it dials again after a loss, the strip stays as it is, or comes: into a dead line one can dial for long.
    if (is === 'connecting') return this.shown === 'offline' || this.#wanted === 'offline' ? 'offline' : undefined;
    return undefined;
  }

  #turnTo(wanted: Shown | undefined): void {
    const before = this.shown;
    this.#wanted = wanted;
    clearTimeout(this.#wait);
    if (wanted === undefined) {
      this.shown = before === 'offline' || before === 'expired' ? 'back' : undefined;
      if (this.shown) this.#wait = setTimeout(() => (this.shown = undefined), farewell);
    } else if (wanted === 'catching-up' || (wanted === 'offline' && !before)) {
      this.#wait = setTimeout(() => (this.shown = wanted), patience);
    } else {
      this.shown = wanted;
    }
  }

  readonly #onRetry = (): void => this.command({ type: 'connection.retry' });
}

define('clinic-connection', ClinicConnection);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-connection': ClinicConnection;
  }
}
