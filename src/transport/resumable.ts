/** Bytes. A file above this goes up in pieces where the server can take them: what a cut connection costs a smaller one is not worth the questions. */
export const resumableFrom = 5 * 1024 * 1024;
