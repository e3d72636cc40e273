import { expect, html, oneEvent } from '@open-wc/testing';
import '../../src/elements/inbox.js';
import '../../src/elements/join.js';
import '../../src/elements/notices.js';
import '../../src/elements/thread.js';
import '../../src/elements/thread-details.js';
import '../../src/elements/unsent.js';
import type { ClinicThread } from '../../src/elements/thread.js';
import type { MemorySeed } from '../../src/transport/memory/index.js';
import { button, expectAccessible, find, findAll, mount, nameOf, seed, stage, textOf, type, until, type Stage } from '../support/elements.js';

const group = { id: 'g', kind: 'group' as const, groupAdmin: 'maya', title: 'Knees', participants: ['maya', 'tom', 'rosa', 'ana', 'ben'], messages: [{ author: 'maya', text: 'All here.' }] };
const clinic = (workspace: Partial<NonNullable<MemorySeed['workspace']>> = {}): MemorySeed => {
  const all = seed([group]);
  const people = all.people.map((who) => (who.id === 'ana' ? { ...who, birthDate: '1988-04-17' } : who));
  return { ...all, people, workspace: { ...all.workspace, ...workspace }, statuses: [{ id: 'intake', name: 'Intake form received' }] };
};

/** What stands within an element's own part of the page. */
const within = <E extends Element = HTMLElement>(root: ParentNode, tag: string, selector: string): E | undefined => {
  const element = find(root, tag);
  return element && find<E>(element, selector);
};

