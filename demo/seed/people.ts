import type { Service } from '../../src/kinds/index.js';
import type { Participant, ThreadStatus } from '../../src/model/index.js';
import { forms } from './forms.js';
import { placeholders, replies } from './replies.js';
import type { SeedWorkspace } from './types.js';

const ana: Participant = { id: 'ana', name: 'Ana Silva', role: 'patient', birthDate: '1988-04-17', active: true };

const statuses: ThreadStatus[] = [
  { id: 'intake-received', name: 'Intake form received' },
  { id: 'onboarding', name: 'Onboarding in progress' },
  { id: 'in-treatment', name: 'In treatment' },
  { id: 'discharged', name: 'Patient discharged' },
];

const services: Service[] = [
  ['video-visit', 'Video visit, 30 minutes', 60], ['physiotherapy', 'Physiotherapy, single session', 48.5], ['knee-brace', 'Knee brace, fitted', 129],
  ['report', 'Medical report for an employer', 35], ['copy', 'Copy of the imaging on paper', 0],
].map(([id, name, value]) => ({ id, name, price: { value, currency: 'USD' }, payAt: '/pay/{message}' }) as Service);

/** The two clinics of the demo and who belongs to them. Ana is a patient of both; Tom works at one and is a patient of the other. */
export const workspaces: SeedWorkspace[] = [
  {
    id: 'riverside',
    name: 'Riverside Clinic',
    phone: '+1 555 0142',
    emergencyNumber: '911',
    people: [
      ana,
      { id: 'luis', name: 'Luis Silva', role: 'relation', onBehalfOf: 'ana', active: true },
      { id: 'maya', name: 'Dr. Maya Lee', role: 'practitioner', active: true },
      { id: 'tom', name: 'Tom Okafor', role: 'practitioner', title: 'Therapist', active: true },
      { id: 'rosa', name: 'Rosa Diaz', role: 'coordinator', active: true },
      { id: 'office', name: 'Clinic Office', role: 'admin', active: true },
      { id: 'ben', name: 'Ben Hart', role: 'patient', birthDate: '1971-11-02', active: true },
    ],
    coordinates: { rosa: ['maya'] },
    statuses,
    services,
    forms,
    replies,
    placeholders,
  },
  {
    id: 'northside',
    name: 'Northside Heart Centre',
    phone: '+1 555 0177',
    emergencyNumber: '911',
    plan: true,
    people: [
      ana,
      { id: 'tom', name: 'Tom Okafor', role: 'patient', birthDate: '1984-06-30', active: true },
      { id: 'noor', name: 'Dr. Noor Khan', role: 'practitioner', active: true },
    ],
    coordinates: {},
    statuses,
    services,
    forms,
  },
];
