import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import { hasMarks } from '../base/marks.js';
import '../i18n/writing.js';
import type { Id, Translate } from '../model/index.js';
import type { Chat, Draft } from '../store/types.js';
import { iconFormatting } from '../theme/rich-icons.js';
import { icon } from '../ui/icon.js';
import { hasFormatting } from '../ui/pasted-formatting.js';
import type { RichTextSurroundings } from '../ui/rich-extras.js';
import type { ClinicUiRichEditor, Took } from '../ui/rich-editor.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import type { CommandEvent } from './commands.js';
import type { RichLink, RichPicture } from './rich-panel.js';
import { richWritingStyles } from './rich-writing.styles.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/** What was pasted into the plain field, and what stood before it. */
interface Paste { html: string; text: string; before: string }

/**
 * Around the composer's text field, for whoever may write formatted words (R-04): a button «Formatting» that puts the tools and an editor in the
 * field's place, and remembers it. The field keeps the text all the while: what the editor holds is written into it as it is sent. Without the
 * editor's code the field goes on as it is.
 *
 * @tag clinic-rich-writing
 * @slot - The text field.
 */
export class ClinicRichWriting extends ChatElement {
  static override styles = [baseStyles, buttonStyles, richWritingStyles];

  /** The thread's id. */
  @property() thread: Id = '';
  @property() enter: 'send' | 'newline' = 'send';
  /** Whether nothing may be written here now. */
  @property({ attribute: false }) locked = false;
  /** Whether what is written is too long. */
  @property({ attribute: false }) wrong = false;

  @query('clinic-ui-rich-editor') private readonly editor!: ClinicUiRichEditor | null;
  @state() private isOn = false;
  @state() private panel: 'link' | 'image' | undefined;
  @state() private note: string | undefined;
  @state() private pasted: Paste | undefined;
  @state() private active: ReadonlySet<string> = new Set();
  #isEdited = false;
  /** The chat that was asked for the person's habit. */
  #asked: Chat | undefined;
  readonly #draft = new Watch(this, () => (this.chat && this.thread ? this.chat.draft(this.thread) : undefined), (now, before) => this.#isAnother(now, before));

