import { css, html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/people.js';
import type { ThreadFilter, ThreadSort, Translate } from '../model/index.js';
import type { ThreadsView } from '../store/types.js';
import { iconClose, iconSearch } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import { baseStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { selectStyles } from './select.styles.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/** How long the person pauses before the server is asked, in milliseconds. */
const pause = 250;

const filters: Readonly<Record<string, ThreadFilter>> = { all: {}, unread: { unread: true }, waiting: { waiting: true }, groups: { kind: 'group' }, archived: { archived: true } };

/** The name of a filter as the list of choices has it; a status is `status:` and its id. */
function nameOf({ filter = {} }: ThreadsView): string {
  if (filter.status !== undefined) return `status:${filter.status}`;
  return filter.archived ? 'archived' : filter.waiting ? 'waiting' : filter.unread ? 'unread' : filter.kind === 'group' ? 'groups' : 'all';
}

/**
 * Search, filters and order of the list of threads. For staff also by status and by who waits for an answer, the longest wait first (R-18).
 *
 * @tag clinic-thread-tools
 */
export class ClinicThreadTools extends ChatElement {
  static override styles = [
    baseStyles,
    selectStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: var(--_space-s);
        padding: var(--_space-s) var(--_space-side);
        border-block-end: var(--_border-hairline);
      }
      .search {
        position: relative;
        flex: 9 1 140px;
        display: flex;
        align-items: center;
        --_size-icon: 16px;
      }
      .search > .icon {
        position: absolute;
        inset-inline-start: 11px;
        color: var(--_color-text-soft);
        pointer-events: none;
      }
      input {
        appearance: none;
        inline-size: 100%;
        min-block-size: var(--_size-control);
        padding-block: 4px;
        padding-inline: 34px 12px;
        border: 1px solid var(--_color-control);
        border-radius: var(--_radius-control);
        background: var(--_color-raised);
        color: var(--_color-text);
        font-size: var(--_text-meta);
      }
      input:not(:placeholder-shown) {
        padding-inline: 34px;
      }
      input::-webkit-search-cancel-button {
        display: none;
      }
      input::placeholder {
        color: var(--_color-text-soft);
        opacity: 1;
      }
      input:focus {
        outline: 2px solid var(--_color-focus);
        outline-offset: -1px;
      }
      .clear {
        position: absolute;
        inset-inline-end: 0;
        display: grid;
        place-items: center;
        inline-size: var(--_size-control);
        block-size: 100%;
        color: var(--_color-text-soft);
      }
      .choices {
        flex: 1 1 auto;
        display: flex;
        gap: var(--_space-s);
        min-inline-size: 0;
      }
      .choices select {
        flex: 1;
        min-inline-size: 0;
      }
      @media (pointer: coarse) {
        input {
          min-block-size: var(--_size-target);
          font-size: max(16px, var(--_text-meta));
        }
      }
    `,
  ];

  @state() private text: string | undefined;
  @query('input') private input!: HTMLInputElement;
  readonly #threads = new Watch(this, () => this.chat?.threads);
  readonly #session = new Watch(this, () => this.chat?.session);
  readonly #statuses = new Watch(this, () => this.chat?.catalog('statuses'));
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    const { view = {}, phase, items, more } = this.#threads.value ?? { phase: 'idle', items: [], more: false };
    const text = this.text ?? view.text ?? '';
    const isStaff = this.#session.value?.phase === 'ready' && !!this.chat?.can('status.read');
    return html`<div class="search" role="search">${icon(iconSearch)}<input
          type="search" enterkeyhint="search" autocomplete="off" spellcheck="false" dir="auto" aria-label=${t('tools.search')} placeholder=${t('tools.search')}
          .value=${text} @input=${this.#onInput} @keydown=${this.#onKeydown} />
        ${text ? html`<button class="clear" type="button" aria-label=${t('tools.clear')} @click=${this.#onClear}>${icon(iconClose)}</button>` : nothing}</div>
      <div class="choices">${this.#renderShow(view, isStaff, t)}${isStaff ? this.#renderSort(view, t) : nothing}</div>
      <div class="visually-hidden" role="status">${view.text && phase === 'ready' && !more ? t('tools.found', { count: items.length }) : nothing}</div>`;
  }

  #renderShow(view: ThreadsView, isStaff: boolean, t: Translate): TemplateResult {
    const now = nameOf(view);
    const statuses = isStaff ? (this.#statuses.value?.items ?? []) : [];
    const option = (name: string, words: string): TemplateResult => html`<option value=${name} ?selected=${name === now}>${words}</option>`;
    return html`<select class=${now === 'all' ? '' : 'set'} aria-label=${t('tools.show')} title=${t('tools.show')} .value=${now} @change=${this.#onShow}>
      ${Object.keys(filters).filter((name) => isStaff || name !== 'waiting').map((name) => option(name, t(`tools.show.${name}`)))}
      ${statuses.length === 0 ? nothing : html`<optgroup label=${t('header.status')}>${statuses.map(({ id, name }) => option(`status:${id}`, name))}</optgroup>`}
    </select>`;
  }

  #renderSort({ sort = 'recent' }: ThreadsView, t: Translate): TemplateResult {
    return html`<select aria-label=${t('tools.sort')} title=${t('tools.sort')} .value=${sort} @change=${this.#onSort}>
      ${(['recent', 'waiting'] as const).map((one) => html`<option value=${one} ?selected=${one === sort}>${t(`tools.sort.${one}`)}</option>`)}
    </select>`;
  }

  readonly #onInput = (): void => {
    this.text = this.input.value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#search, pause);
  };

  readonly #search = (): void => {
    clearTimeout(this.#timer);
    const { text } = this;
    this.text = undefined;
    if (text !== undefined) this.command({ type: 'threads.view', text });
  };

  readonly #onClear = (): void => {
    this.text = '';
    this.#search();
    this.input.focus();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter') this.#search();
    if (event.key !== 'Escape' || !this.input.value) return;
    event.preventDefault();
    event.stopPropagation();
    this.#onClear();
  };

  readonly #onShow = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    const [, status] = /^status:(.*)$/.exec(value) ?? [];
    // Who waits for us is looked at to answer, and that begins with the longest wait.
    const sort: ThreadSort | undefined = value === 'waiting' ? 'waiting' : nameOf(this.#threads.value?.view ?? {}) === 'waiting' ? 'recent' : undefined;
    this.command({ type: 'threads.view', filter: status === undefined ? (filters[value] ?? {}) : { status }, ...(sort ? { sort } : {}) });
  };

  readonly #onSort = (event: Event): void => {
    this.command({ type: 'threads.view', sort: (event.target as HTMLSelectElement).value as ThreadSort });
  };
}

define('clinic-thread-tools', ClinicThreadTools);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-thread-tools': ClinicThreadTools;
  }
}
