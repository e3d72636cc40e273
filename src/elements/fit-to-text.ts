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

/** By the first letter that has a direction, among the first of a text. The classes are built at the first text that asks, not with every page. */
function isRightToLeft(text: string): boolean {
  const first = /\p{L}/u.exec(text.slice(0, 1_000))?.[0];
  return !!first && /[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}\p{sc=Adlam}]/u.test(first);
}

/**
 * The field's direction follows its text: `dir="auto"`, which the browser reckons anew again and again (Chromium: seconds for a megabyte).
 * Before a text becomes long, the direction is therefore settled by its first letters.
 * @param coming how many characters are about to be added
 */
export function settleDirection(textarea: HTMLTextAreaElement, text: string, coming = 0): void {
  const dir = text.length + coming <= surelyFull ? 'auto' : isRightToLeft(text) ? 'rtl' : 'ltr';
  if (textarea.dir !== dir) textarea.dir = dir;
}
