import { html, noChange, nothing, type TemplateResult } from 'lit';
import { dayNumber, formatDay } from '../i18n/format.js';
import type { Id, Translate } from '../model/index.js';
import type { Chat } from '../store/types.js';
import type { ListModel } from './list-model.js';
import type { ListRow } from './list-rows.js';
import { gapRow } from './list-states.js';
import type { Space } from './list-window.js';
import './message.js';

export interface RowSurroundings {
  chat: Chat | undefined;
  model: ListModel;
  viewer: Id | undefined;
  /** The key of the message that is the tab stop. */
  current: string | undefined;
  /** How many messages there are, where not all of them are drawn; -1: nobody knows. */
  size: number | undefined;
  t: Translate;
  /** What the messages were drawn from, by their keys: the last time and now. What would be drawn from the same again is left alone. */
  drawn: ReadonlyMap<string, readonly unknown[]>;
  draws: Map<string, readonly unknown[]>;
  /** Where among the rows those messages stand that are drawn anew. */
  changed: number[];
  loadGap(id: Id): void;
}

/** One row of the list of messages: what stands in for those that are not drawn, a day separator, the divider of what is new, a hole, or a message. */
export function listRow(row: ListRow | Space, at: number, { chat, model, viewer, current, size, t, drawn, draws, changed, loadGap }: RowSurroundings): TemplateResult | typeof noChange {
  if (row.type === 'space') return html`<div class="space"></div>`;
  if (row.type === 'unread') return separator('unread', t('unread.divider'));
  if (row.type === 'gap') return gapRow(row.gap, chat, () => loadGap(row.gap.id));
  const { key } = row;
  const isNew = (...from: readonly unknown[]): boolean => {
    const last = drawn.get(key);
    draws.set(key, from);
    return !last || from.some((value, i) => value !== last[i]);
  };
  if (row.type === 'day') {
    const locale = chat?.locale ?? 'en';
    return isNew(locale, row.at, dayNumber(Date.now())) ? separator('day', formatDay(locale, row.at)) : noChange;
  }
  const { message } = row;
  const author = model.author(message);
  const behalf = model.behalf(message);
  const fresh = model.isFresh(key);
  const of = size && size > 0 ? Math.max(size, row.index + 1) : size;
  if (!isNew(chat, message, author, behalf, viewer, row.groupStart, row.groupEnd, row.isCut, key === current, fresh, size ? row.index : 0, of)) return noChange;
  changed.push(at);
  return html`<clinic-message
    data-key=${key}
    aria-posinset=${size ? row.index + 1 : nothing}
    aria-setsize=${of ?? nothing}
    .chat=${chat}
    .message=${message}
    .author=${author}
    .behalf=${behalf}
    .own=${message.author !== '' && message.author === viewer}
    .groupStart=${row.groupStart}
    .groupEnd=${row.groupEnd}
    .current=${key === current}
    ?cut=${row.isCut}
    ?fresh=${fresh}
  ></clinic-message>`;
}

const separator = (what: 'day' | 'unread', words: string): TemplateResult =>
  html`<div class=${what} part=${what} role="separator" aria-label=${words}><span>${words}</span></div>`;
