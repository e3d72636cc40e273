import type { Shared } from './setup.js';

/** Asks the server once how many messages are unread, before anything else of the chat is loaded. `undefined` where that is not known. */
export async function fetchUnread({ server, getToken }: Shared): Promise<number | undefined> {
  try {
    const answer = await getToken('initial');
    const token = typeof answer === 'string' ? answer : answer.token;
    const response = await fetch(`${server}/unread`, {
      headers: { accept: 'application/json', authorization: `Bearer ${token}` }, cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(15_000),
    });
    if (!response.ok) return undefined;
    const body = (await response.json()) as { unread?: unknown };
    return typeof body.unread === 'number' ? body.unread : undefined;
  } catch {
    // The count is a courtesy: the chat itself says what is wrong once it is opened.
    return undefined;
  }
}
