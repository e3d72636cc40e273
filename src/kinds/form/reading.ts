import { addWords } from '../../i18n/translate.js';
import type { MessageKind } from '../../model/index.js';
import { iconForm } from '../../theme/kind-icons.js';
import { oneLine } from '../preview.js';
import { parseForm, type FormPayload } from './payload.js';

/** How a form is read and told in a line. */
export const reading: Pick<MessageKind<FormPayload>, 'parse' | 'preview' | 'icon'> = {
  parse: parseForm,
  preview: ({ title, state }, t) => oneLine(t(`form.preview.${state}`, { title })),
  icon: () => iconForm,
};

addWords({
  'form.compose': 'Send a form',
  'form.preview.open': 'Form: {title}',
  'form.preview.completed': 'Form completed: {title}',
  'form.preview.withdrawn': 'Form withdrawn: {title}',
});
