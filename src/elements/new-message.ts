import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import type { ChatError } from '../base/errors.js';
import { newId } from '../base/ids.js';
import '../i18n/composer.js';
import '../i18n/errors.js';
import { formatNumber } from '../i18n/format.js';
import '../i18n/more.js';
import { checkText, counterStartsAt, defaultLimits, isBlank, textLength, type FirstMessage, type Id, type Limits, type Participant, type Translate } from '../model/index.js';
import type { Chat } from '../store/types.js';
import { iconPeople, iconSend } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import type { ClinicGroupFields, GroupBeginning } from './group-fields.js';
import { newMessageStyles } from './new-message.styles.js';
import './notices.js';
import './recipient-field.js';
import type { ClinicRecipientField } from './recipient-field.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/** The draft of the form is kept beside those of the threads, under a name that no thread has. */
const draftId = 'new-message';

/** What was entered besides the text; it is kept when the form is left. */
interface Entered { kind: 'direct' | 'group'; recipient?: Participant | undefined; group: GroupBeginning }
const blank: Entered = { kind: 'direct', group: { name: '', people: [] } };
const kept = new WeakMap<Chat, Entered>();

/**
 * The form for a new message (R-10): whom to write to, and the first message. Whoever may create groups can make one here instead (R-27). The new
 * thread stands in the list at once. What was typed is kept when the form is left.
 *
 * @tag clinic-new-message
 * @slot start - In the header before the title, for example a button that goes back.
 * @slot actions - In the header after the title.
 * @slot notices - Replaces the words of the notices (R-13); where it is empty they stay.
 * @fires {CustomEvent<{ thread: string }>} clinic-thread-select - Sent: the new thread is to be opened.
 * @fires {CustomEvent} clinic-message-cancel - The form is to be left.
 * @csspart header - The header.
 * @csspart text - The text field.
 * @csspart send - The button that sends.
 */
export class ClinicNewMessage extends ChatElement {
  static override readonly styles = [baseStyles, buttonStyles, newMessageStyles];

  @state() private entered = blank;
  @state() private attempted = false;
  /** Whether the code that makes groups is there. */
  @state() private canGroup = false;
  /** The group that is being made without a first message. */
  @state() private making: { id: Id; before: ChatError | undefined } | undefined;
  @state() private failure = '';
  @query('textarea') private textarea: HTMLTextAreaElement | null | undefined;
  @query('clinic-recipient-field') private recipientField: ClinicRecipientField | null | undefined;
  @query('clinic-group-fields') private groupFields: ClinicGroupFields | null | undefined;
  readonly #session = new Watch(this, () => this.chat?.session);
  readonly #draft = new Watch(this, () => this.chat?.draft(draftId));
  readonly #made = new Watch(this, () => (this.making ? this.chat?.thread(this.making.id) : undefined));
  readonly #errors = new Watch(this, () => this.chat?.errors);
  #isSent = false;

  /** Moves the focus to the recipient; with one chosen, to the message. Of a group, to its name. */
  override focus(options?: FocusOptions): void {
    if (this.#isGroup) this.groupFields?.focus(options);
    else if (this.entered.recipient) this.textarea?.focus(options);
    else this.recipientField?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('chat')) {
      this.entered = (this.chat && kept.get(this.chat)) ?? blank;
      this.making = undefined;
    }
    if (this.#mayGroup) import('./group-fields.js').then(() => (this.canGroup = true), () => undefined);
    if (this.making) this.#followMaking(this.making);
  }

  protected override updated(_changed: PropertyValues): void {
    const text = this.#text;
    if (this.textarea && this.textarea.value !== text) this.textarea.value = text;
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    const isGroup = this.#isGroup;
    const wrong = this.attempted || textLength(this.#text) > this.#limits.textLength ? this.#wrongText(t) : undefined;
    return html`<div class="header" part="header"><slot name="start"></slot><h2>${t('new.title')}</h2><slot name="actions"></slot></div>
      <form novalidate @submit=${this.#onSubmit} @keydown=${this.#onKeydown}>
        ${this.canGroup && this.#mayGroup ? this.#renderKinds(isGroup, t) : nothing} ${isGroup ? this.#renderGroup() : this.#renderRecipient(t)}
        <div class="field body">
          <label for="text">${t('composer.message')}</label>
          <textarea
            id="text"
            part="text"
            dir="auto"
            aria-invalid=${wrong ? 'true' : 'false'}
            aria-describedby="reason counter"
            placeholder=${isGroup ? t('group.first') : nothing}
            @input=${this.#onInput}
          ></textarea>
          <div class="reason" id="reason" role="alert">${wrong ?? nothing}</div>
          ${this.#renderCounter(t)}
        </div>
        <div class="reason" role="alert">${this.failure ? t('group.failed', { reason: t(`error.${this.failure}`) }) : nothing}</div>
        <footer>
          <button class="button quiet" type="button" @click=${this.#onCancel}>${t('new.cancel')}</button>
          <button class="button primary" part="send" type="submit" aria-disabled=${this.making ? 'true' : 'false'}>${isGroup ? html`${icon(iconPeople)}${t('group.create')}` : html`${icon(iconSend)}${t('composer.send')}`}</button>
        </footer>
      </form>
      <clinic-notices><slot name="notices"></slot></clinic-notices>`;
  }

  #renderKinds(isGroup: boolean, t: Translate): TemplateResult {
    const choice = (kind: Entered['kind'], isChosen: boolean, words: string): TemplateResult =>
      html`<button type="button" aria-pressed=${isChosen ? 'true' : 'false'} @click=${() => this.#keep({ kind })}>${words}</button>`;
    return html`<div class="filters kinds" role="group" aria-label=${t('group.choose')}>${choice('direct', !isGroup, t('group.message'))}${choice('group', isGroup, t('group.new'))}</div>`;
  }

  #renderRecipient(t: Translate): TemplateResult {
    const { recipient } = this.entered;
    const reason = this.attempted && !recipient ? t('new.recipient.missing') : '';
    return html`<clinic-recipient-field .recipient=${recipient} .reason=${reason} @clinic-recipient-change=${this.#onRecipient}></clinic-recipient-field>`;
  }

