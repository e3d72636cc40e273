import { ChatError } from './errors.js';

/** Code that comes late has not come; the next occasion asks again. @param what of it, in the developer's words: «that uploads» */
export const codeMissing = (what: string, cause: unknown): ChatError => new ChatError('unavailable', `The code ${what} could not be loaded.`, { cause });
