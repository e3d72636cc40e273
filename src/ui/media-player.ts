import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import { formatClock } from '../i18n/format-clock.js';
import { formatSize } from '../i18n/format-size.js';
import '../i18n/more.js';
import { addWords } from '../i18n/translate.js';
import { iconDownload, iconPlay, iconWaiting } from '../theme/file-icons.js';
import { sized } from './box.js';
import type { Captions } from './captions.js';
import { fileFaceStyles } from './file-face.styles.js';
import { fileNameParts } from './file-name.js';
import { fileIcon, spokenName, startDownload, type AttachedFile } from './files.js';
import { icon } from './icon.js';
import { mediaPlayerStyles } from './media-player.styles.js';
import { hearTurns, letGo, takeTurn } from './players.js';
import { baseStyles, buttonStyles } from './styles.js';
import { VideoLook } from './video-look.js';

addWords({
  'media.play': 'Play the video, {time}',
  'media.video': 'Video',
  'media.captions': 'Captions',
  'media.unplayable.video': 'This browser cannot play this kind of video. You can download it.',
  'media.unplayable.audio': 'This browser cannot play this kind of sound. You can download it.',
  'media.failed.video': 'The video could not be played here.',
  'media.failed.audio': 'The sound could not be played here.',
  'media.again': 'Try again',
  'media.download': 'Download',
});

/** Pixels: the first picture's longer side. */
const pictureSize = 640;
/** Bytes: larger captions are none. */
const mostCaptions = 1_000_000;
/** Milliseconds: what a browser may be silent after its address has run out, and how old that must be to be the reason. */
const [patience, young] = [6_000, 60_000];

/**
 * Sound or video in its place: the first picture until it is asked for, then the browser's own player, with captions where there are some. Its address is good for
 * a few minutes; where it has run out the next one is asked for, and it goes on where it stood.
 *
 * @tag clinic-ui-media
 */
export class ClinicUiMedia extends LitElement {
  static override styles = [baseStyles, buttonStyles, fileFaceStyles, mediaPlayerStyles];

  @property({ attribute: false }) file!: AttachedFile;
  /** The first picture; without one the browser looks for it. */
  @property({ attribute: false }) poster: AttachedFile | undefined;
  @property({ attribute: false }) captions: readonly Captions[] = [];
  /** Whether name, size and download stand below it. */
  @property({ type: Boolean, reflect: true }) named = false;
  /** Whether it is near enough to be seen soon: before, nothing is loaded. */
  @property({ type: Boolean }) near = false;
  /** Where a file can be read: short-lived addresses. */
  @property({ attribute: false }) fileUrl: (file: AttachedFile, as: 'file' | 'preview') => Promise<string> = () => Promise.reject(new Error('no fileUrl'));
  @property({ attribute: false }) t: (key: string, values?: Readonly<Record<string, string | number>>) => string = (key) => key;
  @property() locale = 'en';

  @state() private url = '';
  @state() private image = '';
  @state() private tracks: readonly { src: string; language: string }[] = [];
  @state() private isLoading = false;
  @state() private isFailed = false;
  @query('canvas') private canvas!: HTMLCanvasElement | null;
  @query('video, audio') private media!: HTMLMediaElement | null;
  #place = 0;
  /** Whether the address that is open stands at that place. */
  #isPlaced = false;
  /** It has begun to play since its address was asked for, and when that was. */
  #hasPlayed = false;
  #since = 0;
  /** Where the last address failed: what fails there again is no matter of addresses. */
  #failedAt: number | undefined;
  /** What the first picture was looked for; another stands there after it was played. */
  #drawn: HTMLCanvasElement | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #deaf: (() => void) | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const { src } of this.tracks) URL.revokeObjectURL(src);
    this.tracks = [];
    if (this.media) letGo(this.media);
    this.url = '';
    clearTimeout(this.#patience);
    this.#deaf?.();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('poster') && this.poster?.scan === 'clean') this.fileUrl(this.poster, 'preview').then((url) => (this.image = url), () => undefined);
  }

