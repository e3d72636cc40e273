import { Upload, type HttpRequest, type HttpResponse } from 'tus-js-client';
import { ChatError } from '../../base/errors.js';
import { treeDigest } from '../../base/tree-digest.js';
import type { FileRef } from '../../model/index.js';
import { problemOf, type Answer } from './problem.js';
import { ask, type Attempt } from './upload-request.js';
import { filePath, readFile } from './wire-files.js';

const version = '1.0.0';
/**
 * Bytes of one PATCH. Proxies that hold a request's body back until it is whole, and servers that end a request after some minutes, lose no
 * more than this. By fetch, which tells no progress, smaller ones tell it.
 */
const piece = { xhr: 8 * 1024 * 1024, fetch: 2 * 1024 * 1024 };

/**
 * Brings a file up by tus 1.0, from wherever the server says that it stands: the upload's address follows from its id, so that nothing needs to
 * be remembered here. One attempt; the store repeats. Where another tab sends the same upload, this attempt ends with a `conflict` that may
 * be repeated. A `conflict` with the field `file: another` is final: the server has part of another file under this id.
 */
export async function resume(attempt: Attempt): Promise<FileRef> {
  const { http, options, file, to, deadline, alive } = attempt;
  const url = http.url(`${filePath(to.id)}/upload`).href;
  const mark = await markOf(file, alive);
  if (deadline.signal.aborted) throw new ChatError('aborted');
  // Not left to the library, which would ask for an upload first that is not there yet: browsers write that into the console.
  const headers = { 'tus-resumable': version, 'upload-length': String(file.size), 'upload-metadata': metadata(to.threadId, to.name, mark) };
  const begun = await ask(attempt, { method: 'POST', url, headers, body: null });
  if (begun.status < 200 || begun.status > 299) throw problemOf(begun, options.platform.clock.now(), true);
  alive();
  await pieces(attempt, url);
  return readFile(await http.get(filePath(to.id), undefined, deadline.signal));
}

function pieces(attempt: Attempt, uploadUrl: string): Promise<void> {
  const { file, options, onProgress, deadline } = attempt;
  return new Promise((resolve, reject) => {
    // What the library makes of a failure holds the request with its headers: only what lies beneath is passed on.
    let failure: unknown;
    const fail = (): void => reject(failure instanceof Error ? failure : new ChatError('unavailable', 'the upload cannot go on', { outcome: 'maybe' }));
    const ended = (cause: unknown): never => {
      failure = cause;
      throw cause;
    };
    const upload = new Upload(file, {
      uploadUrl, chunkSize: options.xhr ? piece.xhr : piece.fetch, retryDelays: null,
      storeFingerprintForResuming: false, fingerprint: () => Promise.resolve(''),
      fileReader: { openFile: () => Promise.resolve(sourceOf(file)) },
      httpStack: { getName: () => 'clinic-chat', createRequest: (method, url) => new TusRequest(attempt, method, url, ended) },
      onProgress, onSuccess: () => resolve(), onError: fail,
    });
    deadline.signal.addEventListener('abort', fail, { once: true });
    upload.start();
  });
}

/** The library's request, sent our way: with the session's token, a fresh one where it is refused, and no answer but a good one. */
class TusRequest implements HttpRequest {
  readonly #headers: Record<string, string> = {};
  #onProgress: ((sent: number) => void) | undefined;

  constructor(readonly attempt: Attempt, readonly method: string, readonly url: string, readonly ended: (cause: unknown) => never) {}

  getMethod = (): string => this.method;
  getURL = (): string => this.url;
  getHeader = (name: string): string | undefined => this.#headers[name.toLowerCase()];
  setHeader = (name: string, value: string): void => void (this.#headers[name.toLowerCase()] = value);
  setProgressHandler = (handler: (sent: number) => void): void => void (this.#onProgress = handler);
  abort = (): Promise<void> => Promise.resolve();
  getUnderlyingObject = (): undefined => undefined;

  async send(body: unknown): Promise<HttpResponse> {
    const { method, url, attempt } = this;
    try {
      const answer = await ask(attempt, { method, url, headers: this.#headers, body: body instanceof Blob ? body : null, onProgress: this.#onProgress });
      if (answer.status < 200 || answer.status > 299) throw refusal(answer, attempt.options.platform.clock.now());
      attempt.alive();
      return {
        getStatus: () => answer.status, getHeader: (name) => answer.headers.get(name) ?? undefined, getBody: () => answer.text, getUnderlyingObject: () => undefined,
      };
    } catch (cause) {
      return this.ended(cause);
    }
  }
}

/** tus answers 409 to a wrong place, 423 to an upload that somebody else writes, 404 or 410 to one that has been cleared away: all of them begin anew. */
function refusal(answer: Answer, now: number): ChatError {
  const problem = problemOf(answer, now, true);
  if (!/^(404|409|410|423)$/.test(String(answer.status)) || problem.fields?.['file'] !== undefined) return problem;
  return new ChatError('conflict', 'the upload goes on elsewhere', { retryable: true, outcome: 'maybe' });
}

/** Upload-Metadata. A header has its limits: of a very long name the two ends go. */
function metadata(threadId: string, name: string, mark: string): string {
  const filename = name.length > 400 ? name.slice(0, 200) + name.slice(-200) : name || 'file';
  const base64 = (value: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(value)));
  return Object.entries({ filename, thread: threadId, mark }).filter(([, value]) => value).map(([key, value]) => `${key} ${base64(value)}`).join();
}

const sourceOf = (file: Blob) => ({
  size: file.size,
  slice: (start: number, end: number) => Promise.resolve({ value: file.slice(start, end), done: end >= file.size }),
  close: (): void => undefined,
});

const marks = new WeakMap<Blob, string>();

/** What tells the file's content: its digest, or, where no digest can be had, when it was changed last. */
async function markOf(file: Blob, alive: () => void): Promise<string> {
  const known = marks.get(file);
  if (known !== undefined) return known;
  const digest = await treeDigest(file.size, (start, end) => {
    alive();
    return file.slice(start, end).arrayBuffer();
  });
  const mark = digest ?? `modified ${'lastModified' in file ? String(file.lastModified) : ''}`;
  marks.set(file, mark);
  return mark;
}
