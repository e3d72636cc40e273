import type { FormEntry } from '../../src/kinds/index.js';

const yes = (question: string) => [{ question, operator: '=', answerBoolean: true }];
const options = (...texts: string[]) => texts.map((display) => ({ valueCoding: { code: display.toLowerCase().replaceAll(' ', '-'), display } }));

/** The clinics' forms, as FHIR R4 Questionnaires (R-20). The third one is the staff's own: it is not there to be sent. */
export const forms: FormEntry[] = [
  {
    id: 'intake', title: 'Before your first visit', patientFacing: true,
    item: [
      { linkId: 'hello', type: 'display', text: 'This takes about five minutes. Leave out what you do not know; we can go through it together.' },
      { linkId: 'you', type: 'group', text: 'About you', item: [
        { linkId: 'work', type: 'string', text: 'What do you do most of the day?', required: true, maxLength: 200 },
        { linkId: 'height', type: 'integer', text: 'How tall are you, in centimetres?' },
        { linkId: 'weight', type: 'decimal', text: 'What do you weigh, in kilograms?' },
      ] },
      { linkId: 'complaint', type: 'group', text: 'What brings you here', item: [
        { linkId: 'where', type: 'choice', text: 'Where does it hurt?', required: true, repeats: true, answerOption: options('Knee', 'Hip', 'Back', 'Shoulder', 'Somewhere else') },
        { linkId: 'elsewhere', type: 'string', text: 'Where else?', required: true, enableWhen: [{ question: 'where', operator: '=', answerCoding: { code: 'somewhere-else' } }] },
        { linkId: 'since', type: 'date', text: 'Since when, about?', required: true },
        { linkId: 'night', type: 'boolean', text: 'Does it wake you at night?', required: true },
        { linkId: 'how-often', type: 'choice', text: 'How often?', required: true, enableWhen: yes('night'), answerOption: options('Once a week', 'Several times a week', 'Every night') },
      ] },
      { linkId: 'health', type: 'group', text: 'Your health', item: [
        { linkId: 'medicines', type: 'boolean', text: 'Do you take any medicines?', required: true },
        { linkId: 'which', type: 'text', text: 'Which ones, and how much of each?', required: true, enableWhen: yes('medicines') },
        { linkId: 'allergies', type: 'boolean', text: 'Are you allergic to anything?', required: true },
        { linkId: 'to-what', type: 'string', text: 'To what?', required: true, enableWhen: yes('allergies') },
        { linkId: 'more', type: 'text', text: 'Is there anything else that we should know?' },
      ] },
    ],
  },
  {
    id: 'consent-injection', title: 'Consent to an injection into a joint', patientFacing: true,
    item: [
      { linkId: 'words', type: 'display', text: 'A thin needle brings a medicine into the joint. It may sting for a day or two. An infection is rare; if the joint becomes red, hot or swollen, call us at once.\nYou may change your mind until the needle is in.' },
      { linkId: 'thinner', type: 'boolean', text: 'Do you take anything that thins the blood?', required: true },
      { linkId: 'name-it', type: 'string', text: 'What is it called?', required: true, enableWhen: yes('thinner') },
      { linkId: 'asked', type: 'boolean', text: 'Could you ask everything that you wanted to know?', required: true },
      { linkId: 'agree', type: 'string', text: 'I have read this, and I agree to the injection.', required: true,
        extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-signatureRequired' }] },
    ],
  },
  { id: 'handover', title: 'Hand-over between shifts', patientFacing: false, item: [{ linkId: 'what', type: 'text', text: 'What should the next shift know?', required: true }] },
];
