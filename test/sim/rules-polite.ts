import type { NetworkUser, RequestKind } from './network.js';
import type { Watcher } from './watcher.js';

/** Requests of a tab in an hour without a server, where nobody does anything. */
const mostRequests = 60;

/** The session is opened by a clock of its own. */
const waitOf = (kind: RequestKind): 'session' | 'other' => (kind === 'session' ? 'session' : 'other');

/**
 * A request leaves a tab: never before the server wants one, and few while it is down (T9).
 * @param begun when it was begun: what the tab has been told while it waited for a token came too late
 */
export function requested(watcher: Watcher, tab: NetworkUser, kind: RequestKind, begun: number): void {
  if (kind === 'stream') return;
  const { world, server } = watcher;
  const which = waitOf(kind);
  const until = tab.waits[which];
  if (world.now < until && tab.waitsSince[which] < begun && !tab.hasJumped) watcher.fail('T9', `${tab.name} asks for ${kind} ${until - world.now} ms before the server wants to be asked`);
  if (server.downUntil <= world.now) return;
  tab.requestsWhileDown += 1;
  if (tab.requestsWhileDown > mostRequests + 4 * tab.acts) watcher.fail('T9', `${tab.name} asks for the ${tab.requestsWhileDown}th time while the server is down`);
}

/** The server asks for patience. */
export function toWait(now: number, tab: NetworkUser, kind: RequestKind, ms: number): void {
  const which = waitOf(kind);
  if (kind === 'stream' || now + ms <= tab.waits[which]) return;
  tab.waits[which] = now + ms;
  tab.waitsSince[which] = now;
}
