import type { MessageKind } from '../../src/model/index.js';

const objectOnly = (payload: unknown): unknown => {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) throw new TypeError('not an object');
  return payload;
};
const card = (kind: string, send: string[]): MessageKind => ({
  kind, parse: objectOnly, preview: () => '', bubble: { tag: '', load: () => Promise.resolve() }, needs: { send },
});

/** The kinds that may be sent. */
export const kinds: readonly MessageKind[] = [card('text', ['message.send']), card('image', ['file.send']), card('file', ['file.send'])];
