import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { define } from '../base/define.js';
import '../i18n/documents.js';
import '../i18n/errors.js';
import { defaultLimits, documentTypes, isInlineImage, isStaff, patientOf, type FileRef, type Id, type Participant, type PatientDocument, type Translate } from '../model/index.js';
import type { CatalogState, Chat } from '../store/types.js';
import { iconEnlarge, iconGrid, iconList } from '../theme/document-icons.js';
import '../ui/dialog.js';
import type { ClinicUiDialog } from '../ui/dialog.js';
import { spokenName } from '../ui/files.js';
import { formStyles } from '../ui/form-styles.js';
import type { GalleryImage } from '../ui/gallery.js';
import { icon } from '../ui/icon.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { documentEntry } from './document-entry.js';
import { documentStyles } from './documents.styles.js';
import { patientChoice, patientsIn } from './patient-choice.js';
import { galleryImages } from './thread-images.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

type Documents = CatalogState<PatientDocument>;
const nothingYet: Documents = { phase: 'idle', items: [] };
/** Milliseconds from the last key to the question. */
const pause = 250;

/**
 * The patient's folder *Images & documents* (R-06), as a picker: what is chosen becomes attachments of the thread's draft and does not go up again. In a thread with
 * several patients the care team says first whose folder it is, and what is chosen goes to that patient's side alone (R-16).
 *
 * @tag clinic-documents
 * @fires close - It has closed, however.
 */
export class ClinicDocuments extends ChatElement {
  static override styles = [baseStyles, buttonStyles, formStyles, documentStyles];

  /** The thread's id. */
  @property() thread: Id = '';

