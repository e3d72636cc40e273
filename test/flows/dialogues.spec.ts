import { readFile } from 'node:fs/promises';
import { expectInOrder, log, openPopup, openThread, say } from './support/chat.js';
import { expect, test } from './support/fixtures.js';

/** A file of dialogues: `[{ id, turns: [[speaker, text], ...] }]`. Where none is given there is nothing to do. */
const path = process.env['DIALOGUES'];
const many = Number(process.env['DIALOGUES_TYPED'] ?? 2);

test('R-01 turns of dialogues, typed into two composers, stand on the other side once, in order', async ({ open }) => {
  test.skip(!path, 'DIALOGUES names no file');
  test.setTimeout(600_000);
  const dialogues = (JSON.parse(await readFile(path as string, 'utf8')) as { turns: [string, string][] }[]).slice(-many);
  const { page: ana } = await open('ana', { width: 390 });
  const { page: maya } = await open('maya', { path: '/messages/ana-maya' });
  const phone = await openPopup(ana);
  const hers = await openThread(phone, 'Dr. Maya Lee');
  const theirs = log(maya, 'Ana Silva');
  for (const { turns } of dialogues) {
    const said: string[] = [];
    for (const [speaker, text] of turns) {
      // A mark makes equal turns («Yes.») two different texts.
      const marked = `${text} (${said.length + 1})`;
      await say(speaker === 'Doctor' ? maya : phone, marked);
      await expect((speaker === 'Doctor' ? hers : theirs).getByText(marked, { exact: true })).toBeVisible();
      said.push(marked);
    }
    await expectInOrder(hers, said);
    await expectInOrder(theirs, said);
  }
});
