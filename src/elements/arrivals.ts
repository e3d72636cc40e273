import { messageKey, type Id, type Message } from '../model/index.js';
import type { Gap } from '../store/types.js';

/** What is new between two states of one timeline. */
export interface Arrivals {
  /** How many messages stand before the first one of the former state. */
  older: number;
  /** The key of the former state's first message, where older ones came before it. */
  seam?: string;
  /** New messages of others, in order; not those that paging brought. */
  incoming: Message[];
  /** The viewer's own messages that have just been handed to the outbox. */
  sent: Message[];
  /** Own messages that have failed since. */
  failed: Message[];
}

export interface ArrivalsOptions {
  viewer: Id | undefined;
  /** Whether the former state reached the present: what came behind it is new, not a page of history. */
  live: boolean;
  /** The former state's: what fills them is history. */
  gaps?: readonly Gap[];
}

/** Compares two states of one timeline; keys are those of `messageKey`. */
export function arrivals(before: readonly Message[], after: readonly Message[], { viewer, live, gaps = [] }: ArrivalsOptions): Arrivals {
  const out: Arrivals = { older: 0, incoming: [], sent: [], failed: [] };
  if (before.length === 0 && !live) return out;
  const known = new Map(before.map((message) => [messageKey(message), message]));
  const first = after.findIndex((message) => known.has(messageKey(message)));
  if (first > 0) {
    out.older = first;
    out.seam = messageKey(after[first]!);
  }
  const filled = fillings(after, known, gaps);
  for (const message of after.slice(Math.max(first, 0))) {
    const former = known.get(messageKey(message));
    const own = message.author === viewer;
    if (own && message.delivery === 'failed' && former?.delivery !== 'failed') out.failed.push(message);
    if (former) continue;
    if (own) {
      if (message.position === undefined) out.sent.push(message);
    } else if (live && !filled.has(message)) out.incoming.push(message);
  }
  return out;
}

/** The new messages right above where there was a gap. */
function fillings(after: readonly Message[], known: ReadonlyMap<string, Message>, gaps: readonly Gap[]): Set<Message> {
  const out = new Set<Message>();
  for (const { before } of gaps) {
    for (let at = after.findIndex(({ id }) => id === before) - 1; at >= 0; at--) {
      const message = after[at] as Message;
      if (known.has(messageKey(message))) break;
      out.add(message);
    }
  }
  return out;
}
