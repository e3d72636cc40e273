import { messageKey, type Id, type Message } from '../model/index.js';
import type { Gap } from '../store/types.js';

/** Messages of one author that follow each other within this time stand in one group, in milliseconds. */
export const groupWithin = 5 * 60_000;

export type ListRow =
  | { type: 'day'; key: string; at: number }
  | { type: 'unread'; key: string }
  | { type: 'gap'; key: string; gap: Gap }
  | { type: 'message'; key: string; index: number; message: Message; groupStart: boolean; groupEnd: boolean; isCut: boolean };

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
  /** Only these messages' rows, from `from` up to and without `to`; what stands around them counts all the same. Default: all. */
  from?: number;
  to?: number;
}

const isSameDay = (a: number, b: number): boolean => {
  const first = new Date(a);
  const second = new Date(b);
  return first.getDate() === second.getDate() && first.getMonth() === second.getMonth() && first.getFullYear() === second.getFullYear();
};

const stayTogether = (a: Message, b: Message, apart: number): boolean =>
  a.author === b.author && a.onBehalfOf === b.onBehalfOf && a.delivery !== 'failed' && Math.abs(apart) <= groupWithin;

/**
 * What stands in the list: messages in the order given, day separators, the unread divider, holes; and which messages begin and end a group.
 * A row depends on its message and on the neighbours alone, so that a part of a long list costs no more than its own rows. Whatever stands
 * above a message is keyed by it.
 */
export function listRows(messages: readonly Message[], { firstUnread, seams, gaps = [], from = 0, to = messages.length }: ListRowsOptions = {}): ListRow[] {
  const rows: ListRow[] = [];
  const gapAbove = ({ id }: Message): Gap | undefined => gaps.find(({ before }) => before === id);
  /** `cut`: something else stands between the message and the one before it. */
  const beginning = (index: number): { day: boolean; cut: boolean; group: boolean } => {
    const before = messages[index - 1];
    const message = messages[index];
    if (!before || !message) return { day: true, cut: !!message, group: true };
    const { sentAt } = message;
    const last = before.sentAt;
    const day = !isSameDay(last, sentAt);
    const cut = day || message.id === firstUnread || gapAbove(message) !== undefined;
    return { day, cut, group: cut || !!seams?.has(messageKey(message)) || !stayTogether(before, message, sentAt - last) };
  };
  let here = beginning(from);
  for (let index = from; index < to; index++) {
    const message = messages[index] as Message;
    const key = messageKey(message);
    const gap = gapAbove(message);
    if (gap) rows.push({ type: 'gap', key: gap.id, gap });
    if (here.day) rows.push({ type: 'day', key: `day ${key}`, at: message.sentAt });
    if (message.id === firstUnread) rows.push({ type: 'unread', key: 'unread' });
    const next = beginning(index + 1);
    rows.push({ type: 'message', key, index, message, groupStart: here.group, groupEnd: next.group, isCut: next.cut });
    here = next;
  }
  return rows;
}
