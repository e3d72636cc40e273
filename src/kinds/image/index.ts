import type { MessageKind } from '../../model/index.js';
import { previewFiles } from '../preview.js';

/** images without words. The payload is empty: the images are the message's files. */
export const image: MessageKind<Record<string, never>> = {
  kind: 'image',
  parse: () => ({}),
  preview: (_payload, t, files) => previewFiles(files, t) || t('files.photos', { count: 1 }),
  bubble: { tag: 'clinic-kind-image', load: () => import('./bubble.js') },
  needs: { send: ['message.send', 'file.send'] },
  frame: 'card',
};
