import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/thread.js';
import type { AdvicePayload } from '../../src/kinds/index.js';
import type { MemorySeed, SeedMessage } from '../../src/transport/memory/index.js';
import { at, fixture, scene } from '../support/chat.js';
import { found } from '../support/find.js';

const meta: Meta = { title: 'Kinds/Advice' };
export default meta;
type Story = StoryObj;

const whole: AdvicePayload = {
  title: 'Left knee, three weeks after the arthroscopy', code: 'M23.2', patient: 'Ana Silva', by: 'Dr. Maya Lee',
  sections: {
    diagnosis: 'The wound has closed. A little effusion, no warmth. Bends to 110°, stretches fully.',
    advice: 'Walk every day, as far as it is comfortable.\nCool the knee for ten minutes after the exercises.\nNo squats and no running for two more weeks.',
    medication: 'Ibuprofen 400 mg with food, at most three times a day and for at most five days.',
    warnings: 'Fever, a knee that turns red or hot, or a calf that swells or hurts: call us at once, at night the emergency number.',
  },
  followUp: { date: '2026-12-16', note: 'With Tom Okafor in the gym' },
};
const brief: AdvicePayload = { title: 'Flu vaccination', sections: { advice: 'You can have it at any time from next week on.' }, patient: 'Ana Silva', by: 'Dr. Maya Lee' };
const long: AdvicePayload = {
  ...brief, title: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, and what it means for the weeks to come',
  sections: { diagnosis: 'Pneumonoultramicroscopicsilicovolcanoconiosis'.repeat(3), advice: 'Rest, and drink enough. '.repeat(60) },
};
const document = (payload: AdvicePayload, minute = 2): SeedMessage => ({ author: 'maya', kind: 'advice', for: 'ana', payload, sentAt: at(1, 9, minute) });
const world = (messages: SeedMessage[]): MemorySeed => {
  const seed = fixture([{ id: 'advised', participants: ['ana', 'luis', 'maya'], messages: [{ author: 'maya', text: 'Here it is in writing.', sentAt: at(1, 9) }, ...messages, { author: 'ana', text: 'Thank you!', sentAt: at(1, 9, 30) }] },
    { id: 'both', kind: 'group', participants: ['maya', 'ana', 'ben'], title: 'Knee class', groupAdmin: 'maya', messages: [{ author: 'maya', text: 'Welcome.', sentAt: at(1, 8) }] }]);
  return { ...seed, people: (seed.people ?? []).map((one) => (one.id === 'ana' ? { ...one, birthDate: '1988-04-17' } : one.id === 'ben' ? { ...one, birthDate: '1971-11-02' } : one)) };
};
const thread = html`<clinic-thread thread="advised"></clinic-thread>`;
const sheet = async (canvas: HTMLElement): Promise<void> => {
  (await found(canvas, 'button[aria-label="Send advice or diagnosis"]')).click();
};
const fill = async (canvas: HTMLElement, name: string, words: string): Promise<void> => {
  const field = await found<HTMLInputElement>(canvas, `#${name}`);
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
};

export const Patient: Story = { render: () => scene(thread, { seed: world([document(whole)]), width: 'min(100%, 760px)', height: '860px' }) };
export const Practitioner: Story = { render: () => scene(thread, { seed: world([document(whole)]), viewer: 'maya', width: 'min(100%, 760px)', height: '860px' }) };
export const Phone: Story = { render: () => scene(thread, { seed: world([document(whole)]), width: 'min(100%, 360px)', height: '1000px' }) };
export const Short: Story = { render: () => scene(thread, { seed: world([document(brief)]) }) };
export const LongWords: Story = { render: () => scene(thread, { seed: world([document(long)]), height: '860px' }) };
export const NotSent: Story = {
  render: () => scene(thread, {
    seed: world([]), viewer: 'maya',
    before: ({ workspace }) => workspace.controls('maya').failNext('message.send', 'invalid'),
    then: (_stage, chat) => chat.dispatch({ type: 'kind.send', threadId: 'advised', kind: 'advice', payload: brief, files: [], for: 'ana' }),
  }),
};
export const Offered: Story = { render: () => scene(thread, { seed: world([]), viewer: 'maya', then: (_stage, chat) => chat.dispatch({ type: 'kind.offer', threadId: 'advised', kind: 'advice' }) }) };
export const Sheet: Story = { render: () => scene(thread, { seed: world([]), viewer: 'maya' }), play: ({ canvasElement }) => sheet(canvasElement) };
export const SheetWithProblems: Story = {
  render: () => scene(thread, { seed: world([]), viewer: 'maya' }),
  play: async ({ canvasElement }) => {
    await sheet(canvasElement);
    await fill(canvasElement, 'code', 'knee');
    (await found<HTMLFormElement>(canvasElement, 'form')).requestSubmit();
  },
};
export const SheetAsksOnceMore: Story = {
  render: () => scene(thread, { seed: world([]), viewer: 'maya' }),
  play: async ({ canvasElement }) => {
    await sheet(canvasElement);
    await fill(canvasElement, 'title', brief.title);
    await fill(canvasElement, 'advice', brief.sections.advice ?? '');
    (await found<HTMLFormElement>(canvasElement, 'form')).requestSubmit();
    await found(canvasElement, '.sure');
  },
};
export const SheetForOneOfSeveral: Story = { render: () => scene(html`<clinic-thread thread="both"></clinic-thread>`, { seed: world([]), viewer: 'maya' }), play: ({ canvasElement }) => sheet(canvasElement) };
