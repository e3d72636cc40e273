import { ChatError } from '../base/errors.js';
import type { Platform } from '../base/platform.js';
import type { GetToken, TokenReason } from '../transport/transport.js';

/** Milliseconds after which a token callback that has not answered counts as failed for now; its late answer is still used. */
export const tokenPatience = 20_000;

type Token = Awaited<ReturnType<GetToken>>;

/**
 * The host's token callback, made safe: one call at a time, and every failure or silence becomes a `ChatError`, so that what waits can say why:
 * `unavailable` where the callback's own fetch found no network (a `TypeError`), the code of a ChatError of its own, else `unauthenticated`. The
 * token itself is kept nowhere here.
 * @param onLate an answer came after all: the connection may try again at once
 */
export function guardToken(getToken: GetToken | undefined, platform: Platform, onLate: () => void): GetToken {
  let running: Promise<Token> | undefined;
  return (reason: TokenReason) => {
    if (!getToken) return Promise.reject(new ChatError('unauthenticated', 'The server asks for a token: there is no getToken.'));
    const asked = (running ??= Promise.resolve().then(() => getToken(reason)).finally(() => { running = undefined; }));
    return new Promise<Token>((resolve, reject) => {
      let waiting = true;
      const stop = platform.clock.after(tokenPatience, () => {
        waiting = false;
        reject(new ChatError('unauthenticated', 'getToken has not answered.', { retryable: true }));
      });
      asked.then((token) => {
        stop();
        if (waiting) resolve(token);
        else onLate();
      }, (cause: unknown) => {
        stop();
        // Whatever the host threw may hold secrets: it is not passed on as a message.
        const code = cause instanceof TypeError ? 'unavailable' : ChatError.from(cause, 'unauthenticated').code;
        if (waiting) reject(new ChatError(code, 'getToken has failed.', { retryable: true, cause }));
      });
    });
  };
}
