import type { Id, Message } from '../../src/model/index.js';
import type { TimelineState } from '../../src/store/types.js';
import type { ThreadRow } from './server.js';
import type { Tab } from './tab.js';
import type { Watcher } from './watcher.js';

const deliveries = new Set(['queued', 'sending', 'sent', 'delivered', 'read', 'failed']);

/** What makes a message wait, and never fail. */
const passing = new Set(['unauthenticated', 'held', 'offline', 'unavailable', 'timeout', 'rate-limited']);

/** T2 to T5 of what a tab shows of one thread. `isNew`: it has just come on screen; else the event is over, and what is loaded for it has been asked for. */
export function checkTimeline(watcher: Watcher, tab: Tab, thread: Id, state: TimelineState, isNew: boolean): void {
  if (isNew) {
    once(watcher, tab, state);
    ordered(watcher, tab, thread, state);
    for (const message of state.messages) truthful(watcher, tab, message);
  } else whole(watcher, tab, thread, state);
}

/** T6 reading runs forwards only; but a server that has lost or moved messages, or a thread that comes back, is asked anew. */
export function checkReads(watcher: Watcher, tab: Tab, thread: Id): void {
  const upTo = tab.chat.thread(thread).get()?.readUpTo;
  const before = tab.readUpTo.get(thread);
  const mayFall = tab.device.plan.tabs > 1 || ['restore', 'revoke', 'move', 'cursor expired'].some((name) => watcher.happenings.has(name)) || watcher.isLoggedOut(tab);
  if (!mayFall && before !== undefined && (upTo ?? '') < before) watcher.fail('T6', `${tab.name} takes back in ${thread} what was read: from ${before} to ${upTo ?? 'nothing'}`);
  if (upTo !== undefined) tab.readUpTo.set(thread, upTo);
}

/** T2 one bubble. */
function once(watcher: Watcher, tab: Tab, state: TimelineState): void {
  const seen = new Set<string>();
  for (const { id, author, clientId } of state.messages) {
    const key = clientId === undefined ? id : `${author} ${clientId}`;
    if (seen.has(id) || seen.has(key)) watcher.fail('T2', `${tab.name} shows ${id} twice`);
    seen.add(id);
    seen.add(key);
  }
}

/** T3 confirmed ones by the server's position, pending ones behind in the order of sending. */
function ordered(watcher: Watcher, tab: Tab, thread: Id, state: TimelineState): void {
  let last: Message | undefined;
  let pending = false;
  let sent = 0;
  for (const message of state.messages) {
    if (message.position === undefined) {
      pending = true;
      const order = orderOf(watcher, tab, message);
      if (order !== undefined && order < sent) watcher.fail('T3', `${tab.name} shows ${message.id} in ${thread} behind what was sent after it`);
      sent = order ?? sent;
    } else if (!pending) {
      // Two have the same place only where the server has gone back to an older copy and nobody has told this tab yet.
      const isBehind = last?.position === undefined || message.position >= last.position;
      if (!isBehind && state.newer.state === 'end' && [last, message].every((one) => watcher.server.has(thread, one!.id))) watcher.fail('T3', `${tab.name} shows ${message.id} in ${thread} out of its order`);
      last = message;
    } else watcher.fail('T3', `${tab.name} shows the confirmed ${message.id} in ${thread} behind a pending one`);
  }
}

function orderOf(watcher: Watcher, tab: Tab, message: Message): number | undefined {
  const { text = '' } = (message.payload ?? {}) as { text?: string };
  for (const word of text.split(/\s/)) {
    const record = watcher.words.get(word);
    if (record && record.tab === tab.name && !record.isEdited && record.order > 0) return record.order;
  }
  return undefined;
}

