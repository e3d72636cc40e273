import { html, type TemplateResult } from 'lit';
import { kinds } from '../../src/kinds/index.js';
import type { FileRef, KindHost, Message } from '../../src/model/index.js';
import { panel, picture, t } from '../ui/panel.js';
import '../../src/kinds/text/bubble.js';
import '../../src/kinds/image/bubble.js';
import '../../src/kinds/file/bubble.js';

export const host: KindHost = { locale: 'en', t, fileUrl: picture, can: () => true, notes: () => Promise.resolve({ get: () => Promise.resolve(undefined), set: () => Promise.resolve(true) }), remoteImages: true };

export const message = (kind: string, payload: unknown, files: FileRef[] = []): Message =>
  ({ id: 'm', threadId: 't', author: 'maya', sentAt: 0, revision: 1, kind, payload, files, delivery: 'sent', position: '1' });

/** The bubble as others and as the viewer see it. */
export const bothSides = (kind: string, payload: unknown, files: FileRef[] = [], around: KindHost = host): TemplateResult => {
  const card = kinds.find((one) => one.kind === kind);
  const frame = card?.frame === 'card' ? 'bare-frame' : 'bubble-frame';
  return panel(html`<div class="column">${[false, true].map((own) => html`<div class="${frame} ${own ? 'own' : ''}">${bubble(kind, card?.parse(payload), message(kind, payload, files), own, around)}</div>`)}</div>`);
};

function bubble(kind: string, payload: unknown, about: Message, own: boolean, around: KindHost): TemplateResult {
  switch (kind) {
    case 'image':
      return html`<clinic-kind-image .message=${about} .payload=${payload} .own=${own} .host=${around}></clinic-kind-image>`;
    case 'file':
      return html`<clinic-kind-file .message=${about} .payload=${payload} .own=${own} .host=${around}></clinic-kind-file>`;
    default:
      return html`<clinic-kind-text .message=${about} .payload=${payload} .own=${own} .host=${around}></clinic-kind-text>`;
  }
}
