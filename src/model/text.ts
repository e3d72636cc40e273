/** The payload of the kind `text`. What a patient types is `plain` and stays as typed; `markdown` needs the capability `message.rich`. */
export interface TextPayload {
  text: string;
  format: 'plain' | 'markdown';
}

/** The length that counts against the limit: UTF-16 units of the text as sent. */
export const textLength = (text: string): number => text.length;

export const isBlank = (text: string): boolean => text.trim() === '';
