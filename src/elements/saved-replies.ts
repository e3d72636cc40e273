import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/errors.js';
import '../i18n/people.js';
import '../i18n/replies.js';
import { replyName, type Id, type SavedReply, type Translate } from '../model/index.js';
import type { Chat } from '../store/types.js';
import { iconQuotes } from '../theme/kind-icons.js';
import { iconPlus, iconWarning } from '../theme/icons.js';
import '../ui/dialog.js';
import type { ClinicUiDialog } from '../ui/dialog.js';
import { formStyles } from '../ui/form-styles.js';
import { icon } from '../ui/icon.js';
import { panelStyles } from '../ui/panels.js';
import { skeletonRows, skeletonRowStyles } from '../ui/skeleton-rows.js';
import { state as stateOf, stateStyles } from '../ui/state.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import './confirm.js';
import type { ClinicConfirm } from './confirm.js';
import { focusInto } from './focus.js';
import './reply-form.js';
import type { ClinicReplyForm } from './reply-form.js';
import { filledIn, loadReplies, openIn, repliesIn, whyOpen } from './reply-texts.js';
import { savedRepliesStyles } from './saved-replies.styles.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/** Every word somewhere in title or text, in whatever order. */
export function findReplies(replies: readonly SavedReply[], sought: string): SavedReply[] {
  const words = sought.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return replies.filter(({ title = '', text }) => words.every((word) => `${title}\n${text}`.toLocaleLowerCase().includes(word)));
}

/**
 * A practitioner's saved replies (R-19), in a dialog: search, list and preview with the placeholders filled in; what is chosen goes to the caret. Whose they are
 * writes, changes and deletes them here, too.
 *
 * @tag clinic-saved-replies
 * @fires {CustomEvent<string>} clinic-text-insert - Words for the place where the caret stands.
 * @fires close - The dialog has closed, however.
 */
export class ClinicSavedReplies extends ChatElement {
  static override styles = [baseStyles, buttonStyles, formStyles, panelStyles, stateStyles, skeletonRowStyles, savedRepliesStyles];

  /** The thread's id. */
  @property() thread: Id = '';

  @state() private view: 'list' | 'form' = 'list';
  @state() private sought = '';
  @state() private active: Id | undefined;
  @query('clinic-ui-dialog') private dialog!: ClinicUiDialog;
  @query('clinic-confirm') private confirm!: ClinicConfirm;
  @query('clinic-reply-form') private form!: ClinicReplyForm | null;
  @query('[role=combobox]') private search!: HTMLInputElement | null;
  #isOpen = false;
  /** Whether the form is all that was asked for. */
  #isForm = false;
  /** The list is on its way, and with it the search, which gets the focus. */
  #isAwaited = false;

  constructor() {
    super();
    new Watch(this, () => this.chat && repliesIn(this.chat, this.thread));
    new Watch(this, () => this.chat?.catalog('placeholders'));
    new Watch(this, () => this.chat?.thread(this.thread));
    new Watch(this, () => this.chat?.acting);
  }

  /** Opens the list. A reply that was being written stands there again. */
  async open(): Promise<void> {
    await this.#open(false);
    if (this.view === 'form') this.form?.focus();
    else if (this.search) this.search.focus();
    else this.#isAwaited = true;
  }

  /** Opens the form alone, with a text to keep. */
  async openWith(text: string): Promise<void> {
    this.view = 'form';
    await this.#open(true);
    this.form?.write({ text });
  }

