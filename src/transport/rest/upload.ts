import { ChatError } from '../../base/errors.js';
import type { FileRef } from '../../model/index.js';
import type { UploadOptions } from '../transport.js';
import { Deadline } from './deadline.js';
import type { Http, HttpOptions } from './http.js';
import { problemOf, type Answer } from './problem.js';
import { filePath, readFile, uploadQuery } from './wire.js';

/** An upload on which nothing moves for so long has failed. */
const patience = 60_000;

/** One PUT of the file's bytes: by XMLHttpRequest where there is one, for its progress; else by fetch. */
export async function upload(http: Http, options: Pick<HttpOptions, 'fetch' | 'platform'> & { xhr: boolean }, file: Blob, to: UploadOptions): Promise<FileRef> {
  if (to.signal?.aborted) throw new ChatError('aborted');
  const url = http.url(filePath(to.id), uploadQuery(to.threadId, to.name)).href;
  const { clock } = options.platform;
  const deadline = new Deadline(clock, patience, to.signal);
  let most = 0;
  const onProgress = (sent: number): void => {
    deadline.extend(patience);
    // What is counted may run past the file's size, and back where the browser sends again.
    const now = Math.min(sent, file.size);
    if (now <= most || deadline.signal.aborted) return;
    most = now;
    to.onProgress(now);
  };
  try {
    const send = (token: string): Promise<Answer> =>
      options.xhr ? byXhr(url, token, file, deadline.signal, onProgress) : byFetch(options.fetch, url, token, file, deadline.signal);
    const answer = await http.authorised(send);
    if (answer.status < 200 || answer.status > 299) throw problemOf(answer, clock.now(), true);
    const ref = readFile(parse(answer.text));
    onProgress(file.size);
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

async function byFetch(fetcher: typeof fetch, url: string, token: string, file: Blob, signal: AbortSignal): Promise<Answer> {
  const response = await fetcher(url, {
    method: 'PUT', body: file, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' }, signal, credentials: 'omit', cache: 'no-store',
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function byXhr(url: string, token: string, file: Blob, signal: AbortSignal, onProgress: (sent: number) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new ChatError('aborted'));
    const xhr = new XMLHttpRequest();
    const onAbort = (): void => xhr.abort();
    const settle = (run: () => void) => (): void => {
      signal.removeEventListener('abort', onAbort);
      run();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    xhr.upload.addEventListener('progress', (event) => onProgress(event.loaded));
    xhr.addEventListener('load', settle(() => resolve({ status: xhr.status, headers: headersOf(xhr), text: xhr.responseText })));
    xhr.addEventListener('error', settle(() => reject(new TypeError('the upload broke off'))));
    xhr.addEventListener('abort', settle(() => reject(new ChatError('aborted', 'aborted', { outcome: 'maybe' }))));
    xhr.open('PUT', url);
    xhr.setRequestHeader('authorization', `Bearer ${token}`);
    xhr.setRequestHeader('content-type', 'application/octet-stream');
    xhr.send(file);
  });
}

/** Only what an error needs: another origin's server may hide the rest. */
function headersOf(xhr: XMLHttpRequest): Headers {
  const headers = new Headers();
  for (const name of ['content-type', 'retry-after', 'date']) {
    const value = xhr.getResponseHeader(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
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
