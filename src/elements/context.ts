import { createContext } from '@lit/context';
import type { Chat } from '../store/types.js';

/** The one context: it carries the chat, which never changes; its values do. Two copies of the bundle on a page share the key. */
export const chatContext = createContext<Chat | undefined>(Symbol.for('clinic-chat.context.1'));
