/**
 * Where a message's words stand, as those see it who put words there from elsewhere (dictation, saved replies). `clinic-composer` hands it to what
 * stands at its foot; an editor in the place of the text field is one itself.
 */
export interface MessageField {
  /** What has the keyboard while one writes: it is told which suggestion is the chosen one. */
  readonly input: HTMLElement;
  /** The caret's line up to the caret; undefined while something is selected, or nothing can be written. */
  lineBefore(): string | undefined;
  /**
   * Puts words at the caret, as they are sent, in the place of what is selected and of `back` characters before it, and the focus behind them.
   * It is one step that can be undone. Without words only the focus comes.
   */
  insert(words: string, back?: number): void;
}

/** A text field as one. */
class TextareaField implements MessageField {
  constructor(readonly input: HTMLTextAreaElement) {}

  lineBefore(): string | undefined {
    const { value, selectionStart, selectionEnd, readOnly, disabled } = this.input;
    if (readOnly || disabled || selectionStart !== selectionEnd) return undefined;
    return value.slice(value.lastIndexOf('\n', selectionStart - 1) + 1, selectionStart);
  }

  insert(words: string, back = 0): void {
    const { input } = this;
    input.focus();
    if (!words || input.readOnly) return;
    if (back > 0) input.setSelectionRange(input.selectionStart - back, input.selectionEnd);
    // What the browser itself inserts can be undone.
    if (document.execCommand('insertText', false, words)) return;
    input.setRangeText(words, input.selectionStart, input.selectionEnd, 'end');
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

const wrapped = new WeakMap<HTMLTextAreaElement, MessageField>();

/** The text field, or what stands in its place, as what words are put into. */
export function messageField(box: HTMLTextAreaElement | (HTMLElement & MessageField)): MessageField {
  if (!(box instanceof HTMLTextAreaElement)) return box;
  let field = wrapped.get(box);
  if (!field) wrapped.set(box, (field = new TextareaField(box)));
  return field;
}
