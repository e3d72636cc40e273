import type { Message, ServerCommand, ThreadFilter, ThreadSort } from '../../model/index.js';
import { check, quiet, refused, rule, same, threadOf, type ConformanceCase, type Line, type Stage } from './stage.js';
import { people, planComment, statuses, threads } from './standard-workspace.js';

const setStatus = (stage: Stage, { transport }: Line, status: string | null) => transport.submit({ type: 'status.set', id: stage.id(), threadId: threads.shared, status });
const listed = async ({ transport }: Line, filter: ThreadFilter, sort?: ThreadSort): Promise<string[]> =>
  (await transport.threads({ filter, ...(sort && { sort }) })).items.map((thread) => thread.id);
const newest = async ({ transport }: Line, thread: string): Promise<Message> => (await transport.messages(thread, {})).items.at(-1)!;

/** What the care team has besides: status, who waits, marks of one's own, signals, plan comments. */
export const careCases: ConformanceCase[] = [
  rule('R-18 status.set: a practitioner sets one of the list, and takes it away; staff is told', async (stage) => {
    const [practitioner, coordinator] = [await stage.open('practitioner'), await stage.open('coordinator')];
    same((await practitioner.transport.catalog('statuses', {})).items, statuses, 'the list');
    same((await setStatus(stage, practitioner, statuses[1]!.id)).staff?.status, statuses[1]!.id, 'the answer');
    await coordinator.until('the status', (line) => line.events.some((event) => event.type === 'thread' && event.thread.staff?.status === statuses[1]!.id));
    await setStatus(stage, practitioner, null);
    same((await threadOf(coordinator, threads.shared)).staff?.status, undefined, 'after it was taken away');
  }),
  rule('R-18 status.set: nothing that is not in the list, and nobody but a practitioner', async (stage) => {
    const practitioner = await stage.open('practitioner');
    await refused(setStatus(stage, practitioner, 'made-up'), 'invalid', 'a status that is not in the list');
    for (const who of ['patient', 'relation', 'coordinator'] as const) await refused(setStatus(stage, await stage.open(who), statuses[0]!.id), 'forbidden', `a ${who}`);
    await refused(setStatus(stage, await stage.open('admin'), statuses[0]!.id), 'not-found', 'somebody outside');
  }),
  rule('R-18 statuses: the patient’s side gets no list, no status and no word of a change', async (stage) => {
    const [practitioner, patient, relation] = [await stage.open('practitioner'), await stage.open('patient'), await stage.open('relation')];
    await setStatus(stage, practitioner, statuses[0]!.id);
    await stage.send(practitioner, threads.shared, 'After it.');
    for (const line of [patient, relation]) {
      await line.until('what was written afterwards', (one) => one.messages(threads.shared).length > 0);
      await refused(line.transport.catalog('statuses', {}), ['forbidden', 'not-found', 'unsupported'], 'the list');
      check(!JSON.stringify([line.events, await line.transport.threads({})]).includes(statuses[0]!.id), `the status for ${line.me}`);
    }
  }),
  rule('R-18 threads: by status, by who waits, and who has waited longest first; for the patient’s side this changes nothing', async (stage) => {
    const [practitioner, colleague, patient, other] = [await stage.open('practitioner'), await stage.open('colleague'), await stage.open('patient'), await stage.open('otherPatient')];
    await setStatus(stage, practitioner, statuses[0]!.id);
    same(await listed(practitioner, { status: statuses[0]!.id }), [threads.shared], 'by status');
    same(await listed(practitioner, { waiting: true }), [], 'nobody waits for the practitioner');
    await stage.send(other, threads.other, 'Hello?');
    await stage.send(patient, threads.shared, 'May I climb stairs?');
    same(await listed(practitioner, { waiting: true }), [threads.shared, threads.other], 'who waits, newest first');
    same(await listed(practitioner, { waiting: true }, 'waiting'), [threads.other, threads.shared], 'the longest wait first');
    await stage.send(practitioner, threads.other, 'It is back.');
    same(await listed(practitioner, { waiting: true }), [threads.shared], 'after an answer');
    same(await listed(colleague, { waiting: true }), [threads.long], 'who waits for the colleague');
    const all = await listed(patient, {});
    same([await listed(patient, { status: statuses[0]!.id }), await listed(patient, { waiting: true }), await listed(patient, {}, 'waiting')], [all, all, all], 'what a patient gets');
  }),
  rule('threads: by kind, and several filters at once', async (stage) => {
    const patient = await stage.open('patient');
    same(await listed(patient, { kind: 'group' }), [threads.group], 'groups');
    same(await listed(patient, { kind: 'direct', unread: true }), [threads.shared], 'unread 1:1s');
    same(await listed(patient, { kind: 'group', unread: true }), [], 'unread groups');
  }),
  rule('T6 thread.flag: marked unread until it is read; no read position moves back, and nobody else sees it', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    const last = await newest(patient, threads.long);
    const { readUpTo } = await threadOf(patient, threads.long);
    const flag = (unread: boolean): ServerCommand => ({ type: 'thread.flag', id: stage.id(), threadId: threads.long, unread });
    await patient.transport.submit(flag(true));
    const marked = await threadOf(patient, threads.long);
    same([marked.markedUnread, marked.readUpTo], [true, readUpTo], 'marked');
    same(await listed(patient, { unread: true }), [threads.shared, threads.long], 'among the unread ones');
    check((await threadOf(await stage.open('colleague'), threads.long)).markedUnread !== true, 'not for the other side');
    await patient.transport.submit({ type: 'read', id: stage.id(), threadId: threads.long, upTo: last.position! });
    check((await threadOf(patient, threads.long)).markedUnread !== true, 'read');
    await patient.transport.submit(flag(true));
    await patient.transport.submit(flag(false));
    check((await threadOf(patient, threads.long)).markedUnread !== true, 'taken back');
    await refused(practitioner.transport.submit(flag(true)), 'not-found', 'a foreign thread');
  }),
  rule('thread.flag: what is archived comes back when it is taken out', async (stage) => {
    const { transport } = await stage.open('patient');
    const archive = (archived: boolean) => transport.submit({ type: 'thread.flag', id: stage.id(), threadId: threads.long, archived });
    await archive(true);
    check(!(await transport.threads({})).items.some(({ id }) => id === threads.long), 'the list is without it');
    await archive(false);
    check((await transport.threads({})).items.some(({ id }) => id === threads.long), 'the list has it again');
  }),
  rule('R-13 receipts: how far somebody has read is told among the care team, and to no patient', async (stage) => {
    const [practitioner, colleague, patient] = [await stage.open('practitioner'), await stage.open('colleague'), await stage.open('patient')];
    const { position } = await stage.send(practitioner, threads.group, 'Who has read this?');
    for (const line of [colleague, patient]) await line.transport.submit({ type: 'read', id: stage.id(), threadId: threads.group, upTo: position! });
    await practitioner.until('read', (line) => line.events.some((event) => event.type === 'read' && event.by === people.colleague && event.upTo === position));
    const { reads = {} } = await threadOf(practitioner, threads.group);
    same([reads[people.colleague], reads[people.patient]], [position, undefined], 'what the practitioner knows');
    await quiet();
    same([(await threadOf(patient, threads.group)).reads, patient.events.some((event) => event.type === 'read' && event.by !== people.patient)], [undefined, false], 'what the patient knows');
  }, 'receipts'),
  rule('R-13 presence: who is there is told among the care team, both ways, and to no patient', async (stage) => {
    const [patient, colleague] = [await stage.open('patient'), await stage.open('colleague')];
    const practitioner = await stage.open('practitioner');
    const isThere = (line: Line, who: string): boolean => line.ephemerals.some((event) => event.type === 'presence' && event.who === who && event.state === 'online');
    await colleague.until('the practitioner is there', (line) => isThere(line, people.practitioner));
    await practitioner.until('the colleague is there', (line) => isThere(line, people.colleague));
    check(!isThere(colleague, people.patient), 'of a patient nobody is told');
    await quiet();
    same(patient.ephemerals.filter((event) => event.type === 'presence'), [], 'what a patient is told');
    same([practitioner.session.features.presence, patient.session.features.presence], [true, false], 'the feature');
  }, 'presence'),
  rule('R-13 hint: what a patient types is told to nobody', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    patient.transport.hint(threads.shared, 'typing');
    await quiet();
    same(practitioner.ephemerals.filter((event) => event.type === 'typing'), [], 'typing that the practitioner hears of');
  }),
  rule('R-07 messages: plan comments come where they are asked for, in their place, and never count', async (stage) => {
    const other = await stage.open('otherPatient');
    const ids = async (include?: string[]) => (await other.transport.messages(threads.other, include ? { include } : {})).items.map((message) => message.id);
    const all = [`${threads.other}-1`, planComment.id, `${threads.other}-2`];
    same(await ids(), all.filter((id) => id !== planComment.id), 'without a wish');
    same(await ids([planComment.kind]), all, 'with it');
    const thread = await threadOf(other, threads.other);
    same([thread.unread, thread.last?.id], [0, `${threads.other}-2`], 'the thread');
  }, 'plan'),
  rule('submit: a command of a kind to come is refused to whoever has not the capability of its name', async (stage) => {
    for (const type of ['call.start', 'reply.save']) {
      const command = { type, id: stage.id(), threadId: threads.shared } as unknown as ServerCommand;
      await refused((await stage.open('patient')).transport.submit(command), ['forbidden', 'unsupported', 'invalid'], `a patient’s ${type}`);
    }
  }),
];
