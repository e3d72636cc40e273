import { ChatError } from '../../src/base/errors.js';
import type { KindAuthority } from '../../src/model/index.js';
import { readingOf, type BloodPressure } from './payload.js';

/** What the server keeps: the numbers, and nothing that was sent along with them. */
export const authority: KindAuthority<BloodPressure> = {
  create(payload) {
    try {
      return readingOf(payload);
    } catch (cause) {
      throw new ChatError('invalid', 'not a blood-pressure reading', { cause });
    }
  },
};
