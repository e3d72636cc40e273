import { iconArchive, iconAudio, iconFile, iconFilm, iconImage, iconSpreadsheet, iconTextFile, type Icon } from '../theme/file-icons.js';
import { fileNameParts } from './file-name.js';

/** A file as the controls see it; the model's `FileRef` is one. */
export interface AttachedFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly width?: number;
  readonly height?: number;
  /** Seconds, of sound and video. */
  readonly duration?: number;
  readonly scan: 'pending' | 'clean' | 'blocked';
}

const byType: readonly [RegExp, Icon][] = [
  [/^image\//, iconImage], [/^audio\//, iconAudio], [/^video\//, iconFilm],
  [/sheet|excel|csv/, iconSpreadsheet], [/zip|compressed|x-tar|gzip|rar/, iconArchive], [/^text\/|pdf|word|opendocument\.text|rtf/, iconTextFile],
];

/** The icon of a media type. */
export const fileIcon = (type: string): Icon => byType.find(([pattern]) => pattern.test(type))?.[1] ?? iconFile;

/** The name by which a control speaks of a file; `unnamed` where nothing of it can be shown. */
export function spokenName(name: string, unnamed: string): string {
  const { stem, extension } = fileNameParts(name);
  return extension ? `${stem}.${extension}` : stem || unnamed;
}

/** Hands a file to the browser's downloads. The server's answer says `attachment`, so the page stays. */
export function startDownload(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.rel = 'noopener';
  link.click();
}

/** The box that an image will fill, known before it loads: inside `most` by `most` pixels, never smaller than a finger. */
export function imageBox(file: Pick<AttachedFile, 'width' | 'height'>, most: number): { width: number; ratio: number } {
  const { width, height } = file;
  if (!width || !height || width < 0 || height < 0) return { width: most * 0.75, ratio: 4 / 3 };
  // Panoramas and strips are cut to a shape that can still be touched.
  const ratio = Math.min(4, Math.max(0.4, width / height));
  return { width: Math.round(Math.max(64, Math.min(width, most, most * ratio))), ratio };
}
