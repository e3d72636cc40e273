import { ChatError } from '../base/errors.js';

/** As it is told to other tabs: of an error no more than its code. */
export const told = <T extends { error?: ChatError }>(value: T): T => (value.error ? Object.assign({}, value, { error: { code: value.error.code } }) : value);

/** As it was before it was told. */
export const revived = <T extends { error?: ChatError }>(value: T): T => (value.error ? { ...value, error: new ChatError(value.error.code) } : value);

export const isRefusal = (problem: { code: string } | undefined): boolean => problem?.code === 'unauthenticated';
