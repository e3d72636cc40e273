import { containerOf, mediaLength } from '../../base/media-length.js';
import { tolerance } from './payload.js';

/** What is to be sent, as it is kept until then. */
export interface VideoDraft {
  file: File;
  /** Whether this browser can show it. */
  isShown: boolean;
  /** The first picture, where it was to be had. */
  poster?: File;
  /** Seconds. */
  duration: number;
  isRecorded: boolean;
}

/** Why a file is none to send; the keys of `video-request.refused` in the catalogue. */
export type Refusal = 'type' | 'empty' | 'unreadable' | 'no-length' | 'too-long' | 'sound-only' | 'not-recorded';

/** Pixels. */
const posterSize = 480;
/** Milliseconds for the browser's own player; a file that it does not know may leave it silent for ever. */
const patience = 6_000;

/** type and length by what the file is, whatever it is called or claims; both the container and the browser are asked, and the longer answer counts. */
export async function checkVideo(file: File, seconds: number, isRecorded: boolean): Promise<VideoDraft | Refusal> {
  const found = await check(file, seconds, isRecorded);
  // Stopped before there was a picture: none of it is the person's fault.
  return isRecorded && typeof found === 'string' && found !== 'too-long' ? 'not-recorded' : found;
}

async function check(file: File, seconds: number, isRecorded: boolean): Promise<VideoDraft | Refusal> {
  if (file.size === 0) return 'empty';
  const read = async (at: number, length: number): Promise<Uint8Array> => new Uint8Array(await file.slice(at, at + length).arrayBuffer());
  let counted: number | undefined;
  try {
    if (!containerOf(await read(0, 16))) return 'type';
    counted = await mediaLength(file.size, read);
  } catch {
    return 'unreadable';
  }
  if (counted !== undefined && counted > seconds + tolerance) return 'too-long';
  const seen = await look(file, counted);
  if (seen?.isSoundOnly) return 'sound-only';
  const duration = Math.max(counted ?? 0, seen?.duration ?? 0);
  if (duration === 0) return 'no-length';
  if (duration > seconds + tolerance) return 'too-long';
  return { file, duration, isRecorded, isShown: seen !== undefined, ...(seen?.poster && { poster: seen.poster }) };
}

/** What the browser makes of it; undefined where it cannot play it. */
async function look(file: File, counted: number | undefined): Promise<{ duration: number; poster?: File; isSoundOnly: boolean } | undefined> {
  const video = document.createElement('video');
  Object.assign(video, { muted: true, playsInline: true, preload: 'auto' });
  const url = URL.createObjectURL(file);
  const end = performance.now() + patience;
  /** False where the player fails instead, or says nothing. */
  const heard = (event: string, ask: () => void): Promise<boolean> => new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), end - performance.now());
    const on = (name: string, is: boolean): void => video.addEventListener(name, () => {
      clearTimeout(timer);
      resolve(is);
    }, { once: true });
    on(event, true);
    on('error', false);
    ask();
  });
  try {
    if (!(await heard('loadeddata', () => (video.src = url)))) return undefined;
    // A recording has no length in its header: at its end the browser knows it.
    if (video.duration === Infinity && counted === undefined) await heard('seeked', () => (video.currentTime = Number.MAX_SAFE_INTEGER));
    const duration = Number.isFinite(video.duration) ? video.duration : video.currentTime;
    if (video.videoWidth === 0) return { duration, isSoundOnly: true };
    const isThere = await heard('seeked', () => (video.currentTime = Math.min(0.1, (counted ?? duration) / 2)));
    const poster = isThere ? await posterOf(video, file.name) : undefined;
    return { isSoundOnly: false, duration, ...(poster && { poster }) };
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  }
}

async function posterOf(video: HTMLVideoElement, name: string): Promise<File | undefined> {
  const { videoWidth, videoHeight } = video;
  const scale = Math.min(1, posterSize / Math.max(videoWidth, videoHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(videoWidth * scale));
  canvas.height = Math.max(1, Math.round(videoHeight * scale));
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8));
  return blob ? new File([blob], `${name.replace(/\.[^.]*$/, '')}.jpg`, { type: blob.type }) : undefined;
}
