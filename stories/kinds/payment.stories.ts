import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/message-list.js';
import '../../src/elements/thread.js';
import type { PaymentPayload } from '../../src/kinds/index.js';
import type { MemorySeed, SeedMessage } from '../../src/transport/memory/index.js';
import { at, fixture, scene } from '../support/chat.js';
import { found } from '../support/find.js';

const meta: Meta = { title: 'Kinds/Payment' };
export default meta;
type Story = StoryObj;

const request = (state: PaymentPayload['state'], more: Partial<PaymentPayload> = {}, minute = 0): SeedMessage => ({
  author: 'maya', kind: 'payment', for: 'ana', sentAt: at(1, 9, minute),
  payload: { service: 'visit', name: 'Video visit, 30 minutes', price: { value: 60, currency: 'USD' }, state, practitioner: 'maya', practitionerName: 'Dr. Maya Lee', ...more },
});
const answered = { answeredBy: 'Ana Silva', answeredAt: at(1, 10) };
const services = [
  { id: 'visit', name: 'Video visit, 30 minutes', price: { value: 60, currency: 'USD' } },
  { id: 'brace', name: 'Knee brace, fitted and explained by the physiotherapist of the day', price: { value: 1290, currency: 'JPY' } },
];
const world = (messages: SeedMessage[]): MemorySeed => ({ ...fixture([{ id: 'pay', participants: ['ana', 'luis', 'maya'], messages }]), catalogs: { services } });
const list = html`<clinic-message-list thread="pay"></clinic-message-list>`;
const thread = html`<clinic-thread thread="pay"></clinic-thread>`;
const states: SeedMessage[] = [
  request('open', { note: 'For the visit on Friday at ten.' }),
  request('accepted', { payAt: 'https://pay.example/1', ...answered }, 2),
  request('paid', answered, 4),
  request('rejected', answered, 6),
  request('cancelled', {}, 8),
];

export const Patient: Story = { render: () => scene(list, { seed: world(states), height: '1180px' }) };
export const Staff: Story = { render: () => scene(list, { seed: world(states), viewer: 'maya', height: '1180px' }) };
export const Relation: Story = { render: () => scene(thread, { seed: { ...world([request('open')]), threads: [{ id: 'pay', participants: ['ana', 'luis', 'maya'], messages: [request('open')], hold: { reason: 'payment', message: 'message-1', by: ['ana'] } }] }, viewer: 'luis' }) };
export const Paused: Story = { render: () => scene(thread, { seed: { ...world([]), threads: [{ id: 'pay', participants: ['ana', 'luis', 'maya'], messages: [request('open')], hold: { reason: 'payment', message: 'message-1', by: ['ana'] } }] } }) };
export const Sheet: Story = {
  render: () => scene(thread, { seed: world([]), viewer: 'maya', height: '720px' }),
  play: async ({ canvasElement }) => {
    (await found(canvasElement, 'button[aria-label="Request payment"]')).click();
    await found(canvasElement, 'input[name="service"]');
  },
};