  protected override willUpdate(): void {
    // Another window has changed them.
    if (this.#isOpen && this.chat && repliesIn(this.chat, this.thread).get().phase === 'idle') loadReplies(this.chat, this.thread);
  }

  protected override updated(): void {
    if (!this.#isAwaited || !this.search) return;
    this.#isAwaited = false;
    this.search.focus();
  }

  override render(): TemplateResult | typeof nothing {
    const { chat } = this;
    if (!chat) return nothing;
    const t = wordsOf(chat);
    const isForm = this.view === 'form';
    const heading = !isForm ? t('replies.title') : t(this.form?.isNew === false ? 'replies.form.edit' : 'replies.form.new');
    return html`<clinic-ui-dialog class=${isForm ? 'narrow' : ''} .heading=${heading} close-label=${t('sheet.close')} @close=${this.#onClose}>
        <clinic-reply-form ?hidden=${!isForm} .chat=${chat} .thread=${this.thread} @saved=${this.#onWritten} @cancel=${this.#onWritten}></clinic-reply-form>
        ${isForm ? nothing : this.#renderList(chat, t)}
      </clinic-ui-dialog>
      <clinic-confirm cancel=${t('replies.cancel')}></clinic-confirm>`;
  }

  #renderList(chat: Chat, t: Translate): TemplateResult {
    const { phase, items, error } = repliesIn(chat, this.thread).get();
    const add = chat.can('reply.save') ? html`<button class="button" type="button" @click=${() => this.#write()}>${icon(iconPlus)}${t('replies.new')}</button>` : nothing;
    if (phase === 'failed') {
      const reason = t(`error.${error?.code ?? 'unknown'}`);
      return html`<div class="empty" role="alert">${stateOf({ icon: iconWarning, title: t('replies.failed', { reason }), tone: 'danger', action: { label: t('retry'), run: () => loadReplies(chat, this.thread) } })}</div>`;
    }
    if (items.length === 0 && phase !== 'ready') return html`<div class="empty">${skeletonRows(t('replies.loading'), 4)}</div>`;
    if (items.length === 0) {
      return html`<div class="empty">${stateOf({ icon: iconQuotes, title: t('replies.none'), hint: t(add === nothing ? 'replies.none.others' : 'replies.none.hint') })}</div>
        <div class="foot"><span class="space"></span>${add}</div>`;
    }
    const found = findReplies(items, this.sought);
    const active = this.#activeOf(found);
    return html`<div class="tools">
        <input type="search" role="combobox" autocomplete="off" aria-autocomplete="list" aria-expanded="true" aria-controls="list" aria-activedescendant=${active ? `reply-${active.id}` : nothing}
          aria-label=${t('replies.search')} placeholder=${t('replies.search.short')} .value=${this.sought} @input=${this.#onSearch} @keydown=${this.#onKey} />${add}
      </div>
      <p class="visually-hidden" role="status">${this.sought && found.length > 0 ? t('replies.found', { count: found.length }) : nothing}</p>
      ${active ? html`<div class="columns">
          <div id="list" role="listbox" aria-label=${t('replies.title')}>${found.map((reply) => this.#renderOption(reply, reply === active))}</div>
          ${this.#renderPreview(chat, active, t)}
        </div>
        ${this.#renderFoot(chat, active, t)}` : html`<div class="empty"><div class="state" role="status" id="list">${t('replies.not-found')}</div></div>`}`;
  }

  #renderOption(reply: SavedReply, isActive: boolean): TemplateResult {
    const { title, text } = reply;
    const people = this.chat?.thread(this.thread).get()?.participants ?? [];
    const owner = this.#isOwn(reply) ? undefined : people.find(({ id }) => id === reply.owner)?.name;
    const rest = title?.trim() ? text.trim() : text.trim().slice(replyName(reply).length).trim();
    return html`<div role="option" id="reply-${reply.id}" aria-selected=${isActive ? 'true' : 'false'} @pointerup=${() => (this.active = reply.id)} @dblclick=${() => this.#insert(reply)}>
      <strong>${replyName(reply)}</strong>${rest || owner !== undefined ? html`<span>${owner === undefined ? nothing : html`<bdi>${owner}</bdi>${rest ? ' · ' : nothing}`}${rest.replace(/\s+/g, ' ').slice(0, 120)}</span>` : nothing}
    </div>`;
  }

  #renderPreview(chat: Chat, reply: SavedReply, t: Translate): TemplateResult {
    const text = filledIn(chat, this.thread, reply.text);
    const open = openIn(chat, this.thread, text);
    return html`<section class="preview" aria-label=${t('replies.preview')} tabindex="0">
      ${reply.title?.trim() ? html`<h3 dir="auto">${reply.title}</h3>` : nothing}
      <div class="text" dir="auto">${marked(text, open)}</div>
      ${open.map((name) => html`<p class="open">${icon(iconWarning)}<span>${whyOpen(chat, this.thread, name, t)}</span></p>`)}
    </section>`;
  }

  #renderFoot(chat: Chat, reply: SavedReply, t: Translate): TemplateResult {
    const acts = chat.acting.get().get(reply.id);
    const isBusy = acts !== undefined && acts.error === undefined;
    return html`<div class="foot">
      ${acts?.verb === 'delete' && acts.error ? html`<p class="wrong" role="alert">${t('replies.delete.failed', { reason: t(`error.${acts.error}`) })}</p>` : nothing}
      ${this.#isOwn(reply) && chat.can('reply.save') ? html`<button class="button" type="button" ?disabled=${isBusy} @click=${() => this.#write(reply)}>${t('replies.edit')}</button>
        <button class="button danger" type="button" ?disabled=${isBusy} @click=${() => this.#delete(reply)}>${t('replies.delete')}</button>` : nothing}
      <span class="space"></span><button class="button primary" type="button" @click=${() => this.#insert(reply)}>${t('replies.insert')}</button>
    </div>`;
  }

  #isOwn({ owner }: SavedReply): boolean {
    return owner === this.chat?.session.get().session?.viewer.id;
  }

  #activeOf(found: readonly SavedReply[]): SavedReply | undefined {
    return found.find(({ id }) => id === this.active) ?? found[0];
  }

  get #found(): SavedReply[] {
    return this.chat ? findReplies(repliesIn(this.chat, this.thread).get().items, this.sought) : [];
  }

  async #open(isForm: boolean): Promise<void> {
    const { chat } = this;
    if (!chat) return;
    this.#isOpen = true;
    this.#isForm = isForm;
    loadReplies(chat, this.thread);
    await this.updateComplete;
    await this.dialog.show();
  }

  #insert({ text }: SavedReply): void {
    const { chat } = this;
    if (!chat) return;
    this.dialog.close();
    this.dispatchEvent(new CustomEvent('clinic-text-insert', { detail: filledIn(chat, this.thread, text), bubbles: true, composed: true }));
  }

  #write(reply?: SavedReply): void {
    this.view = 'form';
    this.form?.write(reply ?? { text: '' });
  }

  async #delete(reply: SavedReply): Promise<void> {
    const t = wordsOf(this.chat);
    const isSure = await this.confirm.ask({ heading: t('replies.delete.sure'), hint: `${replyName(reply)} – ${t('replies.delete.hint')}`, action: t('replies.delete'), danger: true });
    if (!isSure) return;
    // Its neighbour is the next one to look at.
    const found = this.#found;
    const at = found.findIndex(({ id }) => id === reply.id);
    this.active = (found[at + 1] ?? found[at - 1])?.id;
    this.command({ type: 'reply.delete', reply: reply.id });
    this.search?.focus();
  }

  readonly #onWritten = (event: Event): void => {
    event.stopPropagation();
    if (this.#isForm) return this.dialog.close();
    this.view = 'list';
    this.active = this.form?.reply ?? this.active;
    void focusInto(() => this.search);
  };

  readonly #onSearch = (event: Event): void => {
    this.sought = (event.target as HTMLInputElement).value;
    this.active = undefined;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const found = this.#found;
    const active = this.#activeOf(found);
    if (!active) return;
    const at = found.indexOf(active);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to !== undefined) {
      this.active = found.at(to % found.length)?.id;
      void this.updateComplete.then(() => this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }));
    } else if (event.key === 'Enter') this.#insert(active);
    else return;
    event.preventDefault();
  };

  readonly #onClose = (): void => {
    this.#isOpen = this.#isAwaited = false;
    this.sought = '';
    if (this.#isForm || !this.form?.isWriting) this.view = 'list';
    this.dispatchEvent(new Event('close'));
  };
}

/** What stays open stands out. */
function marked(text: string, open: readonly string[]): (string | TemplateResult)[] {
  let parts: (string | TemplateResult)[] = [text];
  for (const name of open) {
    parts = parts.flatMap((part): (string | TemplateResult)[] => (typeof part !== 'string' ? [part] : part.split(name).flatMap((one, i) => (i === 0 ? [one] : [html`<mark>${name}</mark>`, one]))));
  }
  return parts;
}

define('clinic-saved-replies', ClinicSavedReplies);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-saved-replies': ClinicSavedReplies;
  }
}
