import { css, html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import { addWords } from '../i18n/translate.js';
import { Dictation, type DictationWay } from '../ui/dictation.js';
import { iconSpeech } from '../theme/kind-icons.js';
import { icon } from '../ui/icon.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { wordsOf } from './words.js';

addWords({
  'dictation.listening': 'Listening. What you say goes into the message; nothing is sent by itself.',
  'dictation.stop': 'Stop dictation',
  'dictation.close': 'Close',
  'dictation.device': 'Your speech is recognised on this device and does not leave it.',
  'dictation.service': 'Your speech goes to the maker of your browser, who turns it into text.',
  'dictation.problem': 'Dictation has stopped. Please try again.',
  'dictation.problem.not-allowed': 'Dictation needs the microphone, and the browser does not allow it here.',
  'dictation.problem.service-not-allowed': 'The browser does not allow dictation here.',
  'dictation.problem.audio-capture': 'No microphone could be used. Is it plugged in, or in use elsewhere?',
  'dictation.problem.network': 'Dictation needs a connection, and there is none.',
  'dictation.problem.language-not-supported': 'Your browser does not recognise this language.',
  'dictation.problem.no-speech': 'Nothing was heard.',
});

const problems: ReadonlySet<string> = new Set(['not-allowed', 'service-not-allowed', 'audio-capture', 'network', 'language-not-supported', 'no-speech']);

/**
 * While somebody dictates: what is being heard, apart from the message, and how to stop. What is settled goes to the composer by `clinic-text-insert`;
 * it is never sent by itself (R-22). Escape stops.
 *
 * @tag clinic-dictation-bar
 * @fires {CustomEvent<string>} clinic-text-insert - Words for the place where the caret stands.
 * @fires close - It is over.
 */
export class ClinicDictationBar extends ChatElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
        padding: 8px 10px;
        border-radius: var(--_radius-field);
        background: var(--_color-sunken);
        font-size: var(--_text-meta);
      }
      .icon {
        flex: none;
        color: var(--_color-danger);
      }
      .words {
        flex: 1 1 200px;
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      .words > * {
        display: block;
      }
      .interim {
        font-style: italic;
        text-align: start;
      }
      .where {
        color: var(--_color-text-soft);
      }
    `,
  ];

  @property({ attribute: false }) way: DictationWay = 'device';
  @state() private interim = '';
  @state() private problem: string | undefined;
  #dictation: Dictation | undefined;
  /** Where Escape is heard: the composer, with all that is in it. */
  #around: EventTarget | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#around = (this.getRootNode() as ShadowRoot).host?.getRootNode() ?? document;
    this.#around.addEventListener('keydown', this.#onKey, true);
    void this.updateComplete.then(() => this.#start());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#around?.removeEventListener('keydown', this.#onKey, true);
    this.#dictation?.abort();
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    if (this.problem !== undefined) {
      const words = t(problems.has(this.problem) ? `dictation.problem.${this.problem}` : 'dictation.problem');
      return html`<span class="words" role="alert">${words}</span><button class="button" type="button" @click=${this.#close}>${t('dictation.close')}</button>`;
    }
    return html`${icon(iconSpeech)}<span class="words"><span role="status">${t('dictation.listening')}</span> <span class="interim" dir="auto">${this.interim}</span>
        <span class="where">${t(`dictation.${this.way}`)}</span></span>
      <button class="button" type="button" @click=${() => this.#dictation?.stop()}>${t('dictation.stop')}</button>`;
  }

  #start(): void {
    if (!this.isConnected || !this.chat) return;
    this.#dictation = new Dictation(this.way, this.chat.locale, {
      interim: (text) => (this.interim = text),
      final: (text) => this.dispatchEvent(new CustomEvent('clinic-text-insert', { detail: text, bubbles: true, composed: true })),
      end: (problem) => (problem ? (this.problem = problem) : this.#close()),
    });
    void this.#dictation.start();
  }

  readonly #close = (): void => void this.dispatchEvent(new Event('close'));

  readonly #onKey = (event: Event): void => {
    if ((event as KeyboardEvent).key !== 'Escape') return;
    // One level at a time: the popup stays.
    event.stopPropagation();
    if (this.problem === undefined) this.#dictation?.stop();
    else this.#close();
  };
}

define('clinic-dictation-bar', ClinicDictationBar);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-dictation-bar': ClinicDictationBar;
  }
  interface HTMLElementEventMap {
    'clinic-text-insert': CustomEvent<string>;
  }
}
