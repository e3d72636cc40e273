/** Forms for tests and stories: every type of question, conditions in groups, a consent. */
export const intake = {
  id: 'intake', title: 'Before your first visit', patientFacing: true,
  item: [
    { linkId: 'hello', type: 'display', text: 'Ten minutes are enough. Leave out what you do not know.' },
    { linkId: 'you', type: 'group', text: 'About you', item: [
      { linkId: 'job', type: 'string', text: 'What do you do most of the day?', required: true, maxLength: 60 },
      { linkId: 'height', type: 'integer', text: 'How tall are you, in centimetres?' },
      { linkId: 'weight', type: 'decimal', text: 'What do you weigh, in kilograms?' },
      { linkId: 'since', type: 'date', text: 'Since when does it hurt?', required: true },
    ] },
    { linkId: 'pain', type: 'group', text: 'The pain', item: [
      { linkId: 'hurts', type: 'boolean', text: 'Does it hurt at night?', required: true },
      { linkId: 'wakes', type: 'choice', text: 'How often does it wake you?', required: true, enableWhen: [{ question: 'hurts', operator: '=', answerBoolean: true }],
        answerOption: [{ valueCoding: { code: 'rarely', display: 'Once a week or less' }, }, { valueCoding: { code: 'often', display: 'Most nights' } }] },
      { linkId: 'helps', type: 'choice', repeats: true, text: 'What helps?', answerOption: [{ valueCoding: { code: 'rest', display: 'Rest' } }, { valueCoding: { code: 'cold', display: 'Cold' } }, { valueCoding: { code: 'drug', display: 'A tablet' } }] },
      { linkId: 'drug', type: 'string', text: 'Which tablet?', required: true, enableWhen: [{ question: 'helps', operator: '=', answerCoding: { code: 'drug' } }] },
      { linkId: 'place', type: 'choice', text: 'Where does it hurt most?', answerOption: ['Neck', 'Shoulder', 'Elbow', 'Wrist', 'Back', 'Hip', 'Knee', 'Ankle', 'Foot'].map((valueString) => ({ valueString })) },
      { linkId: 'more', type: 'text', text: 'Anything else that we should know?' },
    ] },
  ],
};

export const consent = {
  id: 'consent', title: 'Consent to an injection into the knee', patientFacing: true,
  item: [
    { linkId: 'words', type: 'display', text: 'A thin needle brings a medicine into the joint. It may sting for a day; an infection is rare.\nYou may change your mind until the needle is in.' },
    { linkId: 'read', type: 'boolean', text: 'Could you ask everything that you wanted to know?', required: true },
    { linkId: 'name', type: 'string', text: 'I agree to the injection.', required: true, extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-signatureRequired' }] },
  ],
};

/** 500 questions in ten sections. */
export const endless = {
  id: 'endless', title: 'Everything about everything', patientFacing: true,
  item: Array.from({ length: 10 }, (_, section) => ({ linkId: `s${section}`, type: 'group', text: `Part ${section + 1}`, item: Array.from({ length: 50 }, (__, i) => ({
    linkId: `q${section * 50 + i}`, type: (['string', 'boolean', 'integer', 'date', 'text'] as const)[i % 5], text: `Question ${section * 50 + i + 1}?`, ...(i === 49 && { required: true }),
  })) })),
};

export const broken = { id: 'broken', title: 'Written in a hurry', patientFacing: true, item: [{ linkId: 'a', type: 'riddle', text: 'What am I?' }] };
export const handover = { id: 'handover', title: 'Hand-over among staff', patientFacing: false, item: consent.item };

export const intakeAnswers = {
  job: 'I sit at a desk, and stand at the stove in the evening', height: 168, weight: 61.5, since: '2026-08-03', hurts: true, wakes: 'often', helps: ['rest', 'drug'], drug: 'Ibuprofen', more: 'It began after a long walk.\nStairs are the worst.',
};
