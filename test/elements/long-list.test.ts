import { expect, html } from '@open-wc/testing';
import type { Message } from '../../src/model/index.js';
import { fakeChat, messagesOf, textOf, type FakeChat } from '../support/fake-chat.js';
import { everyFrame, frames } from '../support/frames.js';
import { listBench, type ListBench } from '../support/list-bench.js';
import { find, findAll, mount, until } from '../support/elements.js';

const most = 2_500;
const middle = async (it: ListBench): Promise<HTMLElement> => {
  it.log.scrollTop = it.log.scrollHeight / 2;
  await frames(4);
  return it.atTop();
};
const edited = (chat: FakeChat, id: string, words: number): Message => {
  const message = chat.door.byId(id)!;
  return { ...message, revision: message.revision + 1, payload: { text: textOf(1, words), format: 'plain' } };
};

describe('a list of any length', () => {
  for (const count of [100, 200]) {
    it(`${count} messages are all drawn`, async () => {
      const it = await listBench(fakeChat(messagesOf(0, count)));
      expect(it.rows()).to.have.length(count);
      expect(it.elements()).to.be.at.most(most);
      expect(it.left()).to.be.at.most(1);
    });
  }

  for (const count of [120, 1_000]) {
    it(`of ${count} messages those that fill the view are drawn first; the others come without moving anything`, async () => {
      // A busy machine may draw the others before anybody looks.
      let first = 0;
      const early = everyFrame(() => { first ||= findAll(document, 'clinic-message').length; });
      const owner = await mount(fakeChat(messagesOf(0, count)), html`<clinic-message-list thread="t"></clinic-message-list>`);
      const list = owner.querySelector('clinic-message-list')!;
      const rows = (): HTMLElement[] => findAll(list, 'clinic-message');
      await until(() => first > 0 && rows().length > 0 && rows().every((row) => row.hasAttribute('aria-label')), 'the first messages');
      early.stop();
      expect(first).to.be.below(30);
      await until(() => find(list, '.list')!.scrollTop > 0, 'more than fills the view');
      const last = rows().at(-1)!;
      const { top } = last.getBoundingClientRect();
      let worst = 0;
      const watch = everyFrame(() => { worst = Math.max(worst, Math.abs(last.getBoundingClientRect().top - top)); });
      await until(() => rows().length >= Math.min(count, 60), 'the others');
      await frames(3);
      watch.stop();
      expect(worst).to.be.at.most(1);
      expect(rows().at(-1)).to.equal(last);
    });
  }

  it('what a list was still to draw is given up when it is gone, and nothing holds it in memory', async () => {
    const { requestIdleCallback, cancelIdleCallback } = window;
    const waiting = new Set<number>();
    window.requestIdleCallback = () => waiting.add(waiting.size + 1).size;
    window.cancelIdleCallback = (id) => void waiting.delete(id);
    try {
      const owner = await mount(fakeChat(messagesOf(0, 120)), html`<clinic-message-list thread="t"></clinic-message-list>`);
      await until(() => waiting.size > 0, 'the rest waits for an idle page');
      owner.remove();
      await until(() => waiting.size === 0, 'nothing waits any more');
    } finally {
      Object.assign(window, { requestIdleCallback, cancelIdleCallback });
    }
  });

  for (const count of [201, 1_000, 10_000, 100_000]) {
    it(`of ${count} messages a window is drawn: at most ${most} elements, the end in view, wherever one scrolls`, async () => {
      const it = await listBench(fakeChat(messagesOf(0, count)));
      expect(it.left()).to.be.at.most(1);
      expect(it.rows().length).to.be.within(60, 200);
      for (const part of [0, 0.3, 0.77, 1, 0.5]) {
        it.log.scrollTop = (it.log.scrollHeight - it.log.clientHeight) * part;
        await frames(3);
        expect(it.elements(), `at ${part}`).to.be.at.most(most);
        expect(it.isFilled(), `at ${part}`).to.equal(true);
        expect(it.rows().length).to.be.at.least(60);
      }
      it.log.scrollTop = 0;
      await until(() => it.rows()[0]?.dataset['key'] === 'm0', 'the very first');
      it.log.scrollTop = it.log.scrollHeight;
      await until(() => it.rows().at(-1)?.dataset['key'] === `m${count - 1}` && it.left() <= 1, 'the very last');
    });
  }

  for (const count of [120, 3_000]) {
    describe(`${count} messages: nothing moves what the reader sees by more than a pixel in any frame`, () => {
      let chat: FakeChat;
      let at: ListBench;
      beforeEach(async () => {
        chat = fakeChat(messagesOf(0, count));
        at = await listBench(chat);
      });
      const number = (row: HTMLElement): number => Number(row.dataset['key']!.slice(1));

      it('rows never seen, drawn while scrolling up and down: each step moves by what was scrolled', async () => {
        await middle(at);
        let worst = 0;
        for (const step of [-190, -310, -90, -700, 450, 120, 900, -50]) {
          const row = at.atTop();
          const before = at.offset(row);
          const from = at.log.scrollTop;
          at.log.scrollTop += step;
          const to = at.log.scrollTop;
          await frames(2);
          if (row.isConnected) worst = Math.max(worst, Math.abs(at.offset(row) - before + (to - from)));
        }
        expect(worst).to.be.at.most(1);
      });

      it('50 messages before them, also right after an append', async () => {
        const row = await middle(at);
        expect(await at.drift(row, () => chat.door.merge(messagesOf(-50, 0)))).to.be.at.most(1);
        expect(await at.drift(row, () => {
          chat.door.merge(messagesOf(count, count + 1));
          chat.door.merge(messagesOf(-100, -50));
        })).to.be.at.most(1);
      });

      it('50 messages before them while the reader is at the very top', async () => {
        at.log.scrollTop = 0;
        await frames(3);
        const row = at.atTop();
        expect(number(row)).to.be.below(3);
        expect(await at.drift(row, () => chat.door.merge(messagesOf(-50, 0)))).to.be.at.most(1);
        at.log.scrollTop = 0;
        await until(() => number(at.rows()[0]!) === -50, 'the first of them');
      });

      it('messages behind them', async () => {
        const row = await middle(at);
        expect(await at.drift(row, () => chat.door.merge(messagesOf(count, count + 40)))).to.be.at.most(1);
      });

      it('an edit above, drawn or not', async () => {
        const row = await middle(at);
        const here = number(row);
        expect(await at.drift(row, () => chat.door.merge([edited(chat, `m${here - 2}`, 300)])), 'drawn').to.be.at.most(1);
        expect(await at.drift(row, () => chat.door.merge([edited(chat, `m${here - 2}`, 1)])), 'shorter').to.be.at.most(1);
        expect(await at.drift(row, () => chat.door.merge([edited(chat, 'm3', 300)])), 'far above').to.be.at.most(1);
      });

      it('an edit above that leaves the end of the list further up than the reader was scrolled', async () => {
        const last = at.rows().at(-1)!;
        at.log.scrollTop -= 60;
        await frames(3);
        const row = at.atTop();
        expect(last.isConnected).to.equal(true);
        expect(await at.drift(row, () => chat.door.merge([edited(chat, `m${number(row) - 2}`, 400)]))).to.be.at.most(1);
        expect(await at.drift(row, () => chat.door.merge([edited(chat, `m${number(row) - 2}`, 1)]))).to.be.at.most(1);
      });

      it('something above that grows by itself, like an image without a size', async () => {
        const row = await middle(at);
        const above = at.rows()[at.rows().indexOf(row) - 2]!;
        expect(await at.drift(row, () => { above.style.blockSize = '417px'; })).to.be.at.most(1);
        expect(await at.drift(row, () => { above.style.blockSize = ''; })).to.be.at.most(1);
      });

      it('another width, in both directions', async () => {
        const row = await middle(at);
        for (const width of [320, 700, 420, 390]) {
          expect(await at.drift(row, () => { at.box.style.inlineSize = `${width}px`; }), `${width} px`).to.be.at.most(1);
          expect(at.isFilled(), `${width} px`).to.equal(true);
        }
      });

      it('another font', async () => {
        const row = await middle(at);
        expect(await at.drift(row, () => { at.list.style.setProperty('font-family', 'monospace'); at.list.style.setProperty('letter-spacing', '2px'); })).to.be.at.most(1);
      });

      it('zoom', async () => {
        const row = await middle(at);
        for (const zoom of ['4', '0.5', '1']) {
          document.documentElement.style.setProperty('zoom', zoom);
          await frames(3);
          expect(at.isFilled(), zoom).to.equal(true);
        }
        document.documentElement.style.removeProperty('zoom');
        await frames(3);
        expect(row.isConnected).to.equal(true);
        expect(Math.abs(at.offset(row) - at.offset(at.atTop()))).to.be.at.most(1);
      });

      it('the very message that the reader looks at is edited, then emptied, by the server', async () => {
        const row = await middle(at);
        const { id } = chat.door.byId(row.dataset['key']!)!;
        expect(await at.drift(row, () => chat.door.merge([edited(chat, id, 300)])), 'edited').to.be.at.most(1);
        expect(await at.drift(row, () => chat.door.merge([{ ...chat.door.byId(id)!, revision: 9, payload: { text: '', format: 'plain' } }])), 'emptied').to.be.at.most(1);
      });

      it('the server moves messages to either end, in view or not, with the focus or without: the first in view that stays does not move', async () => {
        let moves = 1_000;
        for (const end of [4, 6]) {
          for (const places of [[-1], [-1, -2], [-Infinity], [1], [0], [0, 1]]) {
            const row = await middle(at);
            row.focus({ preventScroll: true });
            const rows = at.rows();
            const moved = places.map((place) => rows[Math.max(0, rows.indexOf(row) + place)]!);
            const first = rows.find((one) => at.offset(one) >= -1 && !moved.includes(one))!;
            const work = (): void => chat.door.merge(moved.map((one) => ({ ...chat.door.byId(one.dataset['key']!)!, revision: 2, position: `${end}00${moves++}` })));
            expect(await at.drift(first, work), `${places.join()} to ${end}`).to.be.at.most(1);
            expect(at.isFilled()).to.equal(true);
          }
        }
      });

      it('at the bottom every append stays in view, in bursts too', async function () {
        this.timeout(60_000);
        let worst = 0;
        let next = count;
        const watch = everyFrame(() => { worst = Math.max(worst, at.left()); });
        for (let round = 0; round < 30; round++) {
          for (let i = 0; i < 8; i++) chat.door.merge(messagesOf(next, ++next));
          await new Promise((resolve) => setTimeout(resolve, 12));
        }
        await frames(3);
        watch.stop();
        expect(worst).to.be.at.most(1);
        expect(at.rows().at(-1)!.dataset['key']).to.equal(`m${next - 1}`);
        expect(at.elements()).to.be.at.most(most);
      });

      it('hidden while much comes, and shown again', async () => {
        const row = await middle(at);
        const key = row.dataset['key']!;
        const was = at.offset(row);
        at.list.style.display = 'none';
        await frames(2);
        chat.door.merge(messagesOf(count, count + 300));
        chat.door.merge(messagesOf(-50, 0));
        await frames(2);
        at.list.style.display = '';
        await frames(4);
        expect(Math.abs(at.offset(at.row(key)!) - was)).to.be.at.most(1);
        expect(at.isFilled()).to.equal(true);
      });
    });
  }

  it('another width in the very moment in which the list becomes long', async () => {
    // The code for long lists is there.
    await listBench(fakeChat(messagesOf(0, 1_000)));
    const chat = fakeChat(messagesOf(0, 190));
    const at = await listBench(chat);
    at.box.style.inlineSize = '700px';
    await frames(3);
    const row = await middle(at);
    expect(await at.drift(row, () => {
      at.box.style.inlineSize = '320px';
      chat.door.merge(messagesOf(190, 210));
    })).to.be.at.most(1);
    expect(at.rows().length).to.be.below(200);
  });

  it('from all to a window and on: pages of 50 up to 1,000, nothing moves', async () => {
    const chat = fakeChat(messagesOf(0, 50));
    const at = await listBench(chat);
    for (let first = 0; first > -1_000; first -= 50) {
      at.log.scrollTop = 120;
      await frames(3);
      expect(await at.drift(at.atTop(), () => chat.door.merge(messagesOf(first - 50, first)), 3), `page at ${first}`).to.be.at.most(1);
    }
    expect(at.elements()).to.be.at.most(most);
  });

  it('one message of 5,000 characters among thousands of short ones', async () => {
    const chat = fakeChat(messagesOf(0, 3_000, (number) => (number === 1_500 ? { text: 'A long report. '.repeat(333) } : { text: 'Yes.' })));
    const at = await listBench(chat);
    await middle(at);
    let filled = true;
    const watch = everyFrame(() => { filled &&= at.isFilled(); });
    for (let i = 0; i < 40; i++) {
      at.log.scrollTop += i < 20 ? -150 : 150;
      await frames(1);
    }
    watch.stop();
    expect(filled).to.equal(true);
  });

  it('a fling of 12,000 px/s shows no blank frame', async function () {
    this.timeout(60_000);
    const at = await listBench(fakeChat(messagesOf(0, 10_000)));
    let blank = 0;
    const watch = everyFrame(() => { if (!at.isFilled()) blank += 1; });
    let last = performance.now();
    for (let steps = 0; steps < 100; steps += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = performance.now();
      at.log.scrollTop -= 12 * Math.min(now - last, 34);
      last = now;
    }
    const seen = watch.stop();
    expect(seen).to.be.above(20);
    expect(blank).to.equal(0);
    await until(() => at.isFilled());
  });
});
