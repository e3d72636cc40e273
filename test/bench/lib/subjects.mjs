/** Who takes part. `most` is the longest thread that is tried: what takes minutes is said in the table, not waited for. */
export const subjects = [
  { name: 'ours', title: 'clinic-chat', role: 'ours', most: 100_000 },
  { name: 'floor-visible', title: 'plain DOM of the visible rows', role: 'floor', most: 100_000 },
  { name: 'floor-windowed', title: 'windowed list by hand', role: 'floor', most: 100_000 },
  { name: 'floor-all', title: 'all rows, innerHTML', role: 'floor', most: 10_000 },
  { name: 'stream', title: 'stream-chat-react 14.12, virtualised', role: 'peer', most: 10_000 },
  { name: 'chatscope', title: 'chatscope 2.1', role: 'peer', most: 10_000 },
  { name: 'vaadin', title: 'Vaadin message list 25.3', role: 'peer', most: 10_000 },
  { name: 'deep-chat', title: 'deep-chat 2.4', role: 'peer', most: 1_000 },
];

/** Pages of the loader's row; they have no list. */
export const loaders = ['lit-button', 'popup'];

export const sizes = [100, 1_000, 10_000, 100_000];
