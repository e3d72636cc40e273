import ky from 'ky';

export * from './wire-late.js';

/** A command on its way. The store alone repeats, and the deadline runs on the platform's clock. */
export const post = (url: URL, init: RequestInit, json: unknown, own: typeof fetch): Promise<Response> =>
  ky(url, { ...init, method: 'post', json, fetch: own, retry: 0, timeout: false, throwHttpErrors: false });
