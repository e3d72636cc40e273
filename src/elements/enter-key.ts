/** So soon after the end of a composition a key press still belongs to it, in milliseconds. */
const sameStroke = 50;

/**
 * tells the Enter that sends from the Enter that chooses a word in an input method. In Chromium and Firefox the key press comes during the
 * composition (`isComposing`, key code 229); in Safari the composition ends first and the key press follows, with key code 229 or without.
 */
export class EnterKey {
  #endedAt = -Infinity;

  onCompositionEnd(event: Event): void {
    this.#endedAt = event.timeStamp;
  }

  /** The key is up again: the next press is a new one. */
  readonly onKeyup = (): void => {
    this.#endedAt = -Infinity;
  };

  /** Whether the key sends; else it does what the text field does by itself. */
  sends(event: KeyboardEvent, enter: 'send' | 'newline'): boolean {
    const ended = event.timeStamp - this.#endedAt < sameStroke;
    this.#endedAt = -Infinity;
    if (event.key !== 'Enter' || event.defaultPrevented || event.isComposing || (event as { keyCode: number }).keyCode === 229 || ended || event.altKey) return false;
    return event.ctrlKey || event.metaKey || event.shiftKey === (enter === 'newline');
  }
}
