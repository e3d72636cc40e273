import { imageHeadBytes, imageSize, mostPixels } from './image-size.js';

/** Pixels of a preview's longer side, at most. */
export const previewSide = 640;
/** Bytes of a preview, at most. */
export const previewBytes = 256 * 1024;
/** Bytes. A smaller image is its own preview. */
const smallBytes = 64 * 1024;

/** Images of which a preview is made. A GIF may move: it is shown as it is. */
const sources: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif']);
const previewTypes: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp']);

interface Facts { type: string; width?: number | undefined; height?: number | undefined }

/** Whether an image may have a preview at all. */
export const mayHavePreview = ({ type, width, height }: Facts): boolean => sources.has(type) && !!width && !!height;

/** Whether one image may stand for another: a small one of the same shape. */
export function isPreviewOf(preview: Facts, original: Facts): boolean {
  const { width = 0, height = 0 } = preview;
  if (!mayHavePreview(original) || !previewTypes.has(preview.type) || !width || !height || Math.max(width, height) > previewSide) return false;
  const [wide, high] = [original.width ?? 0, original.height ?? 0];
  // Each side is rounded to whole pixels.
  return Math.abs(width * high - height * wide) <= Math.max(wide, high);
}

/**
 * A smaller picture of a photo, the right way up and without anything written beside it; nothing where the photo is small itself, is too large to be decoded, or
 * cannot be decoded here.
 */
export async function makePreview(file: Blob): Promise<Blob | undefined> {
  if (file.size <= smallBytes || !sources.has(file.type) || typeof OffscreenCanvas === 'undefined') return undefined;
  // By its header: an image of too many pixels is not decoded even once.
  const size = imageSize(file.type, new Uint8Array(await file.slice(0, imageHeadBytes).arrayBuffer()));
  if (!size || Math.max(size.width, size.height) <= previewSide || size.width * size.height > mostPixels) return undefined;
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const share = previewSide / Math.max(bitmap.width, bitmap.height);
    const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * share))) as [number, number];
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (!context) return undefined;
    context.imageSmoothingQuality = 'high';
    // A JPEG has no transparency: what is see-through would turn black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.drawImage(bitmap, 0, 0, width, height);
    const preview = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
    return preview.size < file.size && preview.size <= previewBytes ? preview : undefined;
  } finally {
    bitmap.close();
  }
}
