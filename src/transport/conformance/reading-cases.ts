import { isStaff, type Cursor, type Message } from '../../model/index.js';
import { all, check, refused, rule, same, textOf, threadOf, type ConformanceCase, type Line } from './stage.js';
import { longLength, people, threads } from './standard-workspace.js';

const dayAt = (message: Message): number => Number(textOf(message).slice(4));
const days = (items: readonly Message[]): number[] => items.map(dayAt);
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const titles = async (line: Line, id: string): Promise<string> => (await threadOf(line, id)).title;

/** Threads, messages and catalogues: pages, order, and who sees what. */
export const readingCases: ConformanceCase[] = [
  rule('threads: one’s own alone, newest activity first', async (stage) => {
    const patient = await stage.open('patient');
    const { items } = await patient.transport.threads({});
    same(items.map((thread) => thread.id), [threads.shared, threads.group, threads.long], 'the patient’s threads');
    await stage.send(patient, threads.long, 'Day 76');
    same((await patient.transport.threads({ limit: 1 })).items[0]?.id, threads.long, 'the thread with the newest message');
  }),
  rule('threads: pages that follow each other neither overlap nor leave a hole', async (stage) => {
    const { transport } = await stage.open('practitioner');
    const whole = (await transport.threads({})).items.map((thread) => thread.id);
    const paged = (await all((before) => transport.threads({ limit: 1, ...(before !== undefined && { before }) }))).map((thread) => thread.id);
    same(paged, whole, 'pages of one');
  }),
  rule('threads: one by its id, with its last message and its unread count', async (stage) => {
    const thread = await threadOf(await stage.open('patient'), threads.shared);
    same([thread.kind, thread.subject, thread.unread, thread.last && textOf(thread.last)], ['direct', people.patient, 1, 'With both crutches, yes.'], 'the thread');
    same(thread.participants.map((who) => who.id).sort(), [people.coordinator, people.patient, people.practitioner, people.relation].sort(), 'its participants');
  }),
  rule('threads: filtered by unread', async (stage) => {
    const { transport } = await stage.open('patient');
    same((await transport.threads({ filter: { unread: true } })).items.map((thread) => thread.id), [threads.shared], 'unread ones');
  }),
  rule('threads: found by title and by a participant’s name', async (stage) => {
    const { transport } = await stage.open('practitioner');
    same((await transport.threads({ text: 'knee TEAM' })).items.map((thread) => thread.id), [threads.group], 'by title');
    same((await transport.threads({ text: 'hart' })).items.map((thread) => thread.id), [threads.other], 'by name');
  }, 'search'),
  rule('R-01 threads: a foreign one is not found, whatever the role', async (stage) => {
    for (const who of ['patient', 'relation', 'coordinator', 'admin'] as const) {
      await refused((await stage.open(who)).transport.threads({ id: threads.staff }), 'not-found', `the staff’s thread, asked for by ${who}`);
    }
    same((await (await stage.open('admin')).transport.threads({})).items, [], 'the threads of an admin who is in none');
  }),
  rule('R-01 threads: a 1:1 is named after the practitioner for the patient’s side and after the patient for staff', async (stage) => {
    same(await titles(await stage.open('patient'), threads.shared), 'Dr. Maya Lee', 'for the patient');
    same(await titles(await stage.open('relation'), threads.shared), 'Dr. Maya Lee', 'for the relation');
    same(await titles(await stage.open('practitioner'), threads.shared), 'Ana Silva', 'for the practitioner');
    same(await titles(await stage.open('coordinator'), threads.shared), 'Ana Silva', 'for the coordinator');
    same(await titles(await stage.open('colleague'), threads.staff), 'Dr. Maya Lee', 'among staff');
  }),
  rule('R-18 threads: the patient’s side receives nothing of the staff’s part', async (stage) => {
    for (const who of ['patient', 'relation'] as const) {
      const line = await stage.open(who);
      for (const thread of (await line.transport.threads({})).items) check(!('staff' in thread), `thread ${thread.id} for ${who} has no staff part`);
    }
    check((await threadOf(await stage.open('practitioner'), threads.shared)).staff !== undefined, 'the practitioner has it');
  }),
  rule('threads: what a role may not do in a 1:1 is denied', async (stage) => {
    const practitioner = await stage.open('practitioner');
    check((await threadOf(practitioner, threads.shared)).denied.includes('thread.rename'), 'renaming in a 1:1');
    check(!(await threadOf(practitioner, threads.group)).denied.includes('thread.rename'), 'renaming in a group');
  }),

  rule('messages: the newest page ascends and ends at the present', async (stage) => {
    const page = await (await stage.open('patient')).transport.messages(threads.long, { limit: 20 });
    same(days(page.items), range(longLength - 19, longLength), 'the newest twenty');
    check(page.newer === undefined && page.older !== undefined, 'there is more towards the past only');
    const positions = page.items.map((message) => message.position);
    check(positions.every((position, i) => position !== undefined && (i === 0 || positions[i - 1]! < position)), 'positions ascend as text');
  }),
  rule('messages: older pages reach the beginning without overlap or hole', async (stage) => {
    const { transport } = await stage.open('patient');
    const pages: Message[][] = [];
    let before: Cursor | undefined;
    do {
      const page = await transport.messages(threads.long, { limit: 20, ...(before !== undefined && { before }) });
      pages.unshift(page.items);
      before = page.older;
    } while (before !== undefined && pages.length < 20);
    same(pages.map((page) => page.length), [15, 20, 20, 20], 'the sizes of the pages');
    same(days(pages.flat()), range(1, longLength), 'all messages');
  }),
  rule('messages: newer pages reach the present without overlap or hole', async (stage) => {
    const { transport } = await stage.open('patient');
    let page = await transport.messages(threads.long, { around: `${threads.long}-1`, limit: 10 });
    check(page.older === undefined, 'nothing lies before the first message');
    const items = [...page.items];
    for (let turns = 0; page.newer !== undefined && turns < 20; turns += 1) {
      page = await transport.messages(threads.long, { after: page.newer, limit: 10 });
      items.push(...page.items);
    }
    same(days(items), range(1, longLength), 'all messages');
  }),
  rule('messages: a page around one message holds it and goes on at both ends', async (stage) => {
    const { transport } = await stage.open('patient');
    const page = await transport.messages(threads.long, { around: `${threads.long}-40`, limit: 11 });
    check(days(page.items).includes(40), 'the message is in it');
    check(page.older !== undefined && page.newer !== undefined, 'it goes on at both ends');
    const [first, last] = [dayAt(page.items[0]!), dayAt(page.items.at(-1)!)];
    same(days(page.items), range(first, last), 'no hole within');
    same(dayAt((await transport.messages(threads.long, { before: page.older, limit: 3 })).items.at(-1)!), first - 1, 'the message before');
    same(dayAt((await transport.messages(threads.long, { after: page.newer, limit: 3 })).items[0]!), last + 1, 'the message after');
  }),
  rule('messages: a place stays where it is while others write', async (stage) => {
    const [patient, colleague] = [await stage.open('patient'), await stage.open('colleague')];
    const newest = await patient.transport.messages(threads.long, { limit: 10 });
    await stage.send(colleague, threads.long, 'Day 76');
    const older = await patient.transport.messages(threads.long, { before: newest.older!, limit: 10 });
    same(days(older.items), range(longLength - 19, longLength - 10), 'the page before');
  }),
  rule('messages: around an unknown message is not found', async (stage) => {
    const { transport } = await stage.open('patient');
    await refused(transport.messages(threads.long, { around: 'no-such-message' }), 'not-found', 'an unknown message');
    await refused(transport.messages(threads.long, { around: `${threads.other}-1` }), 'not-found', 'a message of another thread');
  }),
  rule('R-01 messages: those of a foreign thread are not found', async (stage) => {
    for (const who of ['patient', 'coordinator', 'admin'] as const) {
      const { transport } = await stage.open(who);
      await refused(transport.messages(threads.staff, {}), 'not-found', `the staff’s messages, asked for by ${who}`);
      await refused(transport.messages('no-such-thread', {}), 'not-found', 'an unknown thread’s');
    }
  }),
  rule('R-03 messages: a relation’s names the patient for whom it was written', async (stage) => {
    const { items } = await (await stage.open('practitioner')).transport.messages(threads.shared, {});
    same(items.find((message) => message.author === people.relation)?.onBehalfOf, people.patient, 'onBehalfOf');
  }),

  rule('R-10 people: a patient is offered practitioners and admins only', async (stage) => {
    const { items } = await (await stage.open('patient')).transport.catalog('people', {});
    same(items.map((who) => who.id).sort(), [people.admin, people.colleague, people.practitioner].sort(), 'whom a patient may write to');
  }),
  rule('R-10 people: staff are offered patients and each other, never coordinators or relations', async (stage) => {
    const { items } = await (await stage.open('practitioner')).transport.catalog('people', {});
    same(items.map((who) => who.id).sort(), [people.admin, people.colleague, people.otherPatient, people.patient].sort(), 'whom a practitioner may write to');
    check(items.some(isStaff) && items.every((who) => who.name !== ''), 'they have names and roles');
  }),
  rule('R-10 people: the filter «doctors» leaves every practitioner', async (stage) => {
    const { items } = await (await stage.open('patient')).transport.catalog('people', { filter: 'doctors' });
    same(items.map((who) => who.id).sort(), [people.colleague, people.practitioner].sort(), 'the doctors');
  }),
  rule('people: found by name, in pages without overlap or hole', async (stage) => {
    const { transport } = await stage.open('patient');
    same((await transport.catalog('people', { text: 'okaf' })).items.map((who) => who.id), [people.colleague], 'by name');
    const paged = await all((before) => transport.catalog('people', { limit: 1, ...(before !== undefined && { before }) }));
    same(paged.map((who) => who.id), (await transport.catalog('people', {})).items.map((who) => who.id), 'pages of one');
  }),
  rule('catalog: an unknown one is refused', async (stage) => {
    await refused((await stage.open('patient')).transport.catalog('no-such-list', {}), ['not-found', 'unsupported'], 'an unknown catalogue');
  }),
  rule('R-14 workspaces: somebody of another workspace finds nothing of this one', async (stage) => {
    const foreigner = await stage.openForeigner();
    await refused(foreigner.transport.threads({ id: threads.shared }), 'not-found', 'a thread');
    await refused(foreigner.transport.messages(threads.shared, {}), 'not-found', 'its messages');
    await refused(stage.send(foreigner, threads.shared, 'hello'), 'not-found', 'sending');
    const { items } = await foreigner.transport.catalog('people', {});
    check(!items.some((who) => who.id === people.practitioner || who.id === people.otherPatient), 'nobody of the other workspace is offered');
  }, 'foreigner'),
];
