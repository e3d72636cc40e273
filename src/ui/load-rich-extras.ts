import { extras, mayLink } from './rich-extras.js';

/** Loads the extras that this Markdown needs. Rejects where one could not be loaded. */
export const loadExtras = (text: string): Promise<unknown> =>
  Promise.all([text.includes('![') && !extras.images && import('./rich-images.js'), mayLink(text) && !extras.links && import('./rich-links.js')]);

export const hasExtras = (text: string): boolean => (!text.includes('![') || !!extras.images) && (!mayLink(text) || !!extras.links);
