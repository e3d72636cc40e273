import type { Id } from '../model/index.js';
import type { Core } from './core.js';
import { emptyDraft as empty, joined, type DraftCells } from './draft-cells.js';
import { storedItems, textOf } from './outbox-item.js';
import type { StoredItem, StoredUpload } from './stored.js';
import type { Draft, Upload } from './types.js';
import { keepBytes, type Uploads } from './uploads.js';

interface StoredDraft { text: string; uploads: StoredUpload[] }

/** Milliseconds from the last key to the storage. */
const pause = 300;
export const draftPrefix = 'draft/';

/** What of an upload is kept. */
export const storedUpload = ({ id, name, type, size, blob, file }: Upload): StoredUpload => ({
  id, name, type, size, ...(blob && size <= keepBytes ? { blob } : {}), ...(file ? { file } : {}),
});

/** Whether a message on its way is what a draft has become. @param isEarlier the draft may be the beginning of it */
export const hasBecome = ({ text, uploads = [] }: { text?: string; uploads?: readonly StoredUpload[] }, threadId: Id, item: StoredItem, isEarlier = false): boolean =>
  item.threadId === threadId && (textOf(item.payload) === text || (isEarlier && textOf(item.payload).startsWith(text ?? ''))) && uploads.every(({ id }) => item.uploads.some((upload) => upload.id === id));

/** Keeps what is being written, a thread each, and tells the other tabs of it: the text and its attachments. */
export class Drafts {
  readonly #core: Core;
  readonly #cells: DraftCells;
  readonly #uploads: Uploads;
  /** What waits to be written. */
  readonly #timers = new Map<Id, () => void>();
  /** Those that have become a message which is not stored yet: what other tabs tell of them is older. */
  readonly #taken = new Set<Id>();
  /** Those that another tab has emptied, whatever the storage still holds. */
  readonly #emptied = new Set<Id>();
  readonly #stopLifecycle: () => void;

