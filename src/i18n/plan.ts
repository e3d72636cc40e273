import { addWords } from './translate.js';

/** The English words of the switch for comments on the plan: patients have it too, without the care team's tools. */
export const planEnglish = { 'plan.show': 'Show all chat types' } as const;

addWords(planEnglish);
