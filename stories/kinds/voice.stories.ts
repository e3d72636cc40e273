import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/message-list.js';
import '../../src/elements/thread.js';
import type { MemorySeed, SeedMessage } from '../../src/transport/memory/index.js';
import { spoken, tone } from '../../test/kinds/voice-samples.js';
import { at, fixture, scene, type Scene } from '../support/chat.js';
import { found } from '../support/find.js';

const meta: Meta = { title: 'Kinds/Voice' };
export default meta;
type Story = StoryObj;

const voice = (author: string, seconds: number, minute: number, file: Record<string, unknown> = {}): SeedMessage =>
  ({ author, kind: 'voice', sentAt: at(1, 9, minute), payload: spoken(seconds), files: [{ name: 'Voice message.wav', blob: tone(Math.min(seconds, 20)), duration: seconds, ...file }] });
const world = (messages: SeedMessage[], voiceSeconds = 120): MemorySeed => {
  const base = fixture([{ id: 'v', participants: ['ana', 'luis', 'maya'], messages }]);
  return { ...base, workspace: { ...base.workspace, limits: { voiceSeconds } } };
};
const thread = html`<clinic-thread thread="v"></clinic-thread>`;
const talk: SeedMessage[] = [
  { author: 'maya', text: 'How was the walk this morning?', sentAt: at(1, 9) },
  voice('ana', 12, 4),
  voice('maya', 84, 9),
  voice('luis', 120, 12),
];
const states: SeedMessage[] = [
  voice('maya', 7, 0, { scan: 'blocked' }), voice('maya', 7, 2, { scan: 'pending' }), { ...voice('maya', 7, 4), files: [] },
  voice('maya', 7, 6, { name: 'memo.amr', type: 'audio/x-unheard-of' }), { ...voice('maya', 7, 8), payload: { seconds: 7, peaks: [] } },
];
const look = (about: Scene): Story => ({ render: () => scene(thread, about), play: async ({ canvasElement }) => { await found(canvasElement, 'clinic-voice-sound'); } });

export const Patient = look({ seed: world(talk) });
export const Staff = look({ seed: world(talk), viewer: 'maya' });
export const States = look({ seed: world(states), height: '720px' });

/** A microphone that hears a tone, or none. */
function microphone(answer: () => Promise<MediaStream>): void {
  Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia: answer }, configurable: true });
}

function humming(): Promise<MediaStream> {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const [oscillator, slow, volume] = [context.createOscillator(), context.createOscillator(), context.createGain()];
  slow.frequency.value = 2;
  slow.connect(volume.gain);
  oscillator.connect(volume).connect(out);
  for (const one of [oscillator, slow]) one.start();
  return Promise.resolve(out.stream);
}

const recording = (answer: () => Promise<MediaStream>, end: (root: HTMLElement) => Promise<unknown>, limit?: number): Story => ({
  render: () => {
    microphone(answer);
    return scene(thread, { seed: world(talk.slice(0, 2), limit), width: 'min(100%, 390px)' });
  },
  play: async ({ canvasElement }) => {
    (await found(canvasElement, 'button[aria-label="Voice message"]')).click();
    await end(await found(canvasElement, 'clinic-kind-voice-recorder'));
  },
});
const inside = (root: HTMLElement, selector: string): Promise<HTMLElement> => found(root.shadowRoot as ShadowRoot, selector);
const press = async (root: HTMLElement, selector: string): Promise<void> => (await inside(root, selector)).click();
const heard = (root: HTMLElement): Promise<HTMLElement> => inside(root, '.levels path[d*="v"]');

export const Asking = recording(() => new Promise(() => undefined), (root) => inside(root, '.words'));
export const Recording = recording(humming, heard);
export const Paused = recording(humming, async (root) => {
  await heard(root);
  await press(root, 'button[aria-label="Pause recording"]');
});
export const Review = recording(humming, async (root) => {
  await heard(root);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  await press(root, '.main');
  await inside(root, 'clinic-voice-sound');
});
export const StoppedAtTheLimit = recording(humming, (root) => inside(root, 'clinic-voice-sound'), 1);
export const Refused = recording(() => Promise.reject(new DOMException('', 'NotAllowedError')), (root) => inside(root, '[role=alert]'));
export const InUse = recording(() => Promise.reject(new DOMException('', 'NotReadableError')), (root) => inside(root, '[role=alert]'));
