import { ChatError } from '../base/errors.js';
import type { Command } from '../model/index.js';
import { together } from './cell.js';
import type { Writing } from './writing.js';

/**
 * Gives an upload its bytes back, in a draft or in a message that waits. Name and size are compared here; that the content is the same the
 * server watches over, which has part of it. Another file is refused with `conflict` (fields: `file: another`) and leaves all as it was.
 */
export function chooseAgain(writing: Writing, { threadId, uploadId, file }: Extract<Command, { type: 'attachment.choose-again' }>): void {
  const { uploads, outbox, parts } = writing;
  const upload = uploads.get(uploadId);
  if (upload?.state !== 'failed') return;
  const { error: _error, blob: _blob, ...rest } = upload;
  const isSame = file.name === upload.name && file.size === upload.size;
  const thread = parts.rooms.resolve(threadId);
  together(() => {
    uploads.replace(isSame ? { ...rest, state: 'waiting', blob: file } : { ...rest, error: new ChatError('conflict', 'another file', { fields: { file: 'another' } }) });
    for (const clientId of outbox.ids(thread)) {
      if (outbox.get(thread, clientId)?.uploads.some(({ id }) => id === uploadId)) outbox.retry(thread, clientId);
    }
  });
}
