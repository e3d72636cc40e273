import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { ChatError } from '../../src/base/errors.js';
import type { Message, PatientDocument } from '../../src/model/index.js';
import { worlds, type Person } from '../kinds/two-worlds.js';

const upload = (who: Person, threadId: string, name: string, bytes = name): Promise<{ id: string }> =>
  who.transport.upload(new Blob([bytes]), { id: randomUUID(), threadId, name, onProgress: () => undefined });
const sendFiles = (who: Person, threadId: string, files: readonly string[], more = {}): Promise<Message> => who.send(threadId, 'file', {}, { files, ...more });
/** Uploads and sends one. Returns its id. */
async function share(who: Person, threadId: string, name: string, more = {}): Promise<string> {
  const { id } = await upload(who, threadId, name);
  await sendFiles(who, threadId, [id], more);
  return id;
}
const folder = async (who: Person, threadId: string, query = {}): Promise<PatientDocument[]> => (await who.transport.catalog('documents', { threadId, ...query })).items;
const names = async (who: Person, threadId: string, query = {}): Promise<string[]> => (await folder(who, threadId, query)).map(({ file }) => file.name);
const refused = async (work: Promise<unknown>, code: string, what: string): Promise<void> => {
  const error = await work.then(() => undefined, (thrown: unknown) => ChatError.from(thrown));
  assert.equal(error?.code, code, what);
};

