/** Beyond this many characters the field has its greatest height anyway, and measuring would cost a layout of it all. */
const surelyFull = 8_000;
/** What each field showed when it was measured last, and how wide it was, in CSS pixels. */
const measured = new WeakMap<HTMLTextAreaElement, { text: string; width: number }>();

/**
 * Gives a text field the height of its text, now and whenever its width changes. The least and the greatest height are the style sheet's, and so
 * is `contain: strict`: the browser then lays out at each key the field alone. With `field-sizing: content` it reckons all that is around it anew,
 * which is two fifths of what a key costs beyond one in a plain field. A pasted megabyte is not measured at all.
 */
export function fitToText(textarea: HTMLTextAreaElement): void {
  const { style, value } = textarea;
  // An empty field has its least height, whatever its width.
  if (value === '' && !measured.has(textarea)) return;
  const known = measured.get(textarea) ?? watch(textarea);
  // Where something was taken away it may be lower.
  if (!value.startsWith(known.text)) style.blockSize = '';
  known.text = value;
  if (value.length > surelyFull) style.blockSize = '100vh';
  // Both are rounded.
  else if (value !== '' && textarea.scrollHeight > textarea.clientHeight + 1) style.blockSize = `${textarea.scrollHeight}px`;
}

function watch(textarea: HTMLTextAreaElement): { text: string; width: number } {
  const known = { text: '', width: 0 };
  measured.set(textarea, known);
  new ResizeObserver(() => {
    if (textarea.offsetWidth === known.width) return;
    known.width = textarea.offsetWidth;
    // Another size within this frame would be reported as an error.
    requestAnimationFrame(() => {
      known.text = '\0';
      fitToText(textarea);
    });
  }).observe(textarea);
  return known;
}

/** By the first letter among the first of a text: whether it is of the blocks that Unicode keeps for scripts from right to left. The class is built at the first text that asks, not with every page. */
const isRightToLeft = (text: string): boolean => /^\P{L}*(?=\p{L})[\u0590-\u08ff\ufb1d-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(text.slice(0, 1_000));

/**
 * The field's direction follows its text: `dir="auto"`, which the browser reckons anew again and again (Chromium: seconds for a megabyte).
 * Before a text becomes long, the direction is therefore settled by its first letters.
 * @param coming how many characters are about to be added
 */
export function settleDirection(textarea: HTMLTextAreaElement, text: string, coming = 0): void {
  const dir = text.length + coming <= surelyFull ? 'auto' : isRightToLeft(text) ? 'rtl' : 'ltr';
  if (textarea.dir !== dir) textarea.dir = dir;
}
