import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { define } from '../base/define.js';
import { formatCount, formatDateTime, formatRowTime } from '../i18n/format.js';
import type { Id, Participant, Thread, Translate } from '../model/index.js';
import { isStaff } from '../model/index.js';
import { iconInbox, iconMuted, iconPinned, iconPlus, iconWarning } from '../theme/icons.js';
import { avatarStack, avatarStyles } from '../ui/avatar.js';
import { icon } from '../ui/icon.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { threadListStyles } from './thread-list.styles.js';
import { Watch } from './watch.js';
import { previewOf, wordsOf } from './words.js';

/** Longer previews than a row can show are cut before they reach the page, in characters. */
const previewLength = 160;

/**
 * The viewer's threads, the newest activity first. One tab stop: arrow keys, Home and End move among the rows.
 *
 * @tag clinic-thread-list
 * @slot actions - After «New message» in the header.
 * @fires {CustomEvent<{ thread: string }>} clinic-thread-select - A row was chosen.
 * @fires {CustomEvent} clinic-message-new - «New message» was chosen.
 * @csspart header - The header.
 * @csspart list - The list of rows.
 * @csspart row - One row.
 */
export class ClinicThreadList extends ChatElement {
  static override readonly styles = [baseStyles, buttonStyles, avatarStyles, threadListStyles];

  /** The id of the thread that is open. */
  @property({ reflect: true }) selected: Id | undefined;

  /** Without the header: where another one stands above. */
  @property({ type: Boolean, reflect: true }) headless = false;

