import { can, type Message, type ServerCommand } from '../../model/index.js';
import { check, plain, refused, rule, same, textOf, threadOf, type ConformanceCase, type Line, type Stage } from './stage.js';
import { people, threads } from './standard-workspace.js';

const history = async (line: Line, threadId: string): Promise<Message[]> => (await line.transport.messages(threadId, { limit: 200 })).items;
const direct = (stage: Stage, to: string, text?: string): Extract<ServerCommand, { type: 'thread.create' }> => ({
  type: 'thread.create', id: stage.id('create'), kind: 'direct', participants: [to],
  ...(text !== undefined && { first: { id: stage.id('first'), kind: 'text', payload: plain(text), files: [] } }),
});

/** Everything that changes something. */
export const commandCases: ConformanceCase[] = [
  rule('send: the answer is the message with its id, place and client id', async (stage) => {
    const line = await stage.open('patient');
    const id = stage.id();
    const message = await stage.send(line, threads.shared, 'Thank you.', id);
    same([message.clientId, message.author, message.threadId, message.kind, textOf(message)], [id, people.patient, threads.shared, 'text', 'Thank you.'], 'the message');
    check(message.id !== '' && message.position !== undefined, 'it has an id and a position');
    check(['sent', 'delivered', 'read'].includes(message.delivery), 'it is sent');
    same((await history(line, threads.shared)).at(-1)?.id, message.id, 'the last message of the history');
  }),
  rule('T2 send: the same id is carried out once and answers the same', async (stage) => {
    const line = await stage.open('patient');
    const id = stage.id();
    const first = await stage.send(line, threads.shared, 'Once.', id);
    same(await stage.send(line, threads.shared, 'Once.', id), first, 'the second answer');
    same((await history(line, threads.shared)).filter((message) => message.clientId === id).length, 1, 'messages of this id');
  }, 'idempotency'),
  rule('T2 send: the same id at the same time, too', async (stage) => {
    const line = await stage.open('patient');
    const id = stage.id();
    const answers = await Promise.all(Array.from({ length: 5 }, () => stage.send(line, threads.shared, 'At once.', id)));
    same(new Set(answers.map((message) => message.id)).size, 1, 'different messages');
    same((await history(line, threads.shared)).filter((message) => message.clientId === id).length, 1, 'messages of this id');
  }, 'idempotency'),
  rule('T2 send: the same id over a new connection, too', async (stage) => {
    const id = stage.id();
    const first = await stage.open('patient');
    const message = await stage.send(first, threads.shared, 'Again.', id);
    first.close();
    same((await stage.send(await stage.open('patient'), threads.shared, 'Again.', id)).id, message.id, 'the message');
  }, 'idempotency'),
  rule('send: a known id with another content is a conflict', async (stage) => {
    const line = await stage.open('patient');
    const id = stage.id();
    await stage.send(line, threads.shared, 'One.', id);
    await refused(stage.send(line, threads.shared, 'Two.', id), 'conflict', 'another text under the same id');
  }, 'idempotency'),
  rule('send: the same id by two people makes two messages', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    const id = stage.id();
    const [a, b] = [await stage.send(patient, threads.shared, 'Mine.', id), await stage.send(practitioner, threads.shared, 'Mine, too.', id)];
    check(a.id !== b.id, 'two messages');
  }),
  rule('R-16 send: staff address one patient of the thread; the patient’s side names nobody', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    const addressed = (line: Line, whom: string): Promise<Message> => line.transport.submit({
      type: 'message.send', id: stage.id(), threadId: threads.shared, kind: 'text', payload: plain('For you.'), files: [], for: whom,
    });
    same((await addressed(practitioner, people.patient)).for, people.patient, 'whom it addresses');
    await refused(addressed(patient, people.patient), 'forbidden', 'a patient who names one');
    await refused(addressed(practitioner, people.otherPatient), 'invalid', 'a patient of another thread');
  }),
  rule('T3 send: messages stand in the order in which they were accepted', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    const sent: string[] = [];
    for (let i = 0; i < 10; i += 1) sent.push((await stage.send(i % 2 ? practitioner : patient, threads.shared, `Turn ${i}`)).id);
    same((await history(patient, threads.shared)).slice(-10).map((message) => message.id), sent, 'the order');
  }),
  rule('R-05 send: 5,000 characters are accepted, one more is refused', async (stage) => {
    const line = await stage.open('patient');
    const { textLength } = line.session.workspace.limits;
    same(textOf(await stage.send(line, threads.shared, 'x'.repeat(textLength))).length, textLength, 'the longest text');
    await refused(stage.send(line, threads.shared, 'x'.repeat(textLength + 1)), ['invalid', 'too-large'], 'one character more');
  }),
  rule('R-05 send: empty and white-space-only text is refused', async (stage) => {
    const line = await stage.open('patient');
    for (const text of ['', '   ', '\n\t']) await refused(stage.send(line, threads.shared, text), 'invalid', JSON.stringify(text));
  }),
  rule('R-04 send: what was typed arrives as it was typed', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    const texts = ['1. not a list  ', '<b onclick="x()">*#5*</b> & &amp;', '\'>\''.repeat(500), 'שלום \u202Eabc 👩‍⚕️ ﷽', 'a\r\nb\tc'];
    for (const text of texts) same(textOf(await stage.send(patient, threads.shared, text)), text, 'the answer');
    same((await history(practitioner, threads.shared)).slice(-texts.length).map(textOf), texts, 'what the other side reads');
  }),
  rule('R-04 send: rich text is the care team’s', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    const rich = (): ServerCommand => ({ type: 'message.send', id: stage.id(), threadId: threads.shared, kind: 'text', payload: { text: '**Rest**', format: 'markdown' }, files: [] });
    await refused(patient.transport.submit(rich()), 'forbidden', 'a patient’s rich text');
    same((await practitioner.transport.submit(rich()) as Message).payload, { text: '**Rest**', format: 'markdown' }, 'a practitioner’s');
  }),
  rule('R-03 send: a relation’s message names the patient', async (stage) => {
    const line = await stage.open('relation');
    same((await stage.send(line, threads.shared, 'For Ana.')).onBehalfOf, people.patient, 'onBehalfOf');
  }),
  rule('R-01 send: into a foreign thread it finds nothing', async (stage) => {
    await refused(stage.send(await stage.open('patient'), threads.other, 'hello'), 'not-found', 'a patient');
    await refused(stage.send(await stage.open('admin'), threads.shared, 'hello'), 'not-found', 'an admin');
  }),
  rule('submit: an unknown command is refused', async (stage) => {
    const { transport } = await stage.open('practitioner');
    const command = { type: 'no.such.command', id: stage.id(), threadId: threads.shared } as unknown as ServerCommand;
    await refused(transport.submit(command), ['unsupported', 'invalid'], 'an unknown command');
  }),
  rule('submit: what was refused may be asked again', async (stage) => {
    const line = await stage.open('patient');
    const id = stage.id();
    await refused(stage.send(line, threads.shared, ' ', id), 'invalid', 'blank text');
    same(textOf(await stage.send(line, threads.shared, 'Better.', id)), 'Better.', 'the same id, corrected');
  }),

  rule('T6 read: unread is what others wrote after the read position', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    const last = await stage.send(practitioner, threads.shared, 'And cool it.');
    await stage.send(patient, threads.shared, 'I do.');
    same((await threadOf(patient, threads.shared)).unread, 2, 'before reading');
    await patient.transport.submit({ type: 'read', id: stage.id(), threadId: threads.shared, upTo: last.position! });
    const thread = await threadOf(patient, threads.shared);
    same([thread.unread, thread.readUpTo], [0, last.position], 'after reading');
  }),
  rule('T6 read: the position never goes back', async (stage) => {
    const patient = await stage.open('patient');
    const items = await history(patient, threads.shared);
    await patient.transport.submit({ type: 'read', id: stage.id(), threadId: threads.shared, upTo: items.at(-1)!.position! });
    await patient.transport.submit({ type: 'read', id: stage.id(), threadId: threads.shared, upTo: items[0]!.position! });
    same((await threadOf(patient, threads.shared)).unread, 0, 'unread after an old position');
  }),
  rule('T6 read: of a foreign thread it finds nothing', async (stage) => {
    const { transport } = await stage.open('admin');
    await refused(transport.submit({ type: 'read', id: stage.id(), threadId: threads.shared, upTo: '1' }), 'not-found', 'reading');
  }),

  rule('R-01 thread.create: writing to somebody with whom there is a 1:1 goes on in it', async (stage) => {
    const patient = await stage.open('patient');
    const { thread, message } = await patient.transport.submit(direct(stage, people.practitioner, 'One more thing.'));
    same([thread.id, message?.threadId], [threads.shared, threads.shared], 'the thread');
    same(textOf((await history(patient, threads.shared)).at(-1)!), 'One more thing.', 'its last message');
    const relation = await stage.open('relation');
    same((await relation.transport.submit(direct(stage, people.practitioner))).thread.id, threads.shared, 'the relation’s');
  }),
  rule('R-10 thread.create: a new 1:1 stands in the list at once, with its first message', async (stage) => {
    const patient = await stage.open('patient');
    const command = direct(stage, people.admin, 'A question about my bill.');
    const { thread, message } = await patient.transport.submit(command);
    same([thread.kind, thread.title, thread.subject, message?.clientId], ['direct', 'Clinic Office', people.patient, command.first!.id], 'what was made');
    same((await patient.transport.threads({})).items[0]?.id, thread.id, 'the first of the list');
    const admin = await stage.open('admin');
    same([(await threadOf(admin, thread.id)).title, (await threadOf(admin, thread.id)).unread], ['Ana Silva', 1], 'the other side’s');
  }),
  rule('T2 thread.create: the same id makes one thread', async (stage) => {
    const patient = await stage.open('patient');
    const command = direct(stage, people.admin, 'Only once.');
    const [a, b] = await Promise.all([patient.transport.submit(command), patient.transport.submit(command)]);
    same([a.thread.id, a.message?.id], [b.thread.id, b.message?.id], 'thread and message');
    same((await history(patient, a.thread.id)).length, 1, 'messages');
  }, 'idempotency'),
  rule('R-10 thread.create: never from a patient to another patient, nor to nobody', async (stage) => {
    const { transport } = await stage.open('patient');
    await refused(transport.submit(direct(stage, people.otherPatient, 'Hi')), ['forbidden', 'not-found', 'invalid'], 'to another patient');
    await refused(transport.submit(direct(stage, 'nobody', 'Hi')), ['forbidden', 'not-found', 'invalid'], 'to nobody');
  }),
  rule('R-27 thread.create: a practitioner makes a group and becomes its admin, a patient does not', async (stage) => {
    const group = (): Extract<ServerCommand, { type: 'thread.create' }> =>
      ({ type: 'thread.create', id: stage.id(), kind: 'group', participants: [people.patient, people.colleague], title: 'Hip team' });
    const { thread } = await (await stage.open('practitioner')).transport.submit(group());
    same([thread.kind, thread.title, thread.subject], ['group', 'Hip team', people.patient], 'the group');
    check(!thread.denied.includes('thread.remove-participant'), 'the group admin removes participants');
    await refused((await stage.open('patient')).transport.submit({ ...group(), participants: [people.practitioner, people.colleague] }), 'forbidden', 'a patient’s group');
  }),
  rule('thread.rename: for staff in a group, for everybody to see; not for a patient', async (stage) => {
    const [patient, colleague] = [await stage.open('patient'), await stage.open('colleague')];
    same((await colleague.transport.submit({ type: 'thread.rename', id: stage.id(), threadId: threads.group, title: ' Knee 2 ' })).title, 'Knee 2', 'the answer');
    same((await threadOf(patient, threads.group)).title, 'Knee 2', 'the patient’s title');
    await refused(patient.transport.submit({ type: 'thread.rename', id: stage.id(), threadId: threads.group, title: 'Mine' }), 'forbidden', 'a patient');
    await refused(colleague.transport.submit({ type: 'thread.rename', id: stage.id(), threadId: threads.group, title: '  ' }), 'invalid', 'an empty title');
  }),
  rule('thread.flag: muted, pinned and archived are one’s own', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    const flagged = await patient.transport.submit({ type: 'thread.flag', id: stage.id(), threadId: threads.shared, muted: true, pinned: true });
    same([flagged.muted, flagged.pinned, flagged.archived], [true, true, false], 'the answer');
    same([(await threadOf(practitioner, threads.shared)).muted, (await threadOf(practitioner, threads.shared)).pinned], [false, false], 'the other side’s');
    await patient.transport.submit({ type: 'thread.flag', id: stage.id(), threadId: threads.shared, archived: true, muted: false });
    same((await patient.transport.threads({ filter: { archived: true } })).items.map((thread) => [thread.id, thread.muted]), [[threads.shared, false]], 'the archive');
    check(!(await patient.transport.threads({ filter: { archived: false } })).items.some((thread) => thread.id === threads.shared), 'it is not among the others');
  }),
  rule('R-01 thread.leave: a 1:1 is hidden for oneself until the next message', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    const listed = async (line: Line): Promise<boolean> => (await line.transport.threads({})).items.some((thread) => thread.id === threads.shared);
    await patient.transport.submit({ type: 'thread.leave', id: stage.id(), threadId: threads.shared });
    await patient.until('thread.gone', (line) => line.events.some((event) => event.type === 'thread.gone' && event.threadId === threads.shared && event.reason === 'left'));
    same([await listed(patient), await listed(practitioner)], [false, true], 'who still sees it');
    await stage.send(practitioner, threads.shared, 'How is the knee?');
    await patient.until('the thread comes back', (line) => line.messages(threads.shared).length > 0);
    same(await listed(patient), true, 'listed again');
  }),
  rule('R-27 thread.leave: who has left a group reads it no longer', async (stage) => {
    const colleague = await stage.open('colleague');
    await colleague.transport.submit({ type: 'thread.leave', id: stage.id(), threadId: threads.group });
    await refused(colleague.transport.messages(threads.group, {}), 'not-found', 'its messages');
    const { participants } = await threadOf(await stage.open('patient'), threads.group);
    check(!participants.some((who) => who.id === people.colleague && who.active), 'nobody sees them as active in it');
  }),
  rule('R-27 thread.leave: a group is erased for everyone when its admin leaves', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    check(can(practitioner.session, 'thread.leave', await threadOf(practitioner, threads.group)), 'the admin may leave');
    await practitioner.transport.submit({ type: 'thread.leave', id: stage.id(), threadId: threads.group });
    await patient.until('erased', (line) => line.events.some((event) => event.type === 'thread.gone' && event.threadId === threads.group && event.reason === 'erased'));
    await refused(patient.transport.messages(threads.group, {}), ['not-found', 'gone'], 'its messages');
  }),
];
