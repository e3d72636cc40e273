import { html, type TemplateResult } from 'lit';
import { define } from '../../base/define.js';
import { formatClock } from '../../i18n/format-clock.js';
import { addWords } from '../../i18n/translate.js';
import { formStyles } from '../../ui/form-styles.js';
import { baseStyles, buttonStyles } from '../../ui/styles.js';
import { ComposeElement } from '../compose-element.js';
import { wordsLength } from './payload.js';

addWords({
  'video-request.words': 'What should be shown? (optional)',
  'video-request.example': 'For example: how you walk across the room, from the side.',
  'video-request.follows': '{name} can record up to {time}, or choose a video from their device.',
  'video-request.ask': 'Send request',
  'video-request.keep': 'Cancel',
});

/**
 * Asks a patient for a short video.
 *
 * @tag clinic-kind-video-request-sheet
 */
export class ClinicKindVideoRequestSheet extends ComposeElement {
  static override styles = [baseStyles, buttonStyles, formStyles];

  override render(): TemplateResult {
    const { t, locale, limits } = this.host;
    return html`<form novalidate @submit=${this.#onSubmit}>
      <div class="field"><label for="words">${t('video-request.words')}</label><textarea id="words" dir="auto" maxlength=${wordsLength} aria-describedby="example"></textarea>
        <p class="hint" id="example">${t('video-request.example')}</p></div>
      <p class="hint">${t('video-request.follows', { name: this.patient?.name ?? '', time: formatClock(locale, limits.videoSeconds) })}</p>
      <div class="buttons"><button class="button" type="button" @click=${() => this.cancel()}>${t('video-request.keep')}</button><button class="button primary" type="submit">${t('video-request.ask')}</button></div>
    </form>`;
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const words = this.renderRoot.querySelector('textarea')?.value.trim();
    this.done({ payload: { state: 'open', seconds: this.host.limits.videoSeconds, ...(words && { words }) } });
  };
}

define('clinic-kind-video-request-sheet', ClinicKindVideoRequestSheet);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-kind-video-request-sheet': ClinicKindVideoRequestSheet;
  }
}
