import { css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { define } from '../base/define.js';
import '../i18n/people.js';
import { isHeld, isPatient, isPatientSide, type Id, type MessageKind, type Translate } from '../model/index.js';
import type { CatalogState } from '../store/types.js';
import { iconFolder } from '../theme/document-icons.js';
import { iconFourDots, iconQuotes, iconSpeech } from '../theme/kind-icons.js';
import { dictationWay, type DictationWay } from '../ui/dictation.js';
import { icon } from '../ui/icon.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { isCardReady, loadCard } from './load-kind.js';
import { messageField, type MessageField } from './message-field.js';
import type { ClinicReplySuggestions } from './reply-suggestions.js';
import type { ClinicSavedReplies } from './saved-replies.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/** The menu's entries that are no kind's. */
const replyId = 'saved-reply';
const speechId = 'speech-to-text';

/**
 * The kinds that may be written here (R-17), each where its card says: in the four-dots menu, or as a button of the bar. A kind stands there while
 * the viewer has its capabilities, there is a patient where it needs one, and the list from which it is chosen holds something.
 *
 * @tag clinic-composer-actions
 */
export class ClinicComposerActions extends ChatElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: contents;
      }
      clinic-dictation-bar {
        order: -1;
        flex: 0 0 100%;
        margin-block-end: 4px;
      }
      clinic-ui-menu:not(:defined) {
        display: inline-flex;
        min-inline-size: var(--_size-control);
      }
    `,
  ];

  /** The thread's id. */
  @property() thread: Id = '';
  /** Which of the two it is. */
  @property() place: 'menu' | 'bar' = 'bar';
  /** What the message is written in. */
  @property({ attribute: false }) box: (() => Parameters<typeof messageField>[0]) | undefined;

  /** Counts the cards that have come, or have not. */
  @state() private cards = 0;
  readonly #missing = new Set<MessageKind>();
  readonly #thread = new Watch(this, () => (this.thread ? this.chat?.thread(this.thread) : undefined));
  /** How speech could become text here: known once it was asked. */
  @state() private speech: DictationWay | undefined;
  @state() private isListening = false;
  /** The folder's code did not come. */
  @state() private isFolderMissing = false;
  /** Whether the saved replies have been asked for. */
  @state() private hasReplies = false;
  @query('clinic-saved-replies') private replies!: ClinicSavedReplies | null;
  #suggestions: ClinicReplySuggestions | undefined;
  #around: Node | undefined;
  #asked: string | undefined;
  readonly #lists = new Map<string, Watch<CatalogState<unknown>>>();

  constructor() {
    super();
    new Watch(this, () => this.chat?.session);
    this.addEventListener('clinic-text-insert', this.#onInsert);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#around = this.getRootNode();
    this.#around.addEventListener('input', this.#onInput);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#around?.removeEventListener('input', this.#onInput);
    this.#suggestions?.remove();
    this.#suggestions = undefined;
  }

  protected override willUpdate(): void {
    // The patient's side has the bar alone.
    if (this.place === 'menu') import('../ui/menu.js').catch(() => undefined);
    this.#askForSpeech();
    // R-19: the menus in the messages of those who may save.
    if (this.chat?.can('reply.save')) import('./message-menu.js').catch(() => undefined);
    if (this.#suggestions) Object.assign(this.#suggestions, { chat: this.chat, thread: this.thread });
    for (const kind of this.#kinds()) {
      if (!isCardReady(kind)) void loadCard(kind).then((ready) => this.#onCard(kind, ready));
      const list = kind.compose?.list;
      if (list === undefined) continue;
      if (!this.#lists.has(list)) this.#lists.set(list, new Watch(this, () => this.chat?.catalog(list)));
      if (this.chat?.catalog(list).get().phase === 'idle') this.command({ type: 'catalog.load', name: list });
    }
  }

  override render(): TemplateResult | typeof nothing {
    const t = wordsOf(this.chat);
    const kinds = this.#shown();
    const speech = this.speech && this.#maySpeak ? [{ id: speechId, label: t('dictation.start'), icon: iconSpeech }] : [];
    const reply = this.#mayReply ? [{ id: replyId, label: t('replies.use'), icon: iconQuotes }] : [];
    const face = (kind: MessageKind) => ({ label: t(kind.compose?.label ?? kind.kind), mark: kind.icon?.() ?? [] });
    if (this.place === 'menu') {
      if (reply.length + kinds.length + speech.length === 0) return nothing;
      const items = [...reply, ...kinds.map((kind) => ({ id: kind.kind, label: face(kind).label, icon: face(kind).mark })), ...speech];
      return html`${this.isListening && this.speech ? html`<clinic-dictation-bar .chat=${this.chat} .way=${this.speech} @close=${this.#onSpoken}></clinic-dictation-bar>` : nothing}${this.hasReplies && this.#mayReply ? html`<clinic-saved-replies .chat=${this.chat} .thread=${this.thread}></clinic-saved-replies>` : nothing}<clinic-ui-menu align="start" .label=${t('composer.more')} .items=${items} @clinic-ui-select=${this.#onSelect}>${icon(iconFourDots)}<span class="label">${t('composer.more')}</span></clinic-ui-menu>`;
    }
    // By kind: a button that is pressed while others come stays what it is.
    return html`${this.#renderFolder(t)}${repeat(kinds, ({ kind }) => kind, (kind) => {
      const { label, mark } = face(kind);
      return html`<button class="icon-button" type="button" aria-label=${label} title=${label} ?disabled=${this.#isHeld} @click=${() => this.#open(kind.kind)}>${icon(mark)}<span class="label">${label}</span></button>`;
    })}`;
  }

  /** R-06, R-17: the patient's folder stands first in the bar, after the button for files of the device. */
  #renderFolder(t: Translate): TemplateResult | typeof nothing {
    const { chat, thread } = this;
    const may = this.place === 'bar' && chat?.session.get().session?.features.documents && this.#hasPatient && chat.can('profile.open', thread) && chat.can('file.send', thread);
    if (!may) return nothing;
    const name = t('composer.documents');
    return html`<button class="icon-button" type="button" aria-label=${name} title=${name} @click=${this.#openFolder}>${icon(iconFolder)}<span class="label">${name}</span></button>${this.isFolderMissing ? html`<span role="alert">${t('error.unavailable')}</span>` : nothing}`;
  }

  /** Those that stand there: one that is still to come holds back those behind it, so that none moves away under a pointer. */
  #shown(): MessageKind[] {
    const kinds = this.#kinds();
    const late = kinds.findIndex((kind) => this.#isLate(kind));
    return kinds.slice(0, late < 0 ? kinds.length : late).filter((kind) => isCardReady(kind) && this.#hasChoice(kind));
  }

  #isLate(kind: MessageKind): boolean {
    if (!isCardReady(kind)) return !this.#missing.has(kind);
    const phase = this.#list(kind)?.phase;
    return !this.#hasChoice(kind) && (phase === 'idle' || phase === 'loading');
  }

  /** Without its card a kind is not shown, and is asked for again at the next update: not at its own. */
  #onCard(kind: MessageKind, isReady: boolean): void {
    const isNews = isReady || !this.#missing.has(kind);
    if (isReady) this.#missing.delete(kind);
    else this.#missing.add(kind);
    if (isNews) this.cards += 1;
  }

  get #hasPatient(): boolean {
    return this.#thread.value?.participants.some((who) => who.active && isPatient(who)) === true;
  }

  readonly #openFolder = async (): Promise<void> => {
    const { chat, thread } = this;
    this.isFolderMissing = false;
    await import('./documents.js').then(({ openDocuments }) => chat && openDocuments(this.renderRoot as ShadowRoot, chat, thread), () => (this.isFolderMissing = true));
  };

  #kinds(): MessageKind[] {
    const { chat, thread } = this;
    if (!chat || !thread) return [];
    return [...chat.kinds.values()].filter(({ compose, needs, addressed }) =>
      compose?.place === this.place && (!addressed || this.#hasPatient) && needs.send.every((capability) => chat.can(capability, thread)));
  }

  /** R-24: the composer says why. */
  get #isHeld(): boolean {
    const viewer = this.chat?.session.get().session?.viewer;
    return !!viewer && isPatientSide(viewer) && isHeld('message.send', this.#thread.value);
  }

  #list({ compose }: MessageKind): CatalogState<unknown> | undefined {
    return compose?.list === undefined ? undefined : this.chat?.catalog(compose.list).get();
  }

  #hasChoice(kind: MessageKind): boolean {
    const list = this.#list(kind);
    return !list || list.items.length > 0;
  }

  get #maySpeak(): boolean {
    return this.place === 'menu' && !!this.chat?.can('speech.dictate', this.thread) && this.chat.can('message.send', this.thread);
  }

  get #mayReply(): boolean {
    return this.place === 'menu' && !!this.chat?.can('reply.use', this.thread) && this.chat.can('message.send', this.thread);
  }

  get #field(): MessageField | undefined {
    const box = this.box?.();
    return box && messageField(box);
  }

  /** R-22: audio leaves the machine only where the clinic has opted in, by a switch of the workspace. */
  #askForSpeech(): void {
    const { chat } = this;
    const workspace = chat?.session.get().session?.workspace;
    if (!chat || !workspace || !this.#maySpeak) return;
    const mayLeave = workspace.switches['remoteDictation'] === true;
    const question = `${chat.locale} ${mayLeave}`;
    if (question === this.#asked) return;
    this.#asked = question;
    void dictationWay(chat.locale, mayLeave).then((way) => (this.speech = way));
  }

  async #listen(): Promise<void> {
    await import('./dictation-bar.js').then(() => (this.isListening = true), () => undefined);
  }

  readonly #onSpoken = (): void => {
    this.isListening = false;
    this.#insert('');
  };

  /** Words from elsewhere stand where the caret was, apart from the word before it. Without words the focus comes back. */
  #insert(words: string): void {
    const field = this.#field;
    const before = field?.lineBefore() ?? '';
    field?.insert(words && /\S$/.test(before) ? ` ${words.trimStart()}` : words.trimStart());
  }

  readonly #onInsert = (event: CustomEvent<string>): void => {
    event.stopPropagation();
    this.#insert(event.detail);
  };

  #open(kind: string): void {
    this.command({ type: 'kind.compose', threadId: this.thread, kind });
  }

  async #openReplies(): Promise<void> {
    await import('./saved-replies.js').then(() => (this.hasReplies = true), () => undefined);
    await this.updateComplete;
    await this.replies?.open();
  }

  /** R-19: a stroke at the beginning of a line, and what is to be filled in, bring what they need. */
  readonly #onInput = (): void => {
    const { chat } = this;
    if (!chat || !this.#mayReply) return;
    if (chat.draft(this.thread).get().text.includes('[')) void import('./reply-texts.js').then((texts) => texts.loadPlaceholders(chat), () => undefined);
    if (this.#suggestions) this.#suggestions.look();
    else if (/^\s*\//.test(this.#field?.lineBefore() ?? '')) void import('./reply-suggestions.js').then(() => this.#suggest(), () => undefined);
  };

  #suggest(): void {
    if (this.#suggestions || !this.isConnected) return;
    this.#suggestions = Object.assign(document.createElement('clinic-reply-suggestions'), { chat: this.chat, thread: this.thread, field: () => this.#field });
    this.closest('.field')?.before(this.#suggestions);
    this.#suggestions.look();
  }

  readonly #onSelect = (event: CustomEvent<string>): void => {
    event.stopPropagation();
    if (event.detail === replyId) void this.#openReplies();
    else if (event.detail === speechId) void this.#listen();
    else this.#open(event.detail);
  };
}

define('clinic-composer-actions', ClinicComposerActions);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-composer-actions': ClinicComposerActions;
  }
}
