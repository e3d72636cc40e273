import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { define } from '../../base/define.js';
import { formatClock } from '../../i18n/format-clock.js';
import { addWords } from '../../i18n/translate.js';
import { iconAlert, iconDiscard } from '../../theme/icons.js';
import { iconPause, iconMicrophone, iconStop } from '../../theme/kind-icons.js';
import { icon } from '../../ui/icon.js';
import { deviceWords, type DeviceProblem } from '../../ui/recording.js';
import { takeTurn } from '../../ui/players.js';
import { baseStyles, buttonStyles } from '../../ui/styles.js';
import { ComposeElement } from '../compose-element.js';
import type { VoicePayload } from './payload.js';
import { recorderStyles } from './recorder.styles.js';
import { VoiceRecording } from './recording.js';
import { Sound } from './sound.js';
import './sound-bar.js';

addWords({
  'voice.asking': 'Please allow the microphone in the browser’s question.',
  'voice.recording': 'Recording',
  'voice.paused': 'Paused',
  'voice.working': 'One moment',
  'voice.left': '{time} left',
  'voice.left-soon': '{count} seconds left',
  'voice.stopped.limit': 'The recording has stopped at {time}, the longest that is possible. It is kept.',
  'voice.stopped.hidden': 'The recording stopped when it was out of sight. It is kept.',
  'voice.ready': 'Listen to it, send it, or discard it.',
  'voice.pause-recording': 'Pause recording',
  'voice.resume': 'Go on recording',
  'voice.stop': 'Stop',
  'voice.discard': 'Discard recording',
  'voice.sure': 'Discard the recording of {time}?',
  'voice.keep': 'Keep',
  'voice.drop': 'Discard',
  'voice.send': 'Send',
  'voice.again': 'Try again',
  'voice.close': 'Close',
  'voice.file': 'Voice message',
});

/** Seconds: when the end is near, and from when on discarding is asked about. */
const [warnAt, dearAfter] = [10, 3];
const shownLevels = 48;
/** What another attempt does not change. */
const lasting: ReadonlySet<DeviceProblem> = new Set(['insecure', 'unsupported', 'policy']);

/**
 * Records a voice message (R-23): it listens at once, shows how loud it is and how much time is left, stops by itself at the limit, and what was
 * recorded can be heard before it is sent. Out of sight it stops and keeps what it has.
 *
 * @tag clinic-kind-voice-recorder
 */
export class ClinicKindVoiceRecorder extends ComposeElement {
  static override styles = [baseStyles, buttonStyles, recorderStyles];

  /** Whether it is asked if the recording is to go. */
  @state() private isAsked = false;
  #recording: VoiceRecording | undefined;
  /** The recording, to listen to. */
  #sound: Sound | undefined;
  #url: string | undefined;
  /** Send was pressed while it was still recording. */
  #isToSend = false;
  #hadFocus = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.#onKey);
    if (!this.#recording) void this.updateComplete.then(() => this.#record());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.#onKey);
    this.#sound?.pause();
    this.#recording?.stop('hidden');
  }

