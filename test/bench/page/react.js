/** What the two peers of React share: a tree whose messages are one state. */
import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';

export function reactThread(draw) {
  let root;
  let set;
  let current;
  function Thread({ first, options }) {
    const [messages, setMessages] = useState(first);
    set = setMessages;
    return draw(messages, options);
  }
  const change = (how) => set((current = how(current)));
  return {
    mount(host, messages, options) {
      current = messages;
      root = createRoot(host);
      root.render(createElement(Thread, { first: messages, options }));
    },
    unmount() {
      root.unmount();
    },
    append: (more) => change((all) => [...all, ...more]),
    prepend: (more) => change((all) => [...more, ...all]),
    edit: (id, how) => change((all) => all.map((one) => (one.id === id ? how(one) : one))),
    messages: () => current,
  };
}
