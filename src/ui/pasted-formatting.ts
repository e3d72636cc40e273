/** Whether HTML from elsewhere says more than its bare words. It is looked at as text: nothing is made of it here. */
export const hasFormatting = (html: string): boolean =>
  /<(?:strong|em|i|ul|ol|table|h[1-6]|blockquote|del|s)\b|<b(?:\s(?![^>]*[\s"';]font-weight:\s*normal)[^>]*)?>|<a\s[^>]*href|[\s"';]font-weight:\s*(?:bold|[6-9]00)|[\s"';]font-style:\s*italic|mso-list/i.test(html);