  release(): void {
    window.removeEventListener('beforeunload', this.#onUnload);
    this.#recording?.discard();
    this.#recording = undefined;
    this.#sound?.release();
    this.#sound = undefined;
    if (this.#url) URL.revokeObjectURL(this.#url);
    this.#url = undefined;
  }

  override focus(options?: FocusOptions): void {
    (this.renderRoot.querySelector<HTMLElement>('.main') ?? this.renderRoot.querySelector<HTMLElement>('button'))?.focus(options);
  }

  protected override updated(): void {
    // The button that had the focus has gone with its state.
    if (this.#hadFocus && !this.matches(':focus-within')) this.focus();
    this.#hadFocus = false;
  }

  override render(): TemplateResult {
    const { t } = this.host;
    const one = this.#recording;
    return html`<div class="strip">
      ${one?.phase === 'failed' ? this.#renderProblem(one) : this.isAsked && one ? this.#renderQuestion(one) : one?.phase === 'ready' ? this.#renderReview() : this.#renderRecording(one)}
    </div>
    <div class="visually-hidden" role="status">${one?.phase === 'recording' && one.left <= warnAt ? t('voice.left-soon', { count: warnAt }) : one?.phase === 'recording' ? t('voice.recording') : ''}</div>`;
  }

  #renderRecording(one: VoiceRecording | undefined): TemplateResult {
    const { t, locale, limits } = this.host;
    const phase = one?.phase ?? 'asking';
    if (!one || phase === 'asking') return html`<p class="words" role="status">${icon(iconMicrophone)}<span>${t('voice.asking')}</span></p>${this.#renderButtons(nothing)}`;
    const isOn = phase === 'recording';
    return html`<div class="line">
        <span class="dot ${isOn ? 'on' : ''}"></span><span class="state">${t(phase === 'paused' ? 'voice.paused' : isOn ? 'voice.recording' : 'voice.working')}</span>
        ${this.#renderLevels(one)}
        <span class="time" role="timer">${formatClock(locale, one.seconds)}</span><span class="left ${one.left <= warnAt ? 'soon' : ''}">${t('voice.left', { time: formatClock(locale, Math.ceil(Math.min(limits.voiceSeconds, one.left))) })}</span>
      </div>
      ${this.#renderButtons(phase === 'working' ? nothing : html`
        <button class="icon-button" type="button" aria-label=${t(isOn ? 'voice.pause-recording' : 'voice.resume')} title=${t(isOn ? 'voice.pause-recording' : 'voice.resume')} @click=${() => (isOn ? one.pause() : one.resume())}>${icon(isOn ? iconPause : iconMicrophone)}</button>
        <button class="button main" type="button" @click=${() => one.stop()}>${icon(iconStop)}${t('voice.stop')}</button>
        <button class="button primary" type="button" @click=${this.#onSendNow}>${t('voice.send')}</button>`)}`;
  }

  #renderReview(): TemplateResult | typeof nothing {
    const { t, locale, limits } = this.host;
    const one = this.#recording;
    if (!one?.result || !this.#sound) return nothing;
    const { stoppedBy, result: { seconds, peaks } } = one;
    const why = stoppedBy === 'gone' ? deviceWords(t, 'gone', 'microphone') : stoppedBy ? t(`voice.stopped.${stoppedBy}`, { time: formatClock(locale, limits.voiceSeconds) }) : '';
    return html`<p class="words" role="status">${stoppedBy ? icon(iconAlert) : nothing}<span>${why} ${t('voice.ready')}</span></p>
      <clinic-voice-sound .sound=${this.#sound} .seconds=${seconds} .peaks=${peaks} .t=${t} .locale=${locale} .mayStay=${this.#isSeen}></clinic-voice-sound>
      ${this.#renderButtons(html`<button class="button primary main" type="button" @click=${this.#onSend}>${t('voice.send')}</button>`)}`;
  }

  #renderQuestion(one: VoiceRecording): TemplateResult {
    const { t, locale } = this.host;
    return html`<p class="words" role="alert"><span>${t('voice.sure', { time: formatClock(locale, one.seconds) })}</span></p>
      <div class="buttons"><button class="button main" type="button" @click=${this.#onKeep}>${t('voice.keep')}</button><button class="button danger" type="button" @click=${this.#drop}>${t('voice.drop')}</button></div>`;
  }

  #renderProblem({ problem = 'failed' }: VoiceRecording): TemplateResult {
    const { t } = this.host;
    return html`<p class="words" role="alert">${icon(iconAlert)}<span>${deviceWords(t, problem, 'microphone')}</span></p>
      <div class="buttons"><button class="button ${lasting.has(problem) ? 'main' : ''}" type="button" @click=${this.#drop}>${t('voice.close')}</button>
        ${lasting.has(problem) ? nothing : html`<button class="button primary main" type="button" @click=${this.#onAgain}>${t('voice.again')}</button>`}</div>`;
  }

  #renderButtons(buttons: unknown): TemplateResult {
    const label = this.host.t('voice.discard');
    return html`<div class="buttons"><button class="icon-button first" type="button" aria-label=${label} title=${label} @click=${this.#onDiscard}>${icon(iconDiscard)}</button>${buttons}</div>`;
  }

  /** The newest at the end; a bar each. */
  #renderLevels({ levels }: VoiceRecording): TemplateResult {
    const shown = levels.slice(-shownLevels);
    const bars = shown.map((level, i) => `M${(shownLevels - shown.length + i) * 4 + 2} ${12 - (1 + level * 10)}v${(1 + level * 10) * 2}`).join('');
    return html`<svg class="levels" viewBox="0 0 ${shownLevels * 4} 24" preserveAspectRatio="none" aria-hidden="true"><path d=${bars}></path></svg>`;
  }

  #record(): void {
    if (this.#recording || !this.isConnected) return;
    // What else sounds would be in it.
    takeTurn(this);
    this.#recording = new VoiceRecording(this.host.limits.voiceSeconds, this.#onChange);
    void this.#recording.start();
    this.requestUpdate();
  }

  readonly #isSeen = (): boolean => this.isConnected && this.checkVisibility?.({ visibilityProperty: true }) !== false;

  readonly #onChange = (): void => {
    const one = this.#recording;
    if (!one) return;
    if (one.phase === 'recording') {
      window.addEventListener('beforeunload', this.#onUnload);
      // Nobody is listened to by a window that they have closed.
      if (!this.#isSeen()) return one.stop('hidden');
    }
    if (one.result && !this.#sound) {
      const url = (this.#url = URL.createObjectURL(new Blob([one.result.wav], { type: 'audio/wav' })));
      this.#sound = new Sound(() => Promise.resolve(url));
      if (this.#isToSend) return this.#onSend();
    }
    this.#hadFocus ||= this.matches(':focus-within');
    this.requestUpdate();
  };

  readonly #onSendNow = (): void => {
    this.#isToSend = true;
    this.#recording?.stop();
  };

  readonly #onSend = (): void => {
    const result = this.#recording?.result;
    if (!result) return;
    const payload: VoicePayload = { seconds: result.seconds, peaks: result.peaks };
    const file = new File([result.wav], `${this.host.t('voice.file')}.wav`, { type: 'audio/wav' });
    this.release();
    this.done({ payload, files: [file] });
  };

  readonly #onDiscard = (): void => {
    const one = this.#recording;
    if (!one || one.seconds < dearAfter) return this.#drop();
    one.pause();
    this.#hadFocus = true;
    this.isAsked = true;
  };

  readonly #onKeep = (): void => {
    this.#hadFocus = true;
    this.isAsked = false;
  };

  readonly #drop = (): void => {
    this.release();
    this.cancel();
  };

  readonly #onAgain = (): void => {
    this.release();
    this.#record();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const phase = this.#recording?.phase;
    if (event.key !== 'Escape' || !(this.isAsked || phase === 'recording' || phase === 'paused')) return;
    // One level at a time: what is around stays open.
    event.preventDefault();
    event.stopPropagation();
    if (this.isAsked) this.#onKeep();
    else this.#recording?.stop();
  };

  /** The browser asks in its own words whether the page is to be left; not of a recording that nobody could send any more. */
  readonly #onUnload = (event: BeforeUnloadEvent): void => {
    if (this.host.can('voice.send')) event.preventDefault();
  };
}

define('clinic-kind-voice-recorder', ClinicKindVoiceRecorder);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-kind-voice-recorder': ClinicKindVoiceRecorder;
  }
}
