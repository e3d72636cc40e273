import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import { checkText, counterStartsAt, defaultLimits, isBlank, isHeld, isPatientSide, isStaff, textLength, type Id, type Limits, type Translate } from '../model/index.js';
import type { Draft } from '../store/types.js';
import { iconSend } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import type { ClinicUiRichEditor } from '../ui/rich-editor.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import './attachment-picker.js';
import { ChatElement } from './chat-element.js';
import type { Surroundings, Why } from './composer-words.js';
import { composerStyles } from './composer.styles.js';
import { EnterKey } from './enter-key.js';
import { fitToText, settleDirection } from './fit-to-text.js';
import type { ClinicRichWriting } from './rich-writing.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

const nothingYet: Draft = { text: '', attachments: [] };
/** How long the person pauses before the counter is read out, in milliseconds. */
const pause = 800;

/**
 * Where a message is written: a text field that grows to six lines, attachments above the text, and Send. What is typed is kept as the draft
 * of its thread at every key. Enter sends and Shift+Enter breaks the line, or the other way round by `enter="newline"`.
 *
 * @tag clinic-composer
 * @slot tools - Further buttons at the foot, after the one for files.
 * @fires {CustomEvent} clinic-thread-next - Staff sent and wants to go on to the next thread (Control or Command with Enter).
 * @csspart field - The rounded field with everything in it.
 * @csspart text - The text field.
 * @csspart send - The button that sends.
 * @csspart reason - The line above the field that says why something does not work.
 * @csspart counter - The count of characters near the limit.
 * @csspart attach - The button that chooses files.
 * @csspart chip - An attached file.
 */
export class ClinicComposer extends ChatElement {
  static override styles = [baseStyles, buttonStyles, composerStyles];

  /** The thread's id. */
  @property() thread = '';
  /** What Enter does: `send` (Shift+Enter breaks the line) or `newline` (Shift+Enter and Control+Enter send). */
  @property() enter: 'send' | 'newline' = 'send';

  @query('textarea') private textarea!: HTMLTextAreaElement;
  @query('clinic-rich-writing') private writing!: ClinicRichWriting | null;
  /** Sending was tried in vain; `unsure`: the code that looks for what is not filled in could not be loaded. */
  @state() private attempted: boolean | 'unsure' = false;
  /** What says why something does not work, or how much room is left. */
  @state() private words: typeof import('./composer-words.js') | undefined;
  /** Somebody has stopped typing: what is left is read out. */
  @state() private paused = false;

  readonly #draft = new Watch(this, () => (this.#id ? this.chat?.draft(this.#id) : undefined), (now, before) => this.#isAnother(now, before));
  readonly #thread = new Watch(this, () => (this.#id ? this.chat?.thread(this.#id) : undefined));
  readonly #session = new Watch(this, () => this.chat?.session);
  readonly #connection = new Watch(this, () => this.chat?.connection);
  readonly #enterKey = new EnterKey();
  #hadFocus = false;
  #composing = false;
  /** Sends what was to be sent before the session was known. */
  #early: (() => void) | undefined;
  #counterTimer: ReturnType<typeof setTimeout> | undefined;

