import { expect } from '@open-wc/testing';
import { ChatError } from '../../src/base/errors.js';
import type { ServerCommand } from '../../src/model/index.js';
import { memoryWorkspace, type MemoryOptions } from '../../src/transport/memory/index.js';
import { Heard, settle } from './fakes.js';

const seed = {
  people: [
    { id: 'ana', name: 'Ana Silva', role: 'patient' }, { id: 'maya', name: 'Dr. Maya Lee', role: 'practitioner' },
    { id: 'luis', name: 'Luis Silva', role: 'relation', onBehalfOf: 'ana', maySend: false },
  ],
  threads: [{ id: 't', participants: ['ana', 'maya', 'luis'], messages: [{ author: 'ana', text: 'Hello' }, { author: 'maya', markdown: '**Rest**' }], unread: { ana: 1 } }],
};
const send = (id: string, threadId = 't'): ServerCommand => ({ type: 'message.send', id, threadId, kind: 'text', payload: { text: 'hi', format: 'plain' }, files: [] });

async function open(viewer: string, workspace = memoryWorkspace(seed), getToken = () => Promise.resolve('x')) {
  const heard = new Heard();
  const end = new AbortController();
  const transport = workspace.transport(viewer);
  const session = await transport.open(heard, { getToken, signal: end.signal, locale: 'en' });
  await settle();
  return { workspace, transport, heard, session, end, controls: workspace.controls(viewer) };
}
async function refusal(promise: Promise<unknown>): Promise<ChatError> {
  const error: unknown = await promise.then(() => undefined, (thrown: unknown) => thrown);
  if (!(error instanceof ChatError)) throw new Error('not refused with a ChatError');
  return error;
}

describe('memoryWorkspace', () => {
  it('a line that was down catches up from its cursor, once', async () => {
    const { workspace, transport, heard, controls } = await open('ana');
    controls.offline = true;
    expect((await refusal(transport.threads({}))).code).to.equal('offline');
    workspace.say('t', 'maya', 'one');
    workspace.say('t', 'maya', 'two');
    await settle();
    expect(heard.batches).to.have.length(0);
    controls.offline = false;
    await settle();
    expect(heard.batches.flatMap(({ events }) => events.map((event) => event.type))).to.deep.equal(['message', 'message']);
    expect(heard.states).to.deep.equal(['connecting', 'catching-up', 'online', 'offline', 'catching-up', 'online']);
  });

  it('T2 an answer can be lost after the command was carried out', async () => {
    const { workspace, transport, controls } = await open('ana');
    controls.failNext('message.send', 'timeout', { committed: true });
    const error = await refusal(transport.submit(send('c1')));
    expect([error.code, error.outcome]).to.deep.equal(['timeout', 'maybe']);
    await transport.submit(send('c1'));
    expect(workspace.messagesOf('t').filter((message) => message.clientId === 'c1')).to.have.length(1);
  });

  it('a planted failure strikes as often as asked, and nothing is carried out', async () => {
    const { workspace, transport, controls } = await open('ana');
    controls.failNext('submit', new ChatError('unavailable', 'away', { retryAfterMs: 5 }), { times: 2 });
    expect((await refusal(transport.submit(send('c1')))).retryAfterMs).to.equal(5);
    expect((await refusal(transport.submit(send('c1')))).outcome).to.equal('no');
    expect(workspace.messagesOf('t')).to.have.length(2);
    await transport.submit(send('c1'));
  });

  it('T4 a revoked token is asked for once more; one that stays refused is «unauthenticated»', async () => {
    let asked = 0;
    const { transport, controls } = await open('ana', undefined, () => Promise.resolve(String(++asked)));
    controls.revokeToken();
    await transport.threads({});
    expect(asked).to.equal(1);
    controls.revokeToken('always');
    expect((await refusal(transport.threads({}))).code).to.equal('unauthenticated');
    controls.acceptToken();
    await transport.threads({});
  });

  it('R-03 a relation without the permission to send is refused', async () => {
    const { transport } = await open('luis');
    expect((await refusal(transport.submit(send('c1')))).code).to.equal('forbidden');
  });

  it('R-24 a hold binds the patient’s side alone', async () => {
    const workspace = memoryWorkspace(seed);
    const [ana, maya] = [await open('ana', workspace), await open('maya', workspace)];
    workspace.hold('t', { reason: 'payment', message: 'message-2', by: ['ana'] });
    expect((await refusal(ana.transport.submit(send('c1')))).code).to.equal('held');
    await maya.transport.submit(send('c2'));
    workspace.hold('t', undefined);
    await ana.transport.submit(send('c1'));
  });

  it('R-12 messaging is switched off while open', async () => {
    const { workspace, transport, heard } = await open('ana');
    workspace.switch({ messaging: false });
    await settle();
    const last = heard.batches.at(-1)?.events.at(-1);
    expect(last?.type === 'session' && last.session.workspace.switches.messaging).to.equal(false);
    expect((await refusal(transport.threads({}))).code).to.equal('forbidden');
  });

  it('strange things can be said: an unknown kind, a message without an author', async () => {
    const { workspace, heard } = await open('ana');
    workspace.say('t', '', { kind: 'hologram', payload: { x: 1 }, preview: 'A hologram' });
    await settle();
    const event = heard.batches[0]?.events[0];
    expect(event?.type === 'message' && [event.message.author, event.message.kind, event.message.preview]).to.deep.equal(['', 'hologram', 'A hologram']);
  });

  it('R-06 uploads move in parts, can be held, and are aborted', async () => {
    const options: MemoryOptions = { uploadPartMs: 1 };
    const { transport, controls } = await open('ana', memoryWorkspace(seed, options));
    const file = new Blob([new Uint8Array(400_000)]);
    const sent: number[] = [];
    await transport.upload(file, { id: 'f1', threadId: 't', name: 'a.bin', onProgress: (bytes) => sent.push(bytes) });
    expect(sent.length).to.be.greaterThan(3);
    expect(sent.at(-1)).to.equal(400_000);
    controls.uploadsPaused = true;
    const stop = new AbortController();
    let moved = 0;
    const held = transport.upload(file, { id: 'f2', threadId: 't', name: 'b.bin', signal: stop.signal, onProgress: () => { moved += 1; } });
    await settle();
    expect(moved).to.equal(0);
    stop.abort();
    expect((await refusal(held)).code).to.equal('aborted');
  });

  it('an image is measured and read from a blob: address', async () => {
    const canvas = new OffscreenCanvas(30, 20);
    canvas.getContext('2d');
    const { transport } = await open('ana');
    const ref = await transport.upload(await canvas.convertToBlob({ type: 'image/png' }), { id: 'f', threadId: 't', name: 'a.png', onProgress: () => undefined });
    expect([ref.type, ref.width, ref.height]).to.deep.equal(['image/png', 30, 20]);
    expect((await transport.fileUrl(ref, 'file')).url).to.match(/^blob:/);
  });
});
