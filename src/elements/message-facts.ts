import { messageKey, type Message } from '../model/index.js';

/** Milliseconds after which a message that waits says since when. */
export const oldAfter = 60_000;
export const isOld = (message: Message): boolean => Date.now() - message.sentAt >= oldAfter;

/** One revision of one message; what the server has made of it is another one than what was sent. */
export const versionOf = (message: Message): string => `${messageKey(message)} ${message.revision} ${message.position ?? ''}`;

/** For `<time datetime>`; empty for a time that is none. */
export const isoOf = ({ sentAt }: Pick<Message, 'sentAt'>): string => (Number.isFinite(sentAt) && Math.abs(sentAt) <= 8.64e15 ? new Date(sentAt).toISOString() : '');
