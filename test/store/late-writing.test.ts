import { expect } from '@open-wc/testing';
import { bench, clinic, direct, say, type Bench } from '../support/chat-bench.js';

/** The code of the writing half is not there in the first moments: what is done then counts all the same. */
describe('the first words after the opening', () => {
  let b: Bench;
  afterEach(() => b.end());
  const draft = (seat: Awaited<ReturnType<Bench['sit']>>, threadId = 't1'): string => seat.chat.draft(threadId).get().text;

  it('R-05 T1 what is typed stands there at once, Send empties the composer at once, and what is typed since stays', async () => {
    b = bench();
    const ana = await b.sit('ana');
    ana.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'first' });
    expect(draft(ana)).to.equal('first');
    ana.chat.dispatch({ type: 'draft.send', threadId: 't1' });
    ana.chat.dispatch({ type: 'draft.send', threadId: 't1' });
    expect(draft(ana)).to.equal('');
    ana.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'sec' });
    await b.platform.until(() => ana.messages('t1').at(-1)?.delivery === 'sent', 'the sending');
    expect(ana.texts('t1').slice(-1)).to.deep.equal(['first']);
    expect(ana.count('message.send')).to.equal(1);
    expect(draft(ana)).to.equal('sec');
  });

  it('R-05 a file that is dropped and sent in the same moment goes with its message', async () => {
    b = bench();
    const ana = await b.sit('ana');
    ana.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'see' });
    ana.chat.dispatch({ type: 'attachment.add', threadId: 't1', files: [new File(['knee'], 'knee.txt', { type: 'text/plain' })] });
    ana.chat.dispatch({ type: 'draft.send', threadId: 't1' });
    await b.platform.until(() => ana.messages('t1').at(-1)?.delivery === 'sent', 'the sending');
    expect(ana.messages('t1').at(-1)?.files.map(({ name }) => name)).to.deep.equal(['knee.txt']);
  });

  it('T1 what was typed is kept, and is there after a reload that nobody has typed on', async () => {
    b = bench();
    const before = await b.sit('ana');
    before.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'half a sentence' });
    await b.platform.advance(400);
    before.chat.destroy();
    const after = await b.sit('ana');
    await b.platform.until(() => draft(after) !== '', 'the draft');
    expect(draft(after)).to.equal('half a sentence');
  });

  it('T10 begun without a connection: nobody knows whose words these are, so that they are kept nowhere, and that is said until they are', async () => {
    b = bench();
    b.workspace.controls('ana').offline = true;
    const ana = await b.sit('ana');
    ana.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'half a sentence' });
    await b.platform.advance(5_000);
    expect([ana.chat.kept.get(), draft(ana)]).to.deep.equal([false, 'half a sentence']);
    ana.controls.offline = false;
    ana.chat.dispatch({ type: 'connection.retry' });
    await b.platform.until(() => ana.chat.kept.get(), 'what is kept');
    ana.chat.destroy();
    const after = await b.sit('ana');
    await b.platform.until(() => draft(after) !== '', 'the draft');
    expect(draft(after)).to.equal('half a sentence');
  });

  it('R-10 a new thread stands in the list at once, and one that is opened in that moment is not asked of the server', async () => {
    b = bench(clinic([direct(1)]));
    const ana = await b.sit('ana');
    ana.chat.dispatch({ type: 'thread.create', id: 'temp', kind: 'direct', participants: ['tom'], first: { id: 'c1', kind: 'text', payload: { text: 'hello', format: 'plain' }, files: [] } });
    expect(ana.chat.threads.get().items.map(({ id, pending }) => ({ id, pending }))).to.deep.include({ id: 'temp', pending: true });
    ana.chat.dispatch({ type: 'thread.open', threadId: 'temp' });
    say(ana, 'temp', 'and more');
    await b.platform.until(() => ana.texts('temp').length === 2 && ana.messages('temp').every(({ delivery }) => delivery === 'sent'), 'both messages');
    expect(ana.texts('temp')).to.deep.equal(['hello', 'and more']);
    expect(ana.errors).to.deep.equal([]);
  });

  it('R-10 a new thread that is refused leaves the list again', async () => {
    b = bench(clinic([direct(1)]));
    const ana = await b.sit('ana');
    const ids = (): string[] => ana.chat.threads.get().items.map(({ id }) => id);
    await b.platform.until(() => ids().length === 1, 'the list');
    ana.chat.dispatch({ type: 'thread.create', id: 'temp', kind: 'direct', participants: ['tom'], first: { id: 'c1', kind: 'text', payload: { text: ' ', format: 'plain' }, files: [] } });
    expect(ids()).to.deep.equal(['temp', 't1']);
    await b.platform.until(() => ana.errors.length > 0, 'the refusal');
    expect(ids()).to.deep.equal(['t1']);
  });
});
