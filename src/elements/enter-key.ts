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

  /** `send`, or nothing where the key does what the text field does by itself. */
  onKeydown(event: KeyboardEvent, enter: 'send' | 'newline'): 'send' | undefined {
    const ended = event.timeStamp - this.#endedAt < sameStroke;
    this.#endedAt = -Infinity;
    if (event.key !== 'Enter' || event.defaultPrevented || event.isComposing || (event as { keyCode: number }).keyCode === 229 || ended || event.altKey) return undefined;
    if (event.ctrlKey || event.metaKey) return 'send';
    return event.shiftKey === (enter === 'newline') ? 'send' : undefined;
  }
}
