/**
 * The entry of both script-tag files. It gives the elements their default set-up (the rest adapter, the list of kinds) and registers the
 * popup, which needs no lit: the bubble is there at once, its window when it is opened or the page is idle. The other elements come when one
 * is on the page. A second copy on the page does nothing that the first has not done.
 */
import './elements/popup.js';
import { hasDefaults, setDefaults } from './elements/setup.js';

if (!hasDefaults()) {
  setDefaults({
    createTransport: async (server) => (await import('./transport/rest/rest-transport.js')).restTransport({ server }),
    kinds: async () => (await import('./kinds/index.js')).kinds,
  });
}

/** The elements that a page may hold besides the popup. */
const others = 'chat inbox thread-list thread thread-header message-list message composer attachment-picker new-message connection notices notifier';
const selector = others.split(' ').map((name) => `clinic-${name}:not(:defined)`).join();

/** A route of a single-page portal may bring one at any time. A page that has the popup alone never pays for them. */
function look(): void {
  if (!document.querySelector(selector)) return;
  observer.disconnect();
  import('./define.js').catch((error: unknown) => {
    console.error('clinic-chat: elements could not be loaded.', error instanceof Error ? error.message : '');
  });
}
const observer = new MutationObserver(look);
observer.observe(document, { childList: true, subtree: true });
look();
