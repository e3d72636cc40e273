import type { MessageKind } from '../../src/index.js';
import { readingOf, type BloodPressure } from './payload.js';

/** A portal's own kind: a blood-pressure reading. `docs/own-kind.md` goes through it. */
export const bloodPressure: MessageKind<BloodPressure> = {
  kind: 'blood-pressure',
  parse: readingOf,
  preview: ({ systolic, diastolic }, t) => t('blood-pressure.preview', { systolic, diastolic }),
  icon: () => [['path', { d: 'M3 12h4l3-8 4 16 3-8h4' }]],
  bubble: { tag: 'riverside-blood-pressure', load: () => import('./bubble.js') },
  compose: { tag: 'riverside-blood-pressure-sheet', load: () => import('./sheet.js'), label: 'blood-pressure.send', place: 'bar' },
  needs: { send: ['blood-pressure.send'] },
  grants: { 'blood-pressure.send': { patient: true, relation: 'granted', practitioner: true } },
  authority: () => import('./authority.js').then(({ authority }) => authority),
  strings: {
    en: {
      'blood-pressure.send': 'Send a blood-pressure reading',
      'blood-pressure.preview': 'Blood pressure: {systolic} over {diastolic}',
      'blood-pressure.value': '{systolic} over {diastolic} millimetres of mercury',
      'blood-pressure.title': 'Blood pressure',
      'blood-pressure.pulse': 'Pulse {pulse}',
      'blood-pressure.systolic': 'Upper value',
      'blood-pressure.diastolic': 'Lower value',
      'blood-pressure.pulse.label': 'Pulse (optional)',
      'blood-pressure.wrong': 'Please check the values: the upper one is the larger, for example 128 and 82.',
      'blood-pressure.submit': 'Send reading',
    },
    de: {
      'blood-pressure.send': 'Blutdruck senden',
      'blood-pressure.preview': 'Blutdruck: {systolic} zu {diastolic}',
      'blood-pressure.title': 'Blutdruck',
    },
  },
};
