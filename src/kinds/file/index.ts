import type { MessageKind } from '../../model/index.js';
import { previewFiles } from '../preview.js';

/** files of any type without words. The payload is empty: they are the message's files. */
export const file: MessageKind<Record<string, never>> = {
  kind: 'file',
  parse: () => ({}),
  preview: (_payload, t, files) => previewFiles(files, t) || t('files.files', { count: 1 }),
  bubble: { tag: 'clinic-kind-file', load: () => import('./bubble.js') },
  needs: { send: ['message.send', 'file.send'] },
  frame: 'card',
};
