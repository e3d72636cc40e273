import { expect, fixture, html } from '@open-wc/testing';
import { ScrollAnchor } from '../../src/elements/scroll-anchor.js';

const frame = async (): Promise<void> => {
  for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve, 20));
};

interface Bench { anchor: ScrollAnchor; scroller: HTMLElement; rows: HTMLElement; row(key: string): HTMLElement; add(key: string, height: number, where?: 'prepend' | 'append'): HTMLElement; top(key: string): number }

async function bench(count = 40, height = 50): Promise<Bench> {
  const scroller = await fixture<HTMLElement>(html`<div class="scroller"><div class="inner"><div class="rows"></div></div></div>`);
  Object.assign(scroller.style, { blockSize: '400px', inlineSize: '300px', overflow: 'auto', overflowAnchor: 'none' });
  const inner = scroller.querySelector<HTMLElement>('.inner')!;
  const rows = scroller.querySelector<HTMLElement>('.rows')!;
  const anchor = new ScrollAnchor({ canPin: () => true, onChange: () => undefined });
  const add: Bench['add'] = (key, blockSize, where = 'append') => {
    const row = document.createElement('div');
    row.dataset['key'] = key;
    row.style.blockSize = `${blockSize}px`;
    row.textContent = key;
    rows[where](row);
    return row;
  };
  for (let i = 0; i < count; i++) add(`r${i}`, height);
  anchor.attach(scroller, inner, rows);
  await frame();
  const row: Bench['row'] = (key) => rows.querySelector<HTMLElement>(`[data-key="${key}"]`)!;
  return { anchor, scroller, rows, add, row, top: (key) => row(key).getBoundingClientRect().top - scroller.getBoundingClientRect().top };
}

const left = ({ scroller }: Bench): number => scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;

