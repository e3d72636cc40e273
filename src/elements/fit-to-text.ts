/** Beyond this many characters the field has its greatest height anyway, and measuring would cost a layout of it all. */
const surelyFull = 8_000;
let fits: boolean | undefined;

/**
 * Gives a text field the height of its text: by `field-sizing` where the browser has it, else (WebKit) by measuring. The greatest height is
 * the style sheet's. A pasted megabyte is not measured at all.
 */
export function fitToText(textarea: HTMLTextAreaElement): void {
  const { style, value } = textarea;
  if (value.length > surelyFull) {
    style.setProperty('field-sizing', 'fixed');
    style.blockSize = '100vh';
    return;
  }
  if (style.length > 0) {
    style.removeProperty('field-sizing');
    style.blockSize = '';
  }
  if (value === '' || (fits ??= CSS.supports('field-sizing', 'content'))) return;
  style.blockSize = 'auto';
  if (textarea.scrollHeight > 0) style.blockSize = `${textarea.scrollHeight}px`;
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
