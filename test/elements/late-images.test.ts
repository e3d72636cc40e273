import { expect } from '@open-wc/testing';
import type { FileRef, Message } from '../../src/model/index.js';
import { findAll, until } from '../support/elements.js';
import { fakeChat, messagesOf, textOf, type FakeChat } from '../support/fake-chat.js';
import { frames } from '../support/frames.js';
import { isMarked, listBench, type ListBench } from '../support/list-bench.js';

const count = 500;
const middle = 250;

const picture = (width: number, height: number): string =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="teal"/></svg>`)}`;
const broken = 'data:image/png;base64,AAAA';
const file = (id: string, size: Partial<FileRef> = {}): FileRef => ({ id, name: `${id}.png`, type: 'image/png', size: 9, scan: 'clean', ...size });

/** Messages with images: of known, unknown and untrue size, alone and several, below words and among them. */
const illustrated = (number: number): Partial<Message> => {
  const one = `f${number}`;
  const size = { width: 800, height: 200 + ((number * 97) % 900) };
  switch (number % 6) {
    case 0: return { kind: 'image', payload: {}, files: [file(one)] };
    case 1: return { kind: 'image', payload: {}, files: [file(one, size)] };
    case 2: return { kind: 'image', payload: {}, files: [file(one), file(`${one}b`, size), file(`${one}c`)] };
    case 3: return { payload: { text: textOf(number, 20), format: 'plain' }, files: [file(one)] };
    case 4: return { payload: { text: `${textOf(number, 9)}\n\n![My knee](clinic-file:${one})\n\n${textOf(number, 12)}`, format: 'markdown' }, files: [file(one)] };
    default: return { payload: { text: `${textOf(number, 5)}\n\n![My knee](clinic-file:${one})`, format: 'markdown' }, files: [file(one, size)] };
  }
};

/** The images that were asked for and have not come: they come when the test says so, whatever their size, and some are broken. */
class LateImages {
  readonly #waiting: { number: number; give: (url: string) => void; refuse: (reason: Error) => void }[] = [];
  #turn = 7;

  constructor(chat: FakeChat) {
    chat.fileUrl = ({ id }) => new Promise((give, refuse) => { this.#waiting.push({ number: Number.parseInt(id.slice(1), 10), give, refuse }); });
  }

  get count(): number {
    return this.#waiting.length;
  }

  /** One of them comes, not the first that was asked for. */
  answer(): void {
    this.#turn = (this.#turn * 31 + 11) % 1_009;
    const [next] = this.#waiting.splice(this.#turn % this.#waiting.length, 1);
    if (!next) return;
    const { number, give, refuse } = next;
    if (number % 11 === 0) refuse(new Error('gone'));
    else give(number % 13 === 0 ? broken : picture(40 + ((number * 131) % 2_000), 30 + ((number * 71) % 3_000)));
  }
}

describe('500 images that come late', () => {
  let chat: FakeChat;
  let at: ListBench;
  let images: LateImages;

  /** All that were asked for come, one a frame; `meanwhile` is what else happens in each. */
  const arrive = async (meanwhile: () => void = () => undefined): Promise<void> => {
    while (images.count > 0) {
      images.answer();
      meanwhile();
      await frames(1);
    }
    await until(() => (findAll(at.list, 'img') as HTMLImageElement[]).every(({ complete }) => complete), 'the last image');
    await frames(3);
  };
  /** To a message, by way of those around it, whose images are asked for and do not come yet. */
  const goTo = async (number: number): Promise<void> => {
    for (const stop of [number - 6, number + 6, number]) {
      at.list.goToMessage(`m${stop}`);
      await until(() => isMarked(at.row(`m${stop}`)), `the way to m${stop}`);
      await until(() => images.count > 0, 'an image that is asked for');
      await frames(4);
    }
  };

  beforeEach(async () => {
    chat = fakeChat(messagesOf(0, count, illustrated));
    images = new LateImages(chat);
    at = await listBench(chat);
    await until(() => images.count > 0, 'the first image that is asked for');
    await frames(4);
  });

  it('after a jump into their middle, above, across the edge and below: nothing that is seen moves', async () => {
    await goTo(middle);
    for (const step of [0, 60, 170, -340]) {
      at.log.scrollTop += step;
      await frames(4);
      const watch = at.watch();
      await arrive();
      expect(watch.stop().moved, `after ${step} px`).to.deep.equal([]);
    }
  });

  it('at the end, and at the very beginning', async () => {
    for (const end of [at.log.scrollHeight, 0]) {
      at.log.scrollTop = end;
      await frames(4);
      const watch = at.watch();
      await arrive();
      expect(watch.stop().moved, `at ${at.log.scrollTop}`).to.deep.equal([]);
      expect(end === 0 ? at.log.scrollTop : at.left()).to.be.at.most(1);
    }
  });

  for (const step of [-9, 6]) {
    it(`while the reader scrolls slowly by ${step} px a frame: what is seen follows by just as much`, async () => {
      await goTo(middle);
      const watch = at.watch();
      for (let i = 0; i < 90; i++) {
        watch.scroll(step);
        images.answer();
        await frames(1);
      }
      await arrive();
      expect(watch.stop().moved).to.deep.equal([]);
    });
  }
});

it('a jump to the fourth picture from the end arrives there', async () => {
  const chat = fakeChat(messagesOf(0, count, (number) => illustrated(number * 6)));
  const images = new LateImages(chat);
  const at = await listBench(chat);
  at.log.scrollTop = 0;
  await until(() => at.row('m0'), 'the beginning');
  at.list.goToMessage(`m${count - 4}`);
  const row = await until(() => isMarked(at.row(`m${count - 4}`)) && at.row(`m${count - 4}`), 'the way there');
  await until(() => images.count > 0, 'an image that is asked for');
  await frames(4);
  expect(at.offset(row)).to.be.within(0, 300);
});

for (const design of ['modern', 'classic'] as const) {
  it(`R-06 pictures without words have their boxes, in the design ${design}`, async () => {
    const at = await listBench(fakeChat(messagesOf(0, 9, (number) => illustrated(number % 3))), { design });
    const boxes = await until(() => findAll(at.list, '.tile').length === 15 && findAll(at.list, '.tile'), 'the pictures');
    for (const box of boxes) {
      const { width, height } = box.getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(64);
    }
  });
}
