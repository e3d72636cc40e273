import { expect, html } from '@open-wc/testing';
import '../../src/elements/staff-header.js';
import '../../src/elements/thread-header.js';
import type { ClinicThreadHeader } from '../../src/elements/thread-header.js';
import { kinds } from '../../src/kinds/index.js';
import { button, find, findAll, mount, nameOf, stage, textOf, until, type Stage } from '../support/elements.js';
import { people } from '../support/workspace.js';

const statuses = [{ id: 'intake', name: 'Intake form received' }, { id: 'done', name: 'Patient discharged' }];

describe('the thread’s header for staff', () => {
  let scene: Stage;
  beforeEach(() => {
    scene = stage({
      workspace: { id: 'riverside', name: 'Riverside Clinic' }, statuses, people,
      threads: [
        { id: 'one', kind: 'direct', participants: ['ana', 'maya', 'luis', 'rosa'], status: 'intake', messages: [{ author: 'ana', text: 'Good morning.' }] },
        { id: 'two', kind: 'group', title: 'Knee school', groupAdmin: 'maya', participants: ['maya', 'ana', 'ben', 'rosa'], messages: [{ author: 'maya', text: 'Welcome.' }] },
        { id: 'staff', kind: 'direct', participants: ['maya', 'tom'], messages: [{ author: 'tom', text: 'Can you take Thursday?' }] },
      ],
    });
  });
  afterEach(() => scene.end());

  /** The header as this person sees it, once all that belongs to it is there. */
  async function header(viewer: string, thread: string): Promise<ClinicThreadHeader> {
    const chat = scene.chat(viewer);
    const owner = await mount(chat, html`<clinic-thread-header .thread=${thread} calls="audio video"></clinic-thread-header>`, { width: 900, height: 120 });
    const element = owner.querySelector('clinic-thread-header')!;
    await until(() => textOf(element).trim() !== '', 'the words');
    if (chat.can('status.read')) await until(() => chat.catalog('statuses').get().phase === 'ready', 'the list of statuses');
    await element.updateComplete;
    return element;
  }
  const names = (element: Element): string[] => findAll(element, 'button, select').map(nameOf);
  const status = (element: Element): HTMLSelectElement | undefined => find<HTMLSelectElement>(element, 'select[aria-label="Thread status"]');

  it('R-16 a practitioner has the patient’s name, audio call, video call, advice where there is such a kind, and the status, in this order', async () => {
    const element = await header('maya', 'one');
    await until(() => status(element), 'the status');
    const advice = kinds.some(({ kind }) => kind === 'advice') ? ['Send advice or diagnosis'] : [];
    const wanted = ['Ana Silva, open profile', 'Audio call', 'Video call', ...advice, 'Thread status'].join();
    await until(() => names(element).join() === wanted, wanted);
  });

  it('R-16 a thread without a patient, or with several, has no name to open; calls stay', async () => {
    for (const thread of ['staff', 'two']) {
      const element = await header('maya', thread);
      await until(() => button(element, 'Video call'), 'the calls');
      expect(names(element).filter((name) => name.endsWith('open profile')), thread).to.deep.equal([]);
    }
  });

  it('R-16 a call is asked of the portal, with or without a camera', async () => {
    const element = await header('rosa', 'one');
    const asked: unknown[] = [];
    element.addEventListener('clinic-command', (event) => {
      if (event.detail.type === 'call.start') asked.push(event.detail);
    });
    (await until(() => button(element, 'Audio call'), 'the audio call')).click();
    button(element, 'Video call')?.click();
    expect(asked).to.deep.equal([{ type: 'call.start', threadId: 'one', video: false }, { type: 'call.start', threadId: 'one', video: true }]);
  });

  it('R-18 a practitioner sets the status from the workspace’s list; a coordinator reads it, and sees the change', async () => {
    const coordinator = await header('rosa', 'one');
    await until(() => textOf(coordinator).includes('Intake form received'), 'the status in words');
    expect(status(coordinator)).to.equal(undefined);
    const element = await header('maya', 'one');
    const select = await until(() => status(element), 'the status');
    expect([...select.options].map(({ text }) => text)).to.deep.equal(['No status', 'Intake form received', 'Patient discharged']);
    expect(select.selectedOptions[0]?.text).to.equal('Intake form received');
    select.value = 'done';
    select.dispatchEvent(new Event('change'));
    const rosa = scene.chat('rosa');
    await until(() => rosa.thread('one').get()?.staff?.status === 'done', 'the change at the coordinator’s');
  });
});
