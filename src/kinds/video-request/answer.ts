import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../../base/define.js';
import { formatClock } from '../../i18n/format-clock.js';
import { formatSize } from '../../i18n/format-size.js';
import { addWords } from '../../i18n/translate.js';
import type { Translate } from '../../model/index.js';
import { letGo } from '../../ui/players.js';
import { baseStyles, buttonStyles } from '../../ui/styles.js';
import { checkVideo, type Refusal, type VideoDraft } from './check-video.js';

addWords({
  'video-request.checking': 'Looking at the video',
  'video-request.preview': 'Your video',
  'video-request.refused.type': 'This file is no video that can be sent. MP4, MOV and WebM can.',
  'video-request.refused.empty': 'This file is empty.',
  'video-request.refused.unreadable': 'This file cannot be read. Please choose it again.',
  'video-request.refused.not-recorded': 'Nothing was recorded. Please record again, and a little longer.',
  'video-request.refused.sound-only': 'There is no picture in this file.',
  'video-request.unshown': 'This browser cannot show the video. You can send it all the same, but the clinic may not be able to play it.',
  'video-request.again.record': 'Record again',
  'video-request.again.pick': 'Choose another',
  'video-request.discard': 'Discard',
  'video-request.send': 'Send video',
  'video-request.no-code': 'The camera’s part of the chat could not be loaded.',
});

/**
 * Where a video is recorded or chosen, looked at, and sent or given up: `clinic-video-draft` says what there is to send now, `clinic-video-send` that it is to be sent.
 *
 * @tag clinic-video-answer
 */
export class ClinicVideoAnswer extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: grid;
        gap: var(--_space-m);
      }
      video {
        inline-size: 100%;
        max-block-size: 55dvb;
        border-radius: var(--_radius-image);
        background: var(--_color-sunken);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--_space-s);
      }
      /* As on the card. */
      .row * {
        flex: auto;
      }
      .meta {
        color: var(--_color-text-soft);
        font-variant-numeric: tabular-nums;
      }
      .wrong {
        color: var(--_color-danger);
      }
    `,
  ];

  @property({ attribute: false }) t!: Translate;
  @property() locale = 'en';
  /** The limit. */
  @property({ type: Number }) seconds = 45;
  /** What there is to send. */
  @property({ attribute: false }) draft: VideoDraft | undefined;
  /** A file that was chosen elsewhere. */
  @property({ attribute: false }) picked: File | undefined;

  @state() private isAgain = false;
  @state() private isChecking = false;
  @state() private refusal: Refusal | undefined;
  @state() private isMissing = false;
  @query('input') private input!: HTMLInputElement;
  /** Shows what there is to send. Each draft has its own: one that loads is not to be given another address (`letGo`). */
  #video: HTMLVideoElement | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('picked') && this.picked) void this.#check(this.picked, false);
    if (changed.has('draft')) this.#forget();
    if (this.#isCamera) import('./recorder.js').catch(() => (this.isMissing = true));
  }

  override render(): TemplateResult {
    const { t, refusal } = this;
    return html`${refusal ? html`<p class="wrong" role="alert">${t(`video-request.refused.${refusal}`, { time: formatClock(this.locale, this.seconds) })}</p>` : nothing}
      ${this.isChecking ? html`<p class="meta" role="status">${t('video-request.checking')}</p>` : this.#isCamera ? this.#renderCamera() : this.draft ? this.#renderDraft(this.draft) : this.#renderChoice()}
      <input type="file" accept="video/*,.mp4,.m4v,.mov,.webm" hidden @change=${this.#onPicked} />`;
  }

  get #isCamera(): boolean {
    return !this.isChecking && (this.isAgain || (!this.draft && !this.refusal));
  }

  #renderCamera(): TemplateResult {
    const pick = this.#button('pick', this.#pick);
    if (this.isMissing) return html`<p class="wrong" role="alert">${this.t('video-request.no-code')}</p><div class="row">${pick}</div>`;
    return html`<clinic-video-recorder .t=${this.t} .locale=${this.locale} .seconds=${this.seconds} @clinic-video-recorded=${this.#onRecorded}>${pick}</clinic-video-recorder>`;
  }

  /** What was chosen is none to send. */
  #renderChoice(): TemplateResult {
    return html`<div class="row">${this.#button('record', this.#onAgain)}${this.#button('again.pick', this.#pick)}</div>`;
  }

  #renderDraft({ file, isShown, duration, isRecorded }: VideoDraft): TemplateResult {
    const { t, locale } = this;
    return html`${isShown ? this.#show(file) : html`<p>${t('video-request.unshown')}</p>`}
      <p class="meta"><bdi>${formatClock(locale, duration)} · ${formatSize(locale, file.size)}</bdi></p>
      <div class="row">
        ${this.#button('discard', () => this.#say(undefined), 'quiet')}
        ${isRecorded ? this.#button('again.record', this.#onAgain) : this.#button('again.pick', this.#pick)}
        ${this.#button('send', this.#onSend, 'primary')}
      </div>`;
  }

  /** @param look of the button, besides the usual one's */
  #button(action: string, onClick: () => void, look = ''): TemplateResult {
    return html`<button class="button ${look}" type="button" @click=${onClick}>${this.t(`video-request.${action}`)}</button>`;
  }

  async #check(file: File, isRecorded: boolean): Promise<void> {
    this.isChecking = true;
    this.refusal = undefined;
    const found = await checkVideo(file, this.seconds, isRecorded);
    this.isChecking = this.isAgain = false;
    if (typeof found === 'string') this.refusal = found;
    else this.#say(found);
    await this.updateComplete;
    // What was pressed is gone; what comes next is where the focus goes.
    this.renderRoot.querySelector<HTMLElement>('.primary, .button')?.focus();
  }

  #say(draft: VideoDraft | undefined): void {
    this.dispatchEvent(new CustomEvent('clinic-video-draft', { detail: draft }));
  }

  #show(file: File): HTMLVideoElement {
    this.#video ??= Object.assign(document.createElement('video'), { controls: true, playsInline: true, preload: 'metadata', src: URL.createObjectURL(file) });
    this.#video.ariaLabel = this.t('video-request.preview');
    return this.#video;
  }

  #forget(): void {
    if (!this.#video) return;
    URL.revokeObjectURL(this.#video.src);
    letGo(this.#video);
    this.#video = undefined;
  }

  readonly #pick = (): void => this.input.click();

  readonly #onPicked = (): void => {
    const [file] = this.input.files ?? [];
    // So that the same file can be chosen once more.
    this.input.value = '';
    if (file) void this.#check(file, false);
  };

  readonly #onRecorded = (event: CustomEvent<File>): void => void this.#check(event.detail, true);

  readonly #onAgain = (): void => {
    this.isAgain = true;
    this.refusal = undefined;
  };

  readonly #onSend = (): void => void this.dispatchEvent(new CustomEvent('clinic-video-send'));
}

define('clinic-video-answer', ClinicVideoAnswer);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-video-answer': ClinicVideoAnswer;
  }
  interface HTMLElementEventMap {
    'clinic-video-recorded': CustomEvent<File>;
    'clinic-video-draft': CustomEvent<VideoDraft | undefined>;
    'clinic-video-send': CustomEvent;
  }
}
