/**
 * Bugs that a chat SDK could have, and that others have had, as changes to our source: `find` stands in `file` exactly once and is replaced.
 * Each must break a rule of the contract within 10,000 sessions, or the simulation is too tame.
 */
export const mutants = [
  // T1 Nothing accepted is lost
  { name: 'a message leaves the storage as it is sent, not when the server has it', file: 'src/store/outbox-send.ts',
    find: "  outbox.set(item, 'sending');\n", replace: "  outbox.set(item, 'sending');\n  void core.vault.delete('outbox/' + item.clientId);\n" },
  { name: 'what an earlier page left behind is not looked for', file: 'src/store/outbox-item.ts',
    find: 'key.startsWith(prefix)', replace: "key.startsWith(prefix + '-')" },
  { name: 'a storage that fails once is not tried again', file: 'src/store/vault.ts',
    find: '[...this.#unsaved].filter((other) =>', replace: '[...this.#unsaved].filter((other) => this.#isClosed &&' },
  // T2 Exactly once
  { name: 'every attempt has a new key', file: 'src/store/outbox-item.ts',
    find: "return { type: 'message.send', id, threadId", replace: "return { type: 'message.send', id: id + '.' + String(item.attempts), threadId" },
  { name: 'the echo is not matched: the server’s id alone is the key', file: 'src/model/message.ts',
    find: 'message.clientId ? `${message.author}\\u0000${message.clientId}` : message.id', replace: 'message.id' },
  // T3 Order
  { name: 'the device’s clock orders messages', file: 'src/store/timeline.ts',
    find: 'comparePositions(a, b) || ', replace: 'a.sentAt - b.sentAt || ' },
  { name: 'a message that was moved stays where it stood', file: 'src/store/timeline.ts',
    find: 'known.position === next.position && known.id === next.id', replace: 'known.id === next.id' },
  // T4 Truth
  { name: 'a 401 fails the message', file: 'src/store/outbox-send.ts',
    find: " || error.code === 'held' || error.code === 'unauthenticated'", replace: " || error.code === 'held'" },
  { name: 'an answer that is lost fails the message', file: 'src/store/outbox-send.ts',
    find: 'const waits = error.retryable', replace: "const waits = error.outcome !== 'maybe' && error.retryable" },
  { name: '«sent» as soon as it is on its way', file: 'src/store/outbox-item.ts',
    find: 'delivery: item.state,', replace: "delivery: item.state === 'sending' ? 'sent' : item.state," },
  { name: 'an older revision covers a newer one', file: 'src/store/timeline.ts',
    find: 'incoming.revision > known.revision', replace: 'incoming.revision !== known.revision' },
  // T5 No silent gap, and the hand-over from tab to tab
  { name: 'after an outage one page is read, and what is above it taken for whole', file: 'src/store/gaps.ts',
    find: 'if (older === undefined || from === undefined || first === undefined || first >= from) return', replace: 'return' },
  { name: 'a cursor that has expired is nobody’s concern', file: 'src/store/incoming.ts',
    find: "case 'resync': return parts.resync(event.threadId);", replace: "case 'resync': return;" },
  { name: 'a tab that follows does not notice that it has missed something', file: 'src/store/connection.ts',
    find: 'if (hasMissed) this.#hooks.missed();', replace: '' },
  { name: 'what the former leader was sending is nobody’s', file: 'src/store/tabs-mirror.ts',
    find: "Object.assign(item, { state: 'queued', attempts: 0,", replace: 'Object.assign(item, { attempts: 0,' },
  // T6 Unread
  { name: 'unread is counted up blindly', file: 'src/store/unread.ts',
    find: 'this.#others.set(id, position);', replace: 'this.#others.set(`${id} ${this.#others.size}`, position);' },
  { name: 'reading runs backwards', file: 'src/store/unread.ts',
    find: 'this.#readUpTo = later(this.#readUpTo, thread.readUpTo);', replace: 'this.#readUpTo = thread.readUpTo;' },
  { name: 'a read position of another device is not heard', file: 'src/store/incoming.ts',
    find: 'parts.threads.read(event.threadId, event.upTo);\n        parts.threads.confirmRead(event.threadId);', replace: '' },
  // T7 Drafts
  { name: 'what is typed is kept a minute later', file: 'src/store/drafts.ts',
    find: 'const pause = 300;', replace: 'const pause = 60_000;' },
  { name: 'a draft comes back in another thread', file: 'src/store/drafts.ts',
    find: 'const threadId = key.slice(draftPrefix.length);', replace: "const threadId = key.slice(draftPrefix.length).replace('t1', 't0');" },
  // T8 Isolation
  { name: 'logout leaves the storage as it is', file: 'src/store/vault-wipe.ts',
    find: 'await Promise.all([platform.storage(partition).clear(),', replace: 'await Promise.all([' },
  { name: 'logout is not told to the other tabs', file: 'src/store/vault-wipe.ts',
    find: "channel?.post(partition ?? '');", replace: '' },
  // T9 Polite
  { name: 'Retry-After is not obeyed', file: 'src/store/line.ts',
    find: 'if (error.retryAfterMs !== undefined) this.#floor', replace: 'if (error.retryAfterMs === -1) this.#floor' },
  { name: 'no back-off: the next attempt comes at once', file: 'src/base/backoff.ts',
    find: 'const ceiling = Math.min(cap, base * 2 **', replace: 'const ceiling = Math.min(1, base * 2 **' },
  // T11 Attachments
  { name: 'the message goes before its uploads', file: 'src/store/outbox-waits.ts',
    find: "if (upload && upload.state !== 'done')", replace: "if (upload && upload.state === 'waiting' && upload.error)" },
];
