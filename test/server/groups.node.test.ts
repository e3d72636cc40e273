import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message, Page, Session, Thread, ThreadLink, ThreadStatus } from '../../src/model/index.js';
import { people, serverFor } from './support.js';

let clock = 1_790_000_000_000;
const server = await serverFor({ people, now: () => clock });
const [maya, tom, ana, ben, rosa] = ['maya', 'tom', 'ana', 'ben', 'rosa'].map((id) => server.as(id)) as [Person, Person, Person, Person, Person];
type Person = ReturnType<typeof server.as>;
const day = 86_400_000;
server.admin.putWorkspace({ id: 'other', name: 'Another clinic' });
server.admin.putPerson('other', { id: 'noor', name: 'Dr. Noor Khan', role: 'practitioner' });

/** A new group of Maya's with these people. */
async function group(...participants: string[]): Promise<string> {
  const { body } = await maya.submit<{ thread: Thread }>({ type: 'thread.create', kind: 'group', participants, title: 'Knee school' });
  return body.thread.id;
}
const ids = (thread: Thread): string[] => thread.participants.filter((p) => p.active).map((p) => p.id).sort();
const notices = (messages: readonly Message[]) => messages.filter((m) => m.kind === 'notice').map((m) => m.payload as { event: string; people: string[]; by?: string });

describe('R-27 invitations and removal', () => {
  it('R-27 a practitioner invites; who was named twice or is in already changes nothing; both sides read who came and by whom', async () => {
    const id = await group('ana');
    const { status, body } = await maya.submit<Thread>({ type: 'thread.invite', threadId: id, participants: ['ben', 'ana'] });
    assert.equal(status, 200);
    assert.deepEqual(ids(body), ['ana', 'ben', 'maya']);
    assert.equal(body.groupAdmin, 'maya');
    for (const side of [ana, ben]) {
      assert.deepEqual(notices(await side.messages(id)).at(-1), { event: 'participants-added', people: ['Ben Hart'], by: 'Dr. Maya Lee' });
      assert.equal((await side.thread(id)).unread, 0, 'a notice is never unread');
    }
  });

  it('R-27 patients invite nobody; coordinators are no recipients; a foreign person and one who does not exist look the same', async () => {
    const id = await group('ana');
    const answers = [
      await ana.submit({ type: 'thread.invite', threadId: id, participants: ['ben'] }),
      await maya.submit({ type: 'thread.invite', threadId: id, participants: ['rosa'] }),
      await maya.submit({ type: 'thread.invite', threadId: id, participants: ['noor'] }),
      await maya.submit({ type: 'thread.invite', threadId: id, participants: ['nobody'] }),
      await ben.submit({ type: 'thread.invite', threadId: id, participants: ['tom'] }),
    ];
    assert.deepEqual(answers.map((a) => a.status), [403, 403, 403, 403, 404]);
    assert.equal(answers[2]!.text.replaceAll('noor', ''), answers[3]!.text.replaceAll('nobody', ''));
  });

  it('R-27 the group admin alone removes; who was removed is told, reads no more, and sees what is written after coming back', async () => {
    const id = await group('ana', 'tom');
    await maya.say(id, 'Before.');
    const stream = await ana.stream();
    assert.equal((await tom.submit({ type: 'thread.remove-participant', threadId: id, participant: 'ana' })).status, 403);
    assert.equal((await maya.submit({ type: 'thread.remove-participant', threadId: id, participant: 'maya' })).status, 400);
    assert.equal((await maya.submit({ type: 'thread.remove-participant', threadId: id, participant: 'ana' })).status, 200);
    await stream.until((s) => s.events.some((e) => e.type === 'thread.gone' && e.threadId === id && e.reason === 'removed'));
    await maya.say(id, 'Without Ana.');
    assert.equal((await ana.get(`/threads/${id}/messages`)).status, 404);
    assert.ok(!stream.raw.includes('Without Ana.'));
    stream.close();
    await maya.submit({ type: 'thread.invite', threadId: id, participants: ['ana'] });
    await maya.say(id, 'With Ana again.');
    assert.deepEqual((await ana.messages(id)).filter((m) => m.kind === 'text').map((m) => (m.payload as { text: string }).text), ['With Ana again.']);
  });

  it('R-27 when the clinic deactivates the group admin, the oldest practitioner becomes it', async () => {
    server.admin.putPerson('clinic', { id: 'ida', name: 'Dr. Ida Moss', role: 'practitioner' });
    const ida = server.as('ida');
    const { body } = await ida.submit<{ thread: Thread }>({ type: 'thread.create', kind: 'group', participants: ['tom', 'maya', 'ana'] });
    server.admin.changePerson('clinic', 'ida', { active: false });
    assert.equal((await tom.thread(body.thread.id)).groupAdmin, 'tom');
    assert.equal((await maya.submit({ type: 'thread.remove-participant', threadId: body.thread.id, participant: 'ana' })).status, 403);
    assert.equal((await tom.submit({ type: 'thread.remove-participant', threadId: body.thread.id, participant: 'ana' })).status, 200);
  });

  it('R-27 a group of 500 takes messages and answers everybody', async () => {
    for (let i = 0; i < 500; i += 1) server.admin.putPerson('clinic', { id: `many-${i}`, name: `Person ${i}`, role: 'patient' });
    const id = await group('many-0');
    const names = Array.from({ length: 500 }, (_, i) => `many-${i}`);
    for (let i = 0; i < 500; i += 200) await maya.submit({ type: 'thread.invite', threadId: id, participants: names.slice(i, i + 200) });
    assert.equal((await maya.thread(id)).participants.length, 501);
    await maya.say(id, 'Everybody.');
    assert.equal((await server.as('many-499').thread(id)).unread, 1);
  });
});

