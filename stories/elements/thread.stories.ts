import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/thread.js';
import { at, fixture, people, scene, write, type Scene } from '../support/chat.js';

const meta: Meta = { title: 'Elements/Thread', component: 'clinic-thread' };
export default meta;
type Story = StoryObj;

const thread = (id: string, about: Scene = {}): Story => ({ render: () => scene(html`<clinic-thread thread=${id}></clinic-thread>`, about) });

export const Patient = thread('knee');
export const Practitioner = thread('knee', { viewer: 'maya' });
export const Relation = thread('knee', { viewer: 'luis' });
export const Wide = thread('knee', { width: '100%' });
export const Phone = thread('knee', { width: '320px', height: '568px' });
export const FiveHundredMessages = thread('long');
export const Empty = thread('empty');
export const Loading = thread('knee', { options: { latency: 600_000 } });
export const Failed = thread('knee', { before: ({ workspace }) => workspace.controls('ana').failNext('messages', 'invalid', { times: 9 }) });
export const NoLongerThere = thread('nowhere');
export const Offline = thread('knee', {
  then: ({ workspace }, chat) => {
    workspace.controls('ana').offline = true;
    write(chat, 'knee', 'I am on the train. The knee is much better today.');
  },
});
export const ReadOnly = thread('knee', { before: ({ workspace }) => workspace.grant('ana', { remove: ['message.send', 'file.send'] }) });
export const Held = thread('maya-ana', { before: ({ workspace }) => workspace.hold('maya-ana', { reason: 'payment', message: 'm', by: ['ana'] }) });

const long = 'Dr. Wilhelmina Featherstonehaugh-Cholmondeley van der Berghe';
export const LongNamesAndWords = thread('x', {
  width: '320px',
  seed: {
    ...fixture(),
    people: [...people, { id: 'will', name: long, role: 'practitioner', title: 'Consultant for paediatric rehabilitation medicine' }],
    threads: [
      {
        id: 'x', participants: ['ana', 'will', 'luis', 'maya', 'tom', 'rosa'], title: `${long} and everybody else who looks after Ana at Riverside`,
        messages: [
          { author: 'will', text: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2), sentAt: at(0, 8) },
          { author: 'ana', text: 'https://clinic.example/a/very/long/address/that/goes/on/and/on/and/never/finds/a/place/to/break?because=it&has=none', sentAt: at(0, 8, 2) },
          { author: 'luis', text: 'مرحبا، كيف حالك اليوم؟ Knee is fine.', sentAt: at(0, 8, 4) },
        ],
      },
    ],
  },
});
