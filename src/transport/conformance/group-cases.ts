import type { ServerCommand, Thread, ThreadLink } from '../../model/index.js';
import { check, refused, rule, same, textOf, threadOf, type ConformanceCase, type Line, type Stage } from './stage.js';
import { people, threads } from './standard-workspace.js';

type Without<C> = C extends { id: string } ? Omit<C, 'id'> : never;
const ask = (stage: Stage, { transport }: Line, command: Without<ServerCommand>): Promise<unknown> => transport.submit({ ...command, id: stage.id() });
const invite = (stage: Stage, line: Line, ...participants: string[]) => ask(stage, line, { type: 'thread.invite', threadId: threads.group, participants });
const remove = (stage: Stage, line: Line, participant: string) => ask(stage, line, { type: 'thread.remove-participant', threadId: threads.group, participant });
const link = async (stage: Stage, line: Line, replace = false) => await ask(stage, line, { type: 'thread.link', threadId: threads.group, ...(replace && { replace }) }) as ThreadLink;
const join = (stage: Stage, line: Line, code: string) => ask(stage, line, { type: 'thread.join', code });
const active = ({ participants }: Thread): string[] => participants.filter((who) => who.active).map((who) => who.id).sort();
const gone = (line: Line, reason: string): boolean => line.events.some((event) => event.type === 'thread.gone' && event.threadId === threads.group && event.reason === reason);
const words = async ({ transport }: Line): Promise<(string | undefined)[]> =>
  (await transport.messages(threads.group, {})).items.filter((message) => message.kind === 'text').map(textOf);

