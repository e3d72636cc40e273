import { ChatError } from '../../src/base/errors.js';

/** What a page holds where nobody says. */
export const pageSize = 30;

export const notACursor = (field = 'before'): ChatError => new ChatError('invalid', 'not a cursor', { fields: { [field]: 'not a cursor' } });
