import { ChatError } from '../../base/errors.js';
import type { Deadline } from './deadline.js';
import type { Http, HttpOptions } from './http.js';
import type { Answer } from './problem.js';
import type { UploadOptions } from '../transport.js';

export type UploadHttpOptions = Pick<HttpOptions, 'fetch' | 'platform'> & { xhr: boolean };

/** One attempt to bring a file up, whichever way. */
export interface Attempt {
  http: Http;
  options: UploadHttpOptions;
  file: Blob;
  to: UploadOptions;
  deadline: Deadline;
  /** Bytes of the whole file that have gone up. */
  onProgress(sent: number): void;
  /** Something has moved: the attempt gets its time anew. */
  alive(): void;
}

export interface UploadRequest {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body: Blob | null;
  /** Bytes of `body` that have left. */
  onProgress?: ((sent: number) => void) | undefined;
}

/** One request of an upload, with a token: by XMLHttpRequest where there is one, for its progress; else by fetch. Rejects where no answer came. */
export function ask({ http, options, deadline: { signal } }: Attempt, request: UploadRequest): Promise<Answer> {
  return http.authorised((token) => {
    const headers = { ...request.headers, authorization: `Bearer ${token}` };
    return options.xhr ? byXhr({ ...request, headers }, signal) : byFetch(options.fetch, { ...request, headers }, signal);
  });
}

async function byFetch(fetcher: typeof fetch, { url, method, headers, body }: UploadRequest, signal: AbortSignal): Promise<Answer> {
  const response = await fetcher(url, { method, headers, body, signal, credentials: 'omit', cache: 'no-store' });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function byXhr({ url, method, headers, body, onProgress }: UploadRequest, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new ChatError('aborted'));
    const xhr = new XMLHttpRequest();
    const onAbort = (): void => xhr.abort();
    const settle = (run: () => void) => (): void => {
      signal.removeEventListener('abort', onAbort);
      run();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    if (onProgress) xhr.upload.addEventListener('progress', (event) => onProgress(event.loaded));
    xhr.addEventListener('load', settle(() => resolve({ status: xhr.status, headers: headersOf(xhr), text: xhr.responseText })));
    xhr.addEventListener('error', settle(() => reject(new TypeError('the upload broke off'))));
    xhr.addEventListener('abort', settle(() => reject(new ChatError('aborted', 'aborted', { outcome: 'maybe' }))));
    xhr.open(method, url);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    xhr.send(body);
  });
}

/** Only what is asked for: another origin's server may hide the rest. */
function headersOf(xhr: XMLHttpRequest): Headers {
  const headers = new Headers();
  for (const name of ['content-type', 'retry-after', 'date', 'upload-offset', 'upload-length']) {
    const value = xhr.getResponseHeader(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}