describe('R-27 the shareable link', () => {
  it('R-27 staff join by it, also twice; the patient’s side and foreign people get the one refusal of a wrong code', async () => {
    const id = await group('ana');
    const { body: link } = await maya.submit<ThreadLink>({ type: 'thread.link', threadId: id });
    assert.equal(link.expiresAt, clock + 7 * day);
    assert.equal((await tom.submit({ type: 'thread.link', threadId: id })).status, 404, 'who is not in it');
    assert.equal((await ana.submit({ type: 'thread.link', threadId: id })).status, 403);
    for (let i = 0; i < 2; i += 1) assert.equal((await tom.submit<Thread>({ type: 'thread.join', code: link.code })).body.id, id);
    assert.deepEqual(notices(await ana.messages(id)).at(-1), { event: 'joined-by-link', people: ['Tom Okafor'] });
    const refused = [
      await ben.submit({ type: 'thread.join', code: link.code }),
      await server.as('noor', 'other').submit({ type: 'thread.join', code: link.code }),
      await tom.submit({ type: 'thread.join', code: 'made-up' }),
    ];
    assert.deepEqual(refused.map((a) => a.status), [404, 404, 404]);
    assert.equal(new Set(refused.map((a) => a.text)).size, 1);
    assert.equal((await ana.submit<Thread>({ type: 'thread.join', code: link.code })).body.id, id, 'who was invited is in');
  });

  it('R-27 one that was replaced leads nowhere; who was removed does not come back by it', async () => {
    const id = await group('ana');
    const { body: first } = await maya.submit<ThreadLink>({ type: 'thread.link', threadId: id });
    assert.equal((await maya.submit<ThreadLink>({ type: 'thread.link', threadId: id })).body.code, first.code, 'the same until it is replaced');
    const { body: second } = await maya.submit<ThreadLink>({ type: 'thread.link', threadId: id, replace: true });
    assert.equal((await tom.submit({ type: 'thread.join', code: first.code })).status, 404);
    await tom.submit({ type: 'thread.join', code: second.code });
    await maya.submit({ type: 'thread.remove-participant', threadId: id, participant: 'tom' });
    assert.equal((await tom.submit({ type: 'thread.join', code: second.code })).status, 404);
  });
});

describe('R-26 coordinators come and go while threads are open', () => {
  it('R-26 one message tells both sides of all who came, and of those who went', async () => {
    server.admin.putPerson('clinic', { id: 'pia', name: 'Pia Park', role: 'coordinator' });
    server.admin.putThread('clinic', { id: 'ben-with-tom', kind: 'direct', participants: ['ben', 'tom'] });
    server.admin.attach('clinic', ['rosa', 'pia'], 'tom');
    assert.deepEqual(notices(await ben.messages('ben-with-tom')).at(-1), { event: 'coordinators-added', people: ['Pia Park', 'Rosa Diaz'], practitioner: 'Tom Okafor' });
    assert.equal((await rosa.thread('ben-with-tom')).id, 'ben-with-tom');
    server.admin.detach('clinic', 'rosa', 'tom');
    assert.equal((await rosa.get('/threads/ben-with-tom')).status, 404);
    assert.equal(notices(await ben.messages('ben-with-tom')).at(-1)!.event, 'coordinators-removed');
    assert.equal((await server.as('pia').thread('ben-with-tom')).id, 'ben-with-tom');
  });
});

