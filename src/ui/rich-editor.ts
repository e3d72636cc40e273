import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { define } from '../base/define.js';
import { RichEditorView } from './rich-editor-view.js';
import type { RichTextSurroundings } from './rich-extras.js';
import { richTextStyles } from './rich-text-styles.js';
import { baseStyles } from './styles.js';

export interface Took { files: File[]; left: number }

const nowhere: RichTextSurroundings = { image: () => undefined, remoteImages: false, t: (key) => key };

/**
 * A text field for formatted words: what it shows is what the reader will see, and its value is what is sent, as Markdown where Markdown says
 * more than the bare words. Pasted HTML becomes what a message may hold. It comes with its libraries: import it with `import()`.
 *
 * @tag clinic-ui-rich-editor
 * @csspart text - The field.
 * @fires input - The value has changed by what the person did.
 * @fires clinic-ui-caret - The caret may stand elsewhere: `active` may have changed.
 * @fires clinic-ui-link - The person asks for a link by the keyboard.
 * @fires {CustomEvent<Took>} clinic-ui-took - Pictures within what was pasted, as files, and how many of other hosts were left out.
 * @fires clinic-ui-flattened - What was pasted is more than a message can show formatted: its bare words were taken.
 */
export class ClinicUiRichEditor extends LitElement {
  static override styles = [
    baseStyles,
    richTextStyles,
    css`
      :host {
        display: block;
      }
      .rich {
        position: relative;
        overflow: auto;
        overscroll-behavior: contain;
        scrollbar-width: thin;
        scrollbar-color: var(--_color-hairline) transparent;
        max-block-size: min(40vh, 360px);
        min-block-size: calc(1.4em + 18px);
        padding: 10px 16px 6px;
        font-size: max(16px, var(--_text-input));
        line-height: 1.4;
        white-space: pre-wrap;
        white-space: break-spaces;
        overflow-wrap: anywhere;
        font-variant-ligatures: none;
      }
      .rich:focus-visible {
        outline: none;
      }
      .rich.empty::before {
        content: attr(aria-placeholder);
        position: absolute;
        color: var(--_color-text-soft);
        pointer-events: none;
      }
      /* By its own words, and without a direction of its own: lists and quotes take theirs from the words in them. */
      .rich p {
        unicode-bidi: plaintext;
      }
      .rich > p,
      li > p {
        min-block-size: 1.4em;
      }
      .image {
        display: inline-block;
        max-inline-size: 100%;
        border-radius: var(--_radius-image);
        vertical-align: bottom;
      }
      .image img {
        max-block-size: 160px;
      }
      .ProseMirror-selectednode {
        outline: 2px solid var(--_color-focus);
        outline-offset: 1px;
      }
      .ProseMirror-separator {
        display: inline;
        margin: 0;
        border: none;
      }
      th,
      td {
        min-inline-size: 72px;
        border-inline-end: 1px dashed var(--_color-hairline);
        padding-inline: 6px;
        white-space: break-spaces;
      }
      pre {
        white-space: pre-wrap;
      }
    `,
  ];

  /** The accessible name. */
  @property() label = '';
  @property() placeholder = '';
  @property({ type: Boolean }) readonly = false;
  @property({ type: Boolean }) invalid = false;
  /** Whether Enter breaks the line, and Shift+Enter does not. */
  @property({ type: Boolean }) newline = false;
  /** Where images come from, and the words in their place. */
  @property({ attribute: false }) surroundings: RichTextSurroundings = nowhere;

  /** Elements of a root around it that belong to it in words: keys, and why something does not work. */
  @property({ attribute: false }) describing: readonly Element[] = [];

  @query('.place') private readonly place!: HTMLElement;
  #view: RichEditorView | undefined;
  #value = '';

  /** What is sent. Setting it ends what could be undone. */
  get value(): string {
    return this.#view?.value ?? this.#value;
  }

  set value(text: string) {
    this.#value = text;
    if (this.#view) this.#view.value = text;
  }

  /** Whether an input method is at work: then the value is not to be set. */
  get isComposing(): boolean {
    return this.#view?.isComposing ?? false;
  }

  /** What has the keyboard. */
  get input(): HTMLElement {
    return this.place;
  }

  /** The tools that hold where the caret is: `bold`, `heading`, `table`, …; `may-undo` and `may-redo` where there is something. */
  get active(): ReadonlySet<string> {
    return this.#view?.active ?? new Set();
  }

  /** The address of the link at the caret. */
  get link(): string | undefined {
    return this.#view?.link;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#value = this.value;
    this.#view?.destroy();
    this.#view = undefined;
  }

  protected override firstUpdated(): void {
    this.#begin();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.size > 0) this.#view?.update();
    this.place.ariaDescribedByElements = this.describing;
  }

  override focus(): void {
    this.#view?.focus();
  }

  /** The caret's line up to the caret; undefined while something is selected, or nothing can be written. */
  lineBefore(): string | undefined {
    return this.#view?.lineBefore();
  }

  /** Puts words, as they are sent, at the caret, in the place of what is selected and of `back` characters before it. One step that can be undone. */
  insert(words: string, back?: number): void {
    this.#view?.insert(words, back);
  }

  /** Puts an upload's image at the caret. */
  insertImage(id: string, alt: string): void {
    this.#view?.insertImage(id, alt);
  }

  /** Makes a link of what is selected, or of `words`. */
  setLink(href: string, words: string): void {
    this.#view?.setLink(href, words);
  }

  /** What a tool of the toolbar does. */
  run(name: string): void {
    this.#view?.run(name);
  }

  /** Puts formatted words from elsewhere at the caret. */
  paste(html: string, text: string): void {
    this.#view?.paste(html, text);
  }

  override render(): TemplateResult {
    return html`<div class="place" part="text"></div>`;
  }

  #begin(): void {
    const say = <T>(name: string, detail?: T): void => void this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    this.#view = new RichEditorView(this.place, {
      attributes: (isEmpty) => this.#attributes(isEmpty),
      surroundings: () => this.surroundings,
      isNewline: () => this.newline,
      isReadonly: () => this.readonly,
      changed: () => void this.dispatchEvent(new Event('input')),
      moved: () => say('clinic-ui-caret'),
      askLink: () => say('clinic-ui-link'),
      took: (files, left) => say<Took>('clinic-ui-took', { files, left }),
      flattened: () => say('clinic-ui-flattened'),
    });
    this.#view.value = this.#value;
  }

  #attributes(isEmpty: boolean): Record<string, string> {
    return {
      class: `rich${isEmpty ? ' empty' : ''}`, role: 'textbox', 'aria-multiline': 'true', 'aria-label': this.label, 'aria-placeholder': this.placeholder,
      'aria-invalid': String(this.invalid), 'aria-readonly': String(this.readonly), enterkeyhint: this.newline ? 'enter' : 'send',
    };
  }
}

define('clinic-ui-rich-editor', ClinicUiRichEditor);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-ui-rich-editor': ClinicUiRichEditor;
  }
}
