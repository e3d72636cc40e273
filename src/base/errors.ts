import type { ErrorCode } from './error-codes.js';

export type { ErrorCode } from './error-codes.js';

export interface ChatErrorOptions {
  /** Whether the same request may succeed later. Default: true for `offline`, `timeout`, `rate-limited`, `unavailable`. */
  retryable?: boolean;
  /** How long to wait at least before the next attempt, in milliseconds (Retry-After, RFC 9110 section 10.2.3). */
  retryAfterMs?: number;
  /** `no`: certainly not carried out. `maybe`: the answer was lost, ask before repeating. Default `no`. */
  outcome?: 'no' | 'maybe';
  /** What is wrong, by the name of the field. */
  fields?: Record<string, string>;
  cause?: unknown;
}

const retryableByDefault: ReadonlySet<ErrorCode> = new Set(['offline', 'timeout', 'rate-limited', 'unavailable']);

/** The one error class of the SDK. Its message is for developers and never holds what a person wrote, nor a token. */
export class ChatError extends Error {
  override readonly name = 'ChatError';
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
  readonly outcome: 'no' | 'maybe';
  readonly fields?: Record<string, string>;

  constructor(code: ErrorCode, message: string = code, options: ChatErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? retryableByDefault.has(code);
    this.outcome = options.outcome ?? 'no';
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
    if (options.fields) this.fields = options.fields;
  }

  /** Makes a ChatError of anything that was thrown; one that is already a ChatError stays as it is. */
  static from(error: unknown, fallback: ErrorCode = 'unknown'): ChatError {
    if (error instanceof ChatError) return error;
    if (error instanceof Error && error.name === 'AbortError') return new ChatError('aborted', 'aborted', { cause: error });
    return new ChatError(fallback, fallback, { cause: error });
  }
}
