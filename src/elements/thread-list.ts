import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { define } from '../base/define.js';
import type { Id, Thread, Translate } from '../model/index.js';
import { iconPlus } from '../theme/icons.js';
import { avatarStyles } from '../ui/avatar.js';
import { avatarStackStyles } from '../ui/avatar-stack.js';
import { icon } from '../ui/icon.js';
import { panelStyles } from '../ui/panels.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import type { ThreadsState } from '../store/types.js';
import { ChatElement } from './chat-element.js';
import type { RowWindow } from './row-window.js';
import type { RowTyping } from './row-typing.js';
import { standing } from './states.js';
import { listSkeleton } from './thread-list-skeleton.js';
import { threadListStyles } from './thread-list.styles.js';
import { threadRow, type RowSurroundings } from './thread-row.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/** Lists of more rows than this have only those in the page that are near what is seen. */
const wholeUpTo = 200;

/**
 * The viewer's threads, the newest activity first, with search and filters above. One tab stop for a row and its menu: arrow keys, PageUp, PageDown,
 * Home and End move among the rows. Of a long list only the rows near what is seen stand in the page.
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
  static override readonly styles = [baseStyles, buttonStyles, avatarStyles, avatarStackStyles, panelStyles, threadListStyles];

  /** The id of the thread that is open. */
  @property({ reflect: true }) selected: Id | undefined;

  /** Without the header: where another one stands above. */
  @property({ type: Boolean, reflect: true }) headless = false;

  @state() private window: RowWindow | undefined;
  @state() private typing: RowTyping | undefined;
  @query('ul[part=list]') private list: HTMLElement | null | undefined;
  @query('.scroll') private scroller!: HTMLElement;
  @query('clinic-row-menu') private menu!: HTMLElementTagNameMap['clinic-row-menu'];
  readonly #threads = new Watch(this, () => this.chat?.threads);
  readonly #session = new Watch(this, () => this.chat?.session);
  readonly #statuses = new Watch(this, () => (this.#isStaff ? this.chat?.catalog('statuses') : undefined));
  readonly #stranded = new Watch(this, () => this.chat?.stranded);
  #reached: Id | undefined;
  #end: IntersectionObserver | undefined;
  #size: ResizeObserver | undefined;
  #wantsTools = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#end = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.#onMore();
    }, { rootMargin: '200px' });
    this.#size = new ResizeObserver(() => this.#onScroll());
    if (this.hasUpdated) this.#observe();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end?.disconnect();
    this.#size?.disconnect();
    this.typing?.follow(undefined, []);
  }

  protected override willUpdate(changed: PropertyValues): void {
    // Who comes back from a thread finds the focus on its row.
    const before = changed.get('selected') as Id | undefined;
    if (changed.has('selected')) this.#reached = this.selected ?? before;
    const { items } = this.#state;
    // Code that most visits do not need. Where it cannot come now, the next update tries again.
    if (items.length > wholeUpTo && !this.window) import('./row-window.js').then((module) => (this.window ??= new module.RowWindow(this.#again)), () => undefined);
    if (this.#isStaff && !this.typing && this.chat?.can('typing')) import('./row-typing.js').then((module) => (this.typing ??= new module.RowTyping(this.#again)), () => undefined);
    if (this.#isStaff && this.#statuses.value?.phase === 'idle') this.command({ type: 'catalog.load', name: 'statuses' });
    this.#wantsTools ||= items.length > 1 || this.#isStaff || this.#isNarrowed;
    if (this.#wantsTools) import('./thread-tools.js').catch(() => undefined);
    if (this.#stranded.value?.length) import('./unsent.js').catch(() => undefined);
  }

  protected override updated(): void {
    this.#observe();
    if (this.list) this.window?.place(this.list, this.scroller, this.#windowed);
    this.typing?.follow(this.chat, this.#rows.map((row) => row.dataset['id'] as Id));
  }

  /** Moves the focus to the selected row, else to the row that had it last, else to what can be done here. */
  override focus(options?: FocusOptions): void {
    (this.#rows.find((row) => row.tabIndex === 0) ?? this.renderRoot.querySelector<HTMLElement>('button'))?.focus(options);
  }

  /** Chooses the thread that stands so many rows on or back from the selected one. */
  step(by: 1 | -1): void {
    const { items } = this.#state;
    const at = items.findIndex(({ id }) => id === this.selected);
    const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : at + by];
    if (next) this.#choose(next.id);
  }

  /** Chooses the next thread in which somebody waits for an answer, else the next with something unread, if any. */
  async next(): Promise<void> {
    const { nextThread } = await import('./next-thread.js');
    const next = nextThread(this.#state.items, this.selected);
    if (next) this.#choose(next.id);
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    return html`${this.headless ? nothing : html`<div class="header" part="header"><h2>${t('messages')}</h2>${this.#renderNew(t)}<slot name="actions"></slot></div>`}
      ${this.#wantsTools && this.#session.value?.phase !== 'off' ? html`<clinic-thread-tools class=${this.#isStaff ? 'staff' : ''} .chat=${this.chat}></clinic-thread-tools>` : nothing}
      ${this.#stranded.value?.length ? html`<clinic-unsent .chat=${this.chat} .except=${this.selected}></clinic-unsent>` : nothing}
      <div class="scroll" @scroll=${this.#onScroll}>${this.#renderBody(t)}</div>
      <clinic-row-menu .chat=${this.chat}></clinic-row-menu>`;
  }

  #renderNew(t: Translate): unknown {
    return !this.chat?.can('thread.create') ? nothing : html`<button class="icon-button" type="button" aria-label=${t('threads.new')} title=${t('threads.new')} @click=${this.#onNew}>${icon(iconPlus)}<span class="label">${t('threads.new')}</span></button>`;
  }

  #renderBody(t: Translate): TemplateResult {
    const { phase, items, more, error } = this.#state;
    const session = this.#session.value;
    if (items.length > 0) return this.#renderRows(items, more, phase === 'failed', t);
    if (phase === 'failed' || session?.phase === 'failed') return html`<div class="failed" role="alert">${standing('threads.failed', this.chat, { code: (error ?? session?.error)?.code ?? 'unknown', run: this.#onRetry })}</div>`;
    if (session?.phase === 'off') return standing('off', this.chat);
    if (phase !== 'ready') return listSkeleton(t);
    if (this.#isNarrowed) return standing('threads.none', this.chat, { run: this.#onAll });
    return standing('threads.empty', this.chat, { run: this.chat?.can('thread.create') ? this.#onNew : undefined, more: this.#renderArchived(t) });
  }

  #renderRows(items: readonly Thread[], more: boolean, failed: boolean, t: Translate): TemplateResult {
    const reached = [this.#reached, this.selected].map((id) => items.findIndex((thread) => thread.id === id)).find((at) => at >= 0) ?? 0;
    const around: RowSurroundings = {
      chat: this.chat, t, viewer: this.#session.value?.session?.viewer, selected: this.selected,
      statuses: this.#statuses.value?.items ?? [], typing: (thread) => this.typing?.of(thread, t), later: this.#again,
    };
    const isWindowed = this.#windowed > 0;
    const places = (isWindowed && this.window?.places(items.length, reached)) || items.map((_, at) => at);
    return html`<ul part="list" class=${isWindowed ? 'windowed' : ''} aria-label=${t('threads')} @keydown=${this.#onKeydown} @focusin=${this.#onFocus} @click=${this.#onClick} @contextmenu=${this.#onContextMenu}>
        ${repeat(places, (at) => items[at]?.id, (at) => html`<li data-at=${at} aria-posinset=${isWindowed ? at + 1 : nothing} aria-setsize=${isWindowed ? (more ? -1 : items.length) : nothing}>
          ${threadRow(items[at] as Thread, at === reached, around)}
        </li>`)}
      </ul>
      ${failed ? html`<div class="more"><button class="button" type="button" @click=${this.#onRetry}>${t('retry')}</button></div>` : nothing}
      ${more && !failed ? html`<div class="more" id="end"><button class="button quiet" type="button" @click=${this.#onMore}>${t('threads.more')}</button></div>` : nothing}
      ${this.#wantsTools ? nothing : this.#renderArchived(t)}`;
  }

  #renderArchived(t: Translate): TemplateResult {
    return html`<div class="more" slot="more"><button class="button quiet" type="button" @click=${() => this.command({ type: 'threads.view', filter: { archived: true } })}>${t('threads.archived')}</button></div>`;
  }

  get #state(): ThreadsState {
    return this.#threads.value ?? { phase: 'idle', items: [], more: false, view: {} };
  }

  get #rows(): HTMLElement[] {
    return [...(this.list?.querySelectorAll<HTMLElement>('.row') ?? [])];
  }

  get #isStaff(): boolean {
    return this.#session.value?.phase === 'ready' && !!this.chat?.can('status.read');
  }

  get #isNarrowed(): boolean { return Object.keys(this.#state.view).length > 0; }

  /** How many rows there are, where only some of them stand in the page; else 0. */
  get #windowed(): number {
    const { length } = this.#state.items;
    return this.window && length > wholeUpTo ? length : 0;
  }

  #observe(): void {
    this.#end?.disconnect();
    const end = this.renderRoot.querySelector('#end');
    if (end) this.#end?.observe(end);
    this.#size?.observe(this.scroller);
  }

  #choose(thread: Id): void {
    this.dispatchEvent(new CustomEvent('clinic-thread-select', { detail: { thread }, bubbles: true, composed: true }));
  }

  #openMenu(button: HTMLElement): void {
    import('./row-menu.js').then(() => this.menu.openAt(button, button.dataset['id'] as Id), () => undefined);
  }

  readonly #again = (): void => this.requestUpdate();

  readonly #onClick = (event: Event): void => {
    const button = (event.target as Element).closest<HTMLElement>('button[data-id]');
    if (!button) return;
    if (button.classList.contains('row')) this.#choose(button.dataset['id'] as Id);
    else this.#openMenu(button);
  };

  readonly #onContextMenu = (event: Event): void => {
    const button = (event.target as Element).closest('li')?.querySelector<HTMLElement>('.more-actions');
    if (!button) return;
    event.preventDefault();
    this.#openMenu(button);
  };

  readonly #onNew = (): void => {
    this.dispatchEvent(new CustomEvent('clinic-message-new', { bubbles: true, composed: true }));
  };

  readonly #onMore = (): void => this.command({ type: 'threads.load' });

  readonly #onAll = (): void => this.command({ type: 'threads.view', text: '', filter: {}, sort: 'recent' });

  readonly #onRetry = (): void => {
    this.command({ type: 'connection.retry' });
    this.command({ type: 'threads.load' });
  };

  readonly #onFocus = (event: Event): void => {
    this.#reached = (event.target as HTMLElement).dataset['id'];
    this.requestUpdate();
  };

  readonly #onScroll = (): void => this.window?.look(this.scroller, this.#windowed);

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const { items } = this.#state;
    const at = items.findIndex(({ id }) => id === (event.target as HTMLElement).dataset['id']);
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / ((event.target as HTMLElement).offsetHeight || 72)) - 1);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined || at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    void this.#focusRow(items[Math.min(Math.max(to, 0), items.length - 1)]?.id);
  };

  /** A row that is not in the page comes first. */
  async #focusRow(id: Id | undefined): Promise<void> {
    this.#reached = id;
    this.requestUpdate();
    if (!this.#rows.some((row) => row.dataset['id'] === id)) await this.updateComplete;
    this.#rows.find((row) => row.dataset['id'] === id)?.focus();
  }
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
