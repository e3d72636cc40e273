import { expect, html } from '@open-wc/testing';
import '../../src/elements/message-list.js';
import type { SeedMessage } from '../../src/transport/memory/index.js';
import { at, expectAccessible, findAll, mount, people, stage, textOf, until } from '../support/elements.js';

const messages: SeedMessage[] = [
  { author: '', kind: 'notice', payload: { event: 'coordinators-added', people: ['Rosa Diaz'], practitioner: 'Dr. Maya Lee' }, sentAt: at(1, 9, 0) },
  { author: 'maya', text: 'Rosa will find us a day.', sentAt: at(1, 9, 1) },
  { author: 'rosa', kind: 'plan-comment', payload: { text: 'Three times this week!', about: 'action', name: 'Walk for 20 minutes' }, sentAt: at(1, 9, 2) },
  { author: '', kind: 'notice', payload: { event: 'of a later version', people: [] }, preview: 'Something was arranged.', sentAt: at(1, 9, 3) },
];

async function shown(design: 'modern' | 'classic') {
  const set = stage({ workspace: { switches: { plan: true } }, people, threads: [{ id: 'a', participants: ['ana', 'maya', 'rosa'], messages }] });
  const chat = set.chat('ana');
  const owner = await mount(chat, html`<clinic-message-list thread="a"></clinic-message-list>`, { design });
  await until(() => chat.session.get().phase === 'ready', 'the session');
  chat.dispatch({ type: 'plan.show', shown: true });
  const rows = await until(() => {
    const found = findAll(owner, 'clinic-message');
    return ['arranged', 'takes part', 'Three times'].every((words) => found.some((row) => textOf(row).includes(words))) && found;
  });
  return { set, owner, rows };
}

describe('kinds: notice and plan-comment', () => {
  for (const design of ['modern', 'classic'] as const) {
    it(`R-26 a notice is one line of nobody’s, named by what it says and when (${design})`, async () => {
      const { set, rows, owner } = await shown(design);
      const line = rows[0] as HTMLElement;
      expect(textOf(line).replace(/[\u2068\u2069]/g, '')).to.match(/^Rosa Diaz, who assists Dr\. Maya Lee, now takes part as coordinator\. 9:00/);
      expect(line.getAttribute('aria-label')?.replace(/[\u2068\u2069]/g, '')).to.match(/takes part as coordinator\., 9:00/);
      expect(findAll(line, '.head, .avatar, .bubble, .meta')).to.have.length(0);
      await expectAccessible(owner);
      set.end();
    });
  }
  it('R-26 a notice of a later version is drawn as what the server sent along', async () => {
    const { set, rows } = await shown('modern');
    expect(textOf(rows.at(-1) as HTMLElement)).to.contain('Something was arranged.');
    set.end();
  });
  it('R-07 a comment on the plan carries its action and its author', async () => {
    const { set, owner } = await shown('modern');
    const bubble = await until(() => findAll(owner, 'clinic-kind-plan-comment')[0] as HTMLElement | undefined, 'the comment');
    await until(() => textOf(bubble).includes('Three times'), 'its words');
    expect(textOf(bubble)).to.equal('Action: Walk for 20 minutes Three times this week!');
    set.end();
  });
});
