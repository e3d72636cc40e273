import { expect, html } from '@open-wc/testing';
import { ChatError } from '../../src/base/errors.js';
import type { ClinicMessageList } from '../../src/elements/message-list.js';
import { deep, findAll, mount, press, until } from '../support/elements.js';
import { fakeChat, messagesOf, type FakeChat } from '../support/fake-chat.js';
import { frames } from '../support/frames.js';
import { isMarked, listBench, type ListBench } from '../support/list-bench.js';

const focused = (at: ListBench): HTMLElement | null => at.list.shadowRoot!.activeElement as HTMLElement | null;
const focusedKey = (at: ListBench): string | undefined => focused(at)?.dataset['key'];
const isInView = (at: ListBench, row: HTMLElement): boolean => at.offset(row) >= -1 && at.offset(row) < at.log.clientHeight;

describe('ways through a long list', () => {
  describe('the keyboard', () => {
    let at: ListBench;
    beforeEach(async () => { at = await listBench(fakeChat(messagesOf(0, 2_000))); });

    it('Home, End, Up, Down, PageUp and PageDown reach every loaded message, and what has the focus is in view', async () => {
      at.row('m1999')!.focus();
      await until(() => focusedKey(at) === 'm1999');
      const go = async (key: string, to: string): Promise<void> => {
        press(focused(at)!, key);
        await until(() => focusedKey(at) === to, `${key} to ${to}`);
        expect(isInView(at, focused(at)!), `${key} to ${to}`).to.equal(true);
        await frames(2);
        expect(focusedKey(at)).to.equal(to);
      };
      await go('ArrowUp', 'm1998');
      await go('Home', 'm0');
      await go('ArrowDown', 'm1');
      await go('ArrowUp', 'm0');
      await go('End', 'm1999');
      press(focused(at)!, 'PageUp');
      await until(() => focusedKey(at) !== 'm1999');
      const number = Number(focusedKey(at)!.slice(1));
      expect(number).to.be.within(1_980, 1_996);
      await go('PageDown', 'm1999');
    });

    it('the row with the focus stays drawn while the reader scrolls far away, and so does the tab stop', async () => {
      at.row('m1990')!.focus();
      at.log.scrollTop = 300;
      await frames(4);
      expect(focusedKey(at)).to.equal('m1990');
      expect(at.isFilled()).to.equal(true);
      expect(at.rows().filter((row) => row.tabIndex === 0)).to.have.length(1);
      press(focused(at)!, 'ArrowUp');
      await until(() => focusedKey(at) === 'm1989');
      expect(isInView(at, focused(at)!)).to.equal(true);
    });

    it('each row tells its number and how many there are; the order in the document is the order in time', () => {
      const rows = at.rows();
      expect(rows.at(-1)!.getAttribute('aria-posinset')).to.equal('2000');
      for (const row of rows) {
        expect(row.getAttribute('aria-setsize')).to.equal('2000');
        expect(`m${Number(row.getAttribute('aria-posinset')) - 1}`).to.equal(row.dataset['key']);
      }
      const numbers = rows.map((row) => Number(row.dataset['key']!.slice(1)));
      expect(numbers).to.deep.equal([...numbers].sort((a, b) => a - b));
    });
  });

  it('what comes is counted in by its own row at once, by the others once nothing more comes', async () => {
    const chat = fakeChat(messagesOf(0, 1_000));
    const at = await listBench(chat);
    chat.door.merge(messagesOf(1_000, 1_003));
    const row = await until(() => at.row('m1002'), 'the new row');
    expect([row.getAttribute('aria-posinset'), row.getAttribute('aria-setsize')]).to.deep.equal(['1003', '1003']);
    await until(() => at.rows().every((one) => one.getAttribute('aria-setsize') === '1003'), 'the count in all rows');
  });

  it('nobody knows how many there are while more can be loaded', async () => {
    const at = await listBench(fakeChat(messagesOf(0, 500), { older: 'more' }));
    expect(at.rows()[0]!.getAttribute('aria-setsize')).to.equal('-1');
  });

  describe('jumps', () => {
    let chat: FakeChat;
    let at: ListBench;
    const arrive = async (key: string): Promise<void> => {
      await until(() => focusedKey(at) === key, `the way to ${key}`);
      expect(isInView(at, at.row(key)!), key).to.equal(true);
      await frames(4);
      expect(isInView(at, at.row(key)!), key).to.equal(true);
      expect(at.isFilled()).to.equal(true);
    };
    beforeEach(async () => {
      chat = fakeChat(messagesOf(0, 3_000), { older: 'more' });
      at = await listBench(chat);
    });

    it('to any loaded message, there and back', async () => {
      for (const key of ['m17', 'm2900', 'm1500', 'm1501']) {
        at.list.goToMessage(key);
        await arrive(key);
      }
      at.list.goToLatest();
      await until(() => at.left() <= 1, 'the end in view');
    });

    it('to one that is not loaded: the messages around it come, then both ways', async () => {
      chat.answer = (command) => {
        if (command.type !== 'history.load' || !('around' in command)) return;
        chat.door.clear();
        chat.door.merge(messagesOf(-900, -850));
        chat.door.patch({ older: { state: 'more' }, newer: { state: 'more' } });
      };
      at.list.goToMessage('m-880');
      await arrive('m-880');
      expect(chat.commands.filter((command) => command.type === 'history.load' && 'around' in command)).to.have.length(1);
      at.log.scrollTop = at.log.scrollHeight;
      await until(() => chat.commands.some((command) => command.type === 'history.load' && command.direction === 'newer'), 'the way to the present');
      expect(findAll(at.list, '[aria-live] p').map((node) => node.textContent).join(), 'a page around is no news').not.to.contain('new messages');
    });

    for (const [code, words] of [['not-found', 'This message could not be found.'], ['offline', 'This message could not be loaded. Please try again.']] as const) {
      it(`to one that cannot be had (${code}): it is said and shown why, and the reader stays`, async () => {
        chat.answer = (command) => {
          if (command.type === 'history.load' && 'around' in command) chat.door.patch({ error: new ChatError(code) });
        };
        const before = at.log.scrollTop;
        at.list.goToMessage('m-9000');
        const shown = await until(() => findAll(at.list, 'clinic-list-notice')[0]?.shadowRoot?.querySelector('p'), 'the notice');
        expect(shown.textContent).to.equal(words);
        expect(isInView(at, shown)).to.equal(true);
        expect(findAll(at.list, '[aria-live] p').map((node) => node.textContent)).to.deep.equal([words]);
        expect(shown.ariaHidden, 'heard once').to.equal('true');
        expect(at.log.scrollTop).to.equal(before);
        at.list.thread = 'another';
        await until(() => findAll(at.list, 'clinic-list-notice').length === 0, 'it goes with the thread');
      });
    }

    it('to a date, loaded or further back', async () => {
      const { sentAt } = chat.door.byId('m1200')!;
      at.list.goToDate(sentAt - 1);
      await arrive('m1200');
      let first = 0;
      chat.answer = (command) => {
        if (command.type !== 'history.load' || command.direction !== 'older') return;
        first -= 50;
        chat.door.merge(messagesOf(first, first + 50));
      };
      at.list.goToDate(messagesOf(-120, -119)[0]!.sentAt);
      await arrive('m-120');
    });

    it('to the divider of what is new', async () => {
      chat.door.patch({ firstUnread: 'm2500' });
      at.list.goToUnread();
      await arrive('m2500');
    });
  });

  it('a list opens at the message that its attribute names', async () => {
    const chat = fakeChat(messagesOf(0, 1_000));
    const owner = await mount(chat, html`<clinic-message-list thread="t" message="m400"></clinic-message-list>`);
    const list = owner.querySelector<ClinicMessageList>('clinic-message-list')!;
    const row = await until(() => [...deep(list)].find(isMarked), 'the message');
    expect((row as HTMLElement).dataset['key']).to.equal('m400');
    await frames(4);
    expect(row.isConnected, 'still there').to.equal(true);
  });

  it('who is led to a message before the thread has come into view arrives there, not at the end', async () => {
    const chat = fakeChat([]);
    const owner = await mount(chat, html`<clinic-message-list thread="t"></clinic-message-list>`);
    const list = owner.querySelector<ClinicMessageList>('clinic-message-list')!;
    await import('../../src/elements/list-jump.js');
    chat.door.merge(messagesOf(0, 1_000));
    list.goToMessage('m400');
    const row = await until(() => [...deep(list)].find(isMarked), 'the message');
    await frames(6);
    const [view, at] = [list.shadowRoot!.querySelector('[role=log]')!.getBoundingClientRect(), row.getBoundingClientRect()];
    expect(at.top).to.be.within(view.top, view.bottom);
  });

  it('two lists of one thread: each at its own place; the one that goes does not close the thread for the other', async () => {
    const chat = fakeChat(messagesOf(0, 600));
    const owner = await mount(chat, html`<clinic-message-list thread="t"></clinic-message-list><clinic-message-list thread="t"></clinic-message-list>`, { height: 800 });
    const [one, other] = [...owner.querySelectorAll('clinic-message-list')];
    await until(() => [one, other].every((list) => list!.shadowRoot!.querySelector('.space')));
    other!.shadowRoot!.querySelector('.list')!.scrollTop = 500;
    await frames(3);
    other!.remove();
    await frames(3);
    expect(chat.commands.filter(({ type }) => type === 'thread.close')).to.have.length(0);
    one!.remove();
    await until(() => chat.commands.some(({ type }) => type === 'thread.close'));
  });

  it('what is copied over several messages has their authors, times and order, also those that are not drawn any more', async function () {
    const at = await listBench(fakeChat(messagesOf(0, 1_000)));
    const selection = document.getSelection() as Selection & { getComposedRanges?: unknown };
    if (!selection.getComposedRanges) return this.skip();
    const text = (key: string): Node => [...deep(at.row(key)!)].find((one) => one.matches('.text, .plain'))!.firstChild!;
    const node = (key: string): Node => {
      const walker = document.createTreeWalker(text(key).parentNode!, NodeFilter.SHOW_TEXT);
      return walker.nextNode()!;
    };
    at.log.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    await frames(4);
    at.list.goToMessage('m500');
    await until(() => isMarked(at.row('m500')));
    await until(() => [...deep(at.row('m503')!)].some((one) => one.matches('.text, .plain')));
    selection.setBaseAndExtent(node('m500'), 0, node('m503'), 4);
    await frames(3);
    const copy = (): string => {
      const event = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), bubbles: true, composed: true, cancelable: true });
      at.log.dispatchEvent(event);
      return event.clipboardData!.getData('text/plain');
    };
    const words = copy();
    const blocks = words.split('\n\n');
    expect(blocks).to.have.length(4);
    expect(blocks[0]).to.match(/^(Dr\. Maya Lee|Ana Silva).*, .*\d{4}.*\n500\. /);
    expect(blocks[3]!.split('\n')[1]).to.equal('503.');
    at.log.scrollTop = 0;
    await frames(4);
    expect(at.row('m500'), 'the ends stay drawn').not.to.equal(undefined);
    expect(at.row('m501')).to.equal(undefined);
    expect(copy()).to.equal(words);
  });
});
