import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/more.js';
import '../i18n/people.js';
import { isRecipientFor, isStaff, passesFilter, type Id, type Participant, type Translate } from '../model/index.js';
import { avatar, avatarStyles } from '../ui/avatar.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { newMessageStyles } from './new-message.styles.js';
import { Watch } from './watch.js';
import { roleName, wordsOf } from './words.js';

/** More would not help a person to choose; typing does. */
const mostOptions = 100;

/** Text as one searches it: without case and accents. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

type Filter = 'all' | 'doctors' | 'patients';
/** The filters as the model knows them (R-10). */
const filters: Readonly<Record<Filter, string | undefined>> = { all: undefined, doctors: 'doctors', patients: 'patient' };

/**
 * Chooses whom to write to: a combobox with a list (WAI-ARIA APG, «list autocomplete with manual selection»), and the filters «All» and
 * «Doctors», for staff «Patients» too. Whom the viewer may not write to is not offered, whoever lists them (R-10).
 *
 * @tag clinic-recipient-field
 * @fires {CustomEvent<{ recipient: Participant | undefined }>} clinic-recipient-change - Somebody was chosen, or nobody is any more.
 */
export class ClinicRecipientField extends ChatElement {
  static override readonly styles = [
    baseStyles,
    buttonStyles,
    avatarStyles,
    newMessageStyles,
    css`
      /* It stands on whatever it is put on. */
      :host {
        background: none;
      }
    `,
  ];

  /** Who was chosen. */
  @property({ attribute: false }) recipient: Participant | undefined;
  /** What is wrong with the choice; empty where nothing is. */
  @property({ attribute: false }) reason = '';
  /** Its name; default «Recipient». */
  @property() label = '';
  /** The thread into which to invite, in place of writing: then whoever may be invited is offered. */
  @property() thread: Id = '';
  /** Who is not offered, by id. */
  @property({ attribute: false }) without: readonly Id[] = [];

  @state() private text = '';
  @state() private isOpen = false;
  @state() private active = -1;
  @state() private filter: Filter = 'all';
  @query('input') private input: HTMLInputElement | null | undefined;
  readonly #people = new Watch(this, () => this.chat?.catalog('people', this.thread || undefined));
  readonly #session = new Watch(this, () => this.chat?.session);

  override focus(options?: FocusOptions): void {
    this.input?.focus(options);
  }

  /** Forgets who was chosen, for the next choice. */
  clear(): void {
    this.recipient = undefined;
    this.text = '';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('chat') && this.chat && this.#people.value?.phase !== 'loading') this.#load();
    if (changed.has('recipient') && (this.recipient || changed.get('recipient'))) this.text = this.recipient?.name ?? '';
  }

  protected override firstUpdated(): void {
    // By delegation: the keyboard's way to an option is the field, and no option ever has the focus.
    this.renderRoot.addEventListener('click', this.#onOption);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('active') || changed.has('isOpen')) this.renderRoot.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    const label = this.label || t('new.recipient');
    const viewer = this.#session.value?.session?.viewer;
    const options = this.#options();
    const current = this.isOpen ? options[this.active] : undefined;
    return html`<div class="field">
      <div class="above">
        <label for="recipient">${label}</label>
        <div class="filters" role="group" aria-label=${t('new.filter')}>${this.#renderFilter('all', t)}${this.#renderFilter('doctors', t)}${viewer && isStaff(viewer) ? this.#renderFilter('patients', t) : nothing}</div>
      </div>
      <div class="combo">
        <input
          id="recipient"
          role="combobox"
          type="text"
          autocomplete="off"
          autocapitalize="words"
          spellcheck="false"
          dir="auto"
          aria-label=${label}
          aria-autocomplete="list"
          aria-expanded=${this.isOpen && options.length > 0 ? 'true' : 'false'}
          aria-controls="people"
          aria-activedescendant=${current ? `option-${this.active}` : nothing}
          aria-invalid=${this.reason ? 'true' : 'false'}
          aria-describedby="reason"
          placeholder=${t('new.recipient.placeholder')}
          .value=${this.text}
          @input=${this.#onInput}
          @click=${this.#onClick}
          @keydown=${this.#onKeydown}
          @blur=${this.#onBlur}
        />
        <div class="people" ?hidden=${!this.isOpen} @pointerdown=${this.#keepFocus}>
          <div id="people" role="listbox" aria-label=${label} ?hidden=${options.length === 0}>${this.isOpen ? options.map((who, at) => this.#renderOption(who, at, t)) : nothing}</div>
          ${options.length > 0 ? nothing : this.#renderNone(t)}
        </div>
      </div>
      <div class="reason" id="reason" role="alert">${this.reason || nothing}</div>
      <div class="visually-hidden" role="status">${this.isOpen && this.#people.value?.phase === 'ready' ? t('new.recipient.results', { count: options.length }) : nothing}</div>
    </div>`;
  }

  #renderFilter(filter: Filter, t: Translate): TemplateResult {
    const onClick = (): void => {
      this.filter = filter;
      this.active = -1;
      this.isOpen = true;
      this.input?.focus();
    };
    return html`<button type="button" aria-pressed=${this.filter === filter ? 'true' : 'false'} @click=${onClick}>${t(`new.filter.${filter}`)}</button>`;
  }

