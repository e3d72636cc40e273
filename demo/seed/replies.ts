import type { Placeholder, SavedReply } from '../../src/model/index.js';

/** what Dr. Lee and Tom Okafor write again and again. */
export const replies: SavedReply[] = [
  {
    id: 'cooling', owner: 'maya', title: 'Cooling and raising',
    text: 'Dear [PATIENT NAME],\n\nplease cool the joint for ten minutes, three times a day, with a cloth between ice and skin. Raise the leg whenever you sit.\n\nIf it becomes hot or red, or if you run a temperature, call us at once: [PHONE].\n\n[MY NAME]',
  },
  {
    id: 'results', owner: 'maya', title: 'Results are back',
    text: 'Dear [PATIENT NAME],\n\nyour results are back, and there is nothing in them that worries me. We will go through them together at your next visit on [DATE].\n\n[MY NAME], [CLINIC]',
  },
  {
    id: 'reschedule', owner: 'maya', title: 'Moving an appointment',
    text: 'I am afraid that I have to move our appointment on [DATE]. Would one of these suit you instead?\n\nYou can also call the office: [OPENING HOURS], [PHONE].',
  },
  { id: 'exercises', owner: 'maya', text: 'Keep up the exercises, but stop where it hurts.\nTwo short rounds a day are better than a long one.' },
  {
    id: 'repeat', owner: 'maya', title: 'Repeat prescription',
    text: 'Your repeat prescription is ready at the front desk ([OPENING HOURS]). Please bring your insurance card.',
  },
  { id: 'diary', owner: 'tom', title: 'Pain diary', text: 'Please write down every evening, from 0 to 10, how much it hurt today, and what you were doing then.' },
];

export const placeholders: Placeholder[] = [
  { id: 'OPENING HOURS', value: 'Monday to Friday, 8:00 to 17:00' },
  { id: 'PHONE', value: '+1 555 0142' },
];
