import { registry, type InboxMark } from './setup.js';

/** An inbox is on the page from now until the returned function is called. */
export function markInbox(mark: InboxMark): () => void {
  const { inboxes, listeners } = registry();
  inboxes.add(mark);
  for (const listener of listeners) listener();
  return () => {
    inboxes.delete(mark);
    for (const listener of listeners) listener();
  };
}
