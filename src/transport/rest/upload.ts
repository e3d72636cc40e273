import { codeMissing } from '../../base/code-missing.js';
import { ChatError } from '../../base/errors.js';
import type { Features, FileRef } from '../../model/index.js';
import { resumableFrom } from '../resumable.js';
import type { UploadOptions } from '../transport.js';
import { Deadline } from './deadline.js';
import type { Http } from './http.js';
import { problemOf } from './problem.js';
import { ask, type Attempt, type UploadHttpOptions } from './upload-request.js';
import { filePath, previewPath, readFile, uploadQuery } from './wire-files.js';

/** An upload on which nothing moves for so long has failed. */
const patience = 60_000;
/** A preview is small, and the message does not wait for it for ever. */
const previewPatience = 15_000;

/** Brings a file up: a large one in pieces where the server can take them (`upload-resumable.ts`), any other by one PUT. */
export async function upload(http: Http, options: UploadHttpOptions, file: Blob, to: UploadOptions, files: Features['files'] | undefined): Promise<FileRef> {
  if (to.signal?.aborted) throw new ChatError('aborted');
  const { clock } = options.platform;
  const deadline = new Deadline(clock, patience, to.signal);
  const alive = (): void => deadline.extend(patience);
  let most = 0;
  const onProgress = (sent: number): void => {
    alive();
    // What is counted may run past the file's size, and back where the browser sends again.
    const now = Math.min(sent, file.size);
    if (now <= most || deadline.signal.aborted) return;
    most = now;
    to.onProgress(now);
  };
  const attempt: Attempt = { http, options, file, to, deadline, onProgress, alive };
  try {
    const ref = await (files && files.resumable && file.size > resumableFrom ? inPieces(attempt) : whole(attempt));
    onProgress(file.size);
    await addPreview(attempt).catch(() => undefined);
    return ref;
  } catch (error) {
    const ended = deadline.reason('maybe');
    if (ended) throw ended;
    if (error instanceof ChatError) throw error;
    if (!(await isReadable(file))) throw new ChatError('invalid', 'the file cannot be read any more', { fields: { file: 'unreadable' } });
    throw http.noAnswer(true, error);
  } finally {
    deadline.done();
  }
}

async function whole(attempt: Attempt): Promise<FileRef> {
  const { http, to, file, options, onProgress } = attempt;
  const url = http.url(filePath(to.id), uploadQuery(to.threadId, to.name)).href;
  const answer = await ask(attempt, { method: 'PUT', url, headers: { 'content-type': 'application/octet-stream' }, body: file, onProgress });
  if (answer.status < 200 || answer.status > 299) throw problemOf(answer, options.platform.clock.now(), true);
  return readFile(parse(answer.text));
}

/** whatever goes wrong with it, the file itself is there. */
async function addPreview(attempt: Attempt): Promise<void> {
  const { http, to, options } = attempt;
  const body = await to.preview?.();
  if (!body) return;
  const deadline = new Deadline(options.platform.clock, previewPatience, to.signal);
  const request = { method: 'PUT', url: http.url(previewPath(to.id)).href, headers: { 'content-type': 'application/octet-stream' }, body };
  await deadline.within(ask({ ...attempt, deadline }, request)).finally(() => deadline.done());
}

/** The protocol's code comes with the first file that needs it. */
async function inPieces(attempt: Attempt): Promise<FileRef> {
  const { resume } = await import('./upload-resumable.js').catch((cause: unknown) => {
    throw codeMissing('that uploads in pieces', cause);
  });
  return resume(attempt);
}

/** Whether the file is still there: engines report one that was moved or deleted as a failed network. */
async function isReadable(file: Blob): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    await file.slice(-1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ChatError('unavailable', 'the answer to the upload is not JSON', { outcome: 'maybe' });
  }
}
