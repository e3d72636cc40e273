import type { Participant } from '../../src/model/index.js';
import type { SeedWorkspace } from './types.js';

const ana: Participant = { id: 'ana', name: 'Ana Silva', role: 'patient', active: true };

/** The two clinics of the demo and who belongs to them. Ana is a patient of both. */
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
      { id: 'ben', name: 'Ben Hart', role: 'patient', active: true },
    ],
    coordinates: { rosa: ['maya'] },
  },
  {
    id: 'northside',
    name: 'Northside Heart Centre',
    phone: '+1 555 0177',
    emergencyNumber: '911',
    people: [ana, { id: 'noor', name: 'Dr. Noor Khan', role: 'practitioner', active: true }],
    coordinates: {},
  },
];
