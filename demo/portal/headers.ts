/** The strict header of the demo. `copies`: for pages with several copies of a library, each of which wants its own Trusted Types policy. */
export const contentSecurityPolicy = (copies: boolean): string =>
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; " +
  `frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types lit-html clinic-chat${copies ? " dompurify 'allow-duplicates'" : ''}`;

/** Sent with every answer of the portal's own. */
export const plainHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};
