import { h } from '../dom.js';

/** The full-page element. The address follows the reader, so that a reload and a link lead to the same thread. */
function inboxAt(attributes, move) {
  const inbox = h('clinic-inbox', {
    server: '/api/chat', 'token-url': document.querySelector('clinic-popup').getAttribute('token-url'), design: document.documentElement.dataset.design || undefined, ...attributes,
  });
  inbox.addEventListener('clinic-thread-change', ({ detail }) => {
    const path = detail.thread ? `/messages/${encodeURIComponent(detail.thread)}` : '/messages';
    if (path !== location.pathname) history[move()]({}, '', path + location.search);
  });
  return inbox;
}

/** The messages page, with a thread of its own address. */
export function messages(viewer, thread) {
  const inbox = inboxAt({ thread }, () => 'pushState');
  return {
    title: 'Messages', name: 'messages', body: [inbox],
    update(next) {
      inbox.thread = next;
    },
  };
}

/** A group's link leads here: whoever may joins the group. The address of the link is no place to come back to. */
export function join(viewer, code) {
  const inbox = inboxAt({ join: code }, () => (location.pathname.startsWith('/join/') ? 'replaceState' : 'pushState'));
  return { title: 'Messages', name: 'messages', body: [inbox] };
}