describe('scroll anchor', () => {
  it('begins at the bottom and stays there while rows come and grow', async () => {
    const it = await bench();
    expect(it.anchor.pinned).to.equal(true);
    expect(left(it)).to.be.at.most(1);
    it.add('new', 120);
    it.anchor.sync();
    expect(left(it)).to.be.at.most(1);
    it.row('r3').style.blockSize = '300px';
    await frame();
    expect(left(it)).to.be.at.most(1);
    expect(it.anchor.pinned).to.equal(true);
  });

  it('what is laid out between two changes of one update moves nobody: at the bottom, and up in the list', async () => {
    const it = await bench();
    const change = (): void => {
      it.anchor.hold();
      it.row('r36').style.blockSize = '10px';
      // Whoever asks has the browser lay it out, and that moves the scroll position.
      expect(it.scroller.scrollHeight).to.be.above(0);
      it.row('r38').style.blockSize = `${it.row('r38').offsetHeight + 60}px`;
      it.anchor.sync();
      it.row('r36').style.blockSize = '';
      it.anchor.sync();
    };
    change();
    expect(it.anchor.pinned).to.equal(true);
    expect(left(it)).to.be.at.most(1);
    await frame();
    it.scroller.scrollTop -= 20;
    await frame();
    const key = it.anchor.place !== 'bottom' && it.anchor.place!.key || '';
    const before = it.top(key);
    change();
    expect(Math.abs(it.top(key) - before)).to.be.at.most(1);
  });

  it('a reader who has scrolled up when an update begins is not pinned any more', async () => {
    const it = await bench();
    it.scroller.scrollTop -= 200;
    const at = it.top('r36');
    it.anchor.hold();
    it.add('new', 80);
    it.anchor.sync();
    expect(it.anchor.pinned).to.equal(false);
    expect(Math.abs(it.top('r36') - at)).to.be.at.most(1);
  });

  it('the pin is lost when the reader scrolls up, never because something grew', async () => {
    const it = await bench();
    it.add('tall', 900);
    await frame();
    await frame();
    expect(it.anchor.pinned).to.equal(true);
    it.scroller.scrollTop -= 200;
    await frame();
    expect(it.anchor.pinned).to.equal(false);
    const before = it.scroller.scrollTop;
    it.add('more', 100);
    it.anchor.sync();
    expect(it.scroller.scrollTop).to.equal(before);
    it.scroller.scrollTop = it.scroller.scrollHeight;
    await frame();
    expect(it.anchor.pinned).to.equal(true);
  });

  it('the reader who scrolls up is not thrown back by what comes before the scroll event does', async () => {
    const it = await bench();
    it.scroller.scrollTop = 300;
    it.add('new', 120);
    it.anchor.sync();
    expect(it.scroller.scrollTop).to.equal(300);
    expect(it.anchor.pinned).to.equal(false);
    await frame();
    expect(it.scroller.scrollTop).to.equal(300);
  });

  it('at the bottom, what shrinks takes no pin away', async () => {
    const it = await bench();
    it.row('r39').style.blockSize = '10px';
    it.anchor.sync();
    expect(it.anchor.pinned).to.equal(true);
    await frame();
    expect(it.anchor.pinned).to.equal(true);
    expect(left(it)).to.be.at.most(1);
  });

  for (const from of [0, 7, 151]) {
    it(`rows that come above at ${from} px move nothing`, async () => {
      const it = await bench();
      it.scroller.scrollTop = from;
      await frame();
      const key = it.anchor.rowAt(0)!.dataset['key']!;
      const before = it.top(key);
      for (let page = 0; page < 20; page++) {
        for (let i = 0; i < 30; i++) it.add(`p${page}-${i}`, 31.3 + i, 'prepend');
        it.anchor.sync();
        expect(Math.abs(it.top(key) - before), `page ${page}`).to.be.at.most(1);
      }
    });
  }

  it('what grows above later, an image for example, moves nothing', async () => {
    const it = await bench();
    it.scroller.scrollTop = 800;
    await frame();
    const key = it.anchor.rowAt(0)!.dataset['key']!;
    const before = it.top(key);
    it.row('r1').style.blockSize = '417px';
    it.row('r9').style.blockSize = '211px';
    await frame();
    expect(Math.abs(it.top(key) - before)).to.be.at.most(1);
    it.row('r1').style.blockSize = '20px';
    await frame();
    expect(Math.abs(it.top(key) - before)).to.be.at.most(1);
  });

  it('R-09 hidden and shown again, or moved in the document, the place is kept', async () => {
    const it = await bench();
    it.scroller.scrollTop = 800;
    await frame();
    const key = it.anchor.rowAt(0)!.dataset['key']!;
    const before = it.top(key);
    const home = it.scroller.parentElement!;
    home.style.display = 'none';
    await frame();
    home.style.display = '';
    await frame();
    expect(Math.abs(it.top(key) - before), 'hidden').to.be.at.most(1);
    it.anchor.detach();
    const elsewhere = document.createElement('div');
    home.append(elsewhere);
    elsewhere.append(it.scroller);
    it.anchor.attach(it.scroller, it.scroller.querySelector('.inner')!, it.rows);
    await frame();
    expect(Math.abs(it.top(key) - before), 'moved').to.be.at.most(1);
  });

  it('where the bottom is not the end, the reader is not dragged along', async () => {
    const it = await bench();
    let end = false;
    const anchor = new ScrollAnchor({ canPin: () => end, onChange: () => undefined });
    it.anchor.detach();
    anchor.attach(it.scroller, it.scroller.querySelector('.inner')!, it.rows);
    await frame();
    it.scroller.scrollTop = it.scroller.scrollHeight;
    await frame();
    const before = it.scroller.scrollTop;
    for (let i = 0; i < 10; i++) it.add(`n${i}`, 50);
    anchor.sync();
    await frame();
    expect(it.scroller.scrollTop).to.equal(before);
    end = true;
    it.scroller.scrollTop = it.scroller.scrollHeight;
    await frame();
    expect(anchor.pinned).to.equal(true);
  });
});
