import { expect } from '@open-wc/testing';
import type { FileRef } from '../../src/model/index.js';
import { bench, clinic, direct, replaced, text, type Bench, type Seat } from '../support/chat-bench.js';
import { photo } from '../support/photo.js';

const file = (name: string, content: BlobPart = 'hello', type = 'text/plain'): File => new File([content], name, { type });
/** As large as it says, without the bytes. */
const sized = (size: number): File => Object.defineProperty(file('large.bin', 'x'), 'size', { value: size });
const attachments = (seat: Seat): { state: string; code: string | undefined; sent: number }[] =>
  seat.chat.draft('t1').get().attachments.map(({ state, error, sent }) => ({ state, code: error?.code, sent }));
const attach = (seat: Seat, ...files: File[]): void => seat.chat.dispatch({ type: 'attachment.add', threadId: 't1', files });

describe('attachments', () => {
  let b: Bench;
  afterEach(() => b.end());

  it('R-06 T11 text and files make one message, which goes after its uploads; a lost answer makes no second file', async () => {
    b = bench();
    const ana = await b.sit('ana');
    ana.controls.failNext('upload', 'timeout', { committed: true });
    ana.controls.uploadsPaused = true;
    attach(ana, file('a.txt'), file('b.txt', 'more'));
    ana.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'see' });
    ana.chat.dispatch({ type: 'draft.send', threadId: 't1' });
    await b.platform.advance(5_000);
    expect(ana.count('message.send')).to.equal(0);
    expect(ana.messages('t1').at(-1)).to.deep.include({ delivery: 'queued' });
    expect(ana.messages('t1').at(-1)?.files.map(({ name }) => name)).to.deep.equal(['a.txt', 'b.txt']);
    expect(ana.chat.draft('t1').get()).to.deep.equal({ text: '', attachments: [] });
    ana.controls.uploadsPaused = false;
    await b.platform.until(() => ana.messages('t1').at(-1)?.delivery === 'sent', 'the sending');
    const sent = b.workspace.messagesOf('t1').filter((m) => text(m) === 'see');
    expect(sent.map((m) => m.files.map(({ name }) => name))).to.deep.equal([['a.txt', 'b.txt']]);
    const ids = ana.asked.filter(({ method }) => method === 'upload').map(({ args }) => (args[1] as { id: string }).id);
    expect(ids.length).to.equal(3);
    expect(new Set(ids).size).to.equal(2);
  });

  it('R-06 with a photo goes a smaller picture of it, which is what others are shown; where that is lost, the photo stands for itself', async () => {
    b = bench();
    const [ana, maya] = [await b.sit('ana'), await b.sit('maya')];
    const shown = async (name: string): Promise<number> => {
      attach(ana, file(name, await photo('image/jpeg', 1000, 700), 'image/jpeg'));
      await b.platform.until(() => attachments(ana)[0]?.state === 'done', 'the upload');
      ana.chat.dispatch({ type: 'draft.send', threadId: 't1' });
      const sent = (): FileRef | undefined => b.workspace.messagesOf('t1').at(-1)?.files[0];
      await b.platform.until(() => sent()?.name === name, 'the message');
      const image = new Image();
      image.src = await maya.chat.fileUrl(sent()!, 'preview');
      await image.decode();
      return image.naturalWidth;
    };
    expect(await shown('knee.jpg')).to.equal(640);
    ana.controls.failNext('preview', 'unavailable');
    expect(await shown('toe.jpg')).to.equal(1000);
  });

  it('R-06 one byte too many and an empty file are refused before any byte leaves', async () => {
    b = bench();
    const ana = await b.sit('ana');
    attach(ana, sized(209_715_201), file('empty.txt', ''), sized(209_715_200));
    await b.platform.advance(50);
    expect(attachments(ana).slice(0, 2)).to.deep.equal([{ state: 'refused', code: 'too-large', sent: 0 }, { state: 'refused', code: 'invalid', sent: 0 }]);
    expect(ana.chat.draft('t1').get().attachments[1]?.error?.fields).to.deep.equal({ file: 'empty' });
    expect(ana.asked.filter(({ method }) => method === 'upload').every(({ args }) => (args[0] as File).size === 209_715_200)).to.equal(true);
    ana.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'with these' });
    ana.chat.dispatch({ type: 'draft.send', threadId: 't1' });
    expect(ana.chat.draft('t1').get().text).to.equal('with these');
    expect(ana.errors.at(-1)?.code).to.equal('invalid');
  });

  it('R-06 two at once; progress at most ten times a second and never backwards; cancel ends it', async () => {
    b = bench(clinic([direct(1)]), { uploadPartMs: 20 });
    const ana = await b.sit('ana');
    const steps: number[] = [];
    let most = 0;
    ana.chat.draft('t1').subscribe(({ attachments: [first, ...rest] }) => {
      if (first && steps.at(-1) !== first.sent) steps.push(first.sent);
      most = Math.max(most, [first, ...rest].filter((upload) => upload?.state === 'uploading').length);
    });
    attach(ana, file('big.bin', new Uint8Array(2_000_000)), ...['b', 'c', 'd'].map((name) => file(`${name}.bin`, new Uint8Array(500_000))));
    await b.platform.until(() => steps.length > 1, 'progress');
    const start = b.platform.clock.now();
    const cancelled = ana.chat.draft('t1').get().attachments[3]?.id ?? '';
    ana.chat.dispatch({ type: 'attachment.remove', threadId: 't1', uploadId: cancelled });
    await b.platform.until(() => attachments(ana).every(({ state }) => state === 'done'), 'the uploads');
    expect(attachments(ana).length).to.equal(3);
    expect(steps).to.deep.equal([...steps].sort((x, y) => x - y));
    expect(steps.length).to.be.at.most(Math.ceil((b.platform.clock.now() - start) / 100) + 4);
    expect(most).to.equal(2);
  });

  it('a file that vanishes fails with a clear code, and is not tried again by itself', async () => {
    b = bench();
    const ana = await b.sit('ana');
    const gone = file('gone.txt');
    gone.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }) as never;
    attach(ana, gone);
    await b.platform.advance(60_000);
    expect(attachments(ana)).to.deep.equal([{ state: 'failed', code: 'gone', sent: 0 }]);
    expect(ana.count('upload')).to.equal(0);
  });

  it('an upload waits offline, goes on by itself, and can be tried again by hand', async () => {
    b = bench();
    const ana = await b.sit('ana');
    ana.controls.offline = true;
    attach(ana, file('a.txt'));
    await b.platform.advance(1_000);
    expect(attachments(ana)[0]?.state).to.equal('waiting');
    ana.controls.offline = false;
    await b.platform.until(() => attachments(ana)[0]?.state === 'done', 'the upload');
    ana.controls.failNext('upload', 'conflict');
    attach(ana, file('b.txt'));
    await b.platform.until(() => attachments(ana)[1]?.state === 'failed', 'the failure');
    ana.chat.dispatch({ type: 'attachment.retry', threadId: 't1', uploadId: ana.chat.draft('t1').get().attachments[1]?.id ?? '' });
    await b.platform.until(() => attachments(ana)[1]?.state === 'done', 'the retry');
  });

  it('T7 each thread has its draft: text and attachments; a message taken back brings both', async () => {
    b = bench(clinic([direct(1), { id: 't2', participants: ['ana', 'tom'] }]));
    const ana = await b.sit('ana');
    attach(ana, file('a.txt'));
    ana.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'one' });
    ana.chat.dispatch({ type: 'draft.set', threadId: 't2', text: 'two' });
    expect(ana.chat.draft('t2').get()).to.deep.equal({ text: 'two', attachments: [] });
    ana.controls.failNext('message.send', 'invalid');
    await b.platform.until(() => attachments(ana)[0]?.state === 'done', 'the upload');
    ana.chat.dispatch({ type: 'draft.send', threadId: 't1' });
    await b.platform.advance(100);
    ana.chat.dispatch({ type: 'outbox.edit', threadId: 't1', clientId: ana.messages('t1').at(-1)?.clientId ?? '' });
    expect(ana.chat.draft('t1').get().text).to.equal('one');
    expect(attachments(ana).map(({ state }) => state)).to.deep.equal(['done']);
    ana.chat.dispatch({ type: 'draft.send', threadId: 't1' });
    await b.platform.advance(100);
    expect(b.workspace.messagesOf('t1').at(-1)?.files.map(({ name }) => name)).to.deep.equal(['a.txt']);
  });

  it('T7 the storage hears of the first key before there is anything to write', async () => {
    b = bench();
    const ana = await b.sit('ana');
    await b.platform.advance(4_000);
    const storage = b.platform.storages.get('riverside/ana')!;
    let begun = 0;
    storage.begin = () => { begun++; };
    for (const text of ['a', 'ab']) ana.chat.dispatch({ type: 'draft.set', threadId: 't1', text });
    expect(begun).to.equal(1);
    expect(await storage.get('draft/t1')).to.equal(undefined);
  });

  it('T7 a draft is stored soon after the last key, and at once when the page is hidden', async () => {
    b = bench();
    const ana = await b.sit('ana');
    const stored = async (): Promise<unknown> => ((await b.platform.storage('riverside/ana').get('draft/t1')) as { text: string } | undefined)?.text;
    ana.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'a' });
    expect(await stored()).to.equal(undefined);
    await b.platform.advance(400);
    expect(await stored()).to.equal('a');
    ana.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'ab' });
    b.platform.setLifecycle({ visible: false });
    await b.platform.settle();
    expect(await stored()).to.equal('ab');
  });

  it('an image becomes a `blob:` of this page, once, by what the answer is; nothing else does', async () => {
    b = bench();
    const fetched: string[] = [];
    const types: Record<string, string> = { '/ok': 'image/png', '/evil': 'image/svg+xml' };
    const ana = await b.sit('ana', {
      wrap: (transport) => replaced(transport, { fileUrl: (ref) => Promise.resolve({ url: `/${ref.id}`, headers: { a: 'b' } }) }),
      fetch: (url) => {
        fetched.push((url as string));
        return Promise.resolve(new Response('bytes', { headers: { 'content-type': types[(url as string)] ?? '' } }));
      },
    });
    const ref = (id: string, type: string): FileRef => ({ id, name: 'x', type, size: 5, scan: 'clean' });
    const url = await ana.chat.fileUrl(ref('ok', 'image/png'), 'preview');
    expect(url).to.match(/^blob:/);
    expect(await ana.chat.fileUrl(ref('ok', 'image/png'), 'preview')).to.equal(url);
    expect(fetched).to.deep.equal(['/ok']);
    expect(await ana.chat.fileUrl(ref('pdf', 'application/pdf'), 'file')).to.equal('/pdf');
    const refused = await ana.chat.fileUrl(ref('evil', 'image/png'), 'preview').then(() => undefined, (error: unknown) => error);
    expect(refused).to.include({ code: 'unsupported-type' });
  });
});
