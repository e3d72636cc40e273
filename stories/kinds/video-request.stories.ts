import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/message-list.js';
import '../../src/elements/thread.js';
import type { VideoRequestPayload } from '../../src/kinds/index.js';
import type { MemorySeed, SeedFile, SeedMessage } from '../../src/transport/memory/index.js';
import { at, fixture, scene } from '../support/chat.js';
import { find, found } from '../support/find.js';

const meta: Meta = { title: 'Kinds/Short video' };
export default meta;
type Story = StoryObj;

const request = (state: VideoRequestPayload['state'], more: Partial<VideoRequestPayload> = {}, minute = 0, files: SeedFile[] = []): SeedMessage =>
  ({ author: 'maya', kind: 'video-request', for: 'ana', sentAt: at(1, 9, minute), payload: { state, seconds: 45, ...more }, files });
const words = 'Please walk across the room and back, filmed from the side.';
const answered = (video: string): Partial<VideoRequestPayload> => ({ video, poster: `${video}-poster`, duration: 31.4, answeredBy: 'Ana Silva', answeredAt: at(1, 10) });

/** A room with somebody in it. */
function poster(width: number, height: number): Blob {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const brush = canvas.getContext('2d') as CanvasRenderingContext2D;
  const shapes: readonly (readonly [string, number, number, number, number])[] = [
    ['#d8d3c8', 0, 0, 1, 0.7], ['#a8917a', 0, 0.7, 1, 0.3], ['#7fa3b8', 0.08, 0.12, 0.22, 0.34], ['#40576b', 0.52, 0.34, 0.1, 0.42], ['#caa58a', 0.54, 0.2, 0.07, 0.13],
  ];
  for (const [colour, x, y, w, h] of shapes) {
    brush.fillStyle = colour;
    brush.fillRect(x * width, y * height, w * width, h * height);
  }
  const bytes = atob(canvas.toDataURL('image/jpeg').split(',')[1] ?? '');
  return new Blob([Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))], { type: 'image/jpeg' });
}
const files = (id: string, width = 640, height = 480, scan: SeedFile['scan'] = 'clean'): SeedFile[] => [
  { id, name: `${id}.mp4`, type: 'video/mp4', size: 6_291_456, scan }, { id: `${id}-poster`, name: `${id}.jpg`, type: 'image/jpeg', width, height, blob: poster(width, height) },
];
const states = (): SeedMessage[] => [
  request('open', { words }),
  request('answered', { words, ...answered('walk') }, 2, files('walk')),
  request('answered', answered('tower'), 4, files('tower', 360, 640)),
  request('answered', answered('checked'), 6, files('checked', 640, 480, 'pending')),
  request('withdrawn', { words }, 8),
];
const world = (messages: SeedMessage[]): MemorySeed => fixture([{ id: 'video', participants: ['ana', 'luis', 'maya'], messages }]);
const list = html`<clinic-message-list thread="video"></clinic-message-list>`;
const thread = html`<clinic-thread thread="video"></clinic-thread>`;

/** Waits for something in an element's own root, once its code has come. */
async function within(canvas: HTMLElement, host: string, selector: string): Promise<HTMLElement> {
  const element = await found(canvas, host);
  await customElements.whenDefined(host);
  return found(element.shadowRoot as ParentNode, selector);
}

/** A video of 45 seconds that was chosen on the device. */
async function choose(canvas: HTMLElement, name: string): Promise<void> {
  const card = await found(canvas, 'clinic-kind-video-request');
  const answer = await fetch(new URL(`../../test/support/videos/${name}`, import.meta.url));
  const chosen = new DataTransfer();
  chosen.items.add(new File([await answer.arrayBuffer()], 'walk.webm', { type: 'video/webm' }));
  const input = card.shadowRoot?.querySelector<HTMLInputElement>('input[type=file]') as HTMLInputElement;
  input.files = chosen.files;
  input.dispatchEvent(new Event('change'));
}

export const Patient: Story = { render: () => scene(list, { seed: world(states()), height: '1760px' }) };
export const Staff: Story = { render: () => scene(list, { seed: world(states()), viewer: 'maya', height: '1760px' }) };
export const Relation: Story = { render: () => scene(thread, { seed: world([request('open', { words })]), viewer: 'luis' }) };
export const Preview: Story = {
  render: () => scene(thread, { seed: world([request('open', { words })]), height: '760px' }),
  play: async ({ canvasElement }) => {
    await choose(canvasElement, '45.webm');
    await within(canvasElement, 'clinic-video-answer', 'video');
  },
};
export const TooLong: Story = {
  render: () => scene(thread, { seed: world([request('open', { words })]), height: '560px' }),
  play: async ({ canvasElement }) => {
    await choose(canvasElement, '46-live.webm');
    await within(canvasElement, 'clinic-video-answer', '[role=alert]');
  },
};
/** The story's camera is the browser's; where there is none it says so. */
export const Camera: Story = {
  render: () => scene(thread, { seed: world([request('open', { words })]), height: '760px' }),
  play: async ({ canvasElement }) => {
    (await within(canvasElement, 'clinic-kind-video-request', '.actions .primary')).click();
    await within(canvasElement, 'clinic-video-recorder', '.row');
  },
};
/** Chosen, looked at, and not sent yet. */
export const Begun: Story = {
  render: () => scene(thread, { seed: world([request('open', { words })]), height: '560px' }),
  play: async ({ canvasElement }) => {
    await choose(canvasElement, '45.webm');
    await within(canvasElement, 'clinic-video-answer', 'video');
    const dialog = await found<HTMLDialogElement>(canvasElement, 'dialog[open]');
    dialog.close();
    for (let left = 1_500; left > 0 && find(canvasElement, 'clinic-video-answer'); left -= 1) await new Promise((resolve) => setTimeout(resolve, 20));
  },
};
export const Sheet: Story = {
  render: () => scene(thread, { seed: world([]), viewer: 'maya', height: '720px' }),
  play: async ({ canvasElement }) => {
    const composer = await found(canvasElement, 'clinic-composer-actions');
    const detail = { type: 'kind.compose', threadId: 'video', kind: 'video-request' };
    composer.dispatchEvent(new CustomEvent('clinic-command', { detail, bubbles: true, composed: true, cancelable: true }));
    await within(canvasElement, 'clinic-kind-video-request-sheet', 'textarea');
  },
};
