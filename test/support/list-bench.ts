import { html } from '@open-wc/testing';
import '../../src/elements/message-list.js';
import type { ClinicMessageList } from '../../src/elements/message-list.js';
import { mount, type MountOptions } from './elements.js';
import type { FakeChat } from './fake-chat.js';
import { everyFrame, frames } from './frames.js';
import { deep, find, until } from './page.js';

/** Whether the message that was gone to can be told by its outline, as far as an eye sees it. */
export const isMarked = (row: Element | undefined): boolean => {
  const bubble = row?.querySelector('[part=bubble], [part=line]');
  const { outlineStyle, outlineColor } = bubble ? getComputedStyle(bubble) : { outlineStyle: 'none', outlineColor: '' };
  return outlineStyle === 'solid' && !/(\/|,) ?0\)$|transparent/.test(outlineColor);
};

export interface ListBench {
  list: ClinicMessageList;
  log: HTMLElement;
  box: HTMLElement;
  rows(): HTMLElement[];
  row(id: string): HTMLElement | undefined;
  /** The first row that begins in view: less than a pixel of it may be cut, as the list has it too. */
  atTop(): HTMLElement;
  /** Pixels between the top edges of the row and the list. */
  offset(row: HTMLElement): number;
  left(): number;
  elements(): number;
  /** The rows that can be seen, from top to bottom, and whether they fill the view. */
  isFilled(): boolean;
  /** Watches all that is seen, in every painted frame: see `watchView`. */
  watch(): ViewWatch;
  /** Carries out `work` and tells by how many pixels the row moved at most, in any painted frame until some frames after it. */
  drift(row: HTMLElement, work: () => void | Promise<void>, after?: number): Promise<number>;
}

export interface ViewWatch {
  /** The reader scrolls by so many pixels, and what is seen has to follow by just as many. */
  scroll(by: number): void;
  /** The frames that were painted, and what moved by more than a pixel: which message, when and how far. */
  stop(): { frames: number; moved: string[] };
}

/** The edges of each message and of its bubble stay where they were when they came into view, apart from what the reader scrolls. */
function watchView(log: HTMLElement, rows: () => HTMLElement[]): ViewWatch {
  const seen = new Map<string, number>();
  const moved: string[] = [];
  let scrolled = 0;
  let count = 0;
  const watch = everyFrame(() => {
    count += 1;
    const view = log.getBoundingClientRect();
    const now = new Map<string, number>();
    for (const row of rows()) {
      for (const [part, element] of [['row', row], ['bubble', row.querySelector('.bubble')]] as const) {
        if (!element) continue;
        const { top, bottom } = element.getBoundingClientRect();
        now.set(`${row.dataset['key']} ${part} top`, top - view.top).set(`${row.dataset['key']} ${part} bottom`, bottom - view.top);
      }
    }
    const isInView = (y: number): boolean => y >= 0 && y <= view.height;
    for (const [what, place] of seen) {
      const by = (now.get(what) ?? Infinity) - (place - scrolled);
      if (isInView(place - scrolled) && Math.abs(by) > 1) moved.push(`frame ${count}: ${what} from ${place - scrolled} by ${by}`);
      if (!isInView(now.get(what) ?? -1)) seen.delete(what);
    }
    for (const [what, y] of now) if (isInView(y) && !seen.has(what)) seen.set(what, y + scrolled);
  });
  return {
    scroll(by) {
      scrolled += by;
      log.scrollTop += by;
    },
    stop: () => ({ frames: watch.stop(), moved }),
  };
}

/** A list on a chat, ready to be looked at. */
export async function listBench(chat: FakeChat, options: MountOptions = {}): Promise<ListBench> {
  const owner = await mount(chat, html`<clinic-message-list thread="t"></clinic-message-list>`, options);
  const list = owner.querySelector('clinic-message-list')!;
  await until(() => find(list, 'clinic-message')?.hasAttribute('aria-label'), 'the first message');
  const log = find(list, '[role=log]')!;
  const rows = (): HTMLElement[] => [...log.querySelectorAll<HTMLElement>('clinic-message')];
  const { length } = chat.door.state.get().messages;
  // What fills the view is drawn first.
  await until(() => rows().length >= (length > 200 ? 60 : length), 'all the rows');
  if (length > 200) await until(() => log.querySelector('.space'), 'the window');
  await frames(3);
  await frames(2);
  const edge = (): DOMRect => log.getBoundingClientRect();
  const offset = (row: HTMLElement): number => row.getBoundingClientRect().top - edge().top;
  return {
    list, log, rows, offset,
    box: owner.querySelector<HTMLElement>('.box')!,
    row: (id) => rows().find((row) => row.dataset['key'] === id),
    atTop: () => rows().find((row) => offset(row) >= -1)!,
    left: () => log.scrollHeight - log.clientHeight - log.scrollTop,
    elements: () => [...deep(list)].length,
    isFilled() {
      const { top, bottom } = edge();
      const spaces = [...log.querySelectorAll('.space')].map((space) => space.getBoundingClientRect());
      return spaces.every((space) => space.height === 0 || space.bottom <= top + 1 || space.top >= bottom - 1);
    },
    watch: () => watchView(log, rows),
    async drift(row, work, after = 6) {
      const at = offset(row);
      let worst = 0;
      let lost = false;
      const watch = everyFrame(() => {
        if (row.isConnected) worst = Math.max(worst, Math.abs(offset(row) - at));
        else lost = true;
      });
      await work();
      await frames(after);
      watch.stop();
      if (lost) throw new Error('the row is not there any more');
      return worst;
    },
  };
}
