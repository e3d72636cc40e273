import { spoken } from '../kinds/voice-samples.js';

const item = [{ linkId: 'pain', text: 'Are you in pain?', type: 'boolean', required: true }];

/**
 * A payload, and what its verbs take, of every kind that grants a capability: the matrix sends it. A kind that comes adds its own here.
 * A verb is carried out on the first message of a thread, which is then of that kind.
 */
export const examples: Readonly<Record<string, Example>> = {
  advice: { payload: { title: 'Knee', sections: { advice: 'Rest for two days.' }, code: 'M23.2' } },
  form: {
    payload: { form: 'pain', title: 'Pain', state: 'open', item },
    sent: { form: 'pain' },
    acts: { submit: { answers: { pain: false } } },
    lists: { forms: [{ id: 'pain', title: 'Pain', patientFacing: true, item }] },
  },
  payment: {
    payload: { service: 'visit', name: 'Video visit', price: { value: 60, currency: 'USD' }, state: 'open', practitioner: 'nobody-here' },
    sent: { service: 'visit', practitioner: undefined },
    lists: { services: [{ id: 'visit', name: 'Video visit', price: { value: 60, currency: 'USD' } }] },
  },
  // With a recording: see the attempt of its own.
  voice: { payload: spoken(1) },
  'video-request': { payload: { state: 'open', seconds: 45 }, sent: {}, acts: { answer: {} }, file: '45.mp4' },
};

export interface Example {
  /** Of a message that is there already. */
  payload: unknown;
  /** What is sent, where that is something else. */
  sent?: unknown;
  acts?: Readonly<Record<string, unknown>>;
  /** What the answer brings, one of `test/support/videos`: it goes up first. */
  file?: string;
  /** The workspace's lists that it needs. */
  lists?: Readonly<Record<string, readonly { id: string; [name: string]: unknown }[]>>;
}

export const lists = Object.assign({}, ...Object.values(examples).map((one) => one.lists)) as NonNullable<Example['lists']>;
