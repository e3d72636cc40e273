import { codeMissing } from '../base/code-missing.js';
import { ChatError } from '../base/errors.js';
import type { FileRef, Id } from '../model/index.js';
import type { Core } from './core.js';
import type { Upload } from './types.js';

/** One attempt to carry a file up. Rejects with `ChatError`; `gone` where the file itself cannot be read any more. */
export async function transfer(core: Core, upload: Upload, threadId: Id, signal: AbortSignal, onProgress: (sent: number) => void): Promise<FileRef> {
  const blob = upload.blob as Blob;
  const done = core.line.start();
  try {
    await readable(blob);
    if (signal.aborted) throw new ChatError('aborted');
    const clean = await withoutPlace(core, blob);
    const file = await core.transport.upload(clean, {
      id: upload.id, threadId, name: upload.name, signal, preview: () => previewOf(clean),
      onProgress: (sent) => {
        if (signal.aborted) return;
        done();
        onProgress(sent);
      },
    });
    done();
    return file;
  } catch (thrown) {
    const error = signal.aborted ? new ChatError('aborted') : ChatError.from(thrown);
    // A file that has vanished looks like a broken network to the browser: look before trying again.
    const lost = signal.aborted || error.code === 'gone' ? undefined : await readable(blob).then(() => undefined, (cause: unknown) => ChatError.from(cause));
    done(lost ?? error);
    throw lost ?? error;
  }
}

/** Reads the first and the last byte: a file that was deleted or changed since it was chosen fails here. Rejects with `gone`. */
async function readable(blob: Blob): Promise<void> {
  try {
    await blob.slice(0, 1).arrayBuffer();
    await blob.slice(Math.max(0, blob.size - 1)).arrayBuffer();
  } catch (cause) {
    throw new ChatError('gone', 'The file cannot be read any more.', { cause });
  }
}

/** Of a photo nothing leaves the device but the picture, unless the workspace wants the rest (`switches.photoMetadata`). The same photo always gives the same bytes. */
async function withoutPlace(core: Core, blob: Blob): Promise<Blob> {
  if (!blob.type.startsWith('image/') || core.current?.workspace.switches['photoMetadata']) return blob;
  const { withoutMetadata } = await import('../base/photo.js').catch((cause: unknown) => {
    throw codeMissing('that takes the place out of photos', cause);
  });
  return withoutMetadata(blob);
}

/** what is shown where the photo itself would be more than one sees. Where none can be made, the photo stands for itself. */
async function previewOf(photo: Blob): Promise<Blob | undefined> {
  if (!photo.type.startsWith('image/')) return undefined;
  return import('../base/image-preview.js').then(({ makePreview }) => makePreview(photo)).catch(() => undefined);
}
