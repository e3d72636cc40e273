import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { define } from '../../base/define.js';
import '../../i18n/errors.js';
import { formatClock } from '../../i18n/format-clock.js';
import { formatMoment } from '../../i18n/format-date.js';
import { formatPercent } from '../../i18n/format-size.js';
import { addWords } from '../../i18n/translate.js';
import type { FileRef, Notes } from '../../model/index.js';
import { iconCheckCircle, iconClock, iconClose } from '../../theme/icons.js';
import { iconVideo } from '../../theme/kind-icons.js';
import '../../ui/dialog.js';
import type { ClinicUiDialog } from '../../ui/dialog.js';
import { startDownload } from '../../ui/files.js';
import { buttonStyles } from '../../ui/styles.js';
import { cardStyles, kindCard, type CardFace } from '../kind-card.js';
import { KindElement } from '../kind-element.js';
import type { VideoDraft } from './check-video.js';
import type { VideoRequestPayload } from './payload.js';

addWords({
  'video-request.title': 'Short video',
  'video-request.anything.open': 'A short video is asked for',
  'video-request.anything.answered': 'What was filmed',
  'video-request.anything.withdrawn': 'A short video was asked for',
  'video-request.limit': 'Up to {time}',
  'video-request.length': '{time} · {when}',
  'video-request.state.open': 'Waiting for the patient’s video',
  'video-request.state.open.own': 'Waiting for your video',
  'video-request.state.begun': 'Not sent yet',
  'video-request.state.uploading': '{percent} uploaded',
  'video-request.state.waiting': 'Goes on once there is a connection',
  'video-request.state.sending': 'Sending',
  'video-request.state.answered': 'Sent · {name}',
  'video-request.state.withdrawn': 'Withdrawn',
  'video-request.record': 'Record video',
  'video-request.pick': 'Choose a file',
  'video-request.continue': 'Review and send',
  'video-request.cancel': 'Cancel sending',
  'video-request.withdraw': 'Withdraw request',
  'video-request.close': 'Close',
  'video-request.not-yours': 'Only the patient can answer this.',
  'video-request.held': 'Sending is paused until the payment request is answered. Your video is kept.',
  'video-request.code': 'This could not be opened. Please try again.',
  'video-request.refused.no-length': 'It cannot be told how long this video is. Please choose another one.',
  'video-request.refused.too-long': 'This video is longer than {time}. Please choose or record a shorter one.',
  'video-request.late.answered': '{name} has sent a video already. Yours was not sent.',
  'video-request.late.withdrawn': 'The clinic has withdrawn this request. Your video was not sent.',
  'video-request.unkept': 'This device has no room to keep your video. Send it, or save it, before you leave this page.',
  'video-request.save': 'Save my video',
  'video-request.forget': 'Discard it',
});

/**
 * The card of a request for a short video. The patient's side records or chooses one, looks at it and sends it; staff withdraws the request; both play what was sent.
 *
 * @tag clinic-kind-video-request
 */
export class ClinicKindVideoRequest extends KindElement<VideoRequestPayload> {
  static override styles = [
    KindElement.styles,
    buttonStyles,
    cardStyles,
    css`
      clinic-ui-dialog {
        --_dialog-size: 600px;
      }
    `,
  ];

  /** What the viewer has recorded or chosen and not sent. */
  @state() private draft: VideoDraft | undefined;
  @state() private isOpen = false;
  @state() private picked: File | undefined;
  @state() private isMissing = false;
  /** What is to be sent could not be kept on the device. */
  @state() private isUnkept = false;
  @query('clinic-ui-dialog') private dialog!: ClinicUiDialog | null;
  @query('input') private input!: HTMLInputElement;
  #noted = '';

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { message, payload: { state: stands, video }, draft } = this;
    if (this.#isTheirs && this.#noted !== message.id) {
      this.#noted = message.id;
      this.draft = undefined;
      void this.#note((notes) => notes.get(message.id).then((note) => (this.draft ??= draftOf(note))));
    }
    if (stands === 'answered') void import('../../ui/media-player.js').catch(() => undefined);
    // What the message holds now is what was to be sent.
    if (draft && stands === 'answered' && this.#file(video)?.size === draft.file.size) this.#keep(undefined);
    if (stands !== 'open' && this.isOpen) this.dialog?.close();
  }

