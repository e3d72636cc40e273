/** What rich text shares with its extras: images and running links, which come only with a message that has them. */

export interface RichImage { url: Promise<string>; width?: number | undefined; height?: number | undefined }
export interface RichTextSurroundings {
  /** The uploaded image of that id, for `![what it shows](clinic-file:ID)`. */
  image(id: string): RichImage | undefined;
  /** Images from other hosts load only on request, and only if this is true. */
  remoteImages: boolean;
  t(key: string, values?: Readonly<Record<string, string | number>>): string;
}

/** Filled by `rich-images.ts` and `rich-links.ts` as they are loaded. */
export const extras: {
  /** Puts an image, or words in its place, where `place` stands. */
  images?: (place: HTMLElement, around: RichTextSurroundings) => void;
  /** Makes links of telephone numbers and bare addresses. */
  links?: (fragment: DocumentFragment) => void;
} = {};

export { mayLink } from '../base/may-link.js';


export function setLink(link: HTMLAnchorElement, href: string): void {
  link.href = href;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
}

export function create(tag: string, attributes: Readonly<Record<string, string>>): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
