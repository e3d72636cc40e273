import { check, plain, quiet, rule, same, textOf, type ConformanceCase, type Line } from './stage.js';
import { people, threads } from './standard-workspace.js';

const heard = (line: Line, text: string): boolean => line.messages().some((message) => textOf(message) === text);

/** What the stream brings: to whom, once, and again after a gap. */
export const eventCases: ConformanceCase[] = [
  rule('T2 events: a message reaches every participant once', async (stage) => {
    const lines = [await stage.open('patient'), await stage.open('relation'), await stage.open('coordinator'), await stage.open('practitioner')];
    const message = await stage.send(lines[0]!, threads.shared, 'To all of you.');
    for (const line of lines) await line.until('the message', (l) => heard(l, 'To all of you.'));
    await quiet();
    for (const line of lines) same(line.messages(threads.shared).map((one) => one.id), [message.id], `what ${line.me} heard`);
  }),
  rule('T2 events: one’s own echo carries the client id, and is the answer', async (stage) => {
    const line = await stage.open('patient');
    const id = stage.id();
    const answer = await stage.send(line, threads.shared, 'Echo.', id);
    await line.until('the echo', (l) => heard(l, 'Echo.'));
    const [echo] = line.messages(threads.shared);
    same([echo?.id, echo?.clientId, echo?.author, echo?.position], [answer.id, id, people.patient, answer.position], 'the echo');
  }),
  rule('T2 events: a repeated command makes no second event', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    const id = stage.id();
    await Promise.all([stage.send(patient, threads.shared, 'Twice?', id), stage.send(patient, threads.shared, 'Twice?', id)]);
    await stage.send(patient, threads.shared, 'After it.');
    await practitioner.until('the next one', (l) => heard(l, 'After it.'));
    same(practitioner.messages(threads.shared).map(textOf), ['Twice?', 'After it.'], 'what the practitioner heard');
  }, 'idempotency'),
  rule('T3 events: they come in the order of the log, each batch with its cursor', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    const texts = Array.from({ length: 12 }, (_, i) => `Number ${i}`);
    for (const text of texts) await stage.send(patient, threads.shared, text);
    await practitioner.until('the last one', (l) => heard(l, 'Number 11'));
    same(practitioner.messages(threads.shared).map(textOf), texts, 'the order');
    check(practitioner.cursor !== undefined, 'there is a cursor');
  }),
  rule('R-01 events: nothing of a foreign thread arrives', async (stage) => {
    const [patient, admin, other] = [await stage.open('patient'), await stage.open('admin'), await stage.open('otherPatient')];
    await stage.send(patient, threads.shared, 'Between us.');
    await patient.until('the echo', (l) => heard(l, 'Between us.'));
    await quiet();
    same([admin.events.length, other.events.length], [0, 0], 'events of people outside');
  }),
  rule('T5 events: from a cursor everything since comes, once', async (stage) => {
    const practitioner = await stage.open('practitioner');
    let patient = await stage.open('patient');
    await stage.send(practitioner, threads.shared, 'Before.');
    await patient.until('the first one', (l) => heard(l, 'Before.') && l.cursor !== undefined);
    const { cursor } = patient;
    patient.close();
    const texts = Array.from({ length: 40 }, (_, i) => `Missed ${i}`);
    for (const text of texts) await stage.send(practitioner, threads.shared, text);
    patient = await stage.open('patient', cursor);
    await patient.until('the last missed one', (l) => heard(l, 'Missed 39'));
    await stage.send(practitioner, threads.shared, 'Live again.');
    await patient.until('the live one', (l) => heard(l, 'Live again.'));
    same(patient.messages(threads.shared).map(textOf), [...texts, 'Live again.'], 'what was replayed');
  }),
  rule('T5 events: the newest cursor replays nothing', async (stage) => {
    const patient = await stage.open('patient');
    await stage.send(patient, threads.shared, 'Seen.');
    await patient.until('the echo', (l) => heard(l, 'Seen.') && l.cursor !== undefined);
    await quiet(50);
    const { cursor } = patient;
    patient.close();
    const again = await stage.open('patient', cursor);
    await quiet();
    same(again.events, [], 'events after the newest cursor');
  }),
  rule('T5 events: a cursor that has expired says «resync» and gives a fresh one', async (stage) => {
    const patient = await stage.open('patient');
    await stage.send(patient, threads.shared, 'Long ago.');
    await patient.until('the echo', (l) => heard(l, 'Long ago.') && l.cursor !== undefined);
    const { cursor } = patient;
    patient.close();
    await stage.env.expireCursors!();
    const again = await stage.open('patient', cursor);
    await again.until('resync', (l) => l.events.some((event) => event.type === 'resync') && l.cursor !== undefined);
    await stage.send(again, threads.shared, 'Since then.');
    await again.until('what comes afterwards', (l) => heard(l, 'Since then.'));
  }, 'expire'),
  rule('T5 events: from a server that was restarted from an older copy, a cursor of what it has lost says «resync», though it has written as much since', async (stage) => {
    const patient = await stage.open('patient');
    await stage.send(patient, threads.shared, 'Kept.');
    await patient.until('the echo', (l) => heard(l, 'Kept.') && l.cursor !== undefined);
    const kept = patient.cursor;
    const restart = await stage.env.goBack!();
    const before = await stage.open('patient');
    await stage.send(before, threads.shared, 'Lost.');
    await before.until('the echo', (l) => heard(l, 'Lost.') && l.cursor !== undefined);
    const lost = before.cursor;
    patient.close();
    before.close();
    await restart();
    const practitioner = await stage.open('practitioner');
    const texts = Array.from({ length: 12 }, (_, i) => `Anew ${i}`);
    for (const text of texts) await stage.send(practitioner, threads.shared, text);
    const again = await stage.open('patient', lost);
    await again.until('resync', (l) => l.events.some((event) => event.type === 'resync'));
    const { items } = await again.transport.messages(threads.shared, {});
    same(items.slice(-13).map(textOf), ['Kept.', ...texts], 'what the server has');
    const other = await stage.open('patient', kept);
    await other.until('the last one', (l) => heard(l, 'Anew 11'));
    same(other.messages(threads.shared).map(textOf), texts, 'what came after a cursor that the copy knows');
    check(!other.events.some((event) => event.type === 'resync'), 'a cursor that the copy knows needs no resync');
  }, 'copies'),
  rule('T5 events: a cursor that was never given out does the same', async (stage) => {
    const line = await stage.open('patient', 'not-a-cursor-of-yours');
    await line.until('resync', (l) => l.events.some((event) => event.type === 'resync'));
  }),
  rule('events: a new thread reaches the other side before or with its first message', async (stage) => {
    const [patient, admin] = [await stage.open('patient'), await stage.open('admin')];
    const { thread } = await patient.transport.submit({
      type: 'thread.create', id: stage.id(), kind: 'direct', participants: [people.admin], first: { id: stage.id(), kind: 'text', payload: plain('Good morning.'), files: [] },
    });
    await admin.until('the message', (l) => heard(l, 'Good morning.'));
    const at = admin.events.findIndex((event) => event.type === 'thread' && event.thread.id === thread.id);
    check(at >= 0 && at < admin.events.findIndex((event) => event.type === 'message'), 'the thread comes first');
  }),
  rule('events: a renamed thread is told to its participants, each in their own view', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    await practitioner.transport.submit({ type: 'thread.rename', id: stage.id(), threadId: threads.group, title: 'Knee 3' });
    for (const line of [patient, practitioner]) await line.until('the thread', (l) => l.events.some((event) => event.type === 'thread' && event.thread.title === 'Knee 3'));
    for (const event of patient.events) check(event.type !== 'thread' || !('staff' in event.thread), 'R-18: no staff part for the patient');
  }),
  rule('T6 events: reading is told to the person’s other windows', async (stage) => {
    const [one, two] = [await stage.open('patient'), await stage.open('patient')];
    const { items } = await one.transport.messages(threads.shared, {});
    const upTo = items.at(-1)!.position!;
    await one.transport.submit({ type: 'read', id: stage.id(), threadId: threads.shared, upTo });
    await two.until('read', (l) => l.events.some((event) => event.type === 'read' && event.threadId === threads.shared && event.by === people.patient && event.upTo === upTo));
  }),
  rule('events: a message sent while a page is read is in the page or in the stream', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    const [page] = await Promise.all([patient.transport.messages(threads.shared, {}), stage.send(practitioner, threads.shared, 'Just now.')]);
    await patient.until('the event', (l) => heard(l, 'Just now.') || page.items.some((message) => textOf(message) === 'Just now.'));
  }),
];
