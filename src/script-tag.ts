/**
 * The entry of both script-tag files. It gives the elements their default set-up (the rest adapter, the list of kinds) and registers the
 * popup, which needs no lit: the bubble is there at once. The other elements come when they are on the page, when the popup is opened, or
 * when the page is idle. A second copy on the page does nothing that the first has not done.
 */
import { whenIdle } from './elements/dom.js';
import './elements/popup.js';
import { hasDefaults, setDefaults } from './elements/setup.js';

if (!hasDefaults()) {
  setDefaults({
    createTransport: async (server) => (await import('./transport/rest/index.js')).restTransport({ server }),
    kinds: async () => (await import('./kinds/index.js')).kinds,
  });
}

/** The elements that a page may hold besides the popup. */
const others = [
  'chat', 'inbox', 'thread-list', 'thread', 'thread-header', 'message-list', 'message', 'composer', 'attachment-picker', 'new-message', 'connection', 'notices',
].map((name) => `clinic-${name}`);
const selector = others.map((tag) => `${tag}:not(:defined)`).join();

function loadAll(): void {
  observer.disconnect();
  cancel();
  import('./define.js').catch((error: unknown) => {
    console.error('clinic-chat: its elements could not be loaded.', error instanceof Error ? error.message : '');
  });
}

/** A route of a single-page portal may bring one later. */
const observer = new MutationObserver(() => {
  if (document.querySelector(selector)) loadAll();
});
let cancel = (): void => undefined;
if (document.querySelector(selector)) loadAll();
else {
  observer.observe(document, { childList: true, subtree: true });
  cancel = whenIdle(loadAll, 10_000);
}
