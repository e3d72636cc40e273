import { fixture as place, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import '../../src/elements/chat.js';
import type { ClinicChat } from '../../src/elements/chat.js';
import type { Chat } from '../../src/store/types.js';

export * from './assertions.js';
export * from './page.js';
export { at, fixture as seed, longHistory, people, stage, type Stage } from './workspace.js';

export interface MountOptions {
  width?: number;
  height?: number;
  design?: 'modern' | 'classic';
  scheme?: 'light' | 'dark';
}

/** Puts elements on the page inside a `<clinic-chat>` with this chat, in a box of a size; the fixture is removed after the test. */
export async function mount(chat: Chat, content: TemplateResult, { width = 420, height = 640, design = 'modern', scheme = 'light' }: MountOptions = {}): Promise<ClinicChat> {
  const owner = await place<ClinicChat>(html`<clinic-chat .chat=${chat} design=${design} scheme=${scheme}><div class="box">${content}</div></clinic-chat>`);
  const box = owner.querySelector<HTMLElement>('.box');
  if (box) Object.assign(box.style, { inlineSize: `${width}px`, blockSize: `${height}px`, display: 'grid', gridTemplateRows: 'minmax(0, 1fr)' });
  return owner;
}