describe('R-18 thread status and who waits', () => {
  const statuses: ThreadStatus[] = [{ id: 'intake', name: 'Intake form received' }, { id: 'done', name: 'Patient discharged' }];

  it('R-18 a practitioner sets one of the list; nobody else, nothing else; the patient’s side has no list', async () => {
    server.admin.putWorkspace({ id: 'clinic', name: 'Clinic', statuses });
    assert.deepEqual((await maya.get<Page<ThreadStatus>>('/catalogs/statuses')).body.items, statuses);
    assert.notEqual((await ana.get('/catalogs/statuses')).status, 200);
    assert.equal((await maya.submit<Thread>({ type: 'status.set', threadId: 'ana-maya', status: 'done' })).body.staff?.status, 'done');
    const refused = [
      await maya.submit({ type: 'status.set', threadId: 'ana-maya', status: 'made-up' }),
      await ana.submit({ type: 'status.set', threadId: 'ana-maya', status: 'done' }),
      await tom.submit({ type: 'status.set', threadId: 'ana-maya', status: 'done' }),
    ];
    assert.deepEqual(refused.map((a) => a.status), [400, 403, 404]);
    const listed = async (query: string) => (await maya.get<Page<Thread>>(`/threads?${query}`)).body.items.map((t) => t.id);
    assert.deepEqual(await listed('status=done'), ['ana-maya']);
    assert.equal((await ana.get('/threads?status=done')).text, (await ana.get('/threads')).text, 'the filter tells a patient nothing');
  });

  it('R-16 who waits longest comes first; an answer ends the waiting, a notice does not', async () => {
    clock += 1_000;
    await ana.say('ana-maya', 'A question.');
    const id = await group('ben');
    clock += 1_000;
    await ben.say(id, 'Another one.');
    const waiting = async () => (await maya.get<Page<Thread>>('/threads?waiting=true&sort=waiting')).body.items.map((t) => t.id).filter((one) => one === id || one === 'ana-maya');
    assert.deepEqual(await waiting(), ['ana-maya', id]);
    await maya.submit({ type: 'thread.rename', threadId: id, title: 'Another title' });
    assert.deepEqual(await waiting(), ['ana-maya', id]);
    await maya.say('ana-maya', 'An answer.');
    assert.deepEqual(await waiting(), [id]);
    assert.equal('staff' in (await ana.thread('ana-maya')), false);
  });
});

describe('marked unread', () => {
  it('T6 it counts as one until it is read, and moves no read position back', async () => {
    const { body: sent } = await maya.say('ana-maya', 'Read me.');
    await ana.submit({ type: 'read', threadId: 'ana-maya', upTo: sent.position! });
    const { body } = await ana.submit<Thread>({ type: 'thread.flag', threadId: 'ana-maya', unread: true });
    assert.deepEqual([body.markedUnread, body.readUpTo], [true, sent.position]);
    assert.ok((await ana.get<Page<Thread>>('/threads?unread=true')).body.items.some((t) => t.id === 'ana-maya'));
    await ana.submit({ type: 'read', threadId: 'ana-maya', upTo: sent.position! });
    assert.notEqual((await ana.thread('ana-maya')).markedUnread, true);
  });
});

describe('typing, receipts and the second identifier', () => {
  it('R-13 receipts and typing are told among staff, to no patient', async () => {
    const id = await group('ana', 'tom');
    const [staff, patient] = [await tom.stream(), await ana.stream()];
    const { body } = await tom.say(id, 'Has anybody read this?');
    await maya.submit({ type: 'read', threadId: id, upTo: body.position! });
    await maya.request('POST', '/hints', JSON.stringify({ threadId: id, hint: 'typing' }), { 'content-type': 'application/json' });
    await staff.until((s) => s.events.some((e) => e.type === 'read' && e.by === 'maya') && s.ephemerals.some((e) => e.type === 'typing' && e.by === 'maya'));
    await patient.until((s) => s.events.some((e) => e.type === 'message' && e.message.id === body.id));
    assert.ok(!patient.events.some((e) => e.type === 'read') && patient.ephemerals.length === 0);
    assert.equal((await tom.thread(id)).reads?.['maya'], body.position);
    assert.equal((await ana.thread(id)).reads, undefined);
    staff.close();
    patient.close();
  });

  it('R-16 the date of birth is told to staff alone', async () => {
    server.admin.changePerson('clinic', 'ana', { birthDate: '1988-04-17' });
    assert.match((await maya.get('/threads/ana-maya')).text, /1988-04-17/);
    assert.ok(!((await ana.get('/threads/ana-maya')).text + (await server.as('luis').get('/threads')).text + (await ana.get('/session')).text).includes('1988-04-17'));
  });
});

describe('R-13 where the clinic is', () => {
  it('R-13 a workspace that names its region and no emergency number leaves the number to that region', async () => {
    server.admin.putWorkspace({ id: 'abroad', name: 'Abroad', region: 'GB' });
    server.admin.putPerson('abroad', { id: 'eve', name: 'Eve', role: 'patient' });
    const { body } = await server.as('eve', 'abroad').get<Session>('/session');
    assert.deepEqual([body.workspace.region, body.workspace.notices.emergencyNumber], ['GB', '']);
  });
});

// The last one: the clock goes ahead, and with it every token.
describe('R-27 a link’s end', () => {
  it('R-27 one that has expired leads nowhere', async () => {
    const id = await group('ana');
    const { body: link } = await maya.submit<ThreadLink>({ type: 'thread.link', threadId: id });
    clock += 7 * day;
    assert.equal((await server.as('office').submit({ type: 'thread.join', code: link.code })).status, 404);
  });
});
