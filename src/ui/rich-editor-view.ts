import { closeHistory } from 'prosemirror-history';
import { Fragment, Slice, type Node } from 'prosemirror-model';
import { EditorState, Plugin, TextSelection, type Command } from 'prosemirror-state';
import { EditorView, type NodeView } from 'prosemirror-view';
import { safeHref } from './addresses.js';
import { activeAt, caretAtEnd, commands, enter, insertImage, isWithin, linkAt, newLine, setLink } from './rich-editor-commands.js';
import { fromMarkdown, plainDocument, toMarkdown } from './rich-editor-markdown.js';
import { pasted } from './rich-editor-paste.js';
import { plugins } from './rich-editor-plugins.js';
import { schema } from './rich-editor-schema.js';
import { tableOf } from './rich-editor-tables.js';
import { extras, type RichTextSurroundings } from './rich-extras.js';
import './rich-images.js';

export interface EditorHooks {
  /** What the field has for attributes: role, name, placeholder. */
  attributes(isEmpty: boolean): Record<string, string>;
  surroundings(): RichTextSurroundings;
  /** Whether Enter breaks the line, and Shift+Enter does not. */
  isNewline(): boolean;
  isReadonly(): boolean;
  changed(): void;
  moved(): void;
  askLink(): void;
  /** Files that were pasted within words; and how many pictures of other hosts were left out. */
  took(files: File[], left: number): void;
  /** What was pasted is more than a message can show formatted. */
  flattened(): void;
}

/** Firefox does not take away what is selected across marks in a shadow root when something is typed over it. */
const typesOver = new Set(['insertText', 'insertReplacementText']);
const isFirefox = (): boolean => CSS.supports('-moz-appearance', 'none');

class ImageView implements NodeView {
  readonly dom = document.createElement('span');

  constructor(node: Node, surroundings: RichTextSurroundings) {
    this.dom.className = 'image';
    const place = document.createElement('span');
    Object.assign(place.dataset, { src: String(node.attrs['src']), alt: String(node.attrs['alt']) });
    this.dom.append(place);
    extras.images?.(place, surroundings);
  }

  ignoreMutation(): boolean {
    return true;
  }
}

/** A cell and a heading hold words alone. */
function flat(content: Fragment): Fragment {
  const found: Node[] = [];
  content.descendants((node) => {
    if (node.isTextblock && found.length > 0) found.push(schema.text(' '));
    if (node.isText || node.type.name === 'image') found.push(node);
    else if (node.isLeaf) found.push(schema.text(' '));
    return true;
  });
  return Fragment.from(found);
}

/** Paragraphs go on in those around them; whatever else is put in stays what it is, but for the items of a list within a list. */
function open(content: Fragment, isInList: boolean): Slice {
  const depth = (node: Node | null): number => (node?.type.name === 'paragraph' ? 1 : 0);
  return isInList ? Slice.maxOpen(content) : new Slice(content, depth(content.firstChild), depth(content.lastChild));
}

/** The editor itself, without a frame: a document that is a message's, in an element of ours. */
export class RichEditorView {
  readonly #view: EditorView;
  readonly #hooks: EditorHooks;
  #value = '';
  #isPlainPaste = false;

