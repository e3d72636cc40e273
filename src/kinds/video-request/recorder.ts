import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define } from '../../base/define.js';
import { formatClock } from '../../i18n/format-clock.js';
import { addWords } from '../../i18n/translate.js';
import type { Translate } from '../../model/index.js';
import { iconRecord, iconStop, iconSwitchCamera } from '../../theme/kind-icons.js';
import { icon } from '../../ui/icon.js';
import { takeTurn } from '../../ui/players.js';
import { deviceProblem, deviceWords, recordingObstacle, releaseDevices, type DeviceProblem } from '../../ui/recording.js';
import { baseStyles, buttonStyles } from '../../ui/styles.js';

addWords({
  'video-request.camera': 'What the camera sees',
  'video-request.starting': 'Starting the camera',
  'video-request.ready': 'Ready. Recording stops by itself after {time}.',
  'video-request.start': 'Start recording',
  'video-request.stop': 'Stop recording',
  'video-request.not-yet': 'Cancel',
  'video-request.recording': 'Recording',
  'video-request.left': '{time} left',
  'video-request.left.soon': '10 seconds left',
  'video-request.switch': 'Use the other camera',
  'video-request.retry': 'Try again',
});

/**
 * What is recorded where the browser offers it, the best first. H.264 with AAC plays in every browser; Firefox and Chromium without these codecs record WebM,
 * which Safari plays from 14.1 on (on phones from 17.4 on): for older ones the player offers the file.
 */
const formats = ['video/mp4;codecs=avc1.42E01E,mp4a.40.2', 'video/webm;codecs=vp8,opus', 'video/mp4', 'video/webm'];
/** 45 seconds are 9 MB: small enough to be kept on the device until they are sent. */
const quality = { videoBitsPerSecond: 1_500_000, audioBitsPerSecond: 64_000 };
const picture = { width: { ideal: 1280 }, height: { ideal: 720 } };
/** Milliseconds between two looks at the clock. */
const tick = 200;
/** Milliseconds for a recorder to give its last piece: one that never does ends with what there is. */
const patience = 5_000;
/** Seconds: what a browser's timers lag behind in a page that is not seen. */
const lag = 1;

/**
 * Records a short video with camera and microphone: preview, countdown, time left, and an end at the limit. `clinic-video-recorded` brings what was recorded, also
 * where a device goes in the middle.
 *
 * @tag clinic-video-recorder
 */
