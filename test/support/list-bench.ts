import { html } from '@open-wc/testing';
import '../../src/elements/message-list.js';
import type { ClinicMessageList } from '../../src/elements/message-list.js';
import { mount, type MountOptions } from './elements.js';
import type { FakeChat } from './fake-chat.js';
import { everyFrame, frames } from './frames.js';
import { deep, find, until } from './page.js';

export interface ListBench {
  list: ClinicMessageList;
  log: HTMLElement;
  box: HTMLElement;
  rows(): HTMLElement[];
  row(id: string): HTMLElement | undefined;
  /** The first row that begins in view. */
  atTop(): HTMLElement;
  /** Pixels between the top edges of the row and the list. */
  offset(row: HTMLElement): number;
  left(): number;
  elements(): number;
  /** The rows that can be seen, from top to bottom, and whether they fill the view. */
  isFilled(): boolean;
  /** Carries out `work` and tells by how many pixels the row moved at most, in any painted frame until some frames after it. */
  drift(row: HTMLElement, work: () => void | Promise<void>, after?: number): Promise<number>;
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
    atTop: () => rows().find((row) => offset(row) >= 0)!,
    left: () => log.scrollHeight - log.clientHeight - log.scrollTop,
    elements: () => [...deep(list)].length,
    isFilled() {
      const { top, bottom } = edge();
      const spaces = [...log.querySelectorAll('.space')].map((space) => space.getBoundingClientRect());
      return spaces.every((space) => space.height === 0 || space.bottom <= top + 1 || space.top >= bottom - 1);
    },
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
