import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, describe, it } from 'node:test';
import { kinds, type VideoRequestPayload } from '../../src/kinds/index.js';
import type { Acting, Message } from '../../src/model/index.js';
import { bench, clinic, type Bench, type Seat } from '../support/chat-bench.js';

const bytes = readFileSync(new URL('../support/videos/45.webm', import.meta.url));
const video = (): File => new File([bytes], 'walk.webm', { type: 'video/webm' });
const asked = { author: 'maya', kind: 'video-request', for: 'ana', payload: { state: 'open', seconds: 45 } satisfies VideoRequestPayload };

/** `kind.act`: a verb of a kind that brings files of the device. */
describe('store: a verb with files', () => {
  let b: Bench;
  afterEach(() => b.end());

  async function sit(): Promise<Seat> {
    b = bench(clinic([{ id: 't1', kind: 'direct', participants: ['ana', 'maya'], messages: [asked] }]), { kinds });
    const ana = await b.sit('ana');
    ana.chat.dispatch({ type: 'thread.open', threadId: 't1' });
    await b.platform.until(() => ana.messages('t1').length === 1, 'the request');
    return ana;
  }
  const request = (): Message => b.workspace.messagesOf('t1')[0]!;
  const state = (): string => (request().payload as VideoRequestPayload).state;
  const acting = (ana: Seat): Acting | undefined => ana.chat.acting.get().get(request().id);
  const send = (ana: Seat, files: File[] = [video()]): void => ana.chat.dispatch({ type: 'kind.act', threadId: 't1', messageId: request().id, verb: 'answer', data: { duration: 45 }, files });
  const uploads = (ana: Seat): string[] => ana.asked.filter(({ method }) => method === 'upload').map(({ args }) => (args[1] as { id: string }).id);
  const verbs = (ana: Seat): unknown[] => ana.asked.filter(({ method, args }) => method === 'submit' && (args[0] as { type: string }).type === 'message.act').map(({ args }) => (args[0] as { data: { files: unknown } }).data.files);

  it('T11 files first, then the verb with their ids; a lost answer makes no second file', async () => {
    const ana = await sit();
    ana.controls.failNext('upload', 'timeout', { committed: true });
    send(ana);
    await b.platform.until(() => state() === 'answered', 'the answer');
    await b.platform.until(() => !acting(ana), 'the end of it');
    assert.equal(uploads(ana).length, 2);
    assert.equal(new Set(uploads(ana)).size, 1);
    assert.deepEqual(verbs(ana), [[uploads(ana)[0]]]);
    assert.equal((ana.messages('t1')[0]?.payload as VideoRequestPayload).state, 'answered');
  });

  it('R-21 T1 without a connection it waits and says so; given up it leaves nothing; sent again one file arrives', async () => {
    const ana = await sit();
    ana.controls.offline = true;
    send(ana);
    await b.platform.until(() => acting(ana)?.upload?.waits === 'offline', 'the reason');
    assert.equal(acting(ana)?.error, undefined);
    ana.chat.dispatch({ type: 'kind.act-cancel', threadId: 't1', messageId: request().id });
    await b.platform.until(() => !acting(ana), 'the end of it');
    ana.controls.offline = false;
    ana.chat.dispatch({ type: 'connection.retry' });
    await b.platform.advance(60_000);
    assert.equal(state(), 'open');
    assert.deepEqual(verbs(ana), []);
    send(ana);
    await b.platform.until(() => state() === 'answered', 'the answer');
    assert.equal(request().files.length, 1);
  });

  it('R-21 T1 the network cut in the middle of the upload: it goes on by itself, under the same id', async () => {
    const ana = await sit();
    ana.controls.uploadsPaused = true;
    send(ana);
    await b.platform.until(() => uploads(ana).length === 1 && Boolean(acting(ana)?.upload), 'the upload');
    ana.controls.offline = true;
    ana.controls.uploadsPaused = false;
    await b.platform.until(() => Boolean(acting(ana)?.upload?.waits), 'the cut');
    ana.controls.offline = false;
    ana.chat.dispatch({ type: 'connection.retry' });
    await b.platform.until(() => state() === 'answered', 'the answer');
    assert.equal(new Set(uploads(ana)).size, 1);
    assert.equal(request().files.length, 1);
  });

  it('while it is on its way nothing else is asked of that message', async () => {
    const ana = await sit();
    ana.controls.uploadsPaused = true;
    send(ana);
    send(ana, [video(), video()]);
    await b.platform.until(() => uploads(ana).length === 1, 'the upload');
    ana.controls.uploadsPaused = false;
    await b.platform.until(() => state() === 'answered' && !acting(ana), 'the answer');
    assert.equal(verbs(ana).length, 1);
    assert.equal(uploads(ana).length, 1);
  });

  it('what is refused stays with its reason; what only has to wait is not carried up twice', async () => {
    const ana = await sit();
    const file = video();
    // A request for payment came while the file was on its way.
    ana.controls.failNext('message.act', 'held');
    send(ana, [file]);
    await b.platform.until(() => acting(ana)?.error === 'held', 'the reason');
    assert.equal(uploads(ana).length, 1);
    send(ana, [file]);
    await b.platform.until(() => state() === 'answered', 'the answer');
    assert.equal(uploads(ana).length, 1, 'the file was there already');
  });

  it('R-21 what the server refuses for good takes its file along, and its fields say why', async () => {
    const ana = await sit();
    send(ana, [new File(['<p>no video</p>'], 'walk.webm', { type: 'video/webm' })]);
    await b.platform.until(() => Boolean(acting(ana)?.error), 'the reason');
    assert.deepEqual([acting(ana)?.error, acting(ana)?.fields], ['invalid', { video: 'unsupported-type' }]);
    assert.equal(state(), 'open');
  });

  it('R-24 while a request for payment is open not a byte leaves', async () => {
    const ana = await sit();
    b.workspace.hold('t1', { reason: 'payment', message: 'm', by: ['ana'] });
    await b.platform.until(() => Boolean(ana.chat.thread('t1').get()?.hold), 'the hold');
    send(ana);
    await b.platform.until(() => acting(ana)?.error === 'held', 'the reason');
    assert.deepEqual(uploads(ana), []);
  });
});
