import { html, nothing, type TemplateResult } from 'lit';
import { formatCount, formatDateTime, formatRowTime } from '../i18n/format.js';
import { isStaff, type Id, type Participant, type Thread, type ThreadStatus, type Translate, type Viewer } from '../model/index.js';
import type { Chat } from '../store/types.js';
import { iconMenu, iconMuted, iconPinned } from '../theme/icons.js';
import { avatarStack } from '../ui/avatar-stack.js';
import { icon } from '../ui/icon.js';
import { isoOf } from './message-facts.js';
import { previewOf } from './words.js';

/** Longer previews than a row can show are cut before they reach the page, in characters. */
const previewLength = 160;

/** What all rows of a list have in common. */
export interface RowSurroundings {
  chat: Chat | undefined;
  t: Translate;
  viewer: Viewer | undefined;
  selected: Id | undefined;
  statuses: readonly ThreadStatus[];
  /** Who is writing there, in words. */
  typing(thread: Thread): string | undefined;
  /** Called when a kind can read its messages. */
  later(): void;
}

interface Line { text: string; tone: '' | 'draft' | 'typing' }

/** One row: a button, named after what it shows, and beside it the one that opens its menu. */
export function threadRow(thread: Thread, isStop: boolean, around: RowSurroundings): TemplateResult {
  const { chat, t, selected, statuses } = around;
  const locale = chat?.locale ?? 'en';
  const title = thread.title.trim() || t('threads.untitled');
  const { unread } = thread;
  const isNew = unread > 0 || thread.markedUnread === true;
  const line = lineOf(thread, around);
  const at = thread.last?.sentAt;
  const status = statuses.find(({ id }) => id === thread.staff?.status)?.name;
  const name = [
    // In the order in which it stands there: who speaks to a computer says what they see.
    title, at !== undefined && formatRowTime(locale, at), line.text, status,
    unread > 0 ? t('threads.unread', { count: unread }) : thread.markedUnread && t('threads.marked-unread'),
    thread.pinned && t('threads.pinned'), thread.muted && t('threads.muted'),
  ];
  return html`<button
      class="row ${isNew ? 'unread' : ''} ${thread.muted ? 'muted' : ''}"
      part="row"
      type="button"
      data-id=${thread.id}
      tabindex=${isStop ? '0' : '-1'}
      aria-current=${thread.id === selected ? 'true' : nothing}
      aria-label=${name.filter(Boolean).join(', ')}
    >
      ${avatarStack(facesOf(thread, around.viewer))}
      <span class="text">
        <span class="top">
          <span class="title"><bdi>${title}</bdi></span>
          ${thread.pinned ? html`<span class="mark">${icon(iconPinned)}</span>` : nothing} ${thread.muted ? html`<span class="mark">${icon(iconMuted)}</span>` : nothing}
          ${at === undefined ? nothing : html`<time datetime=${isoOf({ sentAt: at })} title=${formatDateTime(locale, at)}><bdi>${formatRowTime(locale, at)}</bdi></time>`}
        </span>
        <span class="bottom">
          <span class="preview ${line.tone}" dir="auto"><bdi>${line.text}</bdi></span>
          ${status ? html`<span class="status" title=${status}>${status}</span>` : nothing}
          ${isNew ? html`<span class="count" data-count=${unread > 0 ? formatCount(locale, unread) : nothing}></span>` : nothing}
        </span>
      </span>
    </button>
    ${thread.pending ? nothing : html`<button class="icon-button more-actions" type="button" tabindex=${isStop ? '0' : '-1'} aria-haspopup="menu" aria-label=${t('threads.more-of', { title })} data-id=${thread.id}>${icon(iconMenu)}</button>`}`;
}

/** The preview: who is replying; the draft of a thread that is not open; else the last message, with who wrote it where that is not plain. */
function lineOf(thread: Thread, { chat, t, viewer, selected, typing, later }: RowSurroundings): Line {
  const writing = typing(thread);
  if (writing) return { text: writing, tone: 'typing' };
  const draft = thread.id === selected ? '' : (chat?.draft(thread.id).get().text ?? '');
  const short = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, previewLength);
  if (draft.trim()) return { text: t('threads.draft', { text: short(draft) }), tone: 'draft' };
  const { last } = thread;
  if (!last) return { text: '', tone: '' };
  const text = short(previewOf(last, chat, t, later));
  if (viewer && last.author === viewer.id) return { text: t('threads.you', { text }), tone: '' };
  const author = thread.participants.find((who) => who.id === last.author);
  const others = thread.participants.filter((who) => who.id !== viewer?.id);
  return { text: author && others.length > 1 && author.name !== thread.title ? t('threads.by', { name: author.name, text }) : text, tone: '' };
}

/** Whose faces stand for the thread: of a 1:1 the one whom it is named after, of a group two. */
function facesOf(thread: Thread, viewer: Viewer | undefined): Participant[] {
  const others = thread.participants.filter((who) => who.id !== viewer?.id && who.active);
  const named = others.filter((who) => who.name === thread.title);
  if (thread.kind === 'direct') return named.length > 0 ? named.slice(0, 1) : others.slice(0, 1);
  return [...others].sort((a, b) => Number(isStaff(b)) - Number(isStaff(a))).slice(0, 2);
}