/** who comes into a group, and who goes. */
export const groupCases: ConformanceCase[] = [
  rule('R-27 thread.invite: who is invited is told, and sees what is written from then on', async (stage) => {
    const [practitioner, other] = [await stage.open('practitioner'), await stage.open('otherPatient')];
    await invite(stage, practitioner, people.otherPatient);
    await other.until('the thread', (line) => line.events.some((event) => event.type === 'thread' && event.thread.id === threads.group));
    await stage.send(practitioner, threads.group, 'Welcome, Ben.');
    same(await words(other), ['Welcome, Ben.'], 'what the invited reads');
    same(active(await threadOf(other, threads.group)), [people.colleague, people.otherPatient, people.patient, people.practitioner].sort(), 'who is in it');
  }),
  rule('R-27 thread.invite: who is in it already, or is named twice, changes nothing', async (stage) => {
    const practitioner = await stage.open('practitioner');
    await invite(stage, practitioner, people.patient, people.otherPatient, people.otherPatient);
    same(active(await threadOf(practitioner, threads.group)).length, 4, 'how many are in it');
  }),
  rule('R-27 thread.invite: staff alone, and none but those to whom they may write', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    await refused(invite(stage, patient, people.admin), 'forbidden', 'a patient’s invitation');
    await refused(invite(stage, practitioner, people.coordinator), ['forbidden', 'not-found', 'invalid'], 'inviting a coordinator');
    await refused(invite(stage, practitioner, 'nobody'), ['forbidden', 'not-found', 'invalid'], 'inviting nobody');
    await refused(ask(stage, practitioner, { type: 'thread.invite', threadId: threads.staff, participants: [people.admin] }), 'forbidden', 'inviting into a 1:1');
    await refused(invite(stage, await stage.open('admin'), people.otherPatient), 'not-found', 'inviting into a foreign group');
  }),
  rule('R-27 thread.remove-participant: the group admin alone; who was removed is told and reads no more', async (stage) => {
    const [practitioner, colleague, patient] = [await stage.open('practitioner'), await stage.open('colleague'), await stage.open('patient')];
    await refused(remove(stage, colleague, people.patient), 'forbidden', 'another practitioner');
    await refused(remove(stage, practitioner, people.practitioner), 'invalid', 'removing oneself');
    await refused(remove(stage, practitioner, people.admin), ['invalid', 'not-found'], 'removing somebody who is not in it');
    await remove(stage, practitioner, people.patient);
    await patient.until('thread.gone', (line) => gone(line, 'removed'));
    await refused(patient.transport.messages(threads.group, {}), 'not-found', 'its messages');
    await refused(stage.send(patient, threads.group, 'Still here?'), 'not-found', 'sending');
    same(active(await threadOf(colleague, threads.group)), [people.colleague, people.practitioner].sort(), 'who is left');
  }),
  rule('R-27 thread.invite: who was removed comes back by an invitation, and sees what is written from then on', async (stage) => {
    const [practitioner, patient] = [await stage.open('practitioner'), await stage.open('patient')];
    await remove(stage, practitioner, people.patient);
    await stage.send(practitioner, threads.group, 'Meanwhile.');
    await invite(stage, practitioner, people.patient);
    await stage.send(practitioner, threads.group, 'Back again.');
    same(await words(patient), ['Back again.'], 'what the patient reads');
  }),
  rule('R-27 thread.link: the group admin’s alone, and the same until it is replaced', async (stage) => {
    const practitioner = await stage.open('practitioner');
    const first = await link(stage, practitioner);
    check(first.code !== '' && first.expiresAt > Date.now(), 'it has a code and an end');
    same((await link(stage, practitioner)).code, first.code, 'asked for again');
    check((await link(stage, practitioner, true)).code !== first.code, 'a replaced link has another code');
    for (const who of ['colleague', 'patient'] as const) await refused(link(stage, await stage.open(who)), 'forbidden', `a link for a ${who}`);
  }),
  rule('R-27 thread.join: staff by the link; the patient’s side, a wrong code and a replaced one get one refusal', async (stage) => {
    const [practitioner, admin, other] = [await stage.open('practitioner'), await stage.open('admin'), await stage.open('otherPatient')];
    const { code: old } = await link(stage, practitioner);
    const { code } = await link(stage, practitioner, true);
    const refusals = [
      await refused(join(stage, other, code), 'not-found', 'a patient'),
      await refused(join(stage, admin, 'made-up'), 'not-found', 'a wrong code'),
      await refused(join(stage, admin, old), 'not-found', 'a replaced link'),
    ];
    same(new Set(refusals.map((error) => error.message)).size, 1, 'different refusals');
    same(((await join(stage, admin, code)) as Thread).id, threads.group, 'the thread');
    same(((await join(stage, admin, code)) as Thread).id, threads.group, 'joined twice');
    await stage.send(practitioner, threads.group, 'Good that you are here.');
    same(await words(admin), ['Good that you are here.'], 'what who joined reads');
  }),
  rule('R-27 thread.join: who was removed does not come back by the link', async (stage) => {
    const [practitioner, colleague] = [await stage.open('practitioner'), await stage.open('colleague')];
    const { code } = await link(stage, practitioner);
    await remove(stage, practitioner, people.colleague);
    await refused(join(stage, colleague, code), 'not-found', 'joining');
  }),
  rule('R-27 thread.rename: two at once are both answered, and everybody sees the same title at the end', async (stage) => {
    const [practitioner, colleague, patient] = [await stage.open('practitioner'), await stage.open('colleague'), await stage.open('patient')];
    await Promise.all([practitioner, colleague].map((line, i) => ask(stage, line, { type: 'thread.rename', threadId: threads.group, title: `Name ${i}` })));
    const titles = await Promise.all([practitioner, colleague, patient].map(async (line) => (await threadOf(line, threads.group)).title));
    check(new Set(titles).size === 1 && /^Name [01]$/.test(titles[0]!), `one of the two titles for everybody, not ${titles.join(', ')}`);
  }),
  rule('R-27 thread.leave: who comes back by an invitation is one of the group again', async (stage) => {
    const [practitioner, colleague] = [await stage.open('practitioner'), await stage.open('colleague')];
    await ask(stage, colleague, { type: 'thread.leave', threadId: threads.group });
    await colleague.until('thread.gone', (line) => gone(line, 'left'));
    await invite(stage, practitioner, people.colleague);
    check(active(await threadOf(colleague, threads.group)).includes(people.colleague), 'in it again');
  }),
];