  @query('.row[tabindex="0"]') private stop: HTMLElement | null | undefined;
  readonly #threads = new Watch(this, () => this.chat?.threads);
  readonly #session = new Watch(this, () => this.chat?.session);
  #reached: Id | undefined;
  #end: IntersectionObserver | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#end = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.#onMore();
    }, { rootMargin: '200px' });
    if (this.hasUpdated) this.#observeEnd();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end?.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    // Who comes back from a thread finds the focus on its row.
    const before = changed.get('selected') as Id | undefined;
    if (changed.has('selected')) this.#reached = this.selected ?? before;
  }

  protected override updated(_changed: PropertyValues): void {
    this.#observeEnd();
  }

  /** Moves the focus to the selected row, else to the row that had it last, else to what can be done here. */
  override focus(options?: FocusOptions): void {
    const target = this.stop ?? this.renderRoot.querySelector<HTMLElement>('button');
    target?.focus(options);
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    return html`${this.headless ? nothing : html`<div class="header" part="header"><h2>${t('messages')}</h2>${this.#renderNew(t)}<slot name="actions"></slot></div>`}
      <div class="scroll">${this.#renderBody(t)}</div>`;
  }

  #renderNew(t: Translate): unknown {
    if (!this.chat?.can('thread.create')) return nothing;
    return html`<button class="icon-button" type="button" aria-label=${t('threads.new')} title=${t('threads.new')} @click=${this.#onNew}>${icon(iconPlus)}<span class="label">${t('threads.new')}</span></button>`;
  }

  #renderBody(t: Translate): TemplateResult {
    const { phase, items, more, error } = this.#threads.value ?? { phase: 'idle', items: [], more: false, error: undefined };
    const session = this.#session.value;
    if (items.length > 0) return this.#renderRows(items, more, phase === 'failed', t);
    if (phase === 'failed' || session?.phase === 'failed') return this.#renderFailed((error ?? session?.error)?.code, t);
    if (session?.phase === 'off') return html`<div class="state">${icon(iconInbox)}<p>${t('off')}</p></div>`;
    if (phase === 'ready') return this.#renderEmpty(t);
    return this.#renderSkeleton(t);
  }

  #renderRows(items: readonly Thread[], more: boolean, failed: boolean, t: Translate): TemplateResult {
    const stop = [this.#reached, this.selected].find((id) => id !== undefined && items.some((thread) => thread.id === id)) ?? items[0]?.id;
    return html`<ul part="list" aria-label=${t('threads')} @keydown=${this.#onKeydown} @focusin=${this.#onFocus}>
        ${repeat(items, (thread) => thread.id, (thread) => this.#renderRow(thread, thread.id === stop, t))}
      </ul>
      ${failed ? html`<div class="more"><button class="button" type="button" @click=${this.#onRetry}>${t('retry')}</button></div>` : nothing}
      ${more && !failed ? html`<div class="more" id="end"><button class="button quiet" type="button" @click=${this.#onMore}>${t('threads.more')}</button></div>` : nothing}`;
  }

  #renderRow(thread: Thread, isStop: boolean, t: Translate): TemplateResult {
    const locale = this.chat?.locale ?? 'en';
    const selected = thread.id === this.selected;
    const title = thread.title.trim() || t('threads.untitled');
    const unread = thread.unread;
    const line = this.#lineOf(thread, selected, t);
    const at = thread.last?.sentAt;
    const name = [
      // In the order in which it stands there: who speaks to a computer says what they see.
      title, at !== undefined && formatRowTime(locale, at), line.text, unread > 0 && t('threads.unread', { count: unread }),
      thread.pinned && t('threads.pinned'), thread.muted && t('threads.muted'),
    ];
    return html`<li>
      <button
        class="row ${unread > 0 ? 'unread' : ''} ${thread.muted ? 'muted' : ''}"
        part="row"
        type="button"
        data-id=${thread.id}
        tabindex=${isStop ? '0' : '-1'}
        aria-current=${selected ? 'true' : nothing}
        aria-label=${name.filter(Boolean).join(', ')}
        @click=${this.#onRow}
      >
        ${avatarStack(this.#faces(thread))}
        <span class="text">
          <span class="top">
            <span class="title"><bdi>${title}</bdi></span>
            ${thread.pinned ? html`<span class="mark">${icon(iconPinned)}</span>` : nothing} ${thread.muted ? html`<span class="mark">${icon(iconMuted)}</span>` : nothing}
            ${at === undefined ? nothing : html`<time datetime=${new Date(at).toISOString()} title=${formatDateTime(locale, at)}><bdi>${formatRowTime(locale, at)}</bdi></time>`}
          </span>
          <span class="bottom">
            <span class="preview ${line.isDraft ? 'draft' : ''}" dir="auto"><bdi>${line.text}</bdi></span>
            ${unread > 0 ? html`<span class="count" data-count=${formatCount(locale, unread)}></span>` : nothing}
          </span>
        </span>
      </button>
    </li>`;
  }

  #renderFailed(code: string | undefined, t: Translate): TemplateResult {
    return html`<div class="state" role="alert">
      ${icon(iconWarning)}<strong>${t('threads.failed')}</strong>
      ${code ? html`<p>${t(`error.${code}`)}</p>` : nothing}
      <button class="button" type="button" @click=${this.#onRetry}>${t('retry')}</button>
    </div>`;
  }

  #renderEmpty(t: Translate): TemplateResult {
    const canWrite = this.chat?.can('thread.create');
    return html`<div class="state">
      ${icon(iconInbox)}<strong>${t('threads.empty')}</strong>
      <p>${t('threads.empty.hint')}</p>
      ${canWrite ? html`<button class="button primary" type="button" @click=${this.#onNew}>${icon(iconPlus)}${t('threads.write')}</button>` : nothing}
    </div>`;
  }

  #renderSkeleton(t: Translate): TemplateResult {
    const bones = html`<div class="row">
      <span class="bone face"></span><span class="text"><span class="bone name"></span><span class="bone line"></span></span>
    </div>`;
    return html`<div class="skeleton" role="status" aria-label=${t('threads.loading')}><ul role="presentation">${[1, 2, 3, 4, 5, 6].map(() => html`<li role="presentation">${bones}</li>`)}</ul></div>`;
  }

  /** The preview: the draft of a thread that is not open, else the last message, with who wrote it where that is not plain. */
  #lineOf(thread: Thread, selected: boolean, t: Translate): { text: string; isDraft: boolean } {
    const draft = selected ? '' : (this.chat?.draft(thread.id).get().text ?? '');
    const short = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, previewLength);
    if (draft.trim()) return { text: t('threads.draft', { text: short(draft) }), isDraft: true };
    const { last } = thread;
    if (!last) return { text: '', isDraft: false };
    const text = short(previewOf(last, this.chat, t, () => this.requestUpdate()));
    const viewer = this.#session.value?.session?.viewer.id;
    if (viewer !== undefined && last.author === viewer) return { text: t('threads.you', { text }), isDraft: false };
    const author = thread.participants.find((who) => who.id === last.author);
    const others = thread.participants.filter((who) => who.id !== viewer);
    return { text: author && others.length > 1 && author.name !== thread.title ? t('threads.by', { name: author.name, text }) : text, isDraft: false };
  }

  /** Whose faces stand for the thread: of a 1:1 the one whom it is named after, of a group two. */
  #faces(thread: Thread): Participant[] {
    const viewer = this.#session.value?.session?.viewer;
    const others = thread.participants.filter((who) => who.id !== viewer?.id && who.active);
    const named = others.filter((who) => who.name === thread.title);
    if (thread.kind === 'direct') return named.length > 0 ? named.slice(0, 1) : others.slice(0, 1);
    return [...others].sort((a, b) => Number(isStaff(b)) - Number(isStaff(a))).slice(0, 2);
  }

  #observeEnd(): void {
    this.#end?.disconnect();
    const end = this.renderRoot.querySelector('#end');
    if (end) this.#end?.observe(end);
  }

  readonly #onRow = (event: Event): void => {
    const thread = (event.currentTarget as HTMLElement).dataset['id'];
    this.dispatchEvent(new CustomEvent('clinic-thread-select', { detail: { thread }, bubbles: true, composed: true }));
  };

  readonly #onNew = (): void => {
    this.dispatchEvent(new CustomEvent('clinic-message-new', { bubbles: true, composed: true }));
  };

  readonly #onMore = (): void => this.command({ type: 'threads.load' });

  readonly #onRetry = (): void => {
    this.command({ type: 'connection.retry' });
    this.command({ type: 'threads.load' });
  };

  readonly #onFocus = (event: Event): void => {
    this.#reached = (event.target as HTMLElement).dataset['id'];
    this.requestUpdate();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('.row')];
    const at = rows.indexOf(event.target as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    rows[Math.min(Math.max(to, 0), rows.length - 1)]?.focus();
  };
}

define('clinic-thread-list', ClinicThreadList);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-thread-list': ClinicThreadList;
  }
  interface HTMLElementEventMap {
    'clinic-thread-select': CustomEvent<{ thread: Id }>;
    'clinic-message-new': CustomEvent;
    'clinic-thread-change': CustomEvent<{ thread: Id | undefined }>;
  }
}
