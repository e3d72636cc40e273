import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define } from '../../base/define.js';
import { formatClock } from '../../i18n/format-clock.js';
import '../../i18n/more.js';
import { addWords } from '../../i18n/translate.js';
import type { FileRef, KindHost } from '../../model/index.js';
import { iconPlay } from '../../theme/file-icons.js';
import { sized } from '../../ui/box.js';
import { startDownload } from '../../ui/files.js';
import { icon } from '../../ui/icon.js';
import { baseStyles, buttonStyles } from '../../ui/styles.js';

addWords({
  'video-request.play': 'Play the video, {time}',
  'video-request.video': 'Video',
  'video-request.unplayable': 'The video could not be played here.',
  'video-request.reload': 'Try again',
  'video-request.download': 'Download',
});

/**
 * A video in its place: the first picture until it is asked for, then the browser's own player. Its address is good for a few minutes; where it has run out the next
 * one is asked for, and it goes on where it stood.
 *
 * @tag clinic-video-player
 */
export class ClinicVideoPlayer extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: block;
      }
      .frame {
        position: relative;
        display: grid;
        place-items: center;
        overflow: hidden;
        inline-size: 100%;
        aspect-ratio: var(--_box-ratio);
        border-radius: var(--_radius-image);
        background: var(--_color-sunken);
        color: var(--_color-text);
      }
      img,
      video {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        block-size: 100%;
        object-fit: contain;
      }
      .go {
        position: relative;
        display: grid;
        place-items: center;
        inline-size: 56px;
        block-size: 56px;
        border-radius: var(--_radius-avatar);
        background: var(--_color-accent);
        color: var(--_color-on-accent);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--_space-s);
        margin-block-start: var(--_space-s);
      }
    `,
  ];

  @property({ attribute: false }) host!: KindHost;
  @property({ attribute: false }) file!: FileRef;
  @property({ attribute: false }) poster: FileRef | undefined;
  @property({ attribute: false }) captions: FileRef | undefined;
  /** The captions' (BCP 47). */
  @property() language = '';
  @property({ type: Number }) duration = 0;

  @state() private url = '';
  @state() private image = '';
  @state() private track = '';
  @state() private isLoading = false;
  @state() private isFailed = false;
  #place = 0;
  /** It has begun to play since its address was asked for. */
  #hasPlayed = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.track) URL.revokeObjectURL(this.track);
    this.track = this.url = '';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('poster') && this.poster?.scan === 'clean') this.host.fileUrl(this.poster, 'preview').then((url) => (this.image = url), () => undefined);
  }

  override render(): TemplateResult {
    const { file, url, image, track, host: { t, locale } } = this;
    if (file.scan !== 'clean') return html`<p>${t(`file.${file.scan}`)}</p>`;
    if (this.isFailed) {
      return html`<p role="alert">${t('video-request.unplayable')}</p>
        <div class="row"><button class="button" type="button" @click=${this.#play}>${t('video-request.reload')}</button><button class="button" type="button" @click=${this.#download}>${t('video-request.download')}</button></div>`;
    }
    const box = sized({ '--_box-ratio': String(this.#ratio) });
    if (url) {
      return html`<div class="frame" ${box}><video controls autoplay playsinline preload="metadata" src=${url} poster=${image || nothing} aria-label=${t('video-request.video')}
        @loadedmetadata=${this.#onLoaded} @timeupdate=${this.#onTime} @error=${this.#onError}>${track ? html`<track kind="captions" src=${track} srclang=${this.language} default />` : nothing}</video></div>`;
    }
    return html`<button class="frame" ${box} type="button" aria-label=${t('video-request.play', { time: formatClock(locale, this.duration) })} ?aria-busy=${this.isLoading} @click=${this.#play}>
      ${image ? html`<img src=${image} alt="" />` : nothing}<span class="go">${icon(iconPlay)}</span></button>`;
  }

  /** Neither a strip nor a tower. */
  get #ratio(): number {
    const { width, height } = this.poster ?? {};
    return width && height ? Math.min(16 / 9, Math.max(3 / 4, width / height)) : 4 / 3;
  }

  readonly #play = async (): Promise<void> => {
    if (this.isLoading) return;
    this.isLoading = true;
    this.#hasPlayed = false;
    try {
      [this.url, this.track] = await Promise.all([this.host.fileUrl(this.file, 'file'), this.track || this.#captions()]);
      this.isFailed = false;
      await this.updateComplete;
      this.renderRoot.querySelector('video')?.focus();
    } catch {
      this.isFailed = true;
    } finally {
      this.isLoading = false;
    }
  };

  /** An address of this page: a track from elsewhere would need the clinic's server to allow it. Without them the video plays all the same. */
  async #captions(): Promise<string> {
    if (this.captions?.scan !== 'clean') return '';
    try {
      const answer = await fetch(await this.host.fileUrl(this.captions, 'file'));
      return answer.ok ? URL.createObjectURL(new Blob([await answer.text()], { type: 'text/vtt' })) : '';
    } catch {
      return '';
    }
  }

  readonly #download = (): void => {
    this.host.fileUrl(this.file, 'file').then((url) => startDownload(url, this.file.name), () => undefined);
  };

  readonly #onLoaded = (event: Event): void => {
    if (this.#place > 0) (event.target as HTMLVideoElement).currentTime = this.#place;
  };

  readonly #onTime = (event: Event): void => {
    this.#hasPlayed = true;
    this.#place = (event.target as HTMLVideoElement).currentTime;
  };

  readonly #onError = (): void => {
    this.url = '';
    if (this.#hasPlayed) void this.#play();
    else this.isFailed = true;
  };
}

define('clinic-video-player', ClinicVideoPlayer);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-video-player': ClinicVideoPlayer;
  }
}
