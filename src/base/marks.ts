const marks = [
  /^ {0,3}(#{1,6}\s|>|([-*+]|\d{1,9}[.)])\s|([-*_] *){3,}$|(```|~~~))/m,
  /\*\S|\S\*|(^|[^\p{L}\p{N}_])_\S|~~\S|`[^`]+`/mu,
  /\]\(|^\|?.*\|.*\n *\|? *:?-/m,
  /\\[!-/:-@[-`{-~]|&[#\w]+;/,
];

/**
 * Whether Markdown says more in this text than its bare words: a heading, list, quote, table, code, emphasis, link or image (CommonMark 0.31).
 * Text in which it does not is sent as `plain`: it then reads everywhere as it was typed.
 */
export const hasMarks = (text: string): boolean => marks.some((mark) => mark.test(text));