  /** Why there is nobody to choose from: beside the listbox, which holds options only. */
  #renderNone(t: Translate): TemplateResult {
    const phase = this.#people.value?.phase;
    if (phase === 'failed') {
      return html`<div class="none"><p>${t('new.failed')}</p><button class="text-button" type="button" @click=${this.#onRetry}>${t('retry')}</button></div>`;
    }
    return html`<div class="none">${phase === 'ready' ? t('new.recipient.none') : '…'}</div>`;
  }

  #renderOption(who: Participant, at: number, t: Translate): TemplateResult {
    return html`<div
      id="option-${at}"
      role="option"
      class=${at === this.active ? 'active' : ''}
      aria-selected=${who.id === this.recipient?.id ? 'true' : 'false'}
      data-at=${at}
    >
      ${avatar(who.name, who.id)}<span class="who"><bdi>${who.name}</bdi> <span class="role">${roleName(who, t)}</span></span>
    </div>`;
  }

  /** Who may be written to and fits what was typed. With somebody chosen and nothing typed since, everybody. */
  #options(): Participant[] {
    const viewer = this.#session.value?.session?.viewer;
    if (!viewer) return [];
    const wanted = this.recipient?.name === this.text ? [] : plain(this.text).split(/\s+/).filter(Boolean);
    return (this.#people.value?.items ?? [])
      .filter((who) => (this.thread || isRecipientFor(viewer, who)) && !this.without.includes(who.id) && passesFilter(who, filters[this.filter]) && wanted.every((part) => plain(`${who.name} ${who.title ?? ''}`).includes(part)))
      .slice(0, mostOptions);
  }

  #choose(who: Participant | undefined): void {
    this.isOpen = false;
    this.active = -1;
    if (who) this.text = who.name;
    this.#tell(who);
  }

  #tell(recipient: Participant | undefined): void {
    this.recipient = recipient;
    this.dispatchEvent(new CustomEvent('clinic-recipient-change', { detail: { recipient }, bubbles: true, composed: true }));
  }

  readonly #onInput = (event: Event): void => {
    const typed = (event.target as HTMLInputElement).value;
    // Another text is another person: the choice does not stand behind it unseen.
    if (this.recipient) {
      this.recipient = undefined;
      this.#tell(undefined);
    }
    this.text = typed;
    this.isOpen = true;
    this.active = -1;
  };

  readonly #onOption = (event: Event): void => {
    const option = event.target instanceof Element ? event.target.closest<HTMLElement>('[role=option]') : null;
    const who = option && this.#options()[Number(option.dataset['at'])];
    if (who) this.#choose(who);
  };

  readonly #onClick = (): void => {
    this.isOpen = true;
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const options = this.#options();
    const last = options.length - 1;
    switch (event.key) {
      case 'ArrowDown':
        this.active = event.altKey ? this.active : this.isOpen && this.active < last ? this.active + 1 : 0;
        break;
      case 'ArrowUp':
        this.active = this.isOpen && this.active > 0 ? this.active - 1 : last;
        break;
      case 'Enter': {
        const who = this.isOpen ? options[this.active] : undefined;
        // Enter in this field never sends the form: it chooses, or does nothing.
        event.preventDefault();
        if (who) this.#choose(who);
        return;
      }
      case 'Escape':
        if (!this.isOpen && this.text === '') return;
        event.preventDefault();
        if (this.isOpen) this.isOpen = false;
        else {
          this.text = '';
          this.#tell(undefined);
        }
        this.active = -1;
        return;
      default:
        return;
    }
    event.preventDefault();
    this.isOpen = true;
  };

  readonly #onBlur = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Node && this.renderRoot.contains(event.relatedTarget)) return;
    this.isOpen = false;
    this.active = -1;
  };

  /** Pressing on the list must not take the focus from the field; its own button may. */
  readonly #keepFocus = (event: Event): void => {
    if (!(event.target as Element).closest('button')) event.preventDefault();
  };

  readonly #onRetry = (): void => {
    this.#load();
    this.input?.focus();
  };

  #load(): void {
    this.command({ type: 'catalog.load', name: 'people', ...(this.thread ? { threadId: this.thread } : {}) });
  }
}

define('clinic-recipient-field', ClinicRecipientField);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-recipient-field': ClinicRecipientField;
  }
  interface HTMLElementEventMap {
    'clinic-recipient-change': CustomEvent<{ recipient: Participant | undefined }>;
  }
}
