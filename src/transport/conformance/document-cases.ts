import type { Id } from '../../model/index.js';
import { check, refused, rule, same, type ConformanceCase, type Line, type Stage } from './stage.js';
import { people, threads } from './standard-workspace.js';

async function share(stage: Stage, line: Line, threadId: Id, name: string): Promise<Id> {
  const file = await stage.upload(line, threadId, new Blob([name]), name);
  await line.transport.submit({ type: 'message.send', id: stage.id(), threadId, kind: 'file', payload: {}, files: [file.id] });
  return file.id;
}

/** R-06: the patients' folders. */
export const documentCases: ConformanceCase[] = [
  rule('R-06 documents: what is sent in a thread lies in the patient’s folder, newest first; words and type narrow it, pages follow each other', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    check(patient.session.features.documents, 'the session says that there are folders');
    await share(stage, practitioner, threads.shared, 'plan.txt');
    await share(stage, patient, threads.shared, 'diary.txt');
    const { transport } = patient;
    const { items } = await transport.catalog('documents', { threadId: threads.shared });
    same(items.map(({ file, author }) => [file.name, author]), [['diary.txt', people.patient], ['plan.txt', people.practitioner]], 'the folder');
    same((await transport.catalog('documents', { threadId: threads.shared, text: 'PLAN' })).items.length, 1, 'by words');
    same((await transport.catalog('documents', { threadId: threads.shared, filter: 'image' })).items.length, 0, 'by type');
    const first = await transport.catalog('documents', { threadId: threads.shared, limit: 1 });
    const second = await transport.catalog('documents', { threadId: threads.shared, limit: 1, ...(first.older !== undefined && { before: first.older }) });
    same([...first.items, ...second.items].map(({ file }) => file.name), ['diary.txt', 'plan.txt'], 'the pages');
    same(second.older, undefined, 'the end');
  }, 'files', 'documents'),
  rule('R-01 documents: the care team sees in other threads what it has put there itself; nobody else looks in', async (stage) => {
    const [patient, practitioner, colleague] = [await stage.open('patient'), await stage.open('practitioner'), await stage.open('colleague')];
    await share(stage, practitioner, threads.shared, 'plan.txt');
    await share(stage, patient, threads.shared, 'between-us.txt');
    const { items: [plan, ...others] } = await colleague.transport.catalog('documents', { threadId: threads.long });
    same([plan?.file.name, others.length], ['plan.txt', 0], 'what a colleague sees');
    check((await colleague.transport.fileUrl(plan!.file, 'file')).url !== '', 'and opens');
    await refused((await stage.open('otherPatient')).transport.catalog('documents', { threadId: threads.shared }), 'not-found', 'another patient');
    await refused(practitioner.transport.catalog('documents', { threadId: threads.staff }), 'not-found', 'a thread without a patient');
    await refused(practitioner.transport.catalog('documents', { threadId: threads.other, patient: people.patient }), 'not-found', 'a patient who is not there');
  }, 'files', 'documents'),
  rule('R-06 documents: one goes into another message without being sent again, and never to another patient', async (stage) => {
    const [practitioner, colleague] = [await stage.open('practitioner'), await stage.open('colleague')];
    const plan = await share(stage, practitioner, threads.shared, 'plan.txt');
    const send = (line: Line, threadId: Id, files: Id[]) => line.transport.submit({ type: 'message.send', id: stage.id(), threadId, kind: 'file', payload: {}, files });
    same((await send(colleague, threads.long, [plan])).files[0]?.id, plan, 'the file');
    await refused(send(practitioner, threads.other, [plan]), 'invalid', 'into another patient’s thread');
  }, 'files', 'documents'),
];
