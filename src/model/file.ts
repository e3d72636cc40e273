import type { Id } from './primitives.js';

export interface FileRef {
  id: Id;
  /** As the person named it. Untrusted: isolate its direction before it is shown. */
  name: string;
  /** Media type by content, for example `image/png`. */
  type: string;
  /** Bytes. */
  size: number;
  /** Pixels, for images and video. */
  width?: number;
  height?: number;
  /** Seconds, for audio and video. */
  duration?: number;
  scan: 'pending' | 'clean' | 'blocked';
}

const inlineImages: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

/** Pixels. A picture of more is not decoded: a few kilobytes can stand for gigabytes. */
const mostPixels = 40_000_000;

/** Images that may be shown in place. SVG is not one of them: it can hold script. */
export const isInlineImage = ({ type, width = 0, height = 0 }: Pick<FileRef, 'type' | 'width' | 'height'>): boolean => inlineImages.has(type) && width * height <= mostPixels;
