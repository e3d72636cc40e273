import { css, html, type TemplateResult } from 'lit';
import { define } from '../../base/define.js';
import { addWords } from '../../i18n/translate.js';
import '../../i18n/more.js';
import type { FileRef } from '../../model/index.js';
import { iconBlocked, iconDownload, iconWaiting, type Icon } from '../../theme/file-icons.js';
import { startDownload } from '../../ui/files.js';
import { icon } from '../../ui/icon.js';
import { buttonStyles } from '../../ui/styles.js';
import { KindElement } from '../kind-element.js';
import type { VoicePayload } from './payload.js';
import { soundOf } from './sound.js';
import './sound-bar.js';

addWords({
  'voice.missing': 'The recording is not there any more.',
  'voice.unplayable': 'This browser cannot play this recording.',
  'voice.download': 'Download voice message',
  'voice.download-failed': 'It could not be downloaded. Please try again.',
});

/** Whether this browser plays sound of this type. A container of films holds sound alone, too. */
const canPlay = (type: string): boolean => new Audio().canPlayType(type) !== '';

/** A list of messages, as far as the bubble need know it: which thread it shows. */
type Around = Element & { thread?: unknown };

const hostOf = (node: Node | undefined): Around | undefined => (node?.getRootNode() as Partial<ShadowRoot> | undefined)?.host;

/**
 * A voice message: it plays in place, one at a time on the page, also while its row is scrolled away; it stops when its thread is left. Where the
 * browser cannot play it, it can be downloaded.
 *
 * @tag clinic-kind-voice
 */
export class ClinicKindVoice extends KindElement<VoicePayload> {
  static override styles = [
    KindElement.styles,
    buttonStyles,
    css`
      clinic-voice-sound {
        inline-size: 260px;
        max-inline-size: 100%;
      }
      .note,
      .text-button {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      .text-button {
        color: inherit;
      }
      .icon {
        flex: none;
      }
    `,
  ];

  #hasFailed = false;
  /** The list around it, and the thread that it showed then. */
  #around: Around | undefined;
  #thread: unknown;

  override connectedCallback(): void {
    super.connectedCallback();
    const host = hostOf(this);
    // A message has a shadow root of its own, or its list's.
    this.#around = host && 'thread' in host ? host : hostOf(host);
    this.#thread = this.#around?.thread;
  }

  override render(): TemplateResult {
    const { payload, host, message } = this;
    const { t, locale } = host;
    const [file] = message.files;
    if (!file) return this.#renderNote(iconBlocked, t('voice.missing'));
    if (file.scan === 'blocked') return this.#renderNote(iconBlocked, t('file.blocked'));
    // One's own, on its way, is heard from the bytes that are here.
    if (file.scan === 'pending' && message.position !== undefined) return this.#renderNote(iconWaiting, t('file.pending'));
    if (!canPlay(file.type)) return this.#renderDownload(file);
    const sound = soundOf(host, file.id, () => host.fileUrl(file, 'file'));
    return html`<clinic-voice-sound .sound=${sound} .seconds=${file.duration ?? payload.seconds} .peaks=${payload.peaks} .t=${t} .locale=${locale} .mayStay=${this.#mayStay}></clinic-voice-sound>`;
  }

  #renderNote(mark: Icon, words: string): TemplateResult {
    return html`<p class="note">${icon(mark)}<span>${words}</span></p>`;
  }

  #renderDownload(file: FileRef): TemplateResult {
    const { t } = this.host;
    return html`<p>${t('voice.unplayable')}</p>
      <button class="text-button" type="button" @click=${() => void this.#download(file)}>${icon(iconDownload)}<span>${t('voice.download')}</span></button>
      <div role="status">${this.#hasFailed ? t('voice.download-failed') : ''}</div>`;
  }

  async #download(file: FileRef): Promise<void> {
    try {
      startDownload(await this.host.fileUrl(file, 'file'), file.name);
      this.#hasFailed = false;
    } catch {
      this.#hasFailed = true;
    }
    this.requestUpdate();
  }

  /** The list stays where its rows come and go; with the list, or its thread, what can stop the sound is gone from the screen. */
  readonly #mayStay = (): boolean => (this.#around ? this.#around.isConnected && this.#around.thread === this.#thread : this.isConnected);
}

define('clinic-kind-voice', ClinicKindVoice);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-kind-voice': ClinicKindVoice;
  }
}
