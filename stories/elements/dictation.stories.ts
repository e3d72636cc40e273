import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/dictation-bar.js';
import { wordsOf } from '../../src/elements/words.js';
import { scene } from '../support/chat.js';
import { found } from '../support/find.js';

const meta: Meta = { title: 'Elements/Dictation' };
export default meta;
type Story = StoryObj;

/** Hears one sentence and goes on listening. */
class Ear extends EventTarget {
  start(): void {
    setTimeout(() => this.dispatchEvent(Object.assign(new Event('result'), { resultIndex: 0, results: [{ isFinal: false, 0: { transcript: wordsOf(undefined)('composer.placeholder') } }] })), 50);
  }

  stop(): void {
    this.dispatchEvent(new Event('end'));
  }

  abort(): void { /* It says nothing more. */ }
}

class Deaf extends Ear {
  override start(): void {
    setTimeout(() => {
      this.dispatchEvent(Object.assign(new Event('error'), { error: 'not-allowed' }));
      this.stop();
    }, 50);
  }
}

const bar = (maker: unknown, way: 'device' | 'service') => ({
  render: () => {
    Object.assign(window, { SpeechRecognition: maker });
    return scene(html`<clinic-dictation-bar .way=${way}></clinic-dictation-bar>`, { viewer: 'maya', height: '160px' });
  },
});

export const OnTheDevice: Story = { ...bar(Ear, 'device'), play: async ({ canvasElement }) => { await found(canvasElement, 'clinic-dictation-bar'); } };
export const ByAService: Story = bar(Ear, 'service');
export const Refused: Story = bar(Deaf, 'device');
