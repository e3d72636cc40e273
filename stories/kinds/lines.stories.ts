import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/message-list.js';
import { at, fixture, scene } from '../support/chat.js';
import type { SeedMessage } from '../../src/transport/memory/index.js';

const meta: Meta = { title: 'Kinds/Notice and plan comment' };
export default meta;
type Story = StoryObj;

const notice = (payload: Record<string, unknown>, minute: number): SeedMessage => ({ author: '', kind: 'notice', payload, sentAt: at(1, 9, minute) });
const of = (messages: SeedMessage[]) => ({ seed: fixture([{ id: 'lines', participants: ['ana', 'luis', 'maya', 'tom', 'rosa'], title: 'Knee, after the operation', messages }]) });
const list = html`<clinic-message-list thread="lines"></clinic-message-list>`;

export const Notices: Story = {
  render: () => scene(list, of([
    notice({ event: 'coordinators-added', people: ['Rosa Diaz'], practitioner: 'Dr. Maya Lee' }, 0),
    { author: 'maya', text: 'Rosa will find us a day for the next visit.', sentAt: at(1, 9, 2) },
    notice({ event: 'coordinators-added', people: ['Jo Park', 'Alex van der Meulen-Hoogstraten'], practitioner: 'Dr. Maya Lee' }, 4),
    notice({ event: 'participants-added', people: ['Ana Silva', 'Ben Hart', 'Luis Silva', 'Tom Okafor', 'Kim Lund', 'Ada Ng'], by: 'Dr. Maya Lee' }, 5),
    { author: 'ana', text: 'Welcome!', sentAt: at(1, 9, 6) },
    notice({ event: 'renamed', people: [], by: 'Rosa Diaz', title: 'Knee, after the operation' }, 7),
    notice({ event: 'participant-left', people: ['Jo Park'] }, 9),
    notice({ event: 'coordinators-removed', people: ['Rosa Diaz', 'Jo Park'] }, 12),
  ])),
};

export const PlanComments: Story = {
  render: () => scene(list, of([
    { author: 'maya', text: 'How is the walking going?', sentAt: at(1, 9, 2) },
    { author: 'maya', kind: 'plan-comment', payload: { text: 'Three times this week, well done.\nFour from Monday on?', about: 'action', name: 'Walk for 20 minutes' }, sentAt: at(1, 9, 4) },
    { author: 'ana', kind: 'plan-comment', payload: { text: 'I can climb the stairs again.', about: 'goal', name: 'Back to the second floor without a rest, by the end of the month' }, sentAt: at(1, 9, 6) },
    { author: 'ana', text: 'Well! Four is fine.', sentAt: at(1, 9, 8) },
  ])),
};
