import assert from 'node:assert/strict';
import { ChatError } from '../../src/base/errors.js';
import { restTransport } from '../../src/transport/rest/index.js';
import { fakeFetch, fakePlatform, FakeStream, Heard, json, session, settle, type Answer, type Asked } from './fakes.js';

export const base = 'https://clinic.example/api/chat';
/** Whether an error is a `ChatError` of this code. */
export const code = (expected: string, more: Partial<ChatError> = {}) => (error: unknown): boolean => {
  assert.ok(error instanceof ChatError);
  assert.equal(error.code, expected);
  for (const [name, value] of Object.entries(more)) assert.equal(error[name as keyof ChatError], value, name);
  return true;
};

/** An open adapter before a server of which a test writes the answers; the streams come as it opens them. */
export async function open({ answer = () => json({}), since, stream = (s) => s.hello('c0'), tokens = (n) => `t${n}`, messaging = true }: {
  answer?: Answer; since?: string; stream?: (stream: FakeStream, turn: number) => Response | Promise<Response> | void; tokens?: (n: number) => string; messaging?: boolean;
} = {}) {
  const platform = fakePlatform();
  const streams: FakeStream[] = [];
  let asks = 0;
  const { fetch, asked } = fakeFetch((one: Asked) => {
    if (one.path.endsWith('/session')) return json(session(messaging));
    if (!one.path.endsWith('/events')) return answer(one);
    const made = new FakeStream(one.signal);
    streams.push(made);
    return stream(made, streams.length) ?? made.response;
  });
  const heard = new Heard();
  const end = new AbortController();
  const transport = restTransport({ server: base, fetch, platform });
  const getToken = (): Promise<string> => Promise.resolve(tokens(++asks));
  const opening = transport.open(heard, { getToken, signal: end.signal, locale: 'en', ...(since !== undefined && { since }) });
  await settle();
  const eventsAsked = (): Asked[] => asked.filter((one) => one.path.endsWith('/events'));
  return { transport, heard, platform, streams, asked, eventsAsked, opening, end: () => end.abort() };
}