/** T4 no word of «sent» without the server's evidence, none of «failed» against it. */
function truthful(watcher: Watcher, tab: Tab, message: Message): void {
  const { id, clientId, delivery, author, problem } = message;
  if (delivery === 'failed' && passing.has(problem?.code ?? '')) watcher.fail('T4', `${tab.name} shows ${id} as failed for «${problem?.code ?? ''}», which passes`);
  if (!deliveries.has(delivery)) watcher.fail('T4', `${tab.name} shows ${id} as «${delivery}»`);
  const key = `${author} ${clientId ?? ''}`;
  if (message.position !== undefined || delivery === 'sent' || delivery === 'delivered' || delivery === 'read') {
    if (!watcher.server.hasHad(id, key)) watcher.fail('T4', `${tab.name} shows ${id} as ${delivery}; the server never had it`);
    if (message.position === undefined) watcher.fail('T4', `${tab.name} shows ${id} as ${delivery} without a place`);
  } else if (delivery === 'failed' && clientId !== undefined && tab.evidence.has(key)) watcher.fail('T4', `${tab.name} shows ${id} as failed; it had the server's word that it is there`);
}

/** T5 neighbours on screen are neighbours on the server, as far as the tab has been told; else something stands between that loads. */
function whole(watcher: Watcher, tab: Tab, thread: Id, state: TimelineState): void {
  // While the present is being looked for, or could not be had, all that is loaded is in doubt, and says so at its end.
  if (tab.dead || tab.frozen || state.phase !== 'ready' || state.newer.state === 'loading' || state.newer.state === 'failed') return;
  const row = watcher.server.threadOf(tab.user, thread);
  if (!row) return;
  const { server } = watcher;
  const shown = new Set<string>();
  const window: Message[] = [];
  let last = '';
  for (const message of state.messages) {
    shown.add(message.id);
    // Behind the window stand confirmed ones for which it does not reach far enough yet.
    if (message.position === undefined || message.position < last) continue;
    if (state.newer.state !== 'end' && isOwn(tab, message) && !(window.length > 0 && server.isNeighbour(row, window.at(-1)!, message))) continue;
    last = message.position;
    window.push(message);
  }
  const [first] = window;
  const isKnown = (message: Message): boolean => server.announced(message.id) <= tab.toldUpTo;
  for (const message of row.messages) {
    if (shown.has(message.id) || !isKnown(message)) continue;
    const isInside = first !== undefined && message.position! > first.position! && message.position! < last;
    if (isInside && isInGap(row, state, window, message)) continue;
    if (server.announced(message.id) <= tab.resyncedAt && isCompared(watcher, tab, state, message)) continue;
    const isMissing = isInside || (state.newer.state === 'end' && (first === undefined || message.position! > last) && (first !== undefined || state.older.state === 'end'))
      || (state.older.state === 'end' && (first === undefined || message.position! < first.position!) && (first !== undefined || state.newer.state === 'end'));
    if (isMissing) return watcher.fail('T5', `${tab.name} does not show ${message.id} in ${thread}, and nothing stands in its place`);
  }
}

/**
 * What stands above a hole is compared after it, what is not in view when it comes into view, and what is loaded page by page, where there is a
 * connection: until then it may lack what nobody has told this tab of by itself.
 */
function isCompared({ world }: Watcher, tab: Tab, { threadId, newer, gaps, messages }: TimelineState, missing: Message): boolean {
  const pages = tab.pages.get(threadId);
  const { state } = tab.chat.connection.get();
  if ((state !== 'online' && state !== 'polling') || tab.waits.other > world.now) return true;
  return newer.state !== 'end' || (pages !== undefined && (pages.asked > 0 || pages.cameAt === world.steps))
    || gaps.some(({ before }) => messages.some(({ id, position }) => id === before && position! > missing.position!));
}

/** A hole stands above the message that comes next on screen, whether the server still has that or has lost it, which only the comparison will find. */
function isInGap(row: ThreadRow, { gaps }: TimelineState, window: readonly Message[], missing: Message): boolean {
  const below = gaps.length ? window.filter(({ position }) => position! > missing.position!) : [];
  const next = [below[0], below.find(({ id }) => row.messages.some((message) => message.id === id))];
  return gaps.some(({ before }) => next.some((message) => message?.id === before));
}

const isOwn = (tab: Tab, message: Message): boolean => message.author === tab.user;