  constructor(place: HTMLElement, hooks: EditorHooks) {
    this.#hooks = hooks;
    const root = place.getRootNode() as ShadowRoot & { getSelection?: () => Selection | null };
    // Else ProseMirror would add it to every shadow root of the page.
    if (root instanceof ShadowRoot && !root.getSelection) root.getSelection = () => document.getSelection();
    this.#view = new EditorView({ mount: place }, {
      state: this.#fresh(fromMarkdown('')),
      attributes: ({ doc }) => hooks.attributes(doc.childCount === 1 && doc.firstChild?.type.name === 'paragraph' && doc.firstChild.content.size === 0),
      editable: () => !hooks.isReadonly(),
      nodeViews: { image: (node) => new ImageView(node, hooks.surroundings()) },
      dispatchTransaction: (tr) => {
        const before = this.#view.state;
        this.#view.updateState(before.apply(tr));
        if (tr.docChanged) {
          this.#value = toMarkdown(this.#view.state.doc);
          hooks.changed();
        }
        hooks.moved();
      },
      handleDOMEvents: {
        keydown: (_, event) => this.#onKeydown(event),
        beforeinput: (_, event) => this.#onBeforeInput(event),
        compositionstart: () => {
          if (isFirefox() && !this.#view.state.selection.empty) this.#view.dispatch(this.#view.state.tr.deleteSelection());
          return false;
        },
        paste: (_, event) => this.#onPaste(event),
        drop: (_, event) => this.#onDrop(event),
      },
    });
  }

  get value(): string {
    return this.#value;
  }

  /** Words from outside: what was done here before cannot be undone any more. */
  set value(text: string) {
    if (text === this.#value) return;
    this.#value = text;
    this.#view.updateState(this.#fresh(fromMarkdown(text)));
    this.#hooks.moved();
  }

  get active(): ReadonlySet<string> {
    return activeAt(this.#view.state);
  }

  get link(): string | undefined {
    return linkAt(this.#view.state);
  }

  get isComposing(): boolean {
    return this.#view.composing;
  }

  /** The caret's line up to the caret; undefined while something is selected, or nothing can be written. */
  lineBefore(): string | undefined {
    const { $from, empty } = this.#view.state.selection;
    if (!empty || this.#hooks.isReadonly() || !$from.parent.isTextblock) return undefined;
    return $from.parent.textBetween(0, $from.parentOffset, undefined, (leaf) => (leaf.type.name === 'hard_break' ? '\n' : ' ')).split('\n').at(-1);
  }

  /** Puts words, as they are sent, in the place of what is selected and of `back` characters before it: one step that can be undone. */
  insert(words: string, back = 0): void {
    this.focus();
    if (!words || this.#hooks.isReadonly()) return;
    const { state } = this.#view;
    const tr = closeHistory(state.tr);
    const { $from, from, to } = state.selection;
    if (back > 0) tr.delete(Math.max($from.start(), from - back), to);
    this.#replace(fromMarkdown(words).content, tr);
  }

  insertImage(id: string, alt: string): void {
    this.#do(insertImage(`clinic-file:${id}`, alt));
  }

  setLink(href: string, words: string): void {
    this.#do(setLink(href, words));
  }

  run(name: string): void {
    const command = commands[name];
    if (command) this.#do(command);
  }

  /** Puts formatted words from elsewhere at the caret; bare ones where it is more than a message can show. */
  paste(html: string, text: string): void {
    const found = html ? pasted(html) : undefined;
    if (html && !found) this.#hooks.flattened();
    if (found && (found.doc.content.size > 2 || !text)) this.#replace(found.doc.content);
    else if (text) this.#replace(plainDocument(text.replace(/\r\n?/g, '\n')).content);
    if (found && (found.files.length > 0 || found.left > 0)) this.#hooks.took(found.files, found.left);
  }

  focus(): void {
    this.#view.focus();
  }

  /** Reads the hooks again. */
  update(): void {
    this.#view.setProps({});
  }

  destroy(): void {
    this.#view.destroy();
  }

  #fresh(doc: Node): EditorState {
    const state = EditorState.create({ doc, plugins: [...plugins, this.#readonly] });
    return state.apply(state.tr.setSelection(caretAtEnd(doc)));
  }

  readonly #readonly = new Plugin({ filterTransaction: (tr) => !tr.docChanged || !this.#hooks.isReadonly() });

  #do(command: Command): void {
    command(this.#view.state, (tr) => this.#view.dispatch(closeHistory(tr)), this.#view);
    this.#view.focus();
  }

  #replace(content: Fragment, tr = closeHistory(this.#view.state.tr)): void {
    const { state } = this.#view;
    const parent = state.selection.$from.parent.type.name;
    if (parent === 'code_block') tr.insertText(content.textBetween(0, content.size, '\n', '\n'));
    else tr.replaceSelection(parent === 'heading' || tableOf(state) ? new Slice(flat(content), 0, 0) : open(content, isWithin(state)));
    this.#view.dispatch(tr.scrollIntoView());
  }

  #onKeydown(event: KeyboardEvent): boolean {
    this.#isPlainPaste = event.shiftKey && event.key.toLowerCase() === 'v';
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      this.#hooks.askLink();
      return true;
    }
    if (event.key !== 'Enter' || event.isComposing || (event as { keyCode: number }).keyCode === 229 || event.altKey) return false;
    if (event.ctrlKey || event.metaKey) return true;
    const command = !event.shiftKey && isWithin(this.#view.state) ? enter : event.shiftKey !== this.#hooks.isNewline() ? newLine : undefined;
    // What is not for a new line sends: whoever holds this editor decides.
    if (command) {
      event.preventDefault();
      command(this.#view.state, this.#view.dispatch.bind(this.#view));
    }
    return true;
  }

  #onBeforeInput(event: InputEvent): boolean {
    const { state } = this.#view;
    if (event.inputType === 'historyUndo' || event.inputType === 'historyRedo') {
      event.preventDefault();
      this.run(event.inputType === 'historyUndo' ? 'undo' : 'redo');
      return true;
    }
    if (!typesOver.has(event.inputType) || !event.data || state.selection.empty || event.isComposing || this.#view.composing) return false;
    event.preventDefault();
    this.#view.dispatch(state.tr.insertText(event.data).scrollIntoView());
    return true;
  }

  /** Everything is read here: the editor's own reading would need a policy of its own under Trusted Types. */
  #onPaste(event: ClipboardEvent): boolean {
    const data = event.clipboardData;
    const [html, text] = [data?.getData('text/html') ?? '', data?.getData('text/plain') ?? ''];
    // Files alone, and an image that was copied, are for whoever holds this editor.
    if (!text && (!html || (data?.files.length ?? 0) > 0)) return true;
    event.preventDefault();
    const href = safeHref(text);
    const { empty, $from } = this.#view.state.selection;
    if (href && !empty && $from.parent.type.name !== 'code_block') this.setLink(href, text);
    else this.paste(this.#isPlainPaste || $from.parent.type.name === 'code_block' ? '' : html, text);
    this.#isPlainPaste = false;
    return true;
  }

  #onDrop(event: DragEvent): boolean {
    if (this.#view.dragging) return false;
    const data = event.dataTransfer;
    if (!data || data.types.includes('Files')) return true;
    event.preventDefault();
    const at = this.#view.posAtCoords({ left: event.clientX, top: event.clientY });
    const { state } = this.#view;
    if (at) this.#view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(at.pos))));
    this.paste(data.getData('text/html'), data.getData('text/plain'));
    this.focus();
    return true;
  }
}
