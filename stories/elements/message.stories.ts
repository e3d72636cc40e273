import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../../src/elements/message.js';
import type { Delivery, Message, Participant } from '../../src/model/index.js';
import { at, people, scene } from '../support/chat.js';

const meta: Meta = { title: 'Elements/Message', component: 'clinic-message' };
export default meta;
type Story = StoryObj;

const who = (id: string): Participant | undefined => {
  const person = people.find((one) => one.id === id);
  return person && { active: true, ...person };
};
const message = (author: string, text: string, more: Partial<Message> = {}): Message => ({
  id: `${author}-${text}`, threadId: 'knee', author, kind: 'text', payload: { text, format: 'plain' }, files: [], preview: text, sentAt: at(0, 14, 2), revision: 1, delivery: 'sent', ...more,
});
const one = (shown: Message, own = false): TemplateResult =>
  html`<clinic-message .message=${shown} .author=${who(shown.author)} .behalf=${shown.author === 'luis' ? who('ana') : undefined} ?own=${own} group-start group-end></clinic-message>`;
const column = (...rows: TemplateResult[]): Story => ({ render: () => scene(html`<div>${rows}</div>`, { height: 'auto' }) });

const deliveries: readonly (readonly [Delivery, string])[] = [
  ['queued', 'This one waits.'], ['sending', 'This one is on its way.'], ['sent', 'The server has this one.'],
  ['delivered', 'This one has arrived.'], ['read', 'This one has been read.'],
];

/** Every state of an own message, with what can be done about it. */
export const Deliveries = column(
  ...deliveries.map(([delivery, text]) => one(message('ana', text, { delivery }), true)),
  one(message('ana', 'This one waits for the connection.', { delivery: 'queued', problem: { code: 'offline' } }), true),
);
export const NotSent = column(
  one(message('ana', 'This one was refused.', { delivery: 'failed', problem: { code: 'forbidden' } }), true),
  one(message('ana', 'The server was not there for this one, and its words are long enough for two lines of text.', { delivery: 'failed', problem: { code: 'unavailable' } }), true),
);
export const Authors = column(
  one(message('maya', 'From a practitioner.')), one(message('tom', 'From a therapist, with a title of his own.')), one(message('luis', 'From a relation, for the patient.')),
  one(message('office', 'From the office.')), one(message('ben', 'From a patient.')), one(message('', 'From somebody who is not known.')),
);
/** What cannot be drawn is a line of plain words. */
export const NotKnown = column(one(message('maya', 'A kind that nobody here knows.', { kind: 'hologram', payload: {} })));