  protected override updated(): void {
    if (this.near && this.canvas && this.canvas !== this.#drawn) void this.#look(this.canvas);
  }

  override render(): TemplateResult {
    const { file, t } = this;
    if (file.scan !== 'clean') return html`<p>${t(`file.${file.scan}`)}</p>`;
    const kind = this.#kind;
    if (!this.#isPlayable) return html`${this.#renderFoot()}<p class="said">${t(`media.unplayable.${kind}`)}</p>${this.#renderButtons(false)}`;
    if (this.isFailed) return html`${this.#renderFoot()}<p class="said" role="alert">${t(`media.failed.${kind}`)}</p>${this.#renderButtons(true)}`;
    return kind === 'video' ? html`${this.#renderVideo()}${this.#renderFoot()}` : html`${this.#renderFoot()}${this.url ? this.#renderPlayer() : nothing}`;
  }

  #renderVideo(): TemplateResult {
    const { file, poster, url, image, t, locale } = this;
    const box = sized({ '--_box-ratio': String(this.#ratio) });
    if (url) return html`<div class="frame" ${box}>${this.#renderPlayer()}</div>`;
    const label = this.named ? `${t('file.play', { name: this.#name })}, ${this.#facts}` : t('media.play', { time: formatClock(locale, file.duration ?? 0) });
    return html`<button class="frame" ${box} type="button" aria-label=${label} ?aria-busy=${this.isLoading} @click=${this.#onPlay}>
      ${poster ? (image ? html`<img src=${image} alt="" />` : nothing) : html`<canvas aria-hidden="true"></canvas>`}<span class="go">${icon(this.isLoading ? iconWaiting : iconPlay)}</span></button>`;
  }

  #renderPlayer(): TemplateResult {
    const { url, image, tracks, t } = this;
    const label = this.named ? this.#name : t('media.video');
    if (this.#kind === 'audio') {
      return html`<audio controls preload="metadata" src=${url} aria-label=${label} @loadedmetadata=${this.#onLoaded} @timeupdate=${this.#onTime} @seeking=${this.#onWaiting} @waiting=${this.#onWaiting} @playing=${this.#onPlaying} @error=${this.#onError}></audio>`;
    }
    return html`<video controls playsinline preload="metadata" src=${url} poster=${image || nothing} aria-label=${label}
      @loadedmetadata=${this.#onLoaded} @timeupdate=${this.#onTime} @seeking=${this.#onWaiting} @waiting=${this.#onWaiting} @playing=${this.#onPlaying} @error=${this.#onError}>
      ${tracks.map(({ src, language }) => html`<track kind="captions" src=${src} srclang=${language || nothing} label=${language || t('media.captions')} />`)}</video>`;
  }

  /** What it is, and its download. Sound begins with its play button. */
  #renderFoot(): TemplateResult | typeof nothing {
    if (!this.named) return nothing;
    const { file, t, isLoading } = this;
    const { stem, extension } = fileNameParts(file.name);
    const canBegin = this.#kind === 'audio' && !this.url && this.#isPlayable && !this.isFailed;
    return html`<div class="foot">
      ${canBegin
        ? html`<button class="square" type="button" aria-label="${t('file.play', { name: this.#name })}, ${this.#facts}" ?aria-busy=${isLoading} @click=${this.#onPlay}>${icon(isLoading ? iconWaiting : iconPlay)}</button>`
        : html`<span class="square">${icon(fileIcon(file.type))}</span>`}
      <span><span class="name"><bdi>${stem || this.#name}${extension ? html`<span>.${extension}</span>` : nothing}</bdi></span> <span class="meta"><bdi>${this.#facts}</bdi></span></span>
      <button class="icon-button" type="button" aria-label=${t('file.download', { name: this.#name })} title=${t('media.download')} @click=${this.#onDownload}>${icon(iconDownload)}</button>
    </div>`;
  }

  #renderButtons(mayAgain: boolean): TemplateResult | typeof nothing {
    if (this.named && !mayAgain) return nothing;
    const { t } = this;
    return html`<div class="row">${mayAgain ? html`<button class="button" type="button" @click=${this.#onPlay}>${t('media.again')}</button>` : nothing}
      ${this.named ? nothing : html`<button class="button" type="button" @click=${this.#onDownload}>${t('media.download')}</button>`}</div>`;
  }

  get #kind(): 'audio' | 'video' {
    return this.file.type.startsWith('audio/') ? 'audio' : 'video';
  }

  /** QuickTime's box is MP4's: a browser that does not know its name may well play what is in it, and says so itself where it cannot. */
  get #isPlayable(): boolean {
    return this.file.type === 'video/quicktime' || document.createElement(this.#kind).canPlayType(this.file.type) !== '';
  }

  get #name(): string {
    return spokenName(this.file.name, this.t('file.unnamed'));
  }

  get #facts(): string {
    const { file: { size, duration }, locale } = this;
    return [...(duration ? [formatClock(locale, duration)] : []), formatSize(locale, size)].join(' · ');
  }

  /** Neither a strip nor a tower. */
  get #ratio(): number {
    const { width, height } = this.poster ?? {};
    return width && height ? Math.min(16 / 9, Math.max(3 / 4, width / height)) : 4 / 3;
  }

  /** The first picture of a video that was sent without one. Where the browser shows none, or is to save data, the box stays as it is. */
  async #look(canvas: HTMLCanvasElement): Promise<void> {
    this.#drawn = canvas;
    if (!this.#isPlayable || (navigator as { connection?: { saveData?: boolean } }).connection?.saveData) return;
    const seen = new VideoLook();
    try {
      const isThere = await seen.open(await this.fileUrl(this.file, 'file'));
      if (isThere && seen.video.videoWidth > 0 && (await seen.seek(Math.min(0.1, seen.video.duration / 2)))) seen.draw(canvas, pictureSize);
    } catch {
      // Whoever plays it is told why it does not come.
    } finally {
      seen.end();
    }
  }

  /** Asks for an address, at the beginning and whenever the last has run out. */
  async #open(isToPlay: boolean): Promise<void> {
    if (this.isLoading) return;
    this.isLoading = true;
    this.#hasPlayed = false;
    clearTimeout(this.#patience);
    const isFirst = !this.url;
    try {
      const [url, tracks] = await Promise.all([this.fileUrl(this.file, 'file'), this.tracks.length ? this.tracks : this.#bringCaptions()]);
      if (!this.isConnected) return;
      this.#isPlaced = false;
      Object.assign(this, { url, tracks, isFailed: false });
      this.#since = performance.now();
      await this.updateComplete;
      if (isFirst) this.media?.focus();
      // Where the browser wants another press, its own controls are there for it.
      if (isToPlay) this.media?.play().catch(() => undefined);
    } catch {
      this.isFailed = true;
    } finally {
      this.isLoading = false;
    }
  }

  /** Addresses of this page: a track from elsewhere would need the clinic's server to allow it. Without them the video plays all the same. */
  async #bringCaptions(): Promise<{ src: string; language: string }[]> {
    const found = await Promise.all(this.captions.map(async ({ file, language }) => {
      if (file.scan !== 'clean' || file.size > mostCaptions) return [];
      try {
        const answer = await fetch(await this.fileUrl(file, 'file'));
        return answer.ok ? [{ src: URL.createObjectURL(new Blob([await answer.text()], { type: 'text/vtt' })), language }] : [];
      } catch {
        return [];
      }
    }));
    return found.flat();
  }

  readonly #onPlay = (): void => {
    this.#failedAt = undefined;
    void this.#open(true);
  };

  readonly #onDownload = (): void => {
    this.fileUrl(this.file, 'file').then((url) => startDownload(url, this.#name), () => (this.isFailed = true));
  };

  readonly #onLoaded = ({ target }: Event): void => {
    const { media, tracks } = this;
    if (!media || target !== media) return;
    if (this.#place > 0) media.currentTime = this.#place;
    this.#isPlaced = true;
    // Not by the attribute `default`: WebKit takes it for a wish among others.
    const inTheirLanguage = Math.max(0, tracks.findIndex(({ language }) => language.split('-', 1)[0] === this.locale.split('-', 1)[0]));
    if (media.textTracks[inTheirLanguage] && this.#place === 0) media.textTracks[inTheirLanguage].mode = 'showing';
  };

  readonly #onTime = (): void => {
    // An address that has just changed begins at nothing, and says so, even when its first bytes are here.
    if (!this.media || !this.#isPlaced) return;
    this.#hasPlayed = true;
    this.#place = this.media.currentTime;
  };

  /** Some browsers say nothing where an address has run out, and wait. */
  readonly #onWaiting = (): void => {
    this.#onTime();
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => {
      if (this.media && this.media.readyState < HTMLMediaElement.HAVE_FUTURE_DATA && performance.now() - this.#since > young) this.#renew();
    }, patience);
  };

  readonly #onPlaying = (): void => {
    takeTurn(this);
    this.#deaf?.();
    this.#deaf = hearTurns(this, () => this.media?.pause());
  };

  readonly #onError = (): void => {
    // Firefox says so as well where there is nothing to hear it with, and goes on all the same.
    if (!this.media?.error) return;
    if (this.#hasPlayed && this.#place !== this.#failedAt) {
      this.#failedAt = this.#place;
      return this.#renew();
    }
    this.url = '';
    this.isFailed = true;
  };

  #renew(): void {
    const { media } = this;
    if (!media) return;
    media.defaultPlaybackRate = media.playbackRate;
    void this.#open(!media.paused);
  }
}

define('clinic-ui-media', ClinicUiMedia);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-ui-media': ClinicUiMedia;
  }
}