  constructor(core: Core, cells: DraftCells, uploads: Uploads) {
    this.#core = core;
    this.#cells = cells;
    this.#uploads = uploads;
    // A page that is hidden may not come back.
    this.#stopLifecycle = core.platform.lifecycle.subscribe(({ visible }) => {
      if (!visible) this.flush();
    });
    // What was typed before this code had come.
    for (const threadId of cells.threads) this.#set(threadId, cells.get(threadId));
  }

  get(threadId: Id): Draft {
    return this.#cells.get(threadId);
  }

  setText(threadId: Id, text: string): void {
    const draft = this.get(threadId);
    if (draft.text !== text) this.#set(threadId, { ...draft, text });
  }

  attach(threadId: Id, upload: Upload): void {
    const draft = this.get(threadId);
    this.#set(threadId, { ...draft, attachments: [...draft.attachments, upload] });
    // At once: where another tab leads, that one carries the file up.
    void this.#write(threadId);
  }

  detach(threadId: Id, uploadId: Id): void {
    const draft = this.get(threadId);
    this.#set(threadId, { ...draft, attachments: draft.attachments.filter((upload) => upload.id !== uploadId) });
    void this.#write(threadId);
  }

  /** An upload has gone on. */
  changed(threadId: Id, upload: Upload): void {
    const draft = this.get(threadId);
    if (!draft.attachments.some((known) => known.id === upload.id)) return;
    const attachments = draft.attachments.map((known) => (known.id === upload.id ? upload : known));
    this.#set(threadId, { ...draft, attachments }, false);
    // Progress alone is not worth a write. At once: nobody is typing here, and what another tab tells counts.
    if (upload.state === 'done' && this.#core.leads) void this.#write(threadId);
  }

  /** Empties the draft: its content has become a message. The stored copy, the very same words, is left until `forget`. */
  take(threadId: Id): Draft {
    const draft = this.get(threadId);
    if (this.#stop(threadId)) void this.#save(threadId, draft);
    this.#cells.cell(threadId).set(empty);
    this.#taken.add(threadId);
    return draft;
  }

  /** The message that the draft became is kept elsewhere now. */
  forget(threadId: Id): Promise<void> {
    return this.#write(threadId);
  }

  /** Something comes back to be written anew; what has been written since stays too. Resolves once it is stored. */
  give(threadId: Id, text: string, uploads: readonly Upload[], store = true): Promise<void> {
    return this.#add(threadId, joined(text, this.get(threadId).text), uploads, store, { gives: true });
  }

  /** Whether what stands here has not been told yet. */
  isUntold(threadId: Id): boolean {
    return this.#timers.has(threadId) || this.#taken.has(threadId);
  }

  /** What stands in another tab's composer. */
  receive(threadId: Id, text: string, stored: readonly StoredUpload[]): void {
    const isEmpty = text === '' && stored.length === 0;
    const uploads = stored.map((upload) => this.#uploads.restore(threadId, upload));
    // What was refused here stands here alone, with its reason.
    const refused = isEmpty ? [] : this.get(threadId).attachments.filter(({ state }) => state === 'refused');
    this.#set(threadId, { text, attachments: [...uploads, ...refused] }, false);
    if (isEmpty) this.#emptied.add(threadId);
    if (this.#core.leads && !stored.length) void this.#keep(threadId, text, stored);
    // Whoever wrote it keeps it.
    else this.#core.vault.release(draftPrefix + threadId);
  }

  /**
   * Another tab has made this message: the words that stand here may be the same, or those with which it began.
   * @param isKnown the other tabs know what stands here @param leads this tab does, or soon will
   */
  became(item: StoredItem, isKnown: boolean, leads = this.#core.leads): void {
    const { threadId } = item;
    const { text, attachments } = this.get(threadId);
    if ((text === '' && attachments.length === 0) || !hasBecome({ text, uploads: attachments }, threadId, item, isKnown && !this.isUntold(threadId))) return;
    this.receive(threadId, '', []);
    if (leads) void this.#save(threadId, empty);
  }

  /** What is stored or stands in another tab's composer, where neither knows of the other's words. @param isNews others do not know the result */
  join(threadId: Id, text: string, stored: readonly StoredUpload[], isNews = false): Promise<void> {
    const { text: own, attachments } = this.get(threadId);
    const uploads = stored.map((upload) => this.#uploads.restore(threadId, upload));
    // Often one goes on from where the other is, or both have the same lines: nothing need stand there twice.
    const goesOn = (lines: readonly string[], line: string): boolean => lines.some((one) => (line === '' ? one === '' : one.startsWith(line)));
    const added = own.split('\n').filter((line) => !goesOn(text.split('\n'), line));
    const kept = text.split('\n').filter((line) => line === '' || !goesOn(added, line));
    const both = own.startsWith(text) ? own : text.startsWith(own) ? text : joined(kept.join('\n'), added.join('\n'));
    const isMore = isNews || both !== text || attachments.some(({ id }) => !stored.some((upload) => upload.id === id));
    return this.#add(threadId, both, uploads, isMore);
  }

  /** Tells all that stands here to a tab that may not know of it, and may have other words. */
  share(joins: Id): void {
    for (const threadId of this.#cells.threads) this.tell(threadId, { joins });
  }

  /** Tells the other tabs what stands here. */
  tell(threadId: Id, how: { joins?: Id; gives?: true } = {}): void {
    const { text, attachments } = this.get(threadId);
    this.#core.tell({
      t: 'draft', threadId, text, ...how,
      uploads: attachments.filter(({ state }) => state !== 'refused').map((upload) => ({ ...storedUpload(upload), ...(upload.blob && !upload.file ? { blob: upload.blob } : {}) })),
    });
  }

  /** The thread has got its id from the server. */
  move(from: Id, to: Id): void {
    const { text, attachments } = this.take(from);
    void this.#core.vault.delete(draftPrefix + from);
    if (text !== '' || attachments.length) void this.give(to, text, attachments, this.#core.leads);
    const source = this.#cells.cell(from);
    this.#cells.cell(to).subscribe((draft) => source.set(draft));
  }

  /** This tab leads now: what the one before it has told of need not be stored, and what it has stored need not be told. */
  adopt(found: ReadonlyMap<string, unknown>): void {
    for (const threadId of this.#cells.threads) {
      const draft = this.get(threadId);
      const stored = found.get(draftPrefix + threadId) as Partial<StoredDraft> | undefined;
      if (draft.text.startsWith(stored?.text ?? '')) void this.#save(threadId, draft);
      // It died before it could tell how it went on.
      else if (typeof stored?.text === 'string' && stored.text.startsWith(draft.text) && !this.#isSent(draftPrefix + threadId, stored, found)) void this.join(threadId, stored.text, stored.uploads ?? [], true);
    }
    const own = new Set(this.#cells.threads);
    for (const threadId of this.restore(found, (id) => !own.has(id) && !this.isUntold(id))) this.tell(threadId);
  }

  /** A page that died between keeping a message and forgetting its draft has left both: a message it is, and not to be sent again. */
  #isSent(key: string, value: unknown, found: ReadonlyMap<string, unknown>): boolean {
    return key.startsWith(draftPrefix) && storedItems(found).some((item) => hasBecome(value as Partial<StoredDraft>, key.slice(draftPrefix.length), item));
  }

  /** What was stored, by the storage's keys. Text typed before it came back stays as well. Returns the threads in which something has come back. */
  restore(found: ReadonlyMap<string, unknown>, isWanted: (threadId: Id) => boolean = () => true): Id[] {
    const back: Id[] = [];
    for (const [key, value] of found) {
      const stored = value as Partial<StoredDraft> | undefined;
      if (!key.startsWith(draftPrefix) || typeof stored?.text !== 'string') continue;
      const threadId = key.slice(draftPrefix.length);
      // What stands here counts: it may be the same words, taken back.
      if (this.#isSent(key, value, found) || this.#emptied.has(threadId)) void this.#save(threadId, this.get(threadId));
      else if (isWanted(threadId)) {
        void this.join(threadId, stored.text, stored.uploads ?? []);
        back.push(threadId);
      }
    }
    return back;
  }

  /** Writes what waits to be written. */
  flush(): void {
    for (const threadId of [...this.#timers.keys()]) void this.#write(threadId);
  }

  drop(threadId: Id): void {
    for (const upload of this.take(threadId).attachments) this.#uploads.remove(upload.id);
    this.#taken.delete(threadId);
    void this.#core.vault.delete(draftPrefix + threadId);
  }

  finish(): void {
    this.#stopLifecycle();
    for (const threadId of [...this.#timers.keys()]) this.#stop(threadId);
  }

  /** Resolves once it is stored. */
  #add(threadId: Id, text: string, uploads: readonly Upload[], store: boolean, how?: { gives: true }): Promise<void> {
    const { attachments } = this.get(threadId);
    const known = new Set(attachments.map((upload) => upload.id));
    this.#set(threadId, { text, attachments: [...uploads.filter((upload) => !known.has(upload.id)), ...attachments] }, store);
    return store ? this.#write(threadId, how) : Promise.resolve();
  }

  /** Answers whether something waited to be written. */
  #stop(threadId: Id): boolean {
    this.#timers.get(threadId)?.();
    return this.#timers.delete(threadId);
  }

  #set(threadId: Id, draft: Draft, store = true): void {
    this.#cells.cell(threadId).set(draft);
    if (!store || this.#timers.has(threadId)) return;
    // The database is made with the first key, not in the middle of the first words.
    this.#core.vault.begin();
    this.#timers.set(threadId, this.#core.platform.clock.after(pause, () => void this.#write(threadId)));
  }

  async #write(threadId: Id, how?: { gives: true }): Promise<void> {
    this.#stop(threadId);
    this.#taken.delete(threadId);
    this.tell(threadId, how);
    await this.#save(threadId, this.get(threadId));
  }

  #save(threadId: Id, { text, attachments }: Draft): Promise<void> {
    return this.#keep(threadId, text, attachments.filter((upload) => upload.state !== 'refused').map(storedUpload));
  }

  async #keep(threadId: Id, text: string, uploads: readonly StoredUpload[]): Promise<void> {
    if (text === '' && uploads.length === 0) await this.#core.vault.delete(draftPrefix + threadId);
    else await this.#core.vault.set(draftPrefix + threadId, { text, uploads: [...uploads] } satisfies StoredDraft);
  }
}
