import { formatDateTime } from '../i18n/format.js';
import type { Id, Message, TextPayload } from '../model/index.js';
import type { Chat } from '../store/types.js';
import type { ClinicUiGallery } from '../ui/gallery.js';
import { openGalleries } from '../ui/open-galleries.js';
import { focusInto } from './focus.js';
import type { Step } from './list-keys.js';
import type { ListView } from './list-view.js';
import type { ClinicMessage } from './message.js';
import { authorLabel, previewOf, wordsOf } from './words.js';

interface End { row: HTMLElement; node: Node; offset: number }
type Older = { getComposedRanges(...roots: Node[]): StaticRange[] };

/**
 * What a reader needs who walks through the messages or takes some of them along: the steps of the keyboard, and copying over several
 * messages, with author and time, in their order, also of those that are not drawn any more. It comes with the first touch of the list.
 */
export class ListReader {
  /** The messages in which a selection over several begins and ends: they stay drawn, so that it stays what it is. */
  keys: readonly string[] = [];
  readonly #view: ListView;
  readonly #list: HTMLElement;
  readonly #chat: () => Chat | undefined;

  constructor(view: ListView, list: HTMLElement, chat: () => Chat | undefined) {
    this.#view = view;
    this.#list = list;
    this.#chat = chat;
    list.addEventListener('copy', this.#onCopy);
    document.addEventListener('selectionchange', this.#onSelection);
    list.addEventListener('clinic-ui-gallery', this.#onGallery);
    for (const gallery of openGalleries) this.#fill(gallery);
  }

  disconnect(): void {
    this.#list.removeEventListener('copy', this.#onCopy);
    document.removeEventListener('selectionchange', this.#onSelection);
    this.#list.removeEventListener('clinic-ui-gallery', this.#onGallery);
  }

  /** Brings the message to which a key leads from the current one into view, and puts the focus on it. */
  step(current: string | undefined, step: Step): void {
    const view = this.#view;
    const { messages } = view.model;
    const at = Math.max(view.model.indexOf(current), 0);
    const from = view.reveal(at);
    if (!from) return;
    const to = step === 'first' ? 0 : step === 'last' ? messages.length - 1 : typeof step === 'number' ? at + step : at + this.#page(from, step === 'page-down' ? 1 : -1);
    const row = view.reveal(Math.min(Math.max(to, 0), messages.length - 1));
    if (!row) return;
    this.#bring(row);
    row.focus({ preventScroll: true });
  }

  readonly #onGallery = (event: Event): void => this.#fill(event.composedPath()[0]);

  /** Where a message has opened a gallery, it shows all images of the thread. */
  #fill(opened: EventTarget | undefined): void {
    const gallery = opened as ClinicUiGallery;
    const row = endIn(this.#list, gallery, 0)?.row as ClinicMessage | undefined;
    const [chat, message] = [this.#chat(), row?.message];
    if (!chat || !message) return;
    // Where it does not come, the gallery has the message's own images.
    import('./thread-images.js').then(({ showThreadImages }) => showThreadImages(gallery, chat, message, this.#toImage), () => undefined);
  }

  /** The focus goes to where an image can be opened again. */
  readonly #toImage = (messageId: Id, fileId: Id): void => {
    const at = this.#view.model.messages.findIndex(({ id }) => id === messageId);
    const row = at < 0 ? undefined : this.#view.reveal(at);
    if (!row) return;
    this.#bring(row);
    void focusInto(() => [...row.renderRoot.querySelectorAll('*')]
      .flatMap(({ shadowRoot }) => shadowRoot?.querySelector('clinic-ui-attachments')?.imageButton(fileId) ?? [])[0]);
  };

  #bring(row: ClinicMessage): void {
    const box = this.#list.getBoundingClientRect();
    const { top, bottom, height } = row.getBoundingClientRect();
    // Whatever is taller than the view shows its beginning.
    if (top < box.top || height > box.height) this.#view.anchor.goTo(row, 0);
    else if (bottom > box.bottom) this.#view.anchor.goTo(row, this.#list.clientHeight - row.offsetHeight);
  }

  /** How many messages further on a view begins. */
  #page(from: ClinicMessage, on: 1 | -1): number {
    const { top } = from.getBoundingClientRect();
    const far = this.#list.getBoundingClientRect().height;
    const rows = this.#view.elements();
    let at = rows.indexOf(from);
    let count = 0;
    for (at += on; rows[at]; at += on) {
      if (count > 0 && Math.abs(rows[at]!.getBoundingClientRect().top - top) > far) break;
      count += 1;
    }
    return on * count;
  }

  readonly #onSelection = (): void => {
    const ends = this.#ends();
    this.keys = ends ? ends.map(({ row }) => row.dataset['key'] ?? '') : [];
  };

  readonly #onCopy = (event: ClipboardEvent): void => {
    const ends = this.#ends();
    if (!ends || !event.clipboardData) return;
    const { model } = this.#view;
    const [first, last] = ends.map(({ row }) => model.indexOf(row.dataset['key']));
    if (first === undefined || last === undefined || first < 0 || last < first) return;
    event.clipboardData.setData('text/plain', model.messages.slice(first, last + 1).map((message, i) =>
      this.#told(message, i === 0 ? part(ends[0], 'begin') : i === last - first ? part(ends[1], 'end') : undefined)).join('\n\n'));
    event.preventDefault();
  };

  #told(message: Message, words: string | undefined): string {
    const chat = this.#chat();
    const t = wordsOf(chat);
    const locale = chat?.locale ?? 'en';
    const { model } = this.#view;
    const who = authorLabel(model.author(message), model.behalf(message), t);
    const whole = (message.payload as Partial<TextPayload> | undefined)?.text || previewOf(message, chat, t);
    return `${who}, ${formatDateTime(locale, message.sentAt)}\n${words ?? whole}`;
  }

  /** The two ends of a selection over more than one message. */
  #ends(): [End, End] | undefined {
    const selection = document.getSelection();
    // Firefox has it since version 142.
    if (!selection || !('getComposedRanges' in selection)) return undefined;
    const roots = [this.#list.getRootNode() as ShadowRoot];
    for (const { shadowRoot } of this.#list.querySelectorAll('clinic-message *')) if (shadowRoot) roots.push(shadowRoot);
    let range: StaticRange | undefined;
    try {
      [range] = selection.getComposedRanges({ shadowRoots: roots });
    } catch {
      // The form of older browsers.
      [range] = (selection as unknown as Older).getComposedRanges(...roots);
    }
    const begin = range && endIn(this.#list, range.startContainer, range.startOffset);
    const end = range && endIn(this.#list, range.endContainer, range.endOffset);
    return begin && end && begin.row !== end.row ? [begin, end] : undefined;
  }
}

/** The message around a node, through shadow roots. */
function endIn(list: HTMLElement, node: Node, offset: number): End | undefined {
  for (let at: Node | null = node; at; at = at instanceof ShadowRoot ? at.host : at.parentNode) {
    if (at instanceof HTMLElement && at.localName === 'clinic-message' && list.contains(at)) return { row: at, node, offset };
  }
  return undefined;
}

/** The selected part of the first or last message; nothing where that is all of it. */
function part({ node, offset }: End, which: 'begin' | 'end'): string | undefined {
  const holder = (node instanceof Element ? node : node.parentElement)?.closest('.plain, .text, .rich');
  if (!holder) return undefined;
  const range = document.createRange();
  range.selectNodeContents(holder);
  const whole = range.toString().trim();
  if (which === 'begin') range.setStart(node, offset);
  else range.setEnd(node, offset);
  const words = range.toString().trim();
  return words === whole ? undefined : words;
}
