import { addWords } from '../../i18n/translate.js';
import type { MessageKind } from '../../model/index.js';
import { iconAdvice } from '../../theme/kind-icons.js';
import { oneLine } from '../preview.js';
import { parseAdvice, type AdvicePayload } from './payload.js';

/** How medical advice is read and told in a line. */
export const reading: Pick<MessageKind<AdvicePayload>, 'parse' | 'preview' | 'icon'> = {
  parse: parseAdvice,
  preview: ({ title }, t) => oneLine(t('advice.preview', { title })),
  icon: () => iconAdvice,
};

addWords({
  'advice.send': 'Send advice or diagnosis',
  'advice.preview': 'Medical advice: {title}',
  'advice.offer': 'Appointment completed. Send {patient} advice or a diagnosis?',
});
