import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import type { Notices } from '../model/index.js';
import { iconChevronDown, iconChevronUp, iconEmergency } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import { baseStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/** What a phone can dial, from what a person reads. */
const dial = (number: string): string => `tel:${number.replace(/[^\d+*#]/g, '')}`;

/**
 * The notices (R-13): not for emergencies, not for what is urgent, nobody waits at the other end, no promised answer. One calm line with the
 * emergency number as a link, which opens to all of it. The workspace's own words come first.
 *
 * @tag clinic-notices
 * @slot - Words of the portal in place of ours. Where it is empty, ours stay: the notice cannot get lost.
 * @csspart line - The line that is always there.
 * @csspart all - All of the notices, once opened.
 */
export class ClinicNotices extends ChatElement {
  static override readonly styles = [
    baseStyles,
    css`
      :host {
        display: block;
        font-size: var(--_text-meta);
        color: var(--_color-text-soft);
        background: var(--_color-sunken);
      }
      .line {
        display: flex;
        align-items: center;
        gap: var(--_space-s);
        padding-inline: var(--_space-side) var(--_space-xs);
        min-block-size: 40px;
        --_size-icon: 16px;
      }
      .line > .icon {
        color: var(--_color-danger);
      }
      .text {
        flex: 1;
        padding-block: 6px;
        line-height: 1.35;
      }
      a {
        color: inherit;
        font-weight: var(--_weight-strong);
        white-space: nowrap;
      }
      a:hover {
        color: var(--_color-text);
      }
      button {
        display: grid;
        place-items: center;
        inline-size: 36px;
        block-size: 36px;
        border-radius: var(--_radius-pill);
        flex: none;
      }
      button:hover {
        background: var(--_color-hover);
        color: var(--_color-text);
      }
      ul {
        padding: 0 var(--_space-side) var(--_space-m);
        padding-inline-start: calc(var(--_space-side) + 16px + var(--_space-s));
        display: grid;
        gap: var(--_space-xs);
      }
      .own {
        padding: var(--_space-s) var(--_space-side);
      }
    `,
  ];

  /** All of the notices, not only the line. */
  @property({ type: Boolean, reflect: true }) expanded = false;

  @state() private isReplaced = false;
  /** The number of where the clinic, or else the reader, is: for a clinic that names none. */
  @state() private local: string | undefined;
  readonly #session = new Watch(this, () => this.chat?.session);

  protected override willUpdate(): void {
    const { workspace } = this.#session.value?.session ?? {};
    if (!workspace || workspace.notices.emergencyNumber) return;
    import('../i18n/emergency-number.js').then(({ emergencyNumberOf, regionOf }) => {
      this.local = emergencyNumberOf(workspace.region ?? regionOf(this.chat?.locale ?? ''));
    }, () => undefined);
  }

  override render(): TemplateResult {
    return html`<section aria-label=${wordsOf(this.chat)('notices')}>
      <div class="own" ?hidden=${!this.isReplaced}><slot @slotchange=${this.#onSlot}></slot></div>
      ${this.isReplaced ? nothing : this.#renderOurs()}
    </section>`;
  }

  #renderOurs(): TemplateResult {
    const t = wordsOf(this.chat);
    const { notices, phone } = this.#session.value?.session?.workspace ?? {};
    const own: Partial<Notices> = notices ?? {};
    return html`<div class="line" part="line">
        ${icon(iconEmergency)}
        <span class="text">${this.#renderEmergency(own)}</span>
        <button
          type="button"
          aria-expanded=${this.expanded}
          aria-controls="all"
          aria-label=${t(this.expanded ? 'notices.less' : 'notices.more')}
          @click=${this.#onToggle}
        >
          ${icon(this.expanded ? iconChevronUp : iconChevronDown)}
        </button>
      </div>
      <ul id="all" part="all" ?hidden=${!this.expanded}>
        <li>${own.urgent || t('notices.urgent')}</li>
        <li>${own.realtime || t('notices.realtime')}</li>
        <li>${own.response || t('notices.response')}</li>
        ${phone ? html`<li>${this.#renderNumber(t('notices.phone', { phone: '\0' }), phone)}</li>` : nothing}
      </ul>`;
  }

  #renderEmergency({ emergency, emergencyNumber }: Partial<Notices>): unknown {
    const number = emergencyNumber || this.local;
    const t = wordsOf(this.chat);
    // Before the session is there, and where nobody knows the number, the warning stands all the same.
    if (!number) return emergency || t('notices.emergency.local');
    if (!emergency) return this.#renderNumber(t('notices.emergency', { number: '\0' }), number);
    if (emergency.includes(number)) return this.#renderNumber(emergency.replace(number, '\0'), number);
    return html`${emergency} <a href=${dial(number)}>${t('notices.emergency.call', { number })}</a>`;
  }

  /** A sentence with a number in it, as a link. */
  #renderNumber(sentence: string, number: string): TemplateResult {
    const [before, after] = sentence.split('\0');
    return html`${before}<a href=${dial(number)}>${number}</a>${after}`;
  }

  readonly #onToggle = (): void => {
    this.expanded = !this.expanded;
  };

  readonly #onSlot = (event: Event): void => {
    const nodes = (event.target as HTMLSlotElement).assignedNodes({ flatten: true });
    this.isReplaced = nodes.some((node) => (node.textContent ?? '').trim() !== '');
  };
}

define('clinic-notices', ClinicNotices);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-notices': ClinicNotices;
  }
}
