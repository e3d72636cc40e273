import { fixture as place, html } from '@open-wc/testing';
import type { ClinicThread } from '../../src/elements/thread.js';
import type { Message } from '../../src/model/index.js';
import type { MemorySeed, SeedMessage } from '../../src/transport/memory/index.js';
import { button, find, findAll, seed, stage, until } from '../support/shell.js';
import { ThreadPage } from './inbox-page.js';
import { spoken, tone } from './voice-samples.js';

export const voice = (author: string, seconds: number, more: Partial<SeedMessage> = {}): SeedMessage =>
  ({ author, kind: 'voice', payload: spoken(seconds), files: [{ name: 'Voice message.wav', blob: tone(seconds), duration: seconds }], ...more });
export const world = (messages: SeedMessage[], limits: Record<string, number> = {}): MemorySeed => {
  const plain = seed([{ id: 'v', participants: ['ana', 'maya'], messages }]);
  return { ...plain, workspace: { ...plain.workspace, limits } } as MemorySeed;
};

export const strip = (page: Element): HTMLElement | undefined => find(page, 'clinic-kind-voice-recorder');
export const sound = (page: Element, at = 0): HTMLElement => findAll(page, 'clinic-voice-sound')[at] as HTMLElement;
export const click = async (page: Element, name: string): Promise<void> => (await until(() => button(page, name), `the button «${name}»`)).click();

/** A thread with voice messages, one to a test: `scene` is the clinic of the test that runs. */
export class VoicePage extends ThreadPage {
  async open(who: string, messages: SeedMessage[] = [], limits?: Record<string, number>): Promise<ClinicThread> {
    this.scene = stage(world(messages, limits));
    return this.show(who);
  }

  async show(who: string, width = 390): Promise<ClinicThread> {
    const box = await place<HTMLElement>(html`<div><clinic-thread .chat=${this.scene.chat(who)} thread="v"></clinic-thread></div>`);
    Object.assign(box.style, { inlineSize: `${width}px`, blockSize: '560px' });
    await until(() => this.scene.chat(who).timeline('v').get().phase === 'ready', 'the thread');
    return box.querySelector('clinic-thread') as ClinicThread;
  }

  /** What is at the clinic. */
  sent(): Message[] {
    return this.scene.workspace.messagesOf('v').filter(({ kind }) => kind === 'voice');
  }
}
