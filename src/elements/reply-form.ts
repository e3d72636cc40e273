import { css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/errors.js';
import '../i18n/replies.js';
import { checkReply, counterStartsAt, defaultLimits, replyTitleLength, textLength, type Id, type Limits, type SavedReply, type Translate } from '../model/index.js';
import type { Chat } from '../store/types.js';
import { formStyles } from '../ui/form-styles.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { focusInto } from './focus.js';
import { messageField } from './message-field.js';
import { placeholderNames } from './reply-texts.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/**
 * Writes a saved reply, or changes one (R-19). What is refused says why, and the words stay.
 *
 * @tag clinic-reply-form
 * @fires saved - The server has it.
 * @fires cancel - It is not to be kept.
 */
export class ClinicReplyForm extends ChatElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    formStyles,
    css`
      :host([hidden]) {
        display: none;
      }
      textarea {
        min-block-size: 168px;
        max-block-size: 50dvb;
        field-sizing: content;
      }
      .chips {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px;
      }
      .chips button {
        min-block-size: 28px;
        padding: 2px 10px;
        border: 1px solid var(--_color-hairline);
        border-radius: var(--_radius-pill);
        font-size: var(--_text-meta);
      }
      .chips button:hover {
        background: var(--_color-hover);
      }
      @media (pointer: coarse) {
        .chips button {
          min-block-size: 44px;
        }
      }
      .line {
        display: flex;
        gap: var(--_space-m);
      }
      .line .hint {
        flex: none;
        margin-inline-start: auto;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  /** The thread's id. */
  @property() thread: Id = '';

  /** The id of the reply that is written, or was last. */
  reply: Id | undefined;
  /** Whether it is one that is not there yet. */
  isNew = true;
  /** Whether something was begun that is neither saved nor given up. */
  isWriting = false;

  @state() private wanted: 'no' | 'checked' | 'saving' = 'no';
  @state() private refused: { code: string; fields?: Readonly<Record<string, string>> | undefined } | undefined;
  @state() private used = 0;
  @query('input') private titleField!: HTMLInputElement;
  @query('textarea') private textField!: HTMLTextAreaElement;
  #before: Pick<SavedReply, 'title' | 'text'> = { text: '' };
  #stop: (() => void) | undefined;

  constructor() {
    super();
    new Watch(this, () => this.chat?.catalog('placeholders'));
  }

  /** Begins with what there is: a reply to change, or a text for a new one. */
  write({ id, title = '', text }: Partial<SavedReply> & { text: string }): void {
    this.reply = id ?? crypto.randomUUID();
    this.isNew = id === undefined;
    this.isWriting = true;
    this.wanted = 'no';
    this.refused = undefined;
    this.#before = { title, text };
    void this.updateComplete.then(() => {
      this.titleField.value = title;
      this.textField.value = text;
      this.#onInput();
      return focusInto(() => (text ? this.titleField : this.textField));
    });
  }

  override focus(options?: FocusOptions): void {
    this.textField.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    const isBusy = this.wanted === 'saving';
    const problems = this.wanted === 'no' ? {} : checkReply(this.#written, this.#limits);
    const names = this.chat ? placeholderNames(this.chat, this.thread) : [];
    return html`<form novalidate @submit=${this.#onSubmit}>
      <div class="field"><label for="title">${t('replies.form.title')}</label>
        <input id="title" type="text" dir="auto" autocomplete="off" aria-invalid=${problems.title ? 'true' : 'false'} aria-describedby="title-wrong" ?readonly=${isBusy} @input=${this.#onInput} />
        <p class="wrong" id="title-wrong">${problems.title ? t('replies.form.title.too-long', { limit: replyTitleLength }) : nothing}</p></div>
      <div class="field"><label for="text">${t('replies.form.text')}</label>
        <textarea id="text" dir="auto" aria-invalid=${problems.text || this.#over > 0 ? 'true' : 'false'} aria-describedby="text-wrong own" ?readonly=${isBusy} @input=${this.#onInput}></textarea>
        <div class="line"><p class="wrong" id="text-wrong" role="alert">${this.#textProblem(problems.text, t)}</p>
          ${this.used >= counterStartsAt(this.#limits) ? html`<p class="hint">${t('replies.form.counter', { used: this.used, limit: this.#limits.textLength })}</p>` : nothing}</div>
        <div class="chips" role="group" aria-labelledby="fill"><span class="hint" id="fill">${t('replies.form.fill')}</span>
          ${names.map((name) => html`<button type="button" @click=${() => messageField(this.textField).insert(name)}>${name}</button>`)}</div></div>
      <p class="hint" id="own">${t('replies.form.own')}</p>
      <p class="wrong" role="alert">${this.#refusal(t)}</p>
      <div class="buttons"><button class="button" type="button" @click=${this.#onCancel}>${t('replies.cancel')}</button>
        <button class="button primary" type="submit" aria-disabled=${isBusy ? 'true' : 'false'}>${t(isBusy ? 'replies.form.saving' : 'replies.form.save')}</button></div>
    </form>`;
  }

  /** Too long is said while one writes, empty once one wants to save. */
  #textProblem(problem: 'empty' | 'too-long' | undefined, t: Translate): string | typeof nothing {
    if (this.#over > 0) return t('replies.form.text.too-long', { count: this.#over, limit: this.#limits.textLength });
    return problem === 'empty' ? t('replies.form.text.empty') : nothing;
  }

  #refusal(t: Translate): string | typeof nothing {
    const { code: error, fields } = this.refused ?? {};
    if (!error) return nothing;
    return fields?.['reply'] === 'too-many' ? t('replies.form.too-many') : t('replies.form.failed', { reason: t(`error.${error}`) });
  }

  get #written(): Pick<SavedReply, 'title' | 'text'> {
    return this.hasUpdated ? { title: this.titleField.value, text: this.textField.value } : this.#before;
  }

  get #limits(): Limits {
    return this.chat?.session.get().session?.workspace.limits ?? defaultLimits;
  }

  get #over(): number {
    return this.used - this.#limits.textLength;
  }

  readonly #onInput = (): void => {
    this.used = textLength(this.textField.value);
    this.requestUpdate();
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const { reply, chat } = this;
    if (reply === undefined || !chat || this.wanted === 'saving') return;
    this.refused = undefined;
    this.wanted = 'checked';
    const { title = '', text } = this.#written;
    const problems = checkReply({ title, text }, this.#limits);
    if (problems.text) return this.textField.focus();
    if (problems.title) return this.titleField.focus();
    if (!chat.can('reply.save')) return void (this.refused = { code: 'forbidden' });
    this.wanted = 'saving';
    this.#follow(chat, reply);
    this.command({ type: 'reply.save', reply: { id: reply, text, ...(title.trim() && { title }) } });
  };

  /** Until it is there, or refused. */
  #follow(chat: Chat, reply: Id): void {
    this.#stop?.();
    let isAsked = false;
    this.#stop = chat.acting.subscribe((all) => {
      const acts = all.get(reply);
      if (acts && acts.error === undefined) isAsked = true;
      else if (isAsked) {
        this.#stop?.();
        this.wanted = acts ? 'checked' : 'no';
        if (acts?.error !== undefined) this.refused = { code: acts.error, fields: acts.fields };
        else this.#end('saved');
      }
    });
  }

  #end(how: 'saved' | 'cancel'): void {
    this.isWriting = false;
    this.dispatchEvent(new Event(how));
  }

  readonly #onCancel = (): void => this.#end('cancel');
}

define('clinic-reply-form', ClinicReplyForm);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-reply-form': ClinicReplyForm;
  }
}
