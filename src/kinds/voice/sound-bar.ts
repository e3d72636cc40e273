import { css, html, LitElement, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../../base/define.js';
import '../../i18n/errors.js';
import { formatClock } from '../../i18n/format-clock.js';
import { formatNumber } from '../../i18n/number.js';
import { addWords } from '../../i18n/translate.js';
import type { Translate } from '../../model/index.js';
import { iconPlay, iconWaiting } from '../../theme/file-icons.js';
import { iconPause } from '../../theme/kind-icons.js';
import { icon } from '../../ui/icon.js';
import { baseStyles, buttonStyles } from '../../ui/styles.js';
import { toldLength } from './payload.js';
import type { Sound } from './sound.js';

addWords({
  'voice.play': 'Play voice message',
  'voice.pause': 'Pause voice message',
  'voice.loading': 'Loading the voice message',
  'voice.position': 'Position',
  'voice.at': '{position} of {length}',
  'voice.speed': 'Speed {rate}×',
  'voice.failed': 'It could not be played. {reason}',
});

/** Of the picture, in units of its own. */
const [step, height, least] = [4, 32, 3];
/** How far a key leads, in seconds. */
const keys: Readonly<Record<string, number>> = { ArrowRight: 2, ArrowUp: 2, ArrowLeft: -2, ArrowDown: -2, PageUp: 10, PageDown: -10, Home: -Infinity, End: Infinity };

/**
 * Plays one sound: play and pause, its picture as a slider, position and length, speed.
 *
 * @tag clinic-voice-sound
 */
export class ClinicVoiceSound extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: block;
        min-inline-size: 0;
        font-variant-numeric: tabular-nums;
      }
      .row {
        display: flex;
        align-items: center;
        gap: 10px;
      }
      .go {
        inline-size: 36px;
        border: 1.5px solid currentcolor;
        color: inherit;
        --_size-icon: 18px;
      }
      .row .icon-button:hover:not(:disabled) {
        background: none;
        color: inherit;
      }
      .middle {
        flex: 1;
        min-inline-size: 0;
      }
      .wave {
        display: block;
        inline-size: 100%;
        block-size: 32px;
        border-radius: 4px;
        touch-action: pan-y;
        cursor: pointer;
      }
      svg {
        display: block;
        inline-size: 100%;
        block-size: 100%;
        overflow: visible;
      }
      .wave.mirrored svg {
        transform: scaleX(-1);
      }
      path {
        fill: none;
        stroke: currentcolor;
        stroke-width: 2px;
        stroke-linecap: round;
        vector-effect: non-scaling-stroke;
      }
      .ahead {
        opacity: 0.4;
      }
      .foot {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
        font-size: var(--_text-small);
        line-height: 1.3;
      }
      .speed {
        position: relative;
        min-inline-size: 36px;
        min-block-size: 24px;
        text-align: end;
        font-weight: var(--_weight-strong);
        border-radius: var(--_radius-pill);
      }
      .failed {
        margin-block-start: 4px;
        font-size: var(--_text-meta);
      }
      @media (prefers-reduced-motion: no-preference) {
        [aria-busy='true'] .icon {
          animation: turn 1s linear infinite;
        }
      }
      @keyframes turn {
        to {
          transform: rotate(1turn);
        }
      }
    `,
  ];

  @property({ attribute: false }) sound!: Sound;
  /** How long it is, in seconds, as far as it is known before it is loaded. */
  @property({ type: Number }) seconds = 0;
  /** Its picture: up to 64 values from 0 to 100. */
  @property({ attribute: false }) peaks: readonly number[] = [];
  @property({ attribute: false }) t!: Translate;
  @property() locale = 'en';
  /** Asked while it plays: where it is not to be heard any longer, it stops. */
  @property({ attribute: false }) mayStay: (() => boolean) | undefined;

  #stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listen();
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('sound')) this.#listen();
  }

  override render(): TemplateResult {
    const { t, locale, sound } = this;
    const { phase, position, rate } = sound;
    const isOn = phase === 'playing' || phase === 'loading';
    const length = this.#length;
    const label = t(phase === 'loading' ? 'voice.loading' : isOn ? 'voice.pause' : 'voice.play');
    const speed = formatNumber(locale, rate);
    const at = t('voice.at', { position: formatClock(locale, position), length: formatClock(locale, toldLength(length)) });
    return html`<div class="row">
        <button class="icon-button go" type="button" aria-label=${label} aria-busy=${phase === 'loading'} @click=${() => sound.toggle(this.mayStay)}>${icon(phase === 'loading' ? iconWaiting : isOn ? iconPause : iconPlay)}</button>
        <div class="middle">
          <div class="wave ${this.#isMirrored ? 'mirrored' : ''}" role="slider" tabindex="0" aria-label=${t('voice.position')} aria-valuemin="0" aria-valuemax=${Math.round(length)} aria-valuenow=${Math.round(position)} aria-valuetext=${at}
            @keydown=${this.#onKey} @pointerdown=${this.#onPointer} @pointermove=${this.#onPointer}>${this.#renderPicture(length > 0 ? position / length : 0)}</div>
          <div class="foot"><span aria-hidden="true">${at}</span>
            <button class="speed" type="button" aria-label=${t('voice.speed', { rate: speed })} @click=${() => sound.faster()}><span dir="ltr">${speed}×</span></button></div>
        </div>
      </div>
      <div role="status">${phase === 'failed' ? html`<p class="failed">${t('voice.failed', { reason: t(`error.${sound.error ?? 'unknown'}`) })}</p>` : nothing}</div>`;
  }

  /** What was measured here wins over what the message says of itself. */
  get #length(): number {
    return this.sound.length ?? this.seconds;
  }

  /** Time runs as one reads. */
  get #isMirrored(): boolean {
    return this.isConnected && getComputedStyle(this).direction === 'rtl';
  }

  #renderPicture(share: number): TemplateResult {
    const peaks = this.peaks.length ? this.peaks : new Array<number>(64).fill(0);
    const played = Math.round(share * peaks.length);
    const bars = (from: number, to: number): string => peaks.slice(from, to).map((peak, i) => {
      const size = Math.max(least, (peak / 100) * (height - 2));
      return `M${(from + i) * step + step / 2} ${(height - size) / 2}v${size}`;
    }).join('');
    return html`<svg viewBox="0 0 ${peaks.length * step} ${height}" preserveAspectRatio="none" aria-hidden="true">${svg`<path class="ahead" d=${bars(played, peaks.length)}></path><path d=${bars(0, played)}></path>`}</svg>`;
  }

  #listen(): void {
    this.#stop?.();
    this.#stop = this.sound?.listen(() => this.requestUpdate());
  }

  #onKey(event: KeyboardEvent): void {
    const by = keys[event.key];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const isSideways = event.key === 'ArrowRight' || event.key === 'ArrowLeft';
    const length = this.#length;
    this.sound.seek(Math.max(0, Math.min(length, this.sound.position + (isSideways && this.#isMirrored ? -by : by))));
  }

  #onPointer(event: PointerEvent): void {
    const wave = event.currentTarget as HTMLElement;
    if (event.type === 'pointerdown' && event.button === 0) wave.setPointerCapture(event.pointerId);
    else if (!wave.hasPointerCapture(event.pointerId)) return;
    const { left, width } = wave.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - left) / (width || 1)));
    this.sound.seek((this.#isMirrored ? 1 - share : share) * this.#length);
  }
}

define('clinic-voice-sound', ClinicVoiceSound);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-voice-sound': ClinicVoiceSound;
  }
}
