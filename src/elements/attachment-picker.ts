import { css, html, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { define } from '../base/define.js';
import { isStaff } from '../model/index.js';
import { iconAttach, iconUpload } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/**
 * The button that chooses files from the device: «Attach files» for the patient's side, «Upload from device» for the care team. The files become
 * attachments of the thread's draft. Nothing where the viewer may not send files.
 *
 * @tag clinic-attachment-picker
 * @csspart attach - The button.
 */
export class ClinicAttachmentPicker extends ChatElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: inline-flex;
      }
    `,
  ];

  /** The thread's id. */
  @property() thread = '';

  @query('input') private input!: HTMLInputElement | null;

  readonly #session = new Watch(this, () => this.chat?.session);

  constructor() {
    super();
    // What is denied in a thread may change.
    new Watch(this, () => (this.thread ? this.chat?.thread(this.thread) : undefined));
  }

  /** Opens the device's own dialog. Works only where the browser sees a person's act behind it. */
  open(): void {
    this.input?.click();
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('button')?.focus(options);
  }

  /** the patient's side says where from, where the server has a folder to choose from. Whatever does not come leaves the device. */
  async #choose(): Promise<void> {
    const { chat, thread } = this;
    const session = this.#session.value?.session;
    if (!chat || !session?.features.documents || isStaff(session.viewer) || !thread || chat.thread(thread).get()?.pending) return this.open();
    await import('./attach-choice.js').then(({ offerPlaces }) => offerPlaces(this, chat, thread), () => this.open());
  }

  override render(): TemplateResult | typeof nothing {
    const viewer = this.#session.value?.session?.viewer;
    if (!viewer || !this.chat?.can('file.send', this.thread)) return nothing;
    const t = wordsOf(this.chat);
    const staff = isStaff(viewer);
    const name = t(staff ? 'composer.upload' : 'composer.attach');
    return html`<button class="icon-button" part="attach" type="button" aria-label=${name} title=${name} @click=${this.#choose}>${icon(staff ? iconUpload : iconAttach)}<span class="label">${name}</span></button>
      <input type="file" multiple hidden @change=${this.#onChange} />`;
  }

  #onChange(): void {
    const { input } = this;
    const files = [...(input?.files ?? [])];
    // So that the same file can be chosen again after it was removed.
    if (input) input.value = '';
    if (files.length > 0) this.command({ type: 'attachment.add', threadId: this.thread, files });
  }
}

define('clinic-attachment-picker', ClinicAttachmentPicker);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-attachment-picker': ClinicAttachmentPicker;
  }
}
