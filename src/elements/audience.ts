import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/people.js';
import { isPatient, isStaff, type Id, type Participant, type Thread, type Viewer } from '../model/index.js';
import type { Chat } from '../store/types.js';
import { iconEye } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { noteStyles } from './note.styles.js';
import { someNames } from './some-names.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/** Threads of which the viewer has said that they know who reads them. */
const understood = new WeakMap<Chat, Set<Id>>();

/** Whether patients read here who are not the viewer's own side. */
function hasOtherPatients(thread: Thread, viewer: Viewer): boolean {
  const patients = thread.participants.filter((who) => isPatient(who) && who.active && who.id !== viewer.id && who.id !== viewer.onBehalfOf);
  return patients.length > (isStaff(viewer) ? 1 : 0);
}

/**
 * Says who will read what is being written (R-27): before the first message in a thread with other patients, and when somebody has joined
 * while it was being written.
 *
 * @tag clinic-audience
 */
export class ClinicAudience extends ChatElement {
  static override styles = [baseStyles, buttonStyles, noteStyles];

  /** The thread's id. */
  @property() thread: Id = '';
  /** Who was in the thread when it was opened, by id. */
  @property({ attribute: false }) known: readonly Id[] = [];

  /** A live region says only what comes into it once it is there. */
  @state() private isReady = false;
  readonly #thread = new Watch(this, () => this.chat?.thread(this.thread));
  readonly #draft = new Watch(this, () => this.chat?.draft(this.thread));
  readonly #timeline = new Watch(this, () => this.chat?.timeline(this.thread));
  readonly #session = new Watch(this, () => this.chat?.session);

  protected override firstUpdated(): void {
    void this.updateComplete.then(() => (this.isReady = true));
  }

  protected override willUpdate(): void {
    // Who joins while nothing is being written is announced among the messages.
    const { text, attachments } = this.#draft.value ?? { text: '', attachments: [] };
    if (!text.trim() && attachments.length === 0) this.known = this.#others().map(({ id }) => id);
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    const words = this.isReady ? this.#words() : undefined;
    return html`<div role="status">${words
      ? html`<div class="note">${icon(iconEye)}<span>${words}</span><button class="text-button" type="button" @click=${this.#onUnderstood}>${t('audience.close')}</button></div>`
      : nothing}</div>`;
  }

  #words(): string | undefined {
    const { chat } = this;
    const thread = this.#thread.value;
    const viewer = this.#session.value?.session?.viewer;
    if (!chat || !thread || !viewer || !chat.can('message.send', this.thread)) return undefined;
    const t = wordsOf(chat);
    const others = this.#others();
    const joined = others.filter(({ id }) => !this.known.includes(id));
    if (joined.length > 0) return t('audience.joined', { names: someNames(joined, chat, t), count: joined.length });
    const timeline = this.#timeline.value;
    const isFirst = timeline?.phase === 'ready' && !timeline.messages.some(({ author }) => author === viewer.id);
    if (!isFirst || understood.get(chat)?.has(this.thread) || !hasOtherPatients(thread, viewer)) return undefined;
    return t('audience.group', { names: someNames(others, chat, t) });
  }

  #others(): Participant[] {
    const viewer = this.#session.value?.session?.viewer.id;
    return (this.#thread.value?.participants ?? []).filter((who) => who.active && who.id !== viewer);
  }

  readonly #onUnderstood = (): void => {
    const { chat } = this;
    if (!chat) return;
    const threads = understood.get(chat) ?? new Set<Id>();
    understood.set(chat, threads.add(this.thread));
    this.known = this.#others().map(({ id }) => id);
    this.requestUpdate();
    // The button that had the focus is gone: on to what the note was about.
    this.dispatchEvent(new CustomEvent('clinic-note-close', { bubbles: true, composed: true }));
  };
}

define('clinic-audience', ClinicAudience);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-audience': ClinicAudience;
  }
  interface HTMLElementEventMap {
    'clinic-note-close': CustomEvent;
  }
}
