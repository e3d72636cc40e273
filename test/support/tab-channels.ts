import type { Broadcast } from '../../src/base/platform.js';

/** Channels that join the tabs of one browser. */
export function tabChannels(): (name: string) => Broadcast {
  const ends = new Set<{ name: string; listeners: Set<(message: unknown) => void> }>();
  return (name) => {
    const end = { name, listeners: new Set<(message: unknown) => void>() };
    ends.add(end);
    return {
      post: (message) => {
        for (const other of ends) if (other !== end && other.name === name) for (const listener of other.listeners) listener(structuredClone(message));
      },
      listen: (listener) => {
        end.listeners.add(listener);
        return () => end.listeners.delete(listener);
      },
      close: () => void ends.delete(end),
    };
  };
}
