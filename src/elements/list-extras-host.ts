import type { Id } from '../model/index.js';
import type { JumpHost } from './list-jump.js';

/** The list of messages, as far as its extras need it. */
export interface ListExtrasHost extends JumpHost {
  list(): HTMLElement;
  thread(): Id;
  /** Whether the reader's place in the thread has been found: before that nobody is led elsewhere. */
  hasLanded(): boolean;
  /** Called with the key of the last message that has been read. */
  onRead(key: string): void;
}
