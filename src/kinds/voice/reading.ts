import { formatClock } from '../../i18n/format-clock.js';
import { addWords } from '../../i18n/translate.js';
import type { MessageKind } from '../../model/index.js';
import { iconMicrophone } from '../../theme/kind-icons.js';
import { parseVoice, toldLength, type VoicePayload } from './payload.js';

/** How a voice message is read and told in a line. */
export const reading: Pick<MessageKind<VoicePayload>, 'parse' | 'preview' | 'icon'> = {
  parse: parseVoice,
  // A line of the list has no locale of its own: the digits are those that everybody reads.
  preview: ({ seconds }, t, [file]) => t('voice.preview', { length: formatClock('en', toldLength(file?.duration ?? seconds)) }),
  icon: () => iconMicrophone,
};

addWords({
  'voice.record': 'Voice message',
  'voice.preview': 'Voice message, {length}',
});
