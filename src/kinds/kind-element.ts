import { css, html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { isInlineImage, type Acting, type BubbleProperties, type Command, type FileRef, type KindHost, type Message, type Participant } from '../model/index.js';
import type { AttachedFile } from '../ui/files.js';
import { baseStyles } from '../ui/styles.js';

/** What the bubbles of our kinds have in common: their properties, and the message's files. */
export class KindElement<P = unknown> extends LitElement implements BubbleProperties<P> {
  static override styles: CSSResultGroup = [
    baseStyles,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }
      :host([own]) a {
        color: var(--_color-link-own);
      }
      :host([own]) :focus-visible {
        outline-color: currentcolor;
      }
    `,
  ];

  @property({ attribute: false }) message!: Message;
  @property({ attribute: false }) payload!: P;
  /** Whether the viewer wrote it. */
  @property({ type: Boolean, reflect: true }) own = false;
  @property({ attribute: false }) author: Participant | undefined;
  @property({ attribute: false }) host!: KindHost;
  @property({ attribute: false }) acting: Acting | undefined;

  /** Kept, so that an update of the message does not look like another source of files. */
  protected readonly fileUrl = (file: AttachedFile, as: 'file' | 'preview'): Promise<string> => {
    const whole = this.message.files.find(({ id }) => id === file.id);
    return whole ? this.host.fileUrl(whole, as) : Promise.reject(new Error('no such file'));
  };

  /** The files are drawn with the rest: a list measures at once what it has drawn, and goes by that to where somebody wants to be. */
  protected override performUpdate(): void {
    super.performUpdate();
    this.renderRoot.querySelector<HTMLElement & { performUpdate?(): void }>('clinic-ui-attachments')?.performUpdate?.();
  }

  /** Asks for one of the kind's verbs; the answer comes as another `message`, or in `acting`. */
  protected act(verb: string, data: unknown = {}): void {
    const { threadId, id: messageId } = this.message;
    this.command({ type: 'message.act', threadId, messageId, verb, data });
  }

  /** Asks for something else than a verb. */
  protected command(detail: Command): void {
    this.dispatchEvent(new CustomEvent('clinic-command', { detail, bubbles: true, composed: true, cancelable: true }));
  }

  protected renderFiles(files: readonly FileRef[] = this.message.files): TemplateResult | typeof nothing {
    if (!files.length) return nothing;
    return html`<clinic-ui-attachments
      .images=${files.filter(isInlineImage)}
      .files=${files.filter((file) => !isInlineImage(file))}
      .fileUrl=${this.fileUrl}
      .t=${this.host.t}
      .locale=${this.host.locale}
    ></clinic-ui-attachments>`;
  }
}
