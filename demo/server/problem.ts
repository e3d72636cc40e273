import type { ChatError, ErrorCode } from '../../src/base/errors.js';

const statuses: Partial<Record<ErrorCode, number>> = {
  invalid: 400, unauthenticated: 401, forbidden: 403, 'not-found': 404, conflict: 409, gone: 410, 'too-large': 413, 'unsupported-type': 415,
  held: 423, 'rate-limited': 429, unsupported: 501, unavailable: 503,
};

/** Turns an error into a problem document (RFC 9457). It says what kind of error it is, never what a person wrote. */
export function problemResponse(error: ChatError, status = statuses[error.code] ?? 500): Response {
  const body = {
    type: `urn:clinic-chat:problem:${error.code}`,
    title: error.code,
    status,
    code: error.code,
    ...(error.message === error.code ? {} : { detail: error.message }),
    ...(error.fields ? { fields: error.fields } : {}),
  };
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  if (error.retryAfterMs !== undefined) headers.set('retry-after', String(Math.ceil(error.retryAfterMs / 1000)));
  if (status === 401) headers.set('www-authenticate', 'Bearer');
  return new Response(JSON.stringify(body), { status, headers });
}

/** What may be logged of an error that nobody foresaw: its name and where it arose. Its message may hold what a person wrote. */
export function traceOf(error: unknown): { name: string; at: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
  return { name: error.name, at: lines.slice(0, 8) };
}
