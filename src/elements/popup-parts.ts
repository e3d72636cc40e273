import { formatCount } from '../i18n/number.js';
import type { Translator } from '../i18n/translate.js';
import type { Id } from '../model/index.js';
import type { Chat } from '../store/types.js';
import { drawIcon } from '../theme/draw-icon.js';
import { iconChevronDown, iconMessages } from '../theme/loader-icons.js';
import { make } from './dom.js';

/** What a popup that leaves the page hands on to the next one of the same chat: routers build their pages anew. */
export const lastSeen = new WeakMap<Chat, { thread: Id | undefined }>();

const sheets = new Map<string, CSSStyleSheet>();

/** A style sheet is made once, however many popups use it. */
export function sheetOf(css: string): CSSStyleSheet {
  let sheet = sheets.get(css);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  return sheet;
}

export const makeBubble = (): HTMLButtonElement =>
  make('button', { class: 'bubble', part: 'bubble', type: 'button', 'aria-haspopup': 'dialog' }, drawIcon(iconMessages), drawIcon(iconChevronDown));

/** Its name and its count; beside the open window the count is no news. */
export function drawBubble(bubble: HTMLButtonElement, { unread, isOpen, t }: { unread: number; isOpen: boolean; t: Translator }): void {
  bubble.setAttribute('aria-label', unread > 0 ? t('messages.unread', { count: unread }) : t('messages'));
  bubble.setAttribute('aria-expanded', String(isOpen));
  bubble.querySelector('.count')?.remove();
  if (unread === 0 || isOpen) return;
  const { lang } = document.documentElement;
  bubble.append(make('span', { class: 'count', part: 'count', 'data-count': formatCount(lang || 'en', unread) }));
}
