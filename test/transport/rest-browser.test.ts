import { expect } from '@open-wc/testing';
import { ChatError } from '../../src/base/errors.js';
// Loaded on need by the transport: here at once.
import '../../src/transport/rest/upload.js';
import { restTransport } from '../../src/transport/rest/index.js';
import { fakePlatform, Heard, json, session, settle } from './fakes.js';

/** An XMLHttpRequest whose network is the test. */
class FakeXhr extends EventTarget {
  static last: FakeXhr;
  readonly upload = new EventTarget();
  readonly headers: Record<string, string> = {};
  status = 0;
  responseText = '';
  url = '';

  constructor() {
    super();
    FakeXhr.last = this;
  }
  open(_method: string, url: string): void { this.url = url; }
  setRequestHeader(name: string, value: string): void { this.headers[name] = value; }
  getResponseHeader(name: string): string | null { return name === 'content-type' ? 'application/json' : null; }
  send(): void { /* The test goes on from here. */ }
  abort(): void { this.dispatchEvent(new Event('abort')); }
  progress(loaded: number): void { this.upload.dispatchEvent(new ProgressEvent('progress', { loaded, total: 100, lengthComputable: true })); }
  answer(status: number, body: unknown): void {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.dispatchEvent(new Event('load'));
  }
}

describe('rest in a browser: uploads', () => {
  const real = { xhr: window.XMLHttpRequest, fetch: window.fetch };
  const platform = fakePlatform();
  let end: AbortController;

  beforeEach(() => {
    end = new AbortController();
    Object.assign(window, { XMLHttpRequest: FakeXhr, fetch: () => Promise.resolve(json(session(false))) });
  });
  afterEach(() => {
    end.abort();
    Object.assign(window, { XMLHttpRequest: real.xhr, fetch: real.fetch });
  });

  async function start(file = new Blob(['x'.repeat(100)]), stop = new AbortController()) {
    const transport = restTransport({ server: '/api/chat', platform });
    await transport.open(new Heard(), { getToken: () => Promise.resolve('geheim'), signal: end.signal, locale: 'en' });
    const sent: number[] = [];
    const done = transport.upload(file, { id: 'f', threadId: 't', name: 'Grüße & more.txt', signal: stop.signal, onProgress: (bytes) => sent.push(bytes) });
    done.catch(() => undefined);
    await settle();
    return { done, sent, stop, xhr: FakeXhr.last };
  }
  async function refusal(promise: Promise<unknown>): Promise<ChatError> {
    const error: unknown = await promise.then(() => undefined, (thrown: unknown) => thrown);
    if (!(error instanceof ChatError)) throw new Error('not refused with a ChatError');
    return error;
  }

  it('R-06 progress grows, never back and never past the size; the token is in the header', async () => {
    const { done, sent, xhr } = await start();
    for (const loaded of [10, 60, 40, 120]) xhr.progress(loaded);
    xhr.answer(200, { id: 'f', name: 'a', type: 'text/plain', size: 100, scan: 'clean' });
    expect((await done).id).to.equal('f');
    expect(sent).to.deep.equal([10, 60, 100]);
    expect(xhr.headers['authorization']).to.equal('Bearer geheim');
    expect(new URL(xhr.url).searchParams.get('name')).to.equal('Grüße & more.txt');
    expect(xhr.url).not.to.contain('geheim');
  });

  it('an abort is «aborted»; a broken line may have gone through', async () => {
    const first = await start();
    first.stop.abort();
    expect((await refusal(first.done)).code).to.equal('aborted');
    const second = await start();
    second.xhr.dispatchEvent(new Event('error'));
    const error = await refusal(second.done);
    expect([error.code, error.outcome, error.retryable]).to.deep.equal(['unavailable', 'maybe', true]);
  });

  it('a file that vanishes on the way is «invalid», for good', async () => {
    const file = new Blob(['x'.repeat(100)]);
    file.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }) as unknown as Blob;
    const { done, xhr } = await start(file);
    xhr.dispatchEvent(new Event('error'));
    const error = await refusal(done);
    expect([error.code, error.retryable, error.fields?.['file']]).to.deep.equal(['invalid', false, 'unreadable']);
  });

  it('an upload on which nothing moves for a minute is a timeout', async () => {
    const { done, xhr } = await start();
    await platform.clock.pass(50_000);
    xhr.progress(10);
    await platform.clock.pass(50_000);
    xhr.progress(20);
    await platform.clock.pass(61_000);
    expect((await refusal(done)).code).to.equal('timeout');
  });
});
