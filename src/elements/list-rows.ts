import { messageKey, type Id, type Message } from '../model/index.js';
import type { Gap } from '../store/types.js';

/** Messages of one author that follow each other within this time stand in one group, in milliseconds. */
export const groupWithin = 5 * 60_000;

export type ListRow =
  | { type: 'day'; key: string; at: number }
  | { type: 'unread'; key: string }
  | { type: 'gap'; key: string; gap: Gap }
  | { type: 'message'; key: string; message: Message; groupStart: boolean; groupEnd: boolean };

export interface ListRowsOptions {
  /** The first message that was unread when the thread was opened. */
  firstUnread?: Id | undefined;
  /**
   * Messages that keep their group's head although an earlier message of the same author has been loaded before them:
   * nothing that the reader looks at changes when older pages arrive.
   */
  seams?: ReadonlySet<string>;
  /** Each stands above the message that it names. */
  gaps?: readonly Gap[];
}

/** A day as the viewer's clock has it. */
const dayOf = (at: number): string => {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
};

/** What stands in the list: messages in the order given, day separators, the unread divider; and which messages begin and end a group. */
export function listRows(messages: readonly Message[], { firstUnread, seams, gaps = [] }: ListRowsOptions = {}): ListRow[] {
  const rows: ListRow[] = [];
  let previous: (ListRow & { type: 'message' }) | undefined;
  let day = '';
  const days = new Map<string, number>();
  for (const message of messages) {
    const key = messageKey(message);
    const gap = gaps.find(({ before }) => before === message.id);
    if (gap) rows.push({ type: 'gap', key: gap.id, gap });
    const today = dayOf(message.sentAt);
    const newDay = today !== day;
    if (newDay) {
      // Clocks do not order messages, so that a day may come twice: each separator needs a key of its own.
      const times = (days.get(today) ?? 0) + 1;
      days.set(today, times);
      rows.push({ type: 'day', key: times > 1 ? `day ${today} ${times}` : `day ${today}`, at: message.sentAt });
      day = today;
    }
    const isFirstUnread = firstUnread !== undefined && message.id === firstUnread;
    if (isFirstUnread) rows.push({ type: 'unread', key: 'unread' });
    const groupStart = newDay || isFirstUnread || gap !== undefined || !previous || !!seams?.has(key) || !together(previous.message, message);
    if (previous && groupStart) previous.groupEnd = true;
    previous = { type: 'message', key, message, groupStart, groupEnd: false };
    rows.push(previous);
  }
  if (previous) previous.groupEnd = true;
  return rows;
}

function together(a: Message, b: Message): boolean {
  return a.author === b.author && a.onBehalfOf === b.onBehalfOf && a.delivery !== 'failed' && Math.abs(b.sentAt - a.sentAt) <= groupWithin;
}
