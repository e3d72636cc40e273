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
