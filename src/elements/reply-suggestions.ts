import { css, html, LitElement, nothing, type CSSResult, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/errors.js';
import '../i18n/replies.js';
import { replyName, type Id, type SavedReply } from '../model/index.js';
import type { Chat } from '../store/types.js';
import type { ClinicAnnouncer } from './announcer.js';
import type { MessageField } from './message-field.js';
import { filledIn, loadReplies, repliesIn } from './reply-texts.js';
import { findReplies } from './saved-replies.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/** A stroke that begins a line, and what follows it. With another stroke it is a path, a date or «and/or». */
const begun = /^\s*\/(?!\s)([^/]{0,40})$/;
const most = 6;

/** For the root in which it stands: it has none of its own. */
const styles: CSSResult = css`
  clinic-reply-suggestions {
    display: block;
    position: relative;
    z-index: 3;
  }
  .reply-suggestions {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 6px;
    max-block-size: min(280px, 40dvb);
    overflow-y: auto;
    padding: 4px;
    border: var(--_border-hairline);
    border-radius: var(--_radius-card);
    background: var(--_color-raised);
    color: var(--_color-text);
    box-shadow: var(--_shadow-float);
  }
  .reply-suggestions [role='option'] {
    display: flex;
    align-items: baseline;
    gap: var(--_space-s);
    padding: 8px 12px;
    border-radius: calc(var(--_radius-card) - 4px);
    cursor: pointer;
    white-space: nowrap;
  }
  .reply-suggestions [aria-selected='true'] {
    background: var(--_color-accent-tint);
  }
  .reply-suggestions strong,
  .reply-suggestions span {
    overflow: hidden;
    text-overflow: ellipsis;
    unicode-bidi: plaintext;
  }
  .reply-suggestions strong {
    flex: none;
    max-inline-size: 60%;
    font-weight: var(--_weight-strong);
  }
  .reply-suggestions span,
  .reply-suggestions p {
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
  }
  .reply-suggestions p {
    padding: 8px 12px;
  }
  @media (pointer: coarse) {
    .reply-suggestions [role='option'] {
      padding-block: 12px;
    }
  }
  @media (forced-colors: active) {
    .reply-suggestions [aria-selected='true'] {
      outline: 2px solid Highlight;
    }
  }
`;

/**
 * Saved replies while one types: a stroke at the beginning of a line opens a short list above the field, filtered by what follows. The keyboard stays in the
 * field, which is told which reply is the chosen one; so the list stands in the field's own root. Escape closes it and leaves the text as it is.
 *
 * @tag clinic-reply-suggestions
 */
export class ClinicReplySuggestions extends LitElement {
  @property({ attribute: false }) chat: Chat | undefined;
  /** The thread's id. */
  @property() thread: Id = '';
  /** Where one types. */
  @property({ attribute: false }) field: (() => MessageField | undefined) | undefined;

  /** What follows the stroke, while the list is wanted. */
  @state() private sought: string | undefined;
  @state() private active = 0;
  /** The list was waved away; it comes back with another stroke. */
  #isWavedAway = false;
  #said = '';

  constructor() {
    super();
    new Watch(this, () => this.chat && repliesIn(this.chat, this.thread));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const root = this.getRootNode() as ShadowRoot;
    const sheet = styles.styleSheet;
    if (sheet && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    root.addEventListener('keydown', this.#onKey, true);
    root.addEventListener('focusout', this.#onLeave);
    document.addEventListener('selectionchange', this.#onMove);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    const root = this.#root;
    root?.removeEventListener('keydown', this.#onKey, true);
    root?.removeEventListener('focusout', this.#onLeave);
    document.removeEventListener('selectionchange', this.#onMove);
    this.#close();
  }

  /** The text or the caret has changed. */
  look(): void {
    const found = begun.exec(this.field?.()?.lineBefore() ?? '')?.[1];
    if (found === undefined) {
      this.#isWavedAway = false;
      return this.#close();
    }
    if (this.#isWavedAway || found === this.sought) return;
    if (this.sought === undefined && this.chat && repliesIn(this.chat, this.thread).get().phase !== 'ready') loadReplies(this.chat, this.thread);
    this.sought = found;
    this.active = 0;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override render(): TemplateResult | typeof nothing {
    const { chat, sought } = this;
    if (!chat || sought === undefined) return nothing;
    const t = wordsOf(chat);
    const found = this.#found;
    const { phase, items, error } = repliesIn(chat, this.thread).get();
    // Who writes something else is not told what there is not.
    if (found.length === 0 && (sought || (phase === 'ready' && items.length > 0))) return nothing;
    if (found.length === 0) {
      const words = phase === 'failed' ? t('replies.failed', { reason: t(`error.${error?.code ?? 'unknown'}`) }) : t(phase === 'ready' ? 'replies.none' : 'replies.loading');
      return html`<div class="reply-suggestions"><p role="status">${words}</p></div>`;
    }
    return html`<div class="reply-suggestions" id="reply-suggestions" role="listbox" aria-label=${t('replies.title')}>
      ${found.map((reply, i) => html`<div role="option" id="reply-suggestion-${i}" aria-selected=${i === this.active ? 'true' : 'false'} @pointerdown=${(event: Event) => event.preventDefault()}
        @pointerup=${() => this.#choose(reply)}><strong>${replyName(reply)}</strong>${reply.title ? html`<span>${reply.text.replace(/\s+/g, ' ').slice(0, 120)}</span>` : nothing}</div>`)}
    </div>`;
  }

  protected override updated(): void {
    const input = this.field?.()?.input;
    const option = this.querySelector<HTMLElement>('[aria-selected=true]');
    if (!input) return;
    for (const [name, value] of Object.entries({ 'aria-autocomplete': 'list', 'aria-haspopup': 'listbox', 'aria-controls': 'reply-suggestions', 'aria-activedescendant': option?.id ?? '' })) {
      if (option) input.setAttribute(name, value);
      else input.removeAttribute(name);
    }
    // An editor has a root of its own: ids do not reach out of it.
    if (input.getRootNode() !== this.#root && 'ariaActiveDescendantElement' in input) Object.assign(input, { ariaControlsElements: option ? [option.parentElement] : null, ariaActiveDescendantElement: option });
    option?.scrollIntoView({ block: 'nearest' });
    const words = option ? wordsOf(this.chat)('replies.keys', { count: this.#found.length }) : '';
    if (words && words !== this.#said) this.#root?.querySelector<ClinicAnnouncer>('clinic-announcer')?.say(words);
    this.#said = words;
  }

  get #root(): ShadowRoot | undefined {
    const root = this.getRootNode();
    return root instanceof ShadowRoot ? root : undefined;
  }

  get #found(): SavedReply[] {
    const { chat, sought } = this;
    return chat && sought !== undefined ? findReplies(repliesIn(chat, this.thread).get().items, sought).slice(0, most) : [];
  }

  #choose({ text }: SavedReply): void {
    const { chat, sought = '' } = this;
    if (chat) this.field?.()?.insert(filledIn(chat, this.thread, text), sought.length + 1);
    this.#close();
  }

  #close(): void {
    this.sought = undefined;
  }

  readonly #onLeave = (): void => this.#close();

  readonly #onMove = (): void => {
    if (this.sought !== undefined) this.look();
  };

  readonly #onKey = (event: Event): void => {
    const { key, isComposing, shiftKey, ctrlKey, metaKey, altKey } = event as KeyboardEvent;
    const found = this.#found;
    const chosen = found[this.active];
    if (!chosen || isComposing || ctrlKey || metaKey || altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step !== undefined) this.active = (this.active + step + found.length) % found.length;
    else if ((key === 'Enter' || key === 'Tab') && !shiftKey) this.#choose(chosen);
    else if (key === 'Escape') {
      this.#isWavedAway = true;
      this.#close();
    } else return;
    // The field has nothing of it, and the popup stays.
    event.preventDefault();
    event.stopPropagation();
  };
}

define('clinic-reply-suggestions', ClinicReplySuggestions);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-reply-suggestions': ClinicReplySuggestions;
  }
}
