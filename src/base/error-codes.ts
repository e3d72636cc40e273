/**
 * Every way in which a request of ours can end badly, as a closed list.
 * The words follow RFC 9457 problem types of the reference server; an adapter maps its own errors onto them.
 */
export const errorCodes = [
  'offline', 'timeout', 'unauthenticated', 'forbidden', 'not-found', 'conflict', 'invalid', 'too-large', 'unsupported-type',
  'held', 'rate-limited', 'gone', 'unsupported', 'unavailable', 'aborted', 'unknown',
] as const;

export type ErrorCode = (typeof errorCodes)[number];
