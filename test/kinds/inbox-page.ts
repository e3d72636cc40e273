import { fixture as place, fixtureCleanup, html } from '@open-wc/testing';
import '../../src/define.js';
import type { ClinicInbox } from '../../src/elements/inbox.js';
import { button, findAll, textOf, until, type Stage } from '../support/shell.js';

/** The dialog that is open. */
export const dialog = (page: Element): HTMLDialogElement | undefined => findAll<HTMLDialogElement>(page, 'dialog').find((one) => one.open);
/** Presses a button as soon as it can be pressed. */
export const press = async (page: Element, name: string): Promise<void> => (await until(() => {
  const found = button(page, name);
  return found?.matches(':enabled, a') && found;
}, `the button «${name}»`)).click();
export const says = (page: Element, words: string | RegExp): Promise<unknown> => until(() => textOf(page).search(words) >= 0, `«${words}»`);

/** What a person has open, one to a test: `scene` is the clinic of the test that runs. */
export abstract class ThreadPage {
  scene!: Stage;

  constructor() {
    afterEach(() => this.end());
  }

  end(): void {
    fixtureCleanup();
    this.scene.end();
  }
}

/** A person's inbox with a thread. */
export class InboxPage extends ThreadPage {
  async open(who: string, thread: string): Promise<ClinicInbox> {
    const box = await place<HTMLElement>(html`<div><clinic-inbox .chat=${this.scene.chat(who)} .thread=${thread}></clinic-inbox></div>`);
    Object.assign(box.style, { inlineSize: '1000px', blockSize: '640px' });
    await until(() => this.scene.chat(who).timeline(thread).get().phase === 'ready', 'the thread');
    return box.querySelector('clinic-inbox') as ClinicInbox;
  }
}