  get #id(): Id {
    return this.thread && this.chat ? this.chat.resolve(this.thread) : this.thread;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#counterTimer);
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#hadFocus = this.hasUpdated && this.matches(':focus-within');
    // Most messages have no files.
    if (this.#now.attachments.length > 0) import('./attachment-list.js').catch(() => undefined);
    if (!this.words && (this.#why() || this.#isNearLimit)) import('./composer-words.js').then((words) => (this.words = words), () => undefined);
    if (this.#isStaff) import('./send-menu.js').catch(() => undefined);
    if (this.#id && this.chat?.can('message.rich', this.#id)) import('./rich-writing.js').catch(() => undefined);
    if (changed.has('thread')) {
      this.#early = undefined;
      this.attempted = false;
    }
  }

  protected override updated(): void {
    const { text } = this.#now;
    if (!this.#composing && this.textarea.value !== text) {
      settleDirection(this.textarea, text);
      this.textarea.value = text;
    }
    fitToText(this.textarea);
    if (this.#session.value?.session) this.#early?.();
    // The chip whose button was pressed is gone: the focus must not go with it.
    if (this.#hadFocus && !this.matches(':focus-within')) this.#box().focus();
  }

  /** Puts the focus into the text, at its end. */
  override focus(options?: FocusOptions): void {
    if (!this.hasUpdated) return;
    const { textarea } = this;
    this.#box().focus(options);
    textarea.setSelectionRange(textarea.value.length, textarea.value.length);
  }

  /** Sends what has been written, where that is possible, and then calls `then`. Where something is not filled in (R-19) it is asked first. */
  send(then?: () => void): void {
    const problem = this.#problem();
    // Nobody knows yet whether they may: it goes when that is known, unless they write on.
    this.#early = problem === 'forbidden' && !this.#session.value?.session ? () => this.send(then) : undefined;
    this.attempted = problem !== undefined;
    if (this.attempted) return;
    const go = (): void => {
      this.command({ type: 'draft.send', threadId: this.#id });
      then?.();
    };
    if (!this.#isStaff || !this.#now.text.includes('[')) return go();
    import('./placeholder-guard.js').then(({ guard }) => guard(this, go), () => (this.attempted = 'unsure'));
  }

  override render(): TemplateResult {
    const t = this.#t;
    const draft = this.#now;
    const may = this.#may;
    const why = this.#why();
    const ready = !this.#problem();
    const tooLong = this.#isTooLong(draft.text);
    // A placeholder that is not to be seen costs Chromium two changes of style at each key.
    return html`<div role="status" id="reason">${why && this.words?.reasonLine(why, this.#around)}</div>
      <div class="field ${may ? '' : 'off'}" part="field">
        <clinic-attachment-list exportparts="chip" .chat=${this.chat} .thread=${this.#id}></clinic-attachment-list>
        <clinic-rich-writing exportparts="text" .chat=${this.chat} .thread=${this.#id} .enter=${this.enter} .locked=${!may} .wrong=${tooLong} @keydown=${this.#onKeydown} @keyup=${this.#enterKey.onKeyup}
          @compositionstart=${this.#onCompositionStart} @compositionend=${this.#onCompositionEnd} @paste=${this.#onPaste}
        ><textarea part="text" rows="1" dir="auto" enterkeyhint=${this.enter === 'send' ? 'send' : 'enter'} aria-label=${t('composer.message')} aria-describedby="reason keys"
          aria-invalid=${tooLong} placeholder=${may && isBlank(draft.text) ? t('composer.placeholder') : nothing} ?disabled=${!may && draft.text === ''} ?readonly=${!may}
          @input=${this.#onInput}></textarea></clinic-rich-writing>
        <span aria-live="polite" class="visually-hidden">${this.paused && this.#isNearLimit ? this.words?.counterAloud(this.#around) : nothing}</span>
        <span id="keys" class="visually-hidden">${t(`composer.keys.${this.enter === 'newline' ? 'newline' : 'send'}`)}</span>
        <div class="foot">
          ${this.#renderActions('menu')}<clinic-attachment-picker exportparts="attach" .chat=${this.chat} .thread=${this.#id}></clinic-attachment-picker>${this.#renderActions('bar')}<slot name="tools"></slot><span class="space"></span>
          ${this.#isNearLimit ? this.words?.counter(this.#around) : nothing}
          <button class="icon-button send ${ready ? 'primary' : ''}" part="send" type="button" aria-label=${t('composer.send')} aria-disabled=${ready ? 'false' : 'true'} @click=${this.#onSend}>
            ${icon(iconSend)}<span class="label">${t('composer.send')}</span>
          </button>${this.#isStaff ? html`<clinic-send-menu .chat=${this.chat} .ready=${ready} @clinic-ui-select=${this.#onSendNext}></clinic-send-menu>` : nothing}
        </div>
      </div>`;
  }

  /** R-17: what may be written besides words stands around the button for files. */
  #renderActions(place: 'menu' | 'bar'): TemplateResult | typeof nothing {
    const may = (capability: string): boolean => !!this.chat && !!this.#id && this.chat.can(capability, this.#id);
    const any = [...(this.chat?.kinds.values() ?? [])].some(({ compose, needs }) => compose?.place === place && needs.send.every(may));
    if (!any && !this.#isStaff) return nothing;
    import('./composer-actions.js').catch(() => undefined);
    return html`<clinic-composer-actions .chat=${this.chat} .thread=${this.#id} place=${place} .box=${this.#box}></clinic-composer-actions>`;
  }

  /** What is written in, and where words are put in from elsewhere: the text field, or an editor in its place. */
  readonly #box = (): HTMLTextAreaElement | ClinicUiRichEditor => this.writing?.field ?? this.textarea;

  /** Most keys change nothing but the field's own text: what is around it stays as it is. */
  #isAnother(now: Draft, before: Draft): boolean {
    const least = counterStartsAt(this.#limits);
    return now.attachments !== before.attachments || now.text !== this.textarea?.value || isBlank(now.text) !== isBlank(before.text)
      || now.text.length >= least || before.text.length >= least;
  }

  /** R-05. */
  get #isNearLimit(): boolean {
    return textLength(this.#now.text) >= counterStartsAt(this.#limits);
  }

  get #around(): Surroundings {
    return { t: this.#t, used: textLength(this.#now.text), limits: this.#limits, thread: this.#thread.value, viewer: this.#session.value?.session?.viewer.id };
  }

  get #t(): Translate {
    return wordsOf(this.chat);
  }

  get #now(): Draft {
    return this.#draft.value ?? nothingYet;
  }

  get #limits(): Limits {
    return this.#session.value?.session?.workspace.limits ?? defaultLimits;
  }

  get #may(): boolean {
    // Before the session is known nobody is told that they may not write; who is shut out is.
    const { session, error } = this.#session.value ?? {};
    return session && this.#id ? !!this.chat?.can('message.send', this.#id) : error?.code !== 'forbidden';
  }

  get #isStaff(): boolean {
    const viewer = this.#session.value?.session?.viewer;
    return !!viewer && isStaff(viewer);
  }

  #isTooLong(text: string): boolean {
    return checkText(text, this.#limits) === 'too-long';
  }

  /** Why the draft cannot be handed over now, as a key of the catalogue; what only has to wait (offline) is no problem. */
  #problem(): 'forbidden' | 'held' | 'too-long' | 'empty' | 'files' | undefined {
    const { text, attachments } = this.chat && this.#id ? this.chat.draft(this.#id).get() : nothingYet;
    if (!this.chat || !this.#id || !this.chat.can('message.send', this.#id)) return 'forbidden';
    if (this.#isHeld) return 'held';
    if (this.#isTooLong(text)) return 'too-long';
    if (attachments.some(({ state }) => state === 'failed' || state === 'refused')) return 'files';
    return isBlank(text) && attachments.length === 0 ? 'empty' : undefined;
  }

  /** R-24: staff are never locked. */
  get #isHeld(): boolean {
    const viewer = this.#session.value?.session?.viewer;
    return !!viewer && isPatientSide(viewer) && isHeld('message.send', this.#thread.value);
  }

  #why(): Why | undefined {
    const connection = this.#connection.value;
    const session = this.#session.value;
    if (!this.#may) return session?.session ? 'composer.forbidden' : 'error.forbidden';
    if (this.#isHeld) return 'composer.held';
    if (this.#isTooLong(this.#now.text)) return 'composer.over';
    if ((session?.error ?? connection?.error)?.code === 'unauthenticated') return 'error.unauthenticated';
    if (connection?.state === 'offline') return 'composer.offline';
    if (this.attempted === 'unsure') return 'error.unavailable';
    return this.attempted && this.#problem() === 'files' ? 'composer.uploads-open' : undefined;
  }

  #onInput(): void {
    this.#early = undefined;
    this.attempted = false;
    // Before the browser lays it out: a pasted megabyte would be measured line by line.
    const text = this.textarea.value;
    settleDirection(this.textarea, text);
    fitToText(this.textarea);
    this.command({ type: 'draft.set', threadId: this.#id, text });
    clearTimeout(this.#counterTimer);
    this.paused = false;
    if (this.#isNearLimit) this.#counterTimer = setTimeout(() => (this.paused = true), pause);
  }

  #onKeydown(event: KeyboardEvent): void {
    if (!this.#enterKey.sends(event, this.enter)) return;
    event.preventDefault();
    if (event.repeat) return;
    // Where Enter breaks the line, Control and Enter is how one sends.
    if (this.#isStaff && this.enter === 'send' && (event.ctrlKey || event.metaKey)) this.#onSendNext();
    else this.send();
  }

  #onSendNext(): void {
    this.send(() => this.dispatchEvent(new CustomEvent('clinic-thread-next', { bubbles: true, composed: true })));
  }

  #onCompositionStart(): void {
    this.#composing = true;
  }

  #onCompositionEnd(event: CompositionEvent): void {
    this.#composing = false;
    this.#enterKey.onCompositionEnd(event);
  }

  #onPaste(event: ClipboardEvent): void {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    settleDirection(this.textarea, this.textarea.value || pasted, pasted.length);
    const files = [...(event.clipboardData?.files ?? [])];
    // Word processors put a picture of the text beside the text: the text is meant.
    if (files.length === 0 || event.clipboardData?.types.includes('text/plain') || !this.chat?.can('file.send', this.#id)) return;
    event.preventDefault();
    this.command({ type: 'attachment.add', threadId: this.#id, files });
  }

  #onSend(): void {
    this.send();
    this.#box().focus();
  }
}

define('clinic-composer', ClinicComposer);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-composer': ClinicComposer;
  }
}