export class ClinicVideoRecorder extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: grid;
        gap: var(--_space-m);
      }
      .stage {
        position: relative;
        display: grid;
        place-items: center;
        overflow: hidden;
        aspect-ratio: 4 / 3;
        max-block-size: 55dvb;
        inline-size: 100%;
        border-radius: var(--_radius-image);
        background: var(--_color-sunken);
      }
      video {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        block-size: 100%;
        object-fit: contain;
      }
      /* As in a mirror: whoever moves left sees themselves move left. What is recorded is not turned round. */
      .mirrored {
        scale: -1 1;
      }
      .count,
      .time {
        position: absolute;
        display: inline-flex;
        align-items: center;
        gap: 6px;
        border-radius: var(--_radius-field);
        background: var(--_color-raised);
        color: var(--_color-text);
        font-weight: var(--_weight-strong);
        font-variant-numeric: tabular-nums;
      }
      .count {
        padding: 8px 24px;
        font-size: 3rem;
      }
      .time {
        inset-block-start: 12px;
        inset-inline-start: 12px;
        padding: 4px 10px;
        --_size-icon: 14px;
      }
      .time .icon {
        color: var(--_color-danger);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: var(--_space-s);
      }
      .said {
        color: var(--_color-text-soft);
        text-align: center;
      }
      .wrong {
        padding: var(--_space-l);
        text-align: center;
      }
    `,
  ];

  @property({ attribute: false }) t!: Translate;
  @property() locale = 'en';
  /** The limit. */
  @property({ type: Number }) seconds = 45;

  @state() private step: 'starting' | 'ready' | 'counting' | 'recording' | 'over' = 'starting';
  @state() private problem: DeviceProblem | undefined;
  @state() private stream: MediaStream | undefined;
  @state() private hasOther = false;
  @state() private count = 0;
  @state() private left = 0;
  #facing: 'user' | 'environment' = 'user';
  #recorder: MediaRecorder | undefined;
  #chunks: Blob[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Counts the attempts: an answer of the browser that comes after the next one was asked for is nobody's. */
  #attempt = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#attempt += 1;
    this.#recorder = undefined;
    this.#free();
  }

  override render(): TemplateResult {
    const { t, step, problem, stream } = this;
    if (problem) {
      return html`<div class="stage"><p class="wrong" role="alert">${deviceWords(t, problem, 'camera')}</p></div>
        <div class="row">${problem === 'unsupported' || problem === 'insecure' || problem === 'policy' ? nothing : html`<button class="button" type="button" @click=${this.#start}>${t('video-request.retry')}</button>`}<slot></slot></div>`;
    }
    const isReady = step === 'ready';
    return html`<div class="stage">
        <video class=${this.#isMirrored ? 'mirrored' : ''} autoplay playsinline .muted=${true} .srcObject=${stream ?? null} aria-label=${t('video-request.camera')}></video>
        ${step === 'counting' ? html`<div class="count" aria-hidden="true">${this.count}</div>` : nothing}
        ${step === 'recording' ? html`<div class="time" role="timer">${icon(iconRecord)}<span>${t('video-request.left', { time: formatClock(this.locale, Math.ceil(this.left)) })}</span></div>` : nothing}
      </div>
      <p class="said" role="status">${this.#said()}</p>
      <div class="row">
        <button class="button primary" type="button" ?disabled=${step === 'starting' || step === 'over'} @click=${this.#onMain}>${icon(step === 'recording' ? iconStop : iconRecord)}${t(step === 'recording' ? 'video-request.stop' : step === 'counting' ? 'video-request.not-yet' : 'video-request.start')}</button>
        ${this.hasOther && isReady ? html`<button class="button" type="button" @click=${this.#onSwitch}>${icon(iconSwitchCamera)}${t('video-request.switch')}</button>` : nothing}
        ${isReady || step === 'starting' ? html`<slot></slot>` : nothing}
      </div>`;
  }

  get #isMirrored(): boolean {
    return this.stream?.getVideoTracks()[0]?.getSettings().facingMode !== 'environment';
  }

  #said(): string {
    const { t, step } = this;
    if (step === 'starting') return t('video-request.starting');
    if (step === 'ready') return t('video-request.ready', { time: formatClock(this.locale, this.seconds) });
    if (step === 'counting') return String(this.count);
    return this.left > 10 || this.seconds <= 10 ? t('video-request.recording') : t('video-request.left.soon');
  }

  readonly #start = async (): Promise<void> => {
    const attempt = (this.#attempt += 1);
    this.#free();
    this.step = 'starting';
    this.problem = recordingObstacle('camera');
    if (this.problem) return;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { ...picture, facingMode: this.#facing } });
      if (attempt !== this.#attempt) return releaseDevices(stream);
      for (const track of stream.getTracks()) track.addEventListener('ended', () => this.#onGone(stream));
      this.stream = stream;
      this.step = 'ready';
      // Only whoever was let in is told what there is.
      const cameras = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
      this.hasOther = cameras.length > 1;
    } catch (thrown) {
      if (attempt === this.#attempt) this.problem = deviceProblem(thrown, 'camera');
    }
  };

  readonly #onSwitch = (): void => {
    this.#facing = this.#facing === 'user' ? 'environment' : 'user';
    void this.#start();
  };

  readonly #onMain = (): void => {
    if (this.step === 'recording') return this.#stop();
    clearInterval(this.#timer);
    if (this.step === 'counting') {
      this.step = 'ready';
      return;
    }
    takeTurn(this);
    this.step = 'counting';
    this.count = 3;
    this.#timer = setInterval(() => {
      this.count -= 1;
      if (this.count === 0) this.#record();
    }, 1_000);
  };

  #record(): void {
    clearInterval(this.#timer);
    const { stream } = this;
    if (!stream) return;
    const chunks: Blob[] = (this.#chunks = []);
    try {
      const mimeType = formats.find((format) => MediaRecorder.isTypeSupported(format));
      const recorder = (this.#recorder = new MediaRecorder(stream, { ...quality, ...(mimeType && { mimeType }) }));
      recorder.addEventListener('dataavailable', ({ data }) => {
        if (data.size > 0) chunks.push(data);
      });
      recorder.addEventListener('stop', () => this.#done(recorder));
      recorder.addEventListener('start', () => this.#count(performance.now()));
      recorder.start(1_000);
    } catch (thrown) {
      this.problem = deviceProblem(thrown, 'camera');
      return this.#free();
    }
    this.left = this.seconds;
    this.step = 'recording';
  }

  #count(since: number): void {
    // Stopped before it had begun.
    if (this.step !== 'recording') return;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      this.left = Math.max(0, this.seconds - (performance.now() - since) / 1_000);
      if (this.left <= (document.hidden ? lag : 0)) this.#stop();
    }, tick);
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.step = 'over';
    const recorder = this.#recorder;
    if (!recorder) return;
    if (recorder.state !== 'inactive') recorder.stop();
    this.#timer = setTimeout(() => this.#done(recorder), patience);
  }

  /** A device was unplugged or taken away: what was recorded until then is kept. */
  #onGone(stream: MediaStream): void {
    if (stream !== this.stream) return;
    if (this.step === 'recording') return this.#stop();
    if (this.step === 'over') return;
    this.problem = 'gone';
    this.#free();
  }

  #done(recorder: MediaRecorder): void {
    if (recorder !== this.#recorder) return;
    this.#recorder = undefined;
    this.#free();
    const type = (recorder.mimeType || this.#chunks[0]?.type || 'video/webm').split(';', 1)[0] ?? '';
    const file = new File(this.#chunks, `video.${type.includes('mp4') ? 'mp4' : 'webm'}`, { type });
    this.dispatchEvent(new CustomEvent('clinic-video-recorded', { detail: file }));
  }

  #free(): void {
    clearInterval(this.#timer);
    releaseDevices(this.stream);
    this.stream = undefined;
  }
}

define('clinic-video-recorder', ClinicVideoRecorder);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-video-recorder': ClinicVideoRecorder;
  }
}
