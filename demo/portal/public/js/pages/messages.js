import { h } from '../dom.js';

/** The messages page: the full-page element, with a thread of its own address. */
export function messages(viewer, thread) {
  const design = document.documentElement.dataset.design;
  const inbox = h('clinic-inbox', {
    server: '/api/chat', 'token-url': document.querySelector('clinic-popup').getAttribute('token-url'), thread: thread ?? undefined, design: design || undefined,
  });
  // The address follows the reader, so that a reload and a link lead to the same thread.
  inbox.addEventListener('clinic-thread-change', ({ detail }) => {
    const path = detail.thread ? `/messages/${encodeURIComponent(detail.thread)}` : '/messages';
    if (path !== location.pathname) history.pushState({}, '', path + location.search);
  });
  return {
    title: 'Messages', name: 'messages', body: [inbox],
    update(next) {
      inbox.thread = next;
    },
  };
}
