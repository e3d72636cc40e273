import '../i18n/more.js';
import type { Id } from '../model/index.js';
import { notice } from './list-notice.js';
import type { SpeechHost } from './list-speech.js';
import type { ListView } from './list-view.js';

/** Where somebody wants to go: to a message, to the first one at or after a time (ms since the epoch), or to the first unread one. */
export type Jump = ({ id: Id } | { at: number } | { unread: true }) & { asked?: number; was?: unknown };

export interface JumpHost extends SpeechHost {
  /** Asks for what is not loaded: the messages around one of them, an older page, or the newest one. */
  load(what: { around: Id } | 'older' | 'reload'): void;
}

/** So many older pages are read on the way to a date or to the first unread message. */
const mostPages = 60;
/** How long the message has an outline, which fades at last, in milliseconds. */
const marked = 2_400;

/** Goes on towards the target, as far as that is possible now; answers whether the jump has come to its end. To be asked at each new state. */
export function seek(jump: Jump, { view, t, load, announcer }: JumpHost): boolean {
  const { timeline, messages } = view.model;
  if (!timeline || !view.anchor.ready) return false;
  const asked = jump.asked ?? 0;
  const give = (): boolean => {
    const said = announcer();
    // Only the server knows that it is not there.
    if (said) notice(said, t((timeline.error?.code ?? 'not-found') === 'not-found' ? 'message.missing' : 'message.unloaded'));
    return true;
  };
  if (timeline.phase === 'failed' && asked && 'id' in jump) {
    // The thread is there, though the message is not.
    load('reload');
    return give();
  }
  // Asked for already, and the answer is not taken here yet.
  if (jump.was === timeline || timeline.phase !== 'ready' || timeline.newer.state === 'loading') return false;
  let index: number;
  if ('id' in jump) {
    index = messages.findLastIndex(({ id, clientId }) => id === jump.id || clientId === jump.id);
    if (index < 0) {
      if (asked) return give();
      Object.assign(jump, { asked: 1, was: timeline });
      load({ around: jump.id });
      return false;
    }
  } else {
    index = 'at' in jump ? messages.findIndex(({ sentAt }) => sentAt >= jump.at) : messages.findIndex(({ id }) => id === timeline.firstUnread);
    const mayBeAbove = 'at' in jump ? index === 0 : index < 0;
    if (mayBeAbove && timeline.older.state === 'loading') return false;
    if (mayBeAbove && timeline.older.state === 'more' && asked < mostPages) {
      jump.asked = asked + 1;
      load('older');
      return false;
    }
    if (messages.length === 0) return give();
    if (index < 0) index = messages.length - 1;
  }
  arrive(view, index);
  return true;
}

/** Shows the message a third below the upper edge, marks it for a while, and puts the focus on it, unless somebody is writing. */
function arrive(view: ListView, index: number): void {
  const row = view.goTo(index, 0);
  if (!row) return;
  const list = row.parentElement?.closest('.list');
  if (list) view.goTo(index, Math.max(24, (list.clientHeight - row.offsetHeight) / 3));
  const mark = { outline: '3px solid var(--_color-accent-text)', outlineOffset: '2px' };
  row.renderRoot.querySelector('.bubble, .event')?.animate([mark, { ...mark, offset: 0.6 }, { ...mark, outlineColor: 'transparent' }], marked);
  if (!deepActiveElement()?.matches('input, textarea, select, [contenteditable]')) row.focus({ preventScroll: true });
}

/** What has the focus, through open shadow roots. */
function deepActiveElement(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}
