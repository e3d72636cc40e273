import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import { formatDateTime } from '../i18n/format.js';
import '../i18n/people.js';
import type { Id, ThreadLink, Translate } from '../model/index.js';
import { iconCopy } from '../theme/icons.js';
import { iconLink } from '../theme/people-icons.js';
import { icon } from '../ui/icon.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import './confirm.js';
import type { ClinicConfirm } from './confirm.js';
import { copyText } from './copy-text.js';
import { sectionStyles } from './thread-details.styles.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/** What makes an address of a link's code. The portal alone knows its routes: it may change the address while the event is on its way. */
export interface LinkDetail { code: string; thread: Id; href: string }

/**
 * A group's shareable link (R-27): get it, copy it, see until when it works, replace it.
 *
 * @tag clinic-details-link
 * @fires {CustomEvent<LinkDetail>} clinic-group-link - A link is shown: set `detail.href` to the portal's own address. Default: this page with `?join=CODE`.
 */
export class ClinicDetailsLink extends ChatElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    sectionStyles,
    css`
      :host {
        justify-items: start;
      }
      input {
        inline-size: 100%;
        min-block-size: var(--_size-control);
        padding: 4px 12px;
        border: var(--_border-hairline);
        border-radius: var(--_radius-field);
        background: var(--_color-sunken);
        color: var(--_color-text-soft);
        font-size: var(--_text-meta);
        text-overflow: ellipsis;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--_space-s);
      }
    `,
  ];

  /** The thread's id. */
  @property() thread: Id = '';

  @state() private said = '';
  @query('input') private field!: HTMLInputElement | null;
  @query('clinic-confirm') private confirm!: ClinicConfirm;
  readonly #link = new Watch(this, () => (this.chat && this.thread ? this.chat.link(this.thread) : undefined));

  #shown: string | undefined;
  #href = '';

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('thread')) this.said = '';
    const { code } = this.#link.value ?? {};
    if (code !== this.#shown) this.#href = code === undefined ? '' : this.#addressOf(code);
    this.#shown = code;
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    const link = this.#link.value;
    return html`<h4>${t('details.link')}</h4><p>${t('details.link.hint')}</p>
      ${link ? this.#renderLink(link, t) : html`<button class="button" type="button" @click=${() => this.#get(false)}>${icon(iconLink)}${t('details.link.make')}</button>`}
      <p role="status">${this.said || nothing}</p>
      <clinic-confirm cancel=${t('details.cancel')}></clinic-confirm>`;
  }

  #renderLink(link: ThreadLink, t: Translate): TemplateResult {
    const works = link.expiresAt > Date.now();
    const date = formatDateTime(this.chat?.locale ?? 'en', link.expiresAt);
    return html`<input type="text" readonly dir="ltr" aria-label=${t('details.link')} aria-describedby="until" .value=${this.#href} @focus=${this.#onFocus} />
      <p id="until">${works ? t('details.link.expires', { date }) : t('details.link.expired')}</p>
      <div class="buttons">
        ${works ? html`<button class="button" type="button" @click=${() => this.#copy(t)}>${icon(iconCopy)}${t('details.link.copy')}</button>` : nothing}
        <button class="button quiet" type="button" @click=${() => this.#replace(works, t)}>${t('details.link.replace')}</button>
      </div>`;
  }

  #addressOf(code: string): string {
    const here = new URL(location.href);
    here.search = '';
    here.hash = '';
    here.searchParams.set('join', code);
    const detail: LinkDetail = { code, thread: this.thread, href: here.href };
    this.dispatchEvent(new CustomEvent('clinic-group-link', { detail, bubbles: true, composed: true }));
    return detail.href;
  }

  #get(replace: boolean): void {
    this.said = '';
    this.command({ type: 'thread.link', threadId: this.thread, ...(replace ? { replace } : {}) });
  }

  async #replace(works: boolean, t: Translate): Promise<void> {
    const isSure = !works || (await this.confirm.ask({ heading: t('details.link.replace.title'), hint: t('details.link.replace.hint'), action: t('details.link.replace') }));
    if (isSure) this.#get(true);
  }

  async #copy(t: Translate): Promise<void> {
    const { field } = this;
    if (!field) return;
    const isCopied = await copyText(field.value, () => {
      field.focus();
      field.select();
    });
    this.said = t(isCopied ? 'details.link.copied' : 'details.link.select');
  }

  readonly #onFocus = (): void => this.field?.select();
}

define('clinic-details-link', ClinicDetailsLink);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-details-link': ClinicDetailsLink;
  }
  interface HTMLElementEventMap {
    'clinic-group-link': CustomEvent<LinkDetail>;
  }
}
