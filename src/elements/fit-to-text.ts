/** Beyond this many characters the field has its greatest height anyway, and measuring would cost a layout of it all. */
const surelyFull = 4_000;

/** Gives a text field the height of its text, where the browser does not do so by itself (`field-sizing`, missing in WebKit). */
export function fitToText(textarea: HTMLTextAreaElement): void {
  if (typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content')) return;
  const { style, value } = textarea;
  if (value.length > surelyFull) {
    style.blockSize = '100vh';
    return;
  }
  style.blockSize = 'auto';
  if (textarea.scrollHeight > 0 && value !== '') style.blockSize = `${textarea.scrollHeight}px`;
}