  #renderGroup(): TemplateResult {
    return html`<clinic-group-fields .chat=${this.chat} .group=${this.entered.group} .attempted=${this.attempted} @clinic-group-change=${this.#onGroup}></clinic-group-fields>`;
  }

  #renderCounter(t: Translate): unknown {
    const used = textLength(this.#text);
    const limits = this.#limits;
    if (used < counterStartsAt(limits)) return html`<div id="counter" class="counter" role="status" hidden></div>`;
    const locale = this.chat?.locale ?? 'en';
    return html`<div id="counter" class="counter" role="status">
      ${t('composer.counter', { used: formatNumber(locale, used), limit: formatNumber(locale, limits.textLength) })}
    </div>`;
  }

  get #text(): string {
    return this.#draft.value?.text ?? '';
  }

  get #limits(): Limits {
    return this.#session.value?.session?.workspace.limits ?? defaultLimits;
  }

  get #mayGroup(): boolean {
    return this.#session.value?.phase === 'ready' && !!this.chat?.can('group.create');
  }

  /** Who may not create groups any more writes to one person; what they had entered stays. */
  get #isGroup(): boolean {
    return this.entered.kind === 'group' && this.canGroup && this.#mayGroup;
  }

  /** A group may begin without a word. */
  #wrongText(t: Translate): string | undefined {
    const limits = this.#limits;
    const wrong = checkText(this.#text, limits);
    if (wrong === 'empty') return this.#isGroup ? undefined : t('composer.empty');
    return wrong && t('composer.over', { count: textLength(this.#text) - limits.textLength, limit: limits.textLength });
  }

  #keep(change: Partial<Entered>): void {
    this.entered = { ...this.entered, ...change };
    this.attempted = this.#isSent = false;
    this.failure = '';
    if (this.chat) kept.set(this.chat, this.entered);
  }

  readonly #onRecipient = (event: CustomEvent<{ recipient: Participant | undefined }>): void => {
    event.stopPropagation();
    this.#keep({ recipient: event.detail.recipient });
  };

  readonly #onGroup = (event: CustomEvent<GroupBeginning>): void => {
    event.stopPropagation();
    this.#keep({ group: event.detail });
  };

  readonly #onInput = (event: Event): void => {
    this.#isSent = false;
    this.command({ type: 'draft.set', threadId: draftId, text: (event.target as HTMLTextAreaElement).value });
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      this.#send();
    }
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    this.#send();
  };

  readonly #onCancel = (): void => {
    this.dispatchEvent(new CustomEvent('clinic-message-cancel', { bubbles: true, composed: true }));
  };

  #send(): void {
    if (!this.chat || this.#isSent || this.making) return;
    const t = wordsOf(this.chat);
    const hasPeople = this.#isGroup ? this.groupFields?.isComplete : this.entered.recipient;
    const isWrong = this.#wrongText(t) !== undefined;
    this.attempted = !hasPeople || isWrong;
    if (this.attempted) return (hasPeople ? this.textarea : this.#isGroup ? this.groupFields : this.recipientField)?.focus();
    this.failure = '';
    const { chat } = this;
    const text = this.#text;
    // R-19: what was to be filled in is not sent as it stands.
    if (!chat.can('reply.use') || !text.includes('[')) return this.#create();
    import('./placeholder-guard.js').then(({ isMeant }) => isMeant(chat, '', this.renderRoot, text))
      .then((isSure) => isSure && !this.#isSent && !this.making && this.#create(), () => (this.failure = 'unavailable'));
  }

  #create(): void {
    const id = newId();
    const before = this.#errors.value;
    this.command({ type: 'thread.create', id, ...this.#whatToCreate() });
    // Words wait in the outbox whatever happens; without any the form stays until the group is there.
    if (isBlank(this.#text)) this.making = { id, before };
    else this.#done(id);
  }

  #whatToCreate(): { kind: Entered['kind']; participants: Id[]; title?: string; first?: FirstMessage } {
    const { recipient, group } = this.entered;
    const first: FirstMessage = { id: newId(), kind: 'text', payload: { text: this.#text, format: 'plain' }, files: [] };
    if (!this.#isGroup) return { kind: 'direct', participants: recipient ? [recipient.id] : [], first };
    return { kind: 'group', participants: group.people.map((who) => who.id), title: group.name.trim(), ...(isBlank(this.#text) ? {} : { first }) };
  }

  /** The group has its real name once it is there; where the server has refused it, it is gone, and why is said. */
  #followMaking({ id, before }: { id: Id; before: ChatError | undefined }): void {
    const real = this.chat?.resolve(id) ?? id;
    const error = this.#errors.value;
    if (real === id && (this.#made.value || error === before)) return;
    this.making = undefined;
    if (real !== id) queueMicrotask(() => this.#done(real));
    else this.failure = error?.code ?? '';
  }

  #done(thread: Id): void {
    this.command({ type: 'draft.set', threadId: draftId, text: '' });
    this.#keep(blank);
    this.#isSent = true;
    this.dispatchEvent(new CustomEvent('clinic-thread-select', { detail: { thread }, bubbles: true, composed: true }));
  }
}

define('clinic-new-message', ClinicNewMessage);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-new-message': ClinicNewMessage;
  }
}