  @state() private patient: Participant | undefined;
  @state() private view: 'grid' | 'list' = 'grid';
  @state() private sought = '';
  @state() private type = '';
  @state() private chosen: ReadonlyMap<Id, FileRef> = new Map();
  /** The entry that has the focus, or gets it. */
  @state() private current: Id = '';
  @query('clinic-ui-dialog') private dialog!: ClinicUiDialog;
  @query('.more') private more!: HTMLElement | null;
  readonly #documents = new Watch(this, () => (this.chat && this.thread ? this.chat.catalog('documents', this.thread) : undefined));
  readonly #pictures = new Map<Id, string>();
  #observer: IntersectionObserver | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#observer?.disconnect();
  }

  /** Opens it once it stands in a document. */
  async open(): Promise<void> {
    const [only, other] = patientsIn(this.#people);
    if (!other) this.patient = only;
    await this.updateComplete;
    await this.dialog.show();
    this.#ask();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('patient') && changed.get('patient')) this.#ask();
    this.#observer ??= new IntersectionObserver((seen) => seen.forEach(({ isIntersecting, target }) => isIntersecting && this.#onSeen(target as HTMLElement)), { rootMargin: '200px' });
    this.renderRoot.querySelectorAll('li[data-picture], .more').forEach((element) => this.#observer?.observe(element));
  }

  override render(): TemplateResult | typeof nothing {
    const { chat } = this;
    if (!chat) return nothing;
    const t = wordsOf(chat);
    const name = this.#isStaffs && !this.#isForOne ? this.patient?.name : undefined;
    return html`<clinic-ui-dialog .heading=${name ? t('documents.of', { name }) : t('documents.title')} close-label=${t('documents.close')} @close=${() => this.dispatchEvent(new Event('close'))}>
      <div class="body">
        ${this.#isForOne ? patientChoice({ patients: patientsIn(this.#people), chosen: this.patient, locale: chat.locale, t, hint: t('documents.only'), choose: this.#onPatient }) : nothing}
        ${this.#isAsked ? html`${this.#renderTools(t)}${this.#renderPlace(t)}${this.#renderFoot(t)}` : nothing}
      </div>
    </clinic-ui-dialog>`;
  }

  #renderTools(t: Translate): TemplateResult {
    const views = [['grid', iconGrid], ['list', iconList]] as const;
    return html`<div class="tools">
      <input type="search" autocomplete="off" aria-label=${t('documents.search')} placeholder=${t('documents.search')} .value=${this.sought} @input=${this.#onSearch} />
      <select aria-label=${t('documents.type')} @change=${this.#onType}>${['', ...documentTypes].map((type) => html`<option value=${type} ?selected=${type === this.type}>${t(`documents.type.${type || 'all'}`)}</option>`)}</select>
      ${this.#renderEnlarge(t)}${views.map(([view, mark]) => html`<button class="icon-button view" type="button" aria-label=${t(`documents.view.${view}`)} title=${t(`documents.view.${view}`)} aria-pressed=${view === this.view} @click=${() => (this.view = view)}>${icon(mark)}</button>`)}
    </div>`;
  }

  #renderEnlarge(t: Translate): TemplateResult {
    const image = this.#images.find(({ id }) => id === this.#currentId);
    const label = image ? t('documents.enlarge', { name: spokenName(image.name, t('file.unnamed')) }) : t('documents.enlarge.none');
    return html`<button class="icon-button view" type="button" aria-haspopup="dialog" aria-label=${label} title=${label} ?disabled=${!image} @click=${this.#onEnlarge}>${icon(iconEnlarge)}</button>`;
  }

  #renderPlace(t: Translate): TemplateResult {
    const { phase, items, error, more } = this.#state;
    const failed = phase === 'failed' ? html`<div class="none" role="alert"><p>${t('documents.failed', { reason: t(`error.${error?.code ?? 'unknown'}`) })}</p>
      <button class="button" type="button" @click=${() => this.#ask(more)}>${t('retry')}</button></div>` : nothing;
    if (items.length === 0 && failed !== nothing) return html`${failed}`;
    if (items.length === 0 && phase !== 'ready') return html`<div class="place" role="status" aria-label=${t('documents.loading')}><ul class="grid" role="presentation">${[1, 2, 3, 4].map(() => html`<li class="bone" role="presentation"></li>`)}</ul></div>`;
    if (items.length === 0) return html`<p class="none" role="status">${t(this.sought.trim() || this.type ? 'documents.none' : 'documents.empty')}</p>`;
    return html`<div class="place">
      <ul class=${this.view} role="listbox" aria-multiselectable="true" aria-label=${t('documents.title')} aria-busy=${phase === 'loading'} @click=${this.#onClick} @keydown=${this.#onKey}>
        ${repeat(items, ({ file }) => file.id, (one) => documentEntry({
          document: one, author: this.#people.find(({ id }) => id === one.author), isChosen: this.chosen.has(one.file.id), isCurrent: one.file.id === this.#currentId, picture: this.#pictures.get(one.file.id),
          locale: this.chat?.locale ?? 'en', t,
        }))}
      </ul>
      ${failed}
      ${more && failed === nothing ? html`<div class="more"><button class="button quiet" type="button" ?disabled=${phase === 'loading'} @click=${() => this.#ask(true)}>${t('documents.more')}</button></div>` : nothing}
      <p class="visually-hidden" role="status">${phase === 'ready' ? t('documents.found', { count: items.length }) : nothing}</p>
    </div>`;
  }

  #renderFoot(t: Translate): TemplateResult {
    const count = this.chosen.size;
    const limit = this.#limit;
    const isTooMany = count > limit;
    const name = this.#isForOne ? this.patient?.name : undefined;
    return html`${this.#sharesWithOthers ? html`<p class="hint">${t('documents.others')}</p>` : nothing}<div class="foot">
      <p class=${isTooMany ? 'wrong' : 'hint'} role="status">${isTooMany ? t('documents.too-many', { limit: this.#limits.filesPerMessage }) : t('documents.chosen', { count })}</p>
      <button class="button" type="button" @click=${() => this.dialog.close()}>${t('documents.cancel')}</button>
      <button class="button primary" type="button" ?disabled=${count === 0 || isTooMany} @click=${this.#onTake}>${name ? t('documents.send', { name }) : t('documents.attach')}</button>
    </div>`;
  }

  get #state(): Documents {
    return this.#documents.value ?? nothingYet;
  }

  /** The entry that the keyboard finds. */
  get #currentId(): Id | undefined {
    const { items } = this.#state;
    return items.some(({ file }) => file.id === this.current) ? this.current : items[0]?.file.id;
  }

  get #images(): readonly GalleryImage[] {
    return this.chat ? galleryImages(this.#state.items.map(({ savedAt, ...one }) => ({ ...one, sentAt: savedAt })), this.chat, this.thread) : [];
  }

  get #people(): readonly Participant[] {
    return this.chat?.thread(this.thread).get()?.participants ?? [];
  }

  get #viewer(): Participant | undefined {
    return this.chat?.session.get().session?.viewer;
  }

  get #isStaffs(): boolean {
    return !!this.#viewer && isStaff(this.#viewer);
  }

  /** Whether one of several patients is meant. */
  get #isForOne(): boolean {
    return this.#isStaffs && patientsIn(this.#people).length > 1;
  }

  /** Whether it is known whose folder it is. */
  get #isAsked(): boolean {
    return !this.#isForOne || this.patient !== undefined;
  }

  /** The patient's side among other patients: said before anything is attached. */
  get #sharesWithOthers(): boolean {
    const own = this.#viewer && patientOf(this.#viewer);
    return own !== undefined && patientsIn(this.#people).some(({ id }) => id !== own);
  }

  get #limits(): typeof defaultLimits {
    return this.chat?.session.get().session?.workspace.limits ?? defaultLimits;
  }

  /** How many may still be chosen for the message that is being written. */
  get #limit(): number {
    const taken = this.#isForOne ? 0 : this.chat?.draft(this.thread).get().attachments.filter(({ state: stand }) => stand !== 'refused').length;
    return this.#limits.filesPerMessage - (taken ?? 0);
  }

  #ask(more = false): void {
    if (!this.#isAsked) return;
    const text = this.sought.trim();
    this.command({
      type: 'catalog.load', name: 'documents', threadId: this.thread, more, ...(text && { text }), ...(this.type && { filter: this.type }), ...(this.#isForOne && this.patient && { patient: this.patient.id }),
    });
  }

  /** An image that comes into view gets its small picture; the end of the list brings the next page. */
  #onSeen(element: HTMLElement): void {
    if (element === this.more) return this.#state.phase === 'ready' ? this.#ask(true) : undefined;
    this.#observer?.unobserve(element);
    const file = this.#state.items.find((one) => one.file.id === element.dataset['id'])?.file;
    if (!file || this.#pictures.has(file.id) || !isInlineImage(file)) return;
    void this.chat?.fileUrl(file, 'preview').then((url) => {
      this.#pictures.set(file.id, url);
      this.requestUpdate();
    }, () => undefined);
  }

  readonly #onClick = (event: Event): void => {
    const entry = (event.target as Element).closest<HTMLElement>('[role=option]');
    const file = this.#state.items.find((one) => one.file.id === entry?.dataset['id'])?.file;
    if (!file) return;
    this.current = file.id;
    if (file.scan !== 'clean') return;
    const chosen = new Map(this.chosen);
    if (!chosen.delete(file.id)) chosen.set(file.id, file);
    this.chosen = chosen;
  };

  readonly #onPatient = (patient: Participant): void => {
    const isFirst = !this.patient;
    this.patient = patient;
    // Nothing of one patient's may be left among what is taken for another.
    this.chosen = new Map();
    if (isFirst) this.#ask();
  };

  readonly #onSearch = (event: Event): void => {
    this.sought = (event.target as HTMLInputElement).value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), pause);
  };

  readonly #onType = (event: Event): void => {
    this.type = (event.target as HTMLSelectElement).value;
    this.#ask();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const entries = [...this.renderRoot.querySelectorAll<HTMLElement>('[role=option]')];
    const at = entries.findIndex((entry) => entry.matches(':focus'));
    const [first] = entries;
    if (at < 0 || !first) return;
    const columns = entries.filter((entry) => entry.offsetTop === first.offsetTop).length;
    const forward = getComputedStyle(this).direction === 'rtl' ? -1 : 1;
    const to = { ArrowRight: at + forward, ArrowLeft: at - forward, ArrowDown: at + columns, ArrowUp: at - columns, Home: 0, End: entries.length - 1 }[event.key];
    if (to !== undefined) entries[Math.max(0, Math.min(entries.length - 1, to))]?.focus();
    else if (event.key === ' ' || event.key === 'Enter') entries[at]?.click();
    else return;
    this.current = entries.find((entry) => entry.matches(':focus'))?.dataset['id'] ?? this.current;
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #onEnlarge = async (): Promise<void> => {
    const { chat } = this;
    const { openGallery } = await import('../ui/gallery.js');
    const whole = (id: Id): FileRef | undefined => this.#state.items.find(({ file }) => file.id === id)?.file;
    await openGallery({
      into: this.renderRoot, images: this.#images, current: this.#currentId ?? '', t: wordsOf(chat), locale: chat?.locale ?? 'en',
      fileUrl: async ({ id }, as) => (await chat?.fileUrl(whole(id)!, as)) ?? '',
      back: (id) => {
        this.current = id;
        [...this.renderRoot.querySelectorAll<HTMLElement>('[role=option]')].find(({ dataset }) => dataset['id'] === id)?.focus();
      },
    });
  };

  readonly #onTake = (): void => {
    const { thread: threadId, patient } = this;
    const files = [...this.chosen.values()];
    if (!this.#isForOne) this.command({ type: 'attachment.add', threadId, files });
    else if (patient) this.command({ type: 'kind.send', threadId, kind: files.every(isInlineImage) ? 'image' : 'file', payload: {}, files, for: patient.id });
    this.dialog.close();
  };
}

define('clinic-documents', ClinicDocuments);

/** Opens a patient's folder within `into`, so that it has the tokens and the direction of that place. It takes itself away. */
export async function openDocuments(into: ParentNode, chat: Chat, thread: Id): Promise<void> {
  const folder = document.createElement('clinic-documents');
  Object.assign(folder, { chat, thread });
  folder.addEventListener('close', () => folder.remove(), { once: true });
  into.append(folder);
  await folder.open();
}

declare global {
  interface HTMLElementTagNameMap {
    'clinic-documents': ClinicDocuments;
  }
}
