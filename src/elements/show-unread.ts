import type { ScrollAnchor } from './scroll-anchor.js';

/** What stays in sight above the divider, in pixels. */
const above = 24;

/** Brings the divider of what is new into view, where more is new than fits: the reader begins there, not at the end. */
export function showUnread(list: Element, anchor: ScrollAnchor): void {
  const divider = list.querySelector('.unread');
  const first = divider?.nextElementSibling;
  if (!divider || !(first instanceof HTMLElement)) return;
  const top = first.getBoundingClientRect().top;
  const space = top - divider.getBoundingClientRect().top + above;
  if (top - list.getBoundingClientRect().top < space) anchor.goTo(first, space);
}
