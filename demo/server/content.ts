import { ChatError } from '../../src/base/errors.js';
import { checkText, isInlineImage, needsToSend, type FirstMessage } from '../../src/model/index.js';
import type { Access, Who } from './access.js';
import type { Store, ThreadRow } from './store.js';

export const invalid = (field: string, why: string) => new ChatError('invalid', `${field}: ${why}`, { fields: { [field]: why } });

/** */
export const held = (): ChatError => new ChatError('held', 'the thread waits for an answer to a request');

/**
 * Whether `who` may send this, and whether it is a message at all: the kind is known, its own card reads the payload, the text keeps to its
 * limit, Markdown needs `message.rich`. Whose its files are is asked by `requireFiles`. Throws ChatError.
 */
export function checkMessage(access: Access, store: Store, who: Who, row: ThreadRow, { kind, payload, files }: FirstMessage): void {
  access.require(who, 'message.send', row);
  if (access.isHeld(who, row)) throw held();
  const card = access.kinds.get(kind);
  if (!card) throw invalid('kind', 'unknown');
  if (access.visibilityOf(kind).quiet) throw new ChatError('forbidden', 'the clinic alone writes this kind');
  for (const capability of needsToSend(card, { payload, files })) access.require(who, capability, row);
  try {
    // Where the card has an authority, that makes the payload, of whatever was sent.
    if (!card.authority) card.parse(payload);
  } catch {
    // The card's own words may repeat what a person wrote.
    throw invalid('payload', `not a payload of the kind ${kind}`);
  }
  checkWords(who, { kind, payload, files });
  if (files.length > who.workspace.limits.filesPerMessage) throw invalid('files', 'too many');
  const rows = files.map((id) => store.file(who.ws, id));
  if ((kind === 'image' || kind === 'file') && files.length === 0) throw invalid('files', 'missing');
  if (kind === 'image' && !rows.every((file) => !file || isInlineImage(file.ref))) throw invalid('files', 'not an image');
}

function checkWords(who: Who, { kind, payload, files }: Pick<FirstMessage, 'kind' | 'payload' | 'files'>): void {
  const { text, format } = (typeof payload === 'object' && payload !== null ? payload : {}) as { text?: unknown; format?: unknown };
  if (kind === 'text' && typeof text !== 'string') throw invalid('text', 'missing');
  if (kind === 'text' && format !== 'plain' && format !== 'markdown') throw invalid('format', 'unknown');
  if (typeof text !== 'string') return;
  const problem = checkText(text, who.workspace.limits);
  if (problem === 'too-long' || (problem === 'empty' && kind === 'text' && files.length === 0)) throw invalid('text', problem);
}
