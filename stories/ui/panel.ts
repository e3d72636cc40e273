import { css, html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../../src/base/define.js';
import { translator } from '../../src/i18n/index.js';
import { avatarStyles } from '../../src/ui/avatar.js';
import { avatarStackStyles } from '../../src/ui/avatar-stack.js';
import type { AttachedFile } from '../../src/ui/files.js';
import { panelStyles } from '../../src/ui/panels.js';
import { skeletonRowStyles } from '../../src/ui/skeleton-rows.js';
import { stateStyles } from '../../src/ui/state.js';
import { stableNumber } from '../../src/ui/safe-text.js';
import { baseStyles, buttonStyles } from '../../src/ui/styles.js';

export const t = translator('en');

/** A shadow root with the shared styles: where the controls that are templates can stand by themselves. */
class StoryPanel extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    avatarStyles,
    avatarStackStyles,
    panelStyles,
    stateStyles,
    skeletonRowStyles,
    css`
      :host {
        display: block;
        padding: 16px;
        background: var(--_color-page);
        color: var(--_color-text);
        font-size: var(--_text-body);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 12px;
      }
      .column {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        justify-items: start;
        gap: 12px;
      }
      .box {
        inline-size: min(400px, 100%);
        background: var(--_color-raised);
        border: var(--_border-hairline);
        border-radius: var(--_radius-card);
        overflow: hidden;
      }
      .bubble-frame {
        max-inline-size: min(75%, 60ch);
        padding: var(--_bubble-padding);
        border-radius: var(--_radius-bubble);
        background: var(--_color-bubble-other);
        color: var(--_color-on-bubble-other);
      }
      .bubble-frame.own {
        justify-self: end;
        background: var(--_color-bubble-own);
        color: var(--_color-on-bubble-own);
      }
      .bare-frame {
        inline-size: min(75%, 60ch);
      }
    `,
  ];

  @property({ attribute: false }) content: TemplateResult = html``;

  override render(): TemplateResult {
    return this.content;
  }
}
define('story-panel', StoryPanel);

export const panel = (content: TemplateResult): TemplateResult => html`<story-panel .content=${content}></story-panel>`;

const pictures = new Map<string, Promise<string>>();

/** A drawn picture in place of an upload: dunes under a sky, as `blob:`. */
export const picture = (file: Pick<AttachedFile, 'id' | 'width' | 'height'>): Promise<string> => {
  let made = pictures.get(file.id);
  if (!made) {
    made = draw(file);
    pictures.set(file.id, made);
  }
  return made;
};

function draw({ id, width: fullWidth = 640, height: fullHeight = 480 }: Pick<AttachedFile, 'id' | 'width' | 'height'>): Promise<string> {
  const scale = Math.min(1, 480 / Math.max(fullWidth, fullHeight));
  const [width, height] = [Math.ceil(fullWidth * scale), Math.ceil(fullHeight * scale)];
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return Promise.reject(new Error('no canvas'));
  const hue = stableNumber(id, 360);
  const sky = context.createLinearGradient(0, 0, 0, height);
  sky.addColorStop(0, `hsl(${hue} 45% 78%)`);
  sky.addColorStop(1, `hsl(${hue + 30} 55% 90%)`);
  context.fillStyle = sky;
  context.fillRect(0, 0, width, height);
  for (let i = 0; i < 3; i++) {
    context.fillStyle = `hsl(${hue + i * 12} ${30 + i * 6}% ${62 - i * 14}%)`;
    context.beginPath();
    context.moveTo(0, height);
    for (let x = 0; x <= width; x += 8) context.lineTo(x, height * (0.55 + i * 0.14) + Math.sin(x / (width / 7) + i * 2) * height * 0.06);
    context.lineTo(width, height);
    context.fill();
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(URL.createObjectURL(blob)) : reject(new Error('no picture'))));
  });
}

export const image = (id: string, width = 1600, height = 1200, more: Partial<AttachedFile> = {}): AttachedFile =>
  ({ id, name: `photo-${id}.jpg`, type: 'image/jpeg', size: 1_843_200, width, height, scan: 'clean', ...more });
export const paper = (id: string, name: string, type: string, size: number, more: Partial<AttachedFile> = {}): AttachedFile => ({ id, name, type, size, scan: 'clean', ...more });
