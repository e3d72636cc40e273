import type { Command } from '../model/index.js';
import type { Chat } from '../store/types.js';

export type CommandEvent = CustomEvent<Command>;

export const commandEvent = (command: Command): CommandEvent =>
  new CustomEvent('clinic-command', { detail: command, bubbles: true, composed: true, cancelable: true });

/**
 * The owner's side of `clinic-command`: dispatches each one once. A listener on the way that called `preventDefault()` has vetoed it;
 * the owner calls it too once it has taken the command, so that an outer owner does not take it again.
 */
export function handleCommand(event: CommandEvent, chat: Chat | undefined): void {
  if (event.defaultPrevented || !chat) return;
  event.preventDefault();
  chat.dispatch(event.detail);
}
