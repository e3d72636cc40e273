import type { SavedReply } from '../../model/index.js';
import { check, quiet, refused, rule, same, type ConformanceCase, type Line, type Stage } from './stage.js';

const save = (stage: Stage, { transport }: Line, reply: Omit<SavedReply, 'owner'>) => transport.submit({ type: 'reply.save', id: stage.id(), reply });
const remove = (stage: Stage, { transport }: Line, reply: string) => transport.submit({ type: 'reply.delete', id: stage.id(), reply });
const listOf = async ({ transport }: Line): Promise<SavedReply[]> => (await transport.catalog('saved-replies', {})).items;
const timesTold = ({ events }: Line): number => events.filter((event) => event.type === 'catalog' && event.name === 'saved-replies').length;

/** a practitioner's saved replies. */
export const replyCases: ConformanceCase[] = [
  rule('R-19 reply.save: kept, changed and deleted, in the order of their names; the other window is told each time', async (stage) => {
    const [here, there] = [await stage.open('practitioner'), await stage.open('practitioner')];
    const [ice, walk] = [stage.id('ice'), stage.id('walk')];
    await save(stage, here, { id: walk, title: ' Walking ', text: 'Dear [PATIENT NAME],\nwalk every day.' });
    await save(stage, here, { id: ice, text: 'Ice it for ten minutes.\nThen rest.' });
    await there.until('both', (line) => timesTold(line) >= 2);
    const owner = here.me;
    const kept = [{ id: ice, owner, text: 'Ice it for ten minutes.\nThen rest.' }, { id: walk, owner, title: 'Walking', text: 'Dear [PATIENT NAME],\nwalk every day.' }];
    same(await listOf(there), kept, 'the list');
    await save(stage, here, { id: walk, title: '', text: 'Again: walk.' });
    await there.until('the change', (line) => timesTold(line) >= 3);
    same((await listOf(there)).find(({ id }) => id === walk), { id: walk, owner, text: 'Again: walk.' }, 'what was changed');
    await remove(stage, there, walk);
    await here.until('the end of it', (line) => timesTold(line) >= 4);
    same((await listOf(here)).map(({ id }) => id), [ice], 'what is left');
    same(await remove(stage, here, walk), {}, 'deleting it again');
  }, 'replies'),
  rule('R-19 reply.save: the same command saves once; what is empty or too long is refused, and the one that is there stays', async (stage) => {
    const line = await stage.open('practitioner');
    const reply = { id: stage.id('reply'), text: 'As it was.' };
    const command = { type: 'reply.save', id: stage.id(), reply } as const;
    same([await line.transport.submit(command), await line.transport.submit(command)], [{}, {}], 'the answers');
    const { textLength } = line.session.workspace.limits;
    for (const wrong of [{ text: ' \n' }, { text: 'a'.repeat(6_000) }, { text: 'a'.repeat(textLength + 1) }, { text: 'Fine.', title: 'a'.repeat(101) }]) {
      await refused(save(stage, line, { ...reply, ...wrong }), 'invalid', JSON.stringify(wrong).slice(0, 30));
    }
    same((await listOf(line)).map(({ text }) => text), ['As it was.'], 'the list');
    await save(stage, line, { ...reply, text: 'a'.repeat(textLength) });
    same((await listOf(line)).map(({ text }) => text.length), [textLength], 'as long as a message');
  }, 'replies'),
  rule('R-19 saved-replies: nobody else receives them, whatever id they name; patients, relations and admins have none at all', async (stage) => {
    const [line, colleague] = [await stage.open('practitioner'), await stage.open('colleague')];
    const others = [await stage.open('patient'), await stage.open('relation'), await stage.open('admin')];
    const id = stage.id('reply');
    await save(stage, line, { id, text: 'Only mine.' });
    await save(stage, colleague, { id, text: 'The same id, another person.' });
    await remove(stage, colleague, id);
    same([(await listOf(line)).map(({ text }) => text), await listOf(colleague)], [['Only mine.'], []], 'the two lists');
    await quiet();
    same(timesTold(colleague), 2, 'what the colleague is told: of their own alone');
    for (const other of others) {
      for (const name of ['saved-replies', 'placeholders']) await refused(other.transport.catalog(name, {}), 'forbidden', `${name} for ${other.me}`);
      await refused(save(stage, other, { id: stage.id(), text: 'Mine, too?' }), 'forbidden', `reply.save of ${other.me}`);
      await refused(remove(stage, other, id), 'forbidden', `reply.delete of ${other.me}`);
      check(timesTold(other) === 0, `${other.me} is told nothing`);
    }
    await refused(save(stage, await stage.open('coordinator'), { id: stage.id(), text: 'Theirs?' }), 'forbidden', 'a coordinator uses, and does not save');
  }, 'replies'),
];
