import { expect } from '@open-wc/testing';
import { bench, text, type Bench, type Seat } from '../support/chat-bench.js';

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
