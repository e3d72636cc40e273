import { css, html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/people.js';
import { addresseeOf, isPatient, type Id, type MessageKind } from '../model/index.js';
import { iconCheckCircle } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { isCardReady, loadCard } from './load-kind.js';
import { noteStyles } from './note.styles.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/**
 * Asks the care team whether they would like to write what is due, once the portal has said so by `kind.offer` (R-25). It stands there until they do or
 * wave it away.
 *
 * @tag clinic-kind-offer
 */
export class ClinicKindOffer extends ChatElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    noteStyles,
    css`
      .note {
        background: var(--_color-accent-tint);
      }
      .note > .icon {
        color: var(--_color-accent-text);
      }
    `,
  ];

  /** The thread's id. */
  @property() thread: Id = '';

  /** Counts the cards that have come. */
  @state() private cards = 0;
  readonly #thread = new Watch(this, () => (this.thread ? this.chat?.thread(this.thread) : undefined));
  readonly #offers = new Watch(this, () => (this.thread ? this.chat?.catalog('offers', this.chat.resolve(this.thread)) : undefined));

  constructor() {
    super();
    new Watch(this, () => this.chat?.session);
  }

  protected override willUpdate(): void {
    for (const kind of this.#kinds()) if (!isCardReady(kind)) void loadCard(kind).then((ready) => ready && (this.cards += 1));
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    const people = this.#thread.value?.participants ?? [];
    const patient = addresseeOf(people, undefined)?.name ?? t('offer.patient');
    return html`<div role="status">${this.#kinds().filter(isCardReady).map((kind) => html`<div class="note">${icon(iconCheckCircle)}<span>${t(kind.compose?.offer ?? '', { patient })}</span>
      <div><button class="button quiet" type="button" @click=${() => this.#onDismiss(kind)}>${t('offer.dismiss')}</button>
      <button class="button" type="button" @click=${() => this.command({ type: 'kind.compose', threadId: this.thread, kind: kind.kind })}>${t('offer.compose')}</button></div></div>`)}</div>`;
  }

  /** What is offered and may be written here. */
  #kinds(): MessageKind[] {
    const { chat, thread } = this;
    if (!chat || !thread) return [];
    return (this.#offers.value?.items ?? []).map((name) => chat.kinds.get(name as string)).filter((kind): kind is MessageKind =>
      kind?.compose?.offer !== undefined && (!kind.addressed || this.#hasPatient) && kind.needs.send.every((need) => chat.can(need, thread)));
  }

  get #hasPatient(): boolean {
    return this.#thread.value?.participants.some((who) => who.active && isPatient(who)) === true;
  }

  #onDismiss({ kind }: MessageKind): void {
    this.command({ type: 'kind.offer', threadId: this.thread, kind, isOver: true });
    // The button that had the focus goes: on to where one writes.
    this.dispatchEvent(new CustomEvent('clinic-note-close', { bubbles: true, composed: true }));
  }
}

define('clinic-kind-offer', ClinicKindOffer);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-kind-offer': ClinicKindOffer;
  }
}