  constructor() {
    super();
    new Watch(this, () => this.chat?.session);
    this.addEventListener('paste', this.#onPaste);
  }

  /** What stands in the place of the text field, if anything does. */
  get field(): ClinicUiRichEditor | undefined {
    return this.editor ?? undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('clinic-command', this.#onCommand, true);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('clinic-command', this.#onCommand, true);
  }

  protected override willUpdate(): void {
    if (!this.#may || this.#asked === this.chat) return;
    // Another person may have other habits.
    this.isOn = false;
    this.#asked = this.chat;
    void this.#remembered();
  }

  protected override firstUpdated(): void {
    // Enter on a tool uses the tool; it sends nothing.
    this.renderRoot.addEventListener('keydown', (event) => {
      const isTyped = event.composedPath().some((one) => one === this.#text || one === this.editor);
      if ((event as KeyboardEvent).key === 'Enter' && !isTyped) event.stopPropagation();
    });
  }

  protected override updated(): void {
    const { editor } = this;
    if (!editor) return;
    const text = this.#draft.value?.text ?? '';
    if (editor.value !== text && !editor.isComposing) editor.value = text;
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    if (!this.#may) return html`<slot></slot>`;
    const toggle = html`<button class="icon-button" type="button" aria-label=${t('write.formatting')} title=${t('write.formatting')} aria-pressed=${String(this.isOn)}
      @click=${this.#onToggle}>${icon(iconFormatting)}</button>`;
    return html`${this.isOn ? this.#renderEditor(t, toggle) : html`<div class="row"><slot></slot>${toggle}</div>`}
      <div role="status">${this.note ? html`<p class="note">${this.note}</p>` : nothing}${this.#renderOffer(t)}</div>`;
  }

  #renderEditor(t: Translate, toggle: TemplateResult): TemplateResult {
    return html`<div class="row tools">
        <clinic-ui-rich-toolbar .t=${t} .active=${this.active} .without=${this.chat?.can('file.send', this.thread) ? [] : ['image']} @clinic-ui-tool=${this.#onTool}></clinic-ui-rich-toolbar>${toggle}
      </div>
      ${this.panel ? html`<clinic-rich-panel .chat=${this.chat} .thread=${this.thread} .what=${this.panel} .href=${this.editor?.link ?? ''} @close=${() => this.#close()}
          @clinic-ui-link-set=${({ detail: { href, words } }: CustomEvent<RichLink>) => this.#close((editor) => editor.setLink(href, words))}
          @clinic-ui-image-set=${({ detail: { id, alt } }: CustomEvent<RichPicture>) => this.#close((editor) => editor.insertImage(id, alt))}
          @clinic-ui-unlink=${() => this.#close((editor) => editor.run('unlink'))}></clinic-rich-panel>` : nothing}
      <clinic-ui-rich-editor exportparts="text" .label=${t('composer.message')} .placeholder=${this.locked ? '' : t('composer.placeholder')} .readonly=${this.locked} .invalid=${this.wrong}
        .newline=${this.enter === 'newline'} .surroundings=${this.#surroundings} .describing=${this.#describing} @input=${this.#onInput} @clinic-ui-caret=${this.#onCaret} @clinic-ui-link=${() => this.#open('link')}
        @clinic-ui-took=${this.#onTook} @clinic-ui-flattened=${() => (this.note = t('write.flattened'))}></clinic-ui-rich-editor>`;
  }

  #renderOffer(t: Translate): TemplateResult | typeof nothing {
    if (!this.pasted || !this.#after(this.pasted)) return nothing;
    return html`<p class="note">${t('write.pasted')} <button class="text-button" type="button" @click=${this.#onKeep}>${t('write.keep')}</button></p>`;
  }

  get #may(): boolean {
    return !!this.thread && !!this.chat?.can('message.rich', this.thread) && this.chat.can('message.send', this.thread);
  }

  /** What belongs to the field in words, which its own root has. */
  get #describing(): Element[] {
    const root = this.getRootNode() as ShadowRoot;
    return (this.#text?.getAttribute('aria-describedby') ?? '').split(' ').flatMap((id) => root.getElementById(id) ?? []);
  }

  get #text(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }

  /** What stands behind the paste, where that is still as it was. */
  #after({ before, text }: Paste): { rest: string } | undefined {
    const value = this.#text?.value ?? '';
    return value.startsWith(before + text) ? { rest: value.slice(before.length + text.length) } : undefined;
  }

  #isAnother(now: Draft, before: Draft): boolean {
    if (this.#isEdited && now.text !== before.text) {
      this.#isEdited = false;
      if (hasMarks(now.text)) void this.#turnOn();
    }
    return true;
  }

  readonly #surroundings: RichTextSurroundings = {
    t: (key, values) => wordsOf(this.chat)(key, values),
    remoteImages: false,
    image: (id) => {
      const file = this.#draft.value?.attachments.find((upload) => upload.file?.id === id)?.file;
      return file && this.chat ? { url: this.chat.fileUrl(file, 'preview'), width: file.width, height: file.height } : undefined;
    },
  };

  /** Whether the person had the tools open last. */
  async #remembered(): Promise<void> {
    const { chat } = this;
    const notes = await chat?.notes('').catch(() => undefined);
    if ((await notes?.get('formatting')) === true && this.isConnected && this.chat === chat) await this.#turnOn();
  }

  async #turnOn(): Promise<boolean> {
    this.note = undefined;
    try {
      await Promise.all([import('../ui/rich-editor.js'), import('../ui/rich-toolbar.js')]);
    } catch {
      // The field goes on as it is; the button tries again.
      this.note = wordsOf(this.chat)('write.missing');
      return false;
    }
    const hadFocus = this.matches(':focus-within');
    this.isOn = true;
    await this.updateComplete;
    await this.editor?.updateComplete;
    if (hadFocus) this.editor?.focus();
    return true;
  }

  async #onToggle(): Promise<void> {
    const isOn = !this.isOn;
    if (isOn && !(await this.#turnOn())) return;
    this.panel = undefined;
    this.pasted = undefined;
    this.isOn = isOn;
    await this.updateComplete;
    (this.editor ?? this.#text)?.focus();
    await this.chat?.notes('').then((notes) => notes.set('formatting', isOn || undefined)).catch(() => undefined);
  }

  /** As if it had been typed into the field. */
  #onInput(event: Event): void {
    event.stopPropagation();
    const text = this.#text;
    if (!text || !this.editor) return;
    text.value = this.editor.value;
    text.dispatchEvent(new Event('input', { bubbles: true }));
    if (this.note) this.note = undefined;
  }

  #onCaret(): void {
    const active = this.editor?.active ?? new Set();
    if (active.size !== this.active.size || [...active].some((name) => !this.active.has(name))) this.active = active;
  }

  readonly #onTool = ({ detail: name }: CustomEvent<string>): void => {
    if (name === 'link' || name === 'image') void this.#open(name);
    else this.editor?.run(name);
  };

  async #open(panel: 'link' | 'image'): Promise<void> {
    await import('./rich-panel.js').then(() => (this.panel = panel), () => (this.note = wordsOf(this.chat)('write.missing')));
  }

  #close(then?: (editor: ClinicUiRichEditor) => void): void {
    this.panel = undefined;
    if (!this.editor) return;
    if (then) then(this.editor);
    else this.editor.focus();
  }

  readonly #onTook = ({ detail: { files, left } }: CustomEvent<Took>): void => {
    const may = this.chat?.can('file.send', this.thread) === true;
    if (files.length > 0 && may) this.command({ type: 'attachment.add', threadId: this.thread, files });
    const gone = left + (may ? 0 : files.length);
    const t = wordsOf(this.chat);
    this.note = [files.length > 0 && may ? t('write.pictures', { count: files.length }) : '', gone > 0 ? t('write.left', { count: gone }) : ''].filter(Boolean).join(' ');
  };

  readonly #onPaste = (event: ClipboardEvent): void => {
    const text = this.#text;
    if (this.isOn || !this.#may || event.target !== text || !text) return;
    const [html, plain] = [event.clipboardData?.getData('text/html') ?? '', (event.clipboardData?.getData('text/plain') ?? '').replace(/\r\n?/g, '\n')];
    this.pasted = plain && hasFormatting(html) ? { html, text: plain, before: text.value.slice(0, text.selectionStart) } : undefined;
  };

  /** The field's bare words give way to the formatted ones. */
  async #onKeep(): Promise<void> {
    const { pasted } = this;
    const after = pasted && this.#after(pasted);
    if (!after || !(await this.#turnOn()) || !this.editor) return;
    this.pasted = undefined;
    this.editor.value = pasted.before;
    this.editor.paste(pasted.html, pasted.text);
    this.editor.insert(after.rest);
    this.editor.focus();
  }

  /** R-05: a message that is taken back for editing has its formatting. */
  readonly #onCommand = (event: Event): void => {
    const { detail } = event as CommandEvent;
    if (detail.type === 'outbox.edit' && this.chat?.resolve(detail.threadId) === this.thread) this.#isEdited = true;
  };
}

define('clinic-rich-writing', ClinicRichWriting);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-rich-writing': ClinicRichWriting;
  }
}
