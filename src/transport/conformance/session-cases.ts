import { can, type ServerCommand } from '../../model/index.js';
import { check, Line, plain, quiet, refused, rule, same, type ConformanceCase } from './stage.js';
import { people, threads } from './standard-workspace.js';

/** Opening, the viewer's rights, and ends. */
export const sessionCases: ConformanceCase[] = [
  rule('session: it names the viewer and the workspace with its limits and switches', async (stage) => {
    const { session } = await stage.open('patient');
    same([session.viewer.id, session.viewer.role], [people.patient, 'patient'], 'the viewer');
    check(session.workspace.id !== '' && session.workspace.name !== '', 'the workspace has an id and a name');
    check(session.workspace.switches.messaging, 'messaging is on');
    check(session.workspace.limits.textLength > 0 && session.workspace.limits.fileBytes > 0, 'limits are positive');
    check(session.workspace.notices.emergencyNumber !== '', 'R-13: the emergency number is there');
  }),
  rule('session: capabilities follow the table of who may do what', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    check(can(patient.session, 'message.send') && can(patient.session, 'thread.create'), 'a patient sends and writes to somebody new');
    check(!can(patient.session, 'message.rich') && !can(patient.session, 'group.create') && !can(patient.session, 'status.read'), 'a patient has no right of the care team');
    check(can(practitioner.session, 'message.rich') && can(practitioner.session, 'group.create'), 'a practitioner has them');
  }),
  rule('session: the features are levels that the store knows', async (stage) => {
    const { session: { features } } = await stage.open('practitioner');
    check(['server', 'client'].includes(features.idempotency) && ['cursor', 'history'].includes(features.resume), 'idempotency and resume');
    check(['push', 'poll'].includes(features.live) && ['both', 'older'].includes(features.history), 'live and history');
  }),
  rule('session: the connection says «online»', async (stage) => {
    const line = await stage.open('patient');
    same(line.connections.at(-1)?.state, 'online', 'the last state');
  }),
  rule('session: after the end of the signal the sink hears nothing', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    patient.close();
    const told = patient.connections.length;
    await stage.send(practitioner, threads.shared, 'Are you there?');
    await quiet();
    same([patient.messages().length, patient.connections.slice(told).filter(({ state }) => state !== 'closed').length], [0, 0], 'what came after the end');
  }),
  rule('session: it opens again after its end', async (stage) => {
    const transport = stage.env.transport('patient');
    const first = await Line.open(transport, stage.env.getToken('patient'));
    first.close();
    const second = await Line.open(transport, stage.env.getToken('patient'));
    try {
      await second.untilOnline();
      same((await transport.threads({ id: threads.shared })).items.length, 1, 'threads after the second opening');
    } finally {
      second.close();
    }
  }),
  rule('signal: a call whose signal is aborted already rejects with «aborted»', async (stage) => {
    const { transport } = await stage.open('patient');
    const signal = AbortSignal.abort();
    const command: ServerCommand = { type: 'message.send', id: stage.id(), threadId: threads.shared, kind: 'text', payload: plain('never'), files: [] };
    await refused(transport.threads({}, { signal }), 'aborted', 'threads');
    await refused(transport.messages(threads.shared, {}, { signal }), 'aborted', 'messages');
    await refused(transport.submit(command, { signal }), 'aborted', 'submit');
    await refused(transport.catalog('people', {}, { signal }), 'aborted', 'catalog');
    await refused(transport.upload(new Blob(['x']), { id: stage.id(), threadId: threads.shared, name: 'x.txt', signal, onProgress: () => undefined }), 'aborted', 'upload');
    const { items } = await transport.messages(threads.shared, {});
    check(!items.some((message) => message.clientId === command.id), 'nothing was carried out');
  }),
  rule('signal: a call that is aborted under way rejects with «aborted»', async (stage) => {
    const { transport } = await stage.open('patient');
    const stop = new AbortController();
    const call = transport.messages(threads.long, {}, { signal: stop.signal });
    stop.abort();
    await refused(call, 'aborted', 'messages');
  }),
  rule('hint: never throws, whatever it is given', async (stage) => {
    const { transport } = await stage.open('patient');
    transport.hint(threads.shared, 'typing');
    transport.hint(threads.shared, 'idle');
    transport.hint('no such thread', 'typing');
    transport.hint(threads.other, 'typing');
    await quiet(50);
  }),
  rule('hint: typing is seen by a colleague', async (stage) => {
    const [practitioner, colleague] = [await stage.open('practitioner'), await stage.open('colleague')];
    const before = [...colleague.cursors];
    practitioner.transport.hint(threads.staff, 'typing');
    await colleague.until('typing', (line) => line.ephemerals.some((event) => event.type === 'typing' && event.threadId === threads.staff && event.by === people.practitioner));
    same(colleague.cursors, before, 'ephemerals move no cursor');
  }, 'typing'),
  rule('R-13 hint: the patient’s side does not see who is typing', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    practitioner.transport.hint(threads.shared, 'typing');
    await quiet();
    same(patient.ephemerals.filter((event) => event.type === 'typing'), [], 'typing that a patient hears of');
  }),
];
