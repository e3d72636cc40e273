import { ChatError } from '../../base/errors.js';
import type { KindAuthority, Limits } from '../../model/index.js';
import { parseVoice, type VoicePayload } from './payload.js';

const invalid = (field: string, why: string): ChatError => new ChatError('invalid', `${field}: ${why}`, { fields: { [field]: why } });

/** By content: containers of films hold sound alone, too. */
const sound = /^(audio\/.+|video\/(webm|mp4|ogg))$/;
/** Recorders stop a little late, and containers round. Seconds. */
const grace = 0.5;
/** Bytes that a second of packed sound has at most: where the bytes do not tell its length, their number does, roughly. */
const packed = 48_000;

const isTooLong = (file: { size: number; duration?: number }, said: number, { voiceSeconds }: Limits): boolean =>
  (file.duration ?? said) > voiceSeconds + grace || (file.duration === undefined && file.size > voiceSeconds * packed);

/** what a server does with voice messages: one file, which is sound by its bytes, and no longer than the workspace allows. */
export const authority: KindAuthority<VoicePayload> = {
  create(payload, { files, limits }) {
    const [file] = files;
    if (!file || files.length > 1) throw invalid('files', 'not one recording');
    if (!sound.test(file.type)) throw invalid('files', 'not sound');
    let said: VoicePayload;
    try {
      said = parseVoice(payload);
    } catch {
      throw invalid('seconds', 'unreadable');
    }
    if (isTooLong(file, said.seconds, limits)) throw invalid('files', 'too-long');
    return { ...said, seconds: file.duration ?? said.seconds };
  },
};
