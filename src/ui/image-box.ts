/** The box that an image will fill, known before it loads: inside `most` by `most` pixels, never smaller than a finger. */
export function imageBox({ width, height }: { width?: number | undefined; height?: number | undefined }, most: number): { width: number; ratio: number } {
  if (!width || !height || width < 0 || height < 0) return { width: most * 0.75, ratio: 4 / 3 };
  // Panoramas and strips are cut to a shape that can still be touched.
  const ratio = Math.min(4, Math.max(0.4, width / height));
  return { width: Math.round(Math.max(64, Math.min(width, most, most * ratio))), ratio };
}
