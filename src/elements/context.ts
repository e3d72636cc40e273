import type { Context } from '@lit/context';
import type { Chat } from '../store/types.js';

/**
 * The one context: it carries the chat, which never changes; its values do. Two copies of the bundle on a page share the key.
 * Made without `createContext`, which only adds the type: the popup's bubble reads it before lit has arrived.
 */
export const chatContext = Symbol.for('clinic-chat.context.1') as unknown as Context<symbol, Chat | undefined>;

/**
 * Asks the nearest owner above `from` for the chat, now and whenever it changes, by the context protocol of the web components community group.
 * The callback's second argument stops that; it is another one where another owner answers.
 */
export function askForChat(host: HTMLElement, from: Node, callback: (chat: Chat | undefined, stop?: () => void) => void): void {
  const event = new Event('context-request', { bubbles: true, composed: true });
  from.dispatchEvent(Object.assign(event, { context: chatContext, contextTarget: host, callback, subscribe: true }));
}

const waiting = new Map<object, () => void>();
let listening = false;

/** Calls `ask` each time a provider of the chat appears on the page, until `noLongerWaiting(who)`. */
export function whenProvided(who: object, ask: () => void): void {
  waiting.set(who, ask);
  if (listening) return;
  listening = true;
  document.addEventListener('context-provider', (event) => {
    if ((event as Event & { context?: unknown }).context === chatContext) for (const again of [...waiting.values()]) again();
  });
}

export const noLongerWaiting = (who: object): void => void waiting.delete(who);