for (const { name, make } of worlds) {
  describe(`R-06 Images & documents (${name})`, () => {
    it('R-06 what either side uploads in a thread lies in the patient’s folder, newest first, once; what the care team puts there is open to all of it who are with the patient', async () => {
      const world = await make({});
      const [ana, maya, tom] = [await world.as('ana'), await world.as('maya'), await world.as('tom')];
      await share(maya, 'ana-maya', 'plan.pdf');
      await share(ana, 'ana-maya', 'knee.jpg');
      for (const [who, thread] of [[ana, 'ana-maya'], [ana, 'ana-tom'], [maya, 'ana-maya']] as const) {
        assert.deepEqual((await folder(who, thread)).map(({ file, author }) => [file.name, author]), [['knee.jpg', 'ana'], ['plan.pdf', 'maya']]);
      }
      assert.deepEqual(await names(tom, 'ana-tom'), ['plan.pdf'], 'R-01: what Ana has written to Dr. Lee is not Tom’s');
      const [{ file } = assert.fail()] = await folder(tom, 'ana-tom', { text: 'PLAN' });
      assert.notEqual((await tom.transport.fileUrl(file, 'file')).url, '');
      await sendFiles(tom, 'ana-tom', [file.id]);
      assert.deepEqual(await names(ana, 'ana-tom'), ['knee.jpg', 'plan.pdf']);
    });

    it('R-06 it is narrowed by words and by type, and read in pages that neither overlap nor leave a hole', async () => {
      const world = await make({});
      const ana = await world.as('ana');
      const [png, pdf] = ['\u0089PNG\r\n\u001a\n', '%PDF-1.7'].map((head) => Uint8Array.from(head, (char) => char.charCodeAt(0)));
      for (const [i, [title, bytes]] of ([['a.png', png], ['b.pdf', pdf], ['c.png', png], ['d.txt', 'words'], ['e.PNG', png]] as const).entries()) {
        const { id } = await ana.transport.upload(new Blob([bytes as BlobPart, String(i)], { type: 'text/plain' }), { id: randomUUID(), threadId: 'ana-maya', name: title, onProgress: () => undefined });
        await sendFiles(ana, 'ana-maya', [id]);
      }
      assert.deepEqual(await names(ana, 'ana-maya', { filter: 'image' }), ['e.PNG', 'c.png', 'a.png']);
      assert.deepEqual(await names(ana, 'ana-maya', { filter: 'document' }), ['d.txt', 'b.pdf']);
      assert.deepEqual(await names(ana, 'ana-maya', { filter: 'video' }), []);
      assert.deepEqual(await names(ana, 'ana-maya', { text: ' png ' }), ['e.PNG', 'c.png', 'a.png']);
      await refused(folder(ana, 'ana-maya', { filter: 'secret' }), 'invalid', 'a filter that there is not');
      const seen: string[] = [];
      let before: string | undefined;
      do {
        const page = await ana.transport.catalog('documents', { threadId: 'ana-maya', limit: 2, ...(before !== undefined && { before }) });
        seen.push(...page.items.map(({ file }) => file.name));
        before = page.older;
      } while (before !== undefined);
      assert.deepEqual(seen, ['e.PNG', 'd.txt', 'c.png', 'b.pdf', 'a.png']);
    });

    it('R-01 R-06 nobody looks into a folder who is not in a thread with the patient, or may not open profiles; all but the patient see of what the patient’s side uploads only what was sent to them', async () => {
      const world = await make({});
      const [ana, ben, luis, eva, maya, tom, office] = await Promise.all(['ana', 'ben', 'luis', 'eva', 'maya', 'tom', 'office'].map((id) => world.as(id)));
      const secret = await share(ana!, 'ana-tom', 'between-us.txt');
      await share(maya!, 'ana-maya', 'for-all.txt');
      for (const who of [eva!, luis!, maya!]) assert.deepEqual(await names(who, 'ana-maya'), ['for-all.txt']);
      await refused(folder(ben!, 'ana-tom'), 'not-found', 'somebody else’s thread');
      await refused(folder(ben!, 'team', { patient: 'ana' }), 'not-found', 'another patient’s folder in a common group');
      await refused(folder(tom!, 'maya-tom'), 'not-found', 'a thread without a patient');
      await refused(folder(tom!, 'ana-tom', { patient: 'ben' }), 'not-found', 'a patient who is not there');
      await refused(folder(office!, 'ana-office'), 'forbidden', 'the office opens no profiles');
      const file = (await folder(ana!, 'ana-tom')).find((one) => one.file.id === secret)!.file;
      for (const who of [ben!, eva!, luis!, maya!, office!]) await refused(who.transport.fileUrl(file, 'file'), 'not-found', 'the bytes');
      for (const who of [ana!, tom!]) assert.notEqual((await who.transport.fileUrl(file, 'file')).url, '');
    });

    it('R-06 a file is forwarded without a second upload; a forged id, and another patient’s, are refused as one that is not there', async () => {
      const world = await make({});
      const [ana, ben, eva, maya, tom, office] = await Promise.all(['ana', 'ben', 'eva', 'maya', 'tom', 'office'].map((id) => world.as(id)));
      const report = await share(maya!, 'ana-maya', 'report.pdf');
      const [sent] = (await sendFiles(tom!, 'ana-tom', [report])).files;
      assert.deepEqual([sent?.id, sent?.name], [report, 'report.pdf']);
      assert.equal((await sendFiles(ana!, 'ana-office', [report])).files[0]?.id, report, 'the patient gives their own to the office');
      assert.notEqual((await office!.transport.fileUrl(sent!, 'file')).url, '', 'which can open it now');
      const secret = await share(ana!, 'ana-tom', 'between-us.txt');
      for (const [who, thread, file] of [
        [ben!, 'ben-maya', report], [maya!, 'ben-maya', report], [eva!, 'ana-maya', secret], [tom!, 'maya-tom', report], [maya!, 'ana-maya', secret], [ana!, 'ana-maya', 'no-such-file'],
      ] as const) await refused(sendFiles(who, thread, [file]), 'invalid', `${file} into ${thread}`);
    });

    it('R-16 in a thread with several patients one is named; what is one’s goes only into a message for that one', async () => {
      const world = await make({});
      const [ana, ben, maya] = await Promise.all(['ana', 'ben', 'maya'].map((id) => world.as(id)));
      const report = await share(maya!, 'ana-maya', 'ana.pdf');
      await refused(folder(maya!, 'team'), 'invalid', 'whose?');
      assert.deepEqual(await names(maya!, 'team', { patient: 'ana' }), ['ana.pdf']);
      assert.deepEqual(await names(maya!, 'team', { patient: 'ben' }), []);
      await refused(sendFiles(maya!, 'team', [report]), 'invalid', 'to both');
      await refused(sendFiles(maya!, 'team', [report], { for: 'ben' }), 'invalid', 'to the other');
      const { id } = await sendFiles(maya!, 'team', [report], { for: 'ana' });
      assert.ok((await ana!.messages('team')).some((message) => message.id === id));
      assert.ok(!(await ben!.messages('team')).some((message) => message.id === id));
      const [file] = await folder(ana!, 'team');
      await refused(ben!.transport.fileUrl(file!.file, 'file'), 'not-found', 'the bytes');
      await share(maya!, 'team', 'exercises.pdf');
      await share(ben!, 'team', 'ben.txt');
      assert.deepEqual(await names(ana!, 'team'), ['exercises.pdf', 'ana.pdf']);
      assert.deepEqual(await names(ben!, 'team'), ['ben.txt', 'exercises.pdf']);
      assert.equal((await sendFiles(maya!, 'team', [(await folder(ben!, 'team'))[1]!.file.id])).files.length, 1, 'both have it: it may go to both');
    });

    it('R-06 R-27 a group that is erased takes nothing out of the patient’s folder', async () => {
      const world = await make({});
      const [ben, maya, office] = await Promise.all(['ben', 'maya', 'office'].map((id) => world.as(id)));
      await share(maya!, 'team', 'exercises.pdf');
      await maya!.submit({ type: 'thread.leave', threadId: 'team' });
      assert.deepEqual(await names(ben!, 'ben-maya'), ['exercises.pdf']);
      const [{ file } = assert.fail()] = await folder(maya!, 'ben-maya');
      assert.notEqual((await ben!.transport.fileUrl(file, 'file')).url, '');
      await refused(office!.transport.fileUrl(file, 'file'), 'not-found', 'still nobody else’s');
    });
  });
}