describe('what the care team sees and does', () => {
  let at: Stage;
  beforeEach(() => { at = stage(clinic()); });
  afterEach(() => at.end());

  const show = async (viewer: string, thread: string, width = 900): Promise<ClinicThread> => {
    const owner = await mount(at.chat(viewer), html`<clinic-thread thread=${thread}></clinic-thread>`, { width });
    const element = owner.querySelector('clinic-thread')!;
    await until(() => find(element, 'clinic-message'), 'the messages');
    return element;
  };
  const details = async (viewer: string, thread = 'g'): Promise<ClinicThread> => {
    const element = await show(viewer, thread);
    (await until(() => button(element, 'Details'), 'the button of the details')).click();
    await until(() => within(element, 'clinic-thread-details', '.people'), 'the details');
    return element;
  };

  describe('header', () => {
    it('R-16 staff have the patient’s name as a link and the date of birth; the portal decides where it leads', async () => {
      const element = await show('maya', 'maya-ana');
      const name = await until(() => button(element, 'Ana Silva, open profile'), 'the name');
      await until(() => textOf(find(element, 'clinic-thread-header')!).includes('Born Apr 17, 1988'), 'the date of birth');
      setTimeout(() => name.click());
      const event = (await oneEvent(element, 'clinic-profile-open')) as CustomEvent<{ patient: string; thread: string }>;
      expect([event.detail, event.cancelable]).to.deep.equal([{ patient: 'ana', thread: 'maya-ana' }, true]);
    });

    it('R-16 calls are there once the portal makes them, advice with its kind, and a patient has none of the five', async () => {
      const element = await show('maya', 'maya-ana');
      const header = find(element, 'clinic-thread-header')!;
      const status = await until(() => find(header, 'select[aria-label="Thread status"]'), 'the status');
      const names = (): string[] => findAll(header, 'button, select').map(nameOf);
      await until(() => names().length === 4, 'advice');
      expect(names()).to.deep.equal(['Ana Silva, open profile', 'Send advice or diagnosis', 'Thread status', 'Details']);
      element.calls = 'audio video';
      await until(() => names().length === 6, 'the calls');
      expect(names()).to.deep.equal(['Ana Silva, open profile', 'Audio call', 'Video call', 'Send advice or diagnosis', 'Thread status', 'Details']);
      expect(status.isConnected).to.equal(true);
      const patient = await show('ana', 'maya-ana');
      patient.calls = 'audio video';
      await patient.updateComplete;
      await until(() => findAll(find(patient, 'clinic-thread-header')!, 'button, select').map(nameOf).join() === 'Details', 'the details alone');
    });

    it('R-16 a right that is taken away while the page is open takes its control with it', async () => {
      const element = await show('maya', 'maya-ana');
      element.calls = 'audio';
      await until(() => button(element, 'Audio call'), 'the call');
      at.workspace.grant('maya', { remove: ['call.start', 'profile.open', 'status.set'] });
      await until(() => !button(element, 'Audio call') && !button(element, 'Ana Silva, open profile') && !within(element, 'clinic-thread-header', 'select'), 'the header without them');
    });
  });

  describe('details of a group', () => {
    const names = (root: Element): string[] => findAll(find(root, 'clinic-thread-details')!, 'button').map(nameOf).filter((name) => !/Close|Download/.test(name));

    it('R-27 each role has what it may do, and no more', async () => {
      const offered = async (viewer: string, ...wanted: string[]): Promise<string[]> => {
        const element = await details(viewer);
        await until(() => wanted.every((name) => names(element).includes(name)), wanted.join());
        return names(element);
      };
      await offered('maya', 'Rename', 'Remove Tom Okafor', 'Remove Ana Silva', 'Invite people', 'Get a link', 'Leave and erase the group');
      const tom = await offered('tom', 'Rename', 'Invite people', 'Leave and delete for me');
      expect(tom.filter((name) => /Remove|link/.test(name))).to.deep.equal([]);
      expect(await offered('ana', 'Leave and delete for me')).to.deep.equal(['Leave and delete for me']);
    });

    it('R-27 that leaving erases the group for everyone is said first; «Stay» changes nothing', async () => {
      const element = await details('maya');
      const leave = async (): Promise<void> => (await until(() => button(element, 'Leave and erase the group'), 'the button')).click();
      await leave();
      await until(() => textOf(element).includes('erased for everyone: 4 other people lose it'), 'the question');
      const closed = oneEvent(find(element, 'dialog[open]')!, 'close');
      button(element, 'Stay')!.click();
      await closed;
      expect(at.chat('tom').thread('g').get() ?? at.chat('maya').thread('g').get()).to.exist;
      await leave();
      (await until(() => find(element, 'dialog[open]') && button(element, 'Erase for everyone'), 'the question')).click();
      await until(() => !at.chat('maya').threads.get().items.some(({ id }) => id === 'g'), 'the list without it');
    });

    it('R-27 a form whose right is taken away goes, and leaves the rest as it is', async () => {
      const element = await details('tom');
      (await until(() => button(element, 'Invite people'), 'the button')).click();
      await until(() => find(element, 'clinic-people-field'), 'the form');
      at.workspace.grant('tom', { remove: ['thread.invite'] });
      await until(() => !find(element, 'clinic-people-field') && !button(element, 'Invite people'), 'the details without it');
      expect(button(element, 'Rename')).to.exist;
    });
  });

  it('R-27 in place of an erased group stands that it is gone and what was being written, to be copied or given up', async () => {
    const element = await show('ana', 'g');
    type(await until(() => find<HTMLTextAreaElement>(element, 'textarea'), 'the field'), 'One more question');
    at.chat('maya').dispatch({ type: 'thread.leave', threadId: 'g' });
    await until(() => textOf(element).includes('This thread is no longer available to you.') && textOf(element).includes('One more question'), 'what was written');
    expect(find(element, 'clinic-composer')).to.equal(undefined);
    expect(button(element, 'Copy text')).to.exist;
    await expectAccessible(element);
    button(element, 'Discard')!.click();
    await until(() => !textOf(element).includes('One more question'), 'nothing of it');
  });

  it('R-27 what was written for a group that is gone stands above the list until it is given up', async () => {
    at.chat('ana').dispatch({ type: 'draft.set', threadId: 'g', text: 'Nobody reads this' });
    const owner = await mount(at.chat('ana'), html`<clinic-inbox .chat=${at.chat('ana')}></clinic-inbox>`, { width: 1000 });
    await until(() => findAll(owner, '.row').some((row) => nameOf(row).startsWith('Knees')), 'the group');
    at.chat('maya').dispatch({ type: 'thread.leave', threadId: 'g' });
    await until(() => textOf(find(owner, 'clinic-unsent')!).includes('Not sent, because the thread is no longer there Knees Nobody reads this'), 'what was not sent');
    await until(() => !findAll(owner, '.row').some((row) => nameOf(row).startsWith('Knees')), 'the list without the group');
    button(find(owner, 'clinic-unsent')!, 'Discard')!.click();
    await until(() => !within(owner, 'clinic-unsent', 'li'), 'the list without it');
  });

  for (const [viewer, words] of [['tom', 'This link does not work any more'], ['ana', 'Groups are joined by it only by the clinic’s staff']] as const) {
    it(`R-27 a link that leads nowhere says so in one plain sentence to ${viewer}`, async () => {
      const owner = await mount(at.chat(viewer), html`<clinic-join code="nobody-made-this"></clinic-join>`);
      await until(() => find(owner, 'dialog[open]') && textOf(owner).includes(words), 'the refusal');
    });
  }

  it('R-27 of five hundred who will read, the first few are named and the others counted', async () => {
    at.end();
    const all = clinic();
    const crowd = Array.from({ length: 495 }, (_, nr) => ({ id: `p${nr}`, name: `Patient ${nr + 1}`, role: 'patient' }));
    at = stage({ ...all, people: [...all.people, ...crowd], threads: [{ ...group, participants: [...group.participants, ...crowd.map(({ id }) => id)] }] });
    const element = await show('ana', 'g');
    await until(() => textOf(element).includes('Everybody in this group will read what you write: Dr. Maya Lee, Tom Okafor, Rosa Diaz, Ben Hart, Patient 1, Patient 2, Patient 3, Patient 4, and 491 others.'), 'who will read');
  });

  it('R-13 «is replying» stands below the messages among staff, never for a patient, and what the viewer types is told', async () => {
    const element = await show('maya', 'g');
    const patient = await show('ana', 'g');
    await until(() => within(element, 'clinic-thread-signals', '[role=status]'), 'the line');
    at.workspace.typing('g', 'rosa');
    await until(() => textOf(find(element, 'clinic-thread-signals')!) === 'Rosa Diaz is replying', 'who is replying');
    expect(find(patient, 'clinic-thread-signals')).to.equal(undefined);
    const tom = await show('tom', 'g');
    await until(() => within(tom, 'clinic-thread-signals', '[role=status]'), 'the line');
    const field = await until(() => find<HTMLTextAreaElement>(tom, 'textarea'), 'the field');
    await until(() => {
      // Both go on: what is not repeated is over after some seconds.
      at.workspace.typing('g', 'rosa');
      type(field, 'I think');
      return textOf(find(element, 'clinic-thread-signals')!) === 'Tom Okafor and Rosa Diaz are replying';
    }, 'both');
    await expectAccessible(element);
  });

  it('R-13 «Read by» names those of staff who have read the viewer’s last message', async () => {
    const element = await show('maya', 'g');
    await until(() => within(element, 'clinic-thread-signals', '[role=status]'), 'the line');
    const line = (): string => textOf(find(element, 'clinic-thread-signals')!);
    await until(() => line() === 'Read by Tom Okafor and Rosa Diaz', 'who has read');
    type(await until(() => find<HTMLTextAreaElement>(element, 'textarea'), 'the field'), 'One thing more');
    button(element, 'Send')!.click();
    await until(() => at.workspace.messagesOf('g').length === 2 && line() === '', 'nobody has read it');
    await until(() => at.chat('tom').thread('g').get());
    at.chat('tom').dispatch({ type: 'read', threadId: 'g', upTo: at.workspace.messagesOf('g').at(-1)!.position! });
    await until(() => line() === 'Read by Tom Okafor', 'who has read');
    at.workspace.say('g', 'ana', 'Thank you');
    await until(() => line() === '', 'nothing about a message of another');
  });

  it('R-07 «Show all chat types» lets comments on the plan appear; without the feature it does not exist', async () => {
    const element = await show('ana', 'knee');
    expect(textOf(element)).not.to.include('Show all chat types');
    at.end();
    at = stage(clinic({ switches: { plan: true } }));
    const again = await show('ana', 'knee');
    const toggle = await until(() => within<HTMLInputElement>(again, 'clinic-plan-switch', 'input'), 'the switch');
    expect([textOf(toggle.closest('label')!), toggle.checked]).to.deep.equal(['Show all chat types', false]);
    at.workspace.say('knee', 'tom', { kind: 'plan-comment', payload: { text: 'Two sets today', about: 'action', name: 'Heel slides' } });
    at.workspace.say('knee', 'tom', 'After the comment');
    await until(() => textOf(again).includes('After the comment'), 'the message');
    expect(textOf(again)).not.to.include('Two sets today');
    toggle.click();
    await until(() => textOf(again).includes('Action: Heel slides') && textOf(again).includes('Two sets today'), 'the comment');
    toggle.click();
    await until(() => !textOf(again).includes('Two sets today'), 'the thread without it');
    at.workspace.switch({ plan: false });
    await until(() => !within(again, 'clinic-plan-switch', 'input'), 'no switch');
  });

  it('T7 a permission that is revoked in mid-typing: the draft stays to be seen, and the reason is said', async () => {
    const element = await show('ana', 'knee');
    const field = await until(() => find<HTMLTextAreaElement>(element, 'textarea'), 'the field');
    type(field, 'Half a sentence');
    at.workspace.grant('ana', { remove: ['message.send', 'file.send'] });
    await until(() => textOf(within(element, 'clinic-composer', '[role=status]')!).includes('You can read this thread but not write in it.'), 'the reason');
    await until(() => button(element, 'Send')!.getAttribute('aria-disabled') === 'true' && !button(element, 'Attach files'), 'nothing to be sent');
    expect([field.value, field.readOnly, field.disabled]).to.deep.equal(['Half a sentence', true, false]);
    at.workspace.grant('ana', { add: ['message.send'] });
    await until(() => !field.readOnly && field.value === 'Half a sentence', 'the field');
  });

  it('R-27 what may not be done any more leaves the menu of a row while it is open', async () => {
    const owner = await mount(at.chat('ana'), html`<clinic-thread-list></clinic-thread-list>`);
    (await until(() => button(owner, 'More, Knees'), 'the row’s button')).click();
    await until(() => find(owner, '[role=menu]:popover-open') && button(owner, 'Mute'), 'the menu');
    at.workspace.grant('ana', { remove: ['thread.mute'] });
    await until(() => !button(owner, 'Mute'), 'the menu without it');
    expect(find(owner, '[role=menu]:popover-open')).to.exist;
  });

  it('R-13 a clinic that names no emergency number has that of its region, else of the locale, else none', async () => {
    const says = async (words: string, locale: string, region?: string): Promise<void> => {
      const place = stage(clinic({ notices: { emergencyNumber: '' }, ...(region ? { region } : {}) }), { locale });
      const owner = await mount(place.chat('ana'), html`<clinic-notices></clinic-notices>`);
      await until(() => place.chat('ana').session.get().phase === 'ready');
      await import('../../src/i18n/emergency-number.js');
      await until(() => textOf(find(owner, '.line .text')!).includes(words), words);
      place.end();
    };
    await says('call 999', 'en-US', 'GB');
    await says('call 000', 'en-AU');
    await says('your local emergency number', 'en');
    await says('your local emergency number', 'en-AU', 'ZZ');
  });
});