  override render(): TemplateResult {
    const { t } = this.host;
    return html`${this.#renderCard()}
      ${this.isOpen ? html`<clinic-ui-dialog .heading=${t('video-request.title')} close-label=${t('video-request.close')} @close=${this.#onClose} @keydown=${this.#onKey}>
        <clinic-video-answer .t=${t} .locale=${this.host.locale} .seconds=${this.payload.seconds} .draft=${this.draft} .picked=${this.picked}
          @clinic-video-draft=${this.#onDraft} @clinic-video-send=${this.#onSend}></clinic-video-answer></clinic-ui-dialog>` : nothing}
      <input type="file" accept="video/*,.mp4,.m4v,.mov,.webm" hidden @change=${this.#onPicked} />`;
  }

  get #isTheirs(): boolean {
    return this.host.can('video.answer');
  }

  get #isBusy(): boolean {
    return this.acting !== undefined && !this.acting.error;
  }

  #file(id: string | undefined): FileRef | undefined {
    return this.message.files.find((file) => file.id === id);
  }

  #renderCard(): TemplateResult {
    const { payload: { state: stands, words, seconds, duration = 0, answeredAt }, host: { t, locale } } = this;
    return kindCard({
      icon: iconVideo, label: t('video-request.title'), title: words ?? t(`video-request.anything.${stands}`), state: this.#state(), actions: this.#renderActions(), body: this.#renderBody(),
      meta: answeredAt === undefined ? t('video-request.limit', { time: formatClock(locale, seconds) })
        : t('video-request.length', { time: formatClock(locale, duration), when: formatMoment(locale, answeredAt) }),
    });
  }

  #state(): CardFace['state'] {
    const { acting, draft, host: { t, locale }, payload: { state: stands, answeredBy = '' } } = this;
    if (stands === 'answered') return { tone: 'good', icon: iconCheckCircle, words: t('video-request.state.answered', { name: answeredBy }) };
    if (stands === 'withdrawn') return { tone: 'off', icon: iconClose, words: t('video-request.state.withdrawn') };
    const waiting = (words: string): CardFace['state'] => ({ tone: 'waiting', icon: iconClock, words });
    const upload = this.#isBusy ? acting?.upload : undefined;
    if (upload) return waiting(upload.waits ? t('video-request.state.waiting') : t('video-request.state.uploading', { percent: formatPercent(locale, upload.sent / upload.size) }));
    if (this.#isBusy) return waiting(t('video-request.state.sending'));
    return waiting(t(this.#isTheirs ? (draft ? 'video-request.state.begun' : 'video-request.state.open.own') : 'video-request.state.open'));
  }

  #renderBody(): unknown {
    const { host, payload: { state: stands, video, poster, captions, duration = 0, answeredBy = '' } } = this;
    const { t } = host;
    const file = this.#file(video);
    const said = this.#file(captions?.file);
    const track = captions && said ? [{ file: said, language: captions.language }] : [];
    const late = this.draft && stands !== 'open' ? t(`video-request.late.${stands}`, { name: answeredBy }) : '';
    const wrong = stands === 'open' ? this.#wrong() : '';
    const unkept = this.isUnkept && stands === 'open';
    if (!file && !late && !wrong && !unkept) return nothing;
    return html`${file ? html`<clinic-ui-media near .file=${{ ...file, duration }} .poster=${this.#file(poster)} .captions=${track} .fileUrl=${this.fileUrl} .t=${t} .locale=${host.locale}></clinic-ui-media>` : nothing}
      ${late || wrong ? html`<p class="refused" role="alert">${late || wrong}</p>` : nothing}
      ${unkept ? html`<p class="refused" role="alert">${t('video-request.unkept')}</p>` : nothing}`;
  }

  /** Why it was not sent, or could not be opened. */
  #wrong(): string {
    const { acting, isMissing, host: { t, locale }, payload: { seconds } } = this;
    if (isMissing) return t('video-request.code');
    if (!acting?.error) return '';
    if (acting.error === 'held') return t('video-request.held');
    const why = acting.fields?.['video'];
    return why === 'too-long' || why === 'no-length' ? t(`video-request.refused.${why}`, { time: formatClock(locale, seconds) }) : t(`error.${acting.error}`);
  }

  #renderActions(): unknown {
    const { draft, message, acting, host: { t, can }, payload: { state: stands } } = this;
    const button = (key: string, press: () => void, isMain = false): TemplateResult =>
      html`<button class="button ${isMain ? 'primary' : ''}" type="button" ?disabled=${this.#isBusy && key !== 'video-request.cancel'} @click=${press}>${t(key)}</button>`;
    // Not sent yet: there is nothing to do with it.
    if (message.position === undefined) return nothing;
    if (stands !== 'open') return draft ? html`${button('video-request.forget', () => this.#keep(undefined))}${button('video-request.save', this.#onSave)}` : nothing;
    if (can('video.request')) return button('video-request.withdraw', () => this.act('withdraw'));
    if (!this.#isTheirs) return html`<p class="label-line">${t('video-request.not-yours')}</p>`;
    if (this.#isBusy && acting?.upload) return button('video-request.cancel', this.#onCancel);
    if (draft) return html`${this.isUnkept ? button('video-request.save', this.#onSave) : nothing}${button('video-request.continue', () => void this.#open(), true)}`;
    return html`${button('video-request.pick', () => this.input.click())}${button('video-request.record', () => void this.#open(), true)}`;
  }

  async #open(picked?: File): Promise<void> {
    this.isMissing = false;
    try {
      await import('./answer.js');
    } catch {
      this.isMissing = true;
      return;
    }
    this.picked = picked;
    this.isOpen = true;
    await this.updateComplete;
    await this.dialog?.show();
  }

  /** What cannot be kept on the device takes nothing away from sending it now. */
  #note<T>(work: (notes: Notes) => Promise<T>): Promise<T | undefined> {
    return this.host.notes().then(work).catch(() => undefined);
  }

  #keep(draft: VideoDraft | undefined): void {
    this.draft = draft;
    this.isUnkept = false;
    // A larger one is on the device already, and is chosen again.
    const note = draft && draft.file.size <= keptBytes ? draft : undefined;
    void this.#note((notes) => notes.set(this.message.id, note)).then((isKept) => (this.isUnkept = !isKept && note !== undefined && note === this.draft));
  }

  readonly #onDraft = ({ detail }: CustomEvent<VideoDraft | undefined>): void => {
    this.picked = undefined;
    this.#keep(detail);
    // At once, and not by the dialog's own end, which comes later: without something to look at the camera would be started, and a dialog that is opened next closed.
    if (!detail) this.#onClose();
  };

  readonly #onSend = (): void => {
    const { draft, message: { threadId, id: messageId } } = this;
    if (!draft) return;
    const { file, poster, duration } = draft;
    this.command({ type: 'kind.act', threadId, messageId, verb: 'answer', data: { duration }, files: poster ? [file, poster] : [file] });
    this.dialog?.close();
  };

  readonly #onCancel = (): void => {
    const { threadId, id: messageId } = this.message;
    this.command({ type: 'kind.act-cancel', threadId, messageId });
  };

  readonly #onSave = (): void => {
    const { file } = this.draft ?? {};
    if (!file) return;
    const url = URL.createObjectURL(file);
    startDownload(url, file.name);
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  };

  readonly #onPicked = (): void => {
    const [file] = this.input.files ?? [];
    // So that the same file can be chosen once more.
    this.input.value = '';
    if (file) void this.#open(file);
  };

  readonly #onClose = (): void => {
    this.isOpen = false;
    this.picked = undefined;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.actions .button:enabled')?.focus());
  };

  /** Keys that are pressed in the dialog are not for the list of messages around it. */
  readonly #onKey = (event: KeyboardEvent): void => event.stopPropagation();
}

/** T1: files up to this size are kept on the device. Bytes. */
const keptBytes = 25 * 1024 * 1024;

/** What was kept; undefined where it is none, or its bytes are gone. */
function draftOf(note: unknown): VideoDraft | undefined {
  const { file } = (note ?? {}) as Partial<VideoDraft>;
  return file instanceof File ? (note as VideoDraft) : undefined;
}

define('clinic-kind-video-request', ClinicKindVideoRequest);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-kind-video-request': ClinicKindVideoRequest;
  }
}
