import { expect } from '@open-wc/testing';
import { bench, text, type Bench, type Seat } from '../support/chat-bench.js';
import { TabsBench } from './tabs-bench.js';

const words = 'the pictures of the knee';
const chosen = (content = words, name = 'knee.txt'): File => new File([content], name, { type: 'text/plain' });
/** One whose bytes cannot be read any more. */
const vanished = (): File => {
  const file = chosen();
  file.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }) as never;
  return file;
};

describe('choosing a file again', () => {
  let b: Bench;
  let ana: Seat;
  const upload = () => ana.chat.draft('t1').get().attachments[0];
  const choose = (uploadId: string, file: File): void => ana.chat.dispatch({ type: 'attachment.choose-again', threadId: 't1', uploadId, file });
  beforeEach(async () => {
    b = bench();
    ana = await b.sit('ana');
    ana.chat.dispatch({ type: 'attachment.add', threadId: 't1', files: [vanished()] });
  });
  afterEach(() => b.end());

  it('T1 T11 in a draft: another file is refused and changes nothing, the same one goes on under the same id', async () => {
    await b.platform.until(() => upload()?.state === 'failed', 'the failure');
    const id = upload()!.id;
    for (const other of [chosen('longer than it was before'), chosen(words, 'hip.txt')]) {
      choose(id, other);
      await b.platform.until(() => upload()?.error?.code === 'conflict', 'the refusal');
      expect(upload()).to.deep.include({ state: 'failed', name: 'knee.txt' });
      expect(upload()?.error?.fields).to.deep.equal({ file: 'another' });
    }
    choose(id, chosen());
    await b.platform.until(() => upload()?.state === 'done', 'the upload');
    expect([upload()?.id, upload()?.file?.id]).to.deep.equal([id, id]);
    expect(upload()?.error).to.equal(undefined);
  });

  it('T1 T11 in a message that waits: it says that the file is another one, and goes once it is the same', async () => {
    ana.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'see' });
    ana.chat.dispatch({ type: 'draft.send', threadId: 't1' });
    const last = () => ana.messages('t1').at(-1);
    await b.platform.until(() => last()?.delivery === 'failed', 'the failure');
    expect(last()?.problem?.code).to.equal('gone');
    const id = last()!.files[0]!.id;
    choose(id, chosen('another'));
    await b.platform.until(() => last()?.problem?.code === 'conflict', 'the refusal');
    expect(last()?.delivery).to.equal('failed');
    choose(id, chosen());
    await b.platform.until(() => last()?.delivery === 'sent', 'the sending');
    expect(b.workspace.messagesOf('t1').filter((m) => text(m) === 'see').map((m) => m.files.map((file) => file.id))).to.deep.equal([[id]]);
  });
});

describe('choosing a file again, with two tabs', () => {
  const tabs = new TabsBench();

  for (const by of ['leads', 'does not lead'] as const) {
    it(`T1 T4 in the tab that ${by}: the message goes with it, and both tabs say so`, async () => {
      tabs.start();
      const before = await tabs.open('before');
      before.chat.destroy();
      await tabs.b.platform.advance(200);
      const upload = { id: '11111111-1111-4111-8111-111111111111', name: 'knee.txt', type: 'text/plain', size: words.length };
      const message = { format: 1, clientId: 'c1', threadId: 't1', order: 1, kind: 'text', payload: { text: 'see', format: 'plain' }, uploads: [upload], files: [], sentAt: 1 };
      await before.tab.platform.storage('riverside/ana').set('outbox/c1', message);
      const [first, second] = [await tabs.open('a'), await tabs.open('b')];
      await tabs.b.platform.advance(3_000);
      (by === 'leads' ? first : second).chat.dispatch({ type: 'attachment.choose-again', threadId: 't1', uploadId: upload.id, file: chosen() });
      // The bytes of a file come when the browser has them, whatever the clock of the test says.
      const seen = ({ messages }: Seat) => messages('t1').filter((one) => text(one) === 'see').map(({ delivery, files }) => [delivery, files.length]);
      await tabs.b.platform.until(() => [first, second].every((one) => seen(one)[0]?.[0] === 'sent'), 'the sending');
      for (const one of [first, second]) expect(seen(one)).to.deep.equal([['sent', 1]]);
    });
  }
});
