import { mayLink } from '../../base/may-link.js';
import type { MessageKind, TextPayload } from '../../model/index.js';
import { oneLine, previewFiles, withoutMarks } from '../preview.js';

/** words, with or without files. What the patient's side types is plain; the care team may write Markdown. */
export const text: MessageKind<TextPayload> = {
  kind: 'text',
  parse(payload) {
    const { text: words, format } = (payload ?? {}) as Partial<Record<keyof TextPayload, unknown>>;
    if (typeof words !== 'string') throw new TypeError('text: no text in the payload');
    return { text: words, format: format === 'markdown' ? 'markdown' : 'plain' };
  },
  preview: ({ text: words, format }, t, files) => oneLine(format === 'markdown' ? withoutMarks(words) : words) || previewFiles(files, t),
  plain: ({ text: words, format }, files) => (format === 'plain' && files.length === 0 && words.trim() && !mayLink(words) ? words : undefined),
  bubble: { tag: 'clinic-kind-text', load: () => import('./bubble.js') },
  needs: { send: ['message.send'] },
};
