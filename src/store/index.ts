export { createChat } from './chat.js';
export type * from './types.js';
