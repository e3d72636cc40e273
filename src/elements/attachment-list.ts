import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { define } from '../base/define.js';
import '../i18n/errors.js';
import { formatSize } from '../i18n/format-size.js';
import '../i18n/more.js';
import { defaultLimits, type Translate } from '../model/index.js';
import type { Upload } from '../store/types.js';
import { baseStyles } from '../ui/styles.js';
import '../ui/upload.js';
import type { ClinicUiUpload } from '../ui/upload.js';
import { ChatElement } from './chat-element.js';
import { firstFocusable } from './focusable.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/** Pictures of more bytes than this are not decoded for a thumbnail of 36 pixels. */
const thumbnailBytes = 20 * 1024 * 1024;

/**
 * The files of a thread's draft: each with its name, size, progress, and a button that removes it; what has failed can be tried again or
 * chosen again, what was refused says why. Nothing where there are none.
 *
 * @tag clinic-attachment-list
 * @csspart chip - One file.
 */
export class ClinicAttachmentList extends ChatElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: var(--_space-s);
        max-block-size: min(40vh, 180px);
        padding: var(--_space-s) var(--_space-s) 0;
        overflow-y: auto;
      }
      li {
        min-inline-size: 0;
        max-inline-size: 100%;
      }
    `,
  ];

  /** The thread's id. */
  @property() thread = '';

  readonly #draft = new Watch(
    this,
    () => (this.thread && this.chat ? this.chat.draft(this.chat.resolve(this.thread)) : undefined),
    (now, before) => now.attachments !== before.attachments,
  );
  /** The place of the file in which the focus was before an update. */
  #hadFocus = -1;

  protected override willUpdate(): void {
    this.#hadFocus = this.#chips().findIndex((chip) => chip.matches(':focus-within'));
  }

  protected override updated(): void {
    // The next file takes the focus of the one that was removed.
    if (this.#hadFocus < 0 || this.matches(':focus-within')) return;
    const chips = this.#chips();
    const next = chips[this.#hadFocus] ?? chips.at(-1);
    void next?.updateComplete.then(() => next.shadowRoot && firstFocusable(next.shadowRoot)?.focus());
  }

  override render(): TemplateResult | typeof nothing {
    const uploads = this.#draft.value?.attachments ?? [];
    if (uploads.length === 0) return nothing;
    return html`<ul aria-label=${this.#t('upload.list')}>
      ${repeat(uploads, ({ id }) => id, (upload) => this.#renderChip(upload))}
    </ul>`;
  }

  #renderChip(upload: Upload): TemplateResult {
    return html`<li>
      <clinic-ui-upload
        part="chip"
        .name=${upload.name}
        .type=${upload.type}
        .size=${upload.size}
        .sent=${upload.sent}
        .state=${upload.state}
        .again=${mustChooseAgain(upload)}
        .reason=${this.#reason(upload)}
        .blob=${upload.size <= thumbnailBytes ? upload.blob : undefined}
        .t=${this.#t}
        .locale=${this.chat?.locale ?? 'en'}
        @clinic-ui-remove=${() => this.command({ type: 'attachment.remove', threadId: upload.threadId, uploadId: upload.id })}
        @clinic-ui-retry=${() => this.command({ type: 'attachment.retry', threadId: upload.threadId, uploadId: upload.id })}
        @clinic-ui-choose=${({ detail: file }: CustomEvent<File>) => this.command({ type: 'attachment.choose-again', threadId: upload.threadId, uploadId: upload.id, file })}
      ></clinic-ui-upload>
    </li>`;
  }

  get #t(): Translate {
    return wordsOf(this.chat);
  }

  #chips(): ClinicUiUpload[] {
    return [...(this.shadowRoot?.querySelectorAll('clinic-ui-upload') ?? [])];
  }

  /** what is wrong, in kind words; of what is too large, the limit. */
  #reason(upload: Upload): string {
    const { state, error } = upload;
    const t = this.#t;
    const code = error?.code ?? 'unknown';
    if (mustChooseAgain(upload)) return t(code === 'gone' ? 'upload.gone' : 'upload.another');
    if (state === 'failed') return t('upload.failed-because', { state: t('upload.failed'), reason: t(`error.${code}`) });
    if (state !== 'refused') return '';
    const limits = this.chat?.session.get().session?.workspace.limits ?? defaultLimits;
    if (error?.fields?.['files'] === 'too-many') return t('upload.refused.count', { limit: limits.filesPerMessage });
    if (code === 'too-large') return t('upload.refused.too-large', { limit: formatSize(this.chat?.locale ?? 'en', limits.fileBytes) });
    return code === 'invalid' || code === 'unsupported-type' ? t(`upload.refused.${code}`) : t(`error.${code}`);
  }
}

/** The page has no bytes of it any more, or they were another file's. */
const mustChooseAgain = ({ state, error }: Upload): boolean => state === 'failed' && (error?.code === 'gone' || error?.fields?.['file'] === 'another');

define('clinic-attachment-list', ClinicAttachmentList);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-attachment-list': ClinicAttachmentList;
  }
}
