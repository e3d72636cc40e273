import type { AttachedFile } from './files.js';

/** What is said in a video, as WebVTT. */
export interface Captions {
  readonly file: AttachedFile;
  /** BCP 47; empty where nobody said. */
  readonly language: string;
}

/** the captions that were sent beside a video, in the same message: `Walk.mp4` has `Walk.vtt`, or one for each language (`Walk.en.vtt`, `Walk.pt-BR.vtt`). */
export function captionsBeside({ name }: AttachedFile, files: readonly AttachedFile[]): Captions[] {
  const stem = name.replace(/\.[^.]*$/, '');
  return files.flatMap((file) => {
    const rest = file.name.startsWith(stem) && /^text\/(vtt|plain)$/.test(file.type) && /^(?:\.([a-z]{2,3}(?:-[a-z\d]{2,8})*))?\.vtt$/i.exec(file.name.slice(stem.length));
    return rest ? [{ file, language: rest[1] ?? '' }] : [];
  });
}
