import { errorCodes } from '../../base/error-codes.js';
import { ChatError, type ChatErrorOptions, type ErrorCode } from '../../base/errors.js';

const byStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid', 401: 'unauthenticated', 403: 'forbidden', 404: 'not-found', 405: 'unsupported', 408: 'timeout', 409: 'conflict', 410: 'gone',
  412: 'conflict', 413: 'too-large', 415: 'unsupported-type', 422: 'invalid', 423: 'held', 429: 'rate-limited', 501: 'unsupported', 504: 'timeout',
};

const fromStatus = (status: number): ErrorCode => byStatus[status] ?? (status >= 500 ? 'unavailable' : status >= 400 ? 'invalid' : 'unknown');

const known: ReadonlySet<string> = new Set(errorCodes);

/**
 * Retry-After (RFC 9110 section 10.2.3), in milliseconds: seconds or a date, which counts from the answer's own Date where there is one,
 * because the device's clock may be wrong.
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  if (Number.isNaN(at)) return undefined;
  const sent = Date.parse(headers.get('date') ?? '');
  return Math.max(0, at - (Number.isNaN(sent) ? now : sent));
}

export interface Answer { status: number; headers: Headers; text: string }

/**
 * The error in an answer that is not a success: by the code of its problem details (RFC 9457), else by its status.
 * @param mutates whether the request was to change something: an error that did not come from the server itself leaves the outcome open
 */
export function problemOf({ status, headers, text }: Answer, now: number, mutates: boolean): ChatError {
  const problem = /[/+]json/.test(headers.get('content-type') ?? '') ? parse(text) : undefined;
  const named = typeof problem?.code === 'string' && known.has(problem.code) ? problem.code as ErrorCode : undefined;
  const options: ChatErrorOptions = {};
  const wait = retryAfter(headers, now);
  if (wait !== undefined) options.retryAfterMs = wait;
  if (status >= 500) {
    if (status !== 501) options.retryable = true;
    // A gateway's answer says nothing about what the server behind it has done.
    if (mutates && !named) options.outcome = 'maybe';
  }
  const fields = problem && textFields(problem.fields);
  if (fields) options.fields = fields;
  // The title is the server's own sentence; `detail` may repeat what was sent, so it stays out.
  const title = named && typeof problem?.title === 'string' ? problem.title.slice(0, 200) : `the server answered ${status}`;
  const code = named ?? fromStatus(status);
  // What may be tried again has to make the line wait, or it would be asked again at once, without end.
  return new ChatError(options.retryable && !/^(timeout|rate-limited)$/.test(code) ? 'unavailable' : code, title, options);
}

function parse(text: string): { code?: unknown; title?: unknown; fields?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function textFields(value: unknown): Record<string, string> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
