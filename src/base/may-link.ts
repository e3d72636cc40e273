const mayHoldLink = /:\/\/|www\.|@|\d[\d ()./\u00a0-]{5}/i;

/** Whether a text may hold an address, a mail address or a telephone number. Most do not. */
export const mayLink = (text: string): boolean => mayHoldLink.test(text);
