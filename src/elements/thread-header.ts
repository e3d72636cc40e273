import { css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import { formatList } from '../i18n/format.js';
import { isRelation, isStaff, type Id, type Thread, type Translate } from '../model/index.js';
import { iconInfo } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { Watch } from './watch.js';
import { roleName, wordsOf } from './words.js';

type Staff = typeof import('./staff-header.js');

/**
 * The line above a thread: its title and who takes part; for staff the patient's name and date of birth, calls, advice and the thread's status (R-16).
 *
 * @tag clinic-thread-header
 * @slot start - Before the title, for example a button that goes back.
 * @slot actions - After the title: what can be done with the thread.
 * @csspart header - The line.
 * @csspart title - The thread's title.
 * @csspart people - Who takes part.
 * @fires {CustomEvent<{ patient: string; thread: string }>} clinic-profile-open - Staff chose the patient's name: the portal shows the profile.
 * @fires {CustomEvent} clinic-details-toggle - The thread's details are to be shown, or no longer.
 */
export class ClinicThreadHeader extends ChatElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
        background: var(--_color-header);
        color: var(--_color-on-header);
        border-block-end: var(--_border-hairline);
      }
      .header {
        display: flex;
        align-items: center;
        gap: var(--_space-m);
        min-block-size: var(--_size-header);
        padding: var(--_space-s) var(--_space-side);
      }
      .words {
        flex: 1;
        min-inline-size: 0;
      }
      h2 {
        font-size: var(--_text-title);
        font-weight: var(--_weight-strong);
        line-height: 1.3;
      }
      h2,
      .people {
        overflow: hidden;
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow-wrap: anywhere;
      }
      .people {
        color: var(--_color-text-soft);
        font-size: var(--_text-meta);
        line-height: 1.35;
      }
      .skeleton {
        block-size: 14px;
        inline-size: min(180px, 60%);
        border-radius: 6px;
        background: var(--_color-hover);
      }
    `,
  ];

  /** The thread's id. */
  @property() thread = '';
  /** Which calls the portal starts by itself (R-16): `audio`, `video`, or both with a space between. It takes `call.start` from `clinic-command`. */
  @property() calls = '';
  /** Whether the thread's details are shown beside; without it there is no button for them. */
  @property({ attribute: false }) details: boolean | undefined;

  @query('.details') private detailsButton: HTMLElement | null | undefined;
  @state() private staff: Staff | undefined;
  readonly #thread = new Watch(this, () => (this.thread && this.chat ? this.chat.thread(this.chat.resolve(this.thread)) : undefined));
  readonly #session = new Watch(this, () => this.chat?.session);

  /** Moves the focus to the button of the details. */
  focusDetails(): void {
    this.detailsButton?.focus();
  }

  protected override willUpdate(): void {
    if (!this.staff && this.#isStaff) {
      void import('./staff-header.js').then((staff) => {
        staff.dress(this);
        this.staff = staff;
      }, () => undefined);
    }
  }

  override render(): TemplateResult {
    const thread = this.#thread.value;
    const staff = this.#isStaff && thread && !thread.pending;
    const t = wordsOf(this.chat);
    return html`<div class="header ${staff ? 'staff' : ''}" part="header">
      <slot name="start"></slot>
      <div class="words">${thread ? this.#renderWords(thread, t) : this.thread ? html`<div class="skeleton"></div>` : nothing}</div>
      ${staff ? html`<clinic-staff-header .chat=${this.chat} .thread=${thread.id} .calls=${this.calls}></clinic-staff-header>` : nothing}
      ${this.details === undefined || !thread || thread.pending ? nothing : this.#renderDetails(t)}
      <slot name="actions"></slot>
    </div>`;
  }

  #renderDetails(t: Translate): TemplateResult {
    return html`<button class="icon-button details" type="button" aria-label=${t('header.details')} title=${t('header.details')} aria-expanded=${this.details}
      @click=${() => this.dispatchEvent(new CustomEvent('clinic-details-toggle', { bubbles: true, composed: true }))}>${icon(iconInfo)}</button>`;
  }

  #renderWords(thread: Thread, t: Translate): TemplateResult {
    const title = thread.title || t('threads.untitled');
    const { subject, birth, link, isTitle } = (this.#isStaff && this.staff?.patientOf(this, thread)) || {};
    const people = [birth, this.#people(thread, subject, t)].filter(Boolean).join(' · ');
    return html`<h2 part="title" title=${title}>${isTitle ? link : html`<bdi>${title}</bdi>`}</h2>
      ${people || link ? html`<div class="people" part="people" title=${people}>${!isTitle && link ? html`${link}${people ? ' · ' : ''}` : nothing}${people}</div>` : nothing}`;
  }

  /** Who else takes part; in a thread with the one person of the title, only what that person is. */
  #people(thread: Thread, subject: Id | undefined, t: Translate): string {
    const viewer = this.#session.value?.session?.viewer.id;
    const others = thread.participants.filter((who) => who.active && who.id !== viewer);
    const [only] = others;
    if (others.length === 1 && only?.name === thread.title) return isStaff(only) ? roleName(only, t) : '';
    const named = (who: Thread['participants'][number]): string => (isRelation(who) ? t('people.with-role', { name: who.name, role: roleName(who, t) }) : who.name);
    return formatList(this.chat?.locale ?? 'en', others.filter((who) => who.id !== subject).map(named));
  }

  get #isStaff(): boolean {
    const viewer = this.#session.value?.session?.viewer;
    return !!viewer && isStaff(viewer);
  }
}

define('clinic-thread-header', ClinicThreadHeader);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-thread-header': ClinicThreadHeader;
  }
  interface HTMLElementEventMap {
    'clinic-details-toggle': CustomEvent;
  }
}
