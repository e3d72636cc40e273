import { containerOf, mediaLength } from '../../base/media-length.js';
import { VideoLook } from '../../ui/video-look.js';
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

/** What is in most files of a container. */
const usual = { mp4: 'video/mp4; codecs="avc1.42E01E"', webm: 'video/webm; codecs="vp8"' } as const;
/** Pixels. */
const posterSize = 480;

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
  let container: ReturnType<typeof containerOf>;
  try {
    container = containerOf(await read(0, 16));
    if (!container) return 'type';
    counted = await mediaLength(file.size, read);
  } catch {
    return 'unreadable';
  }
  if (counted !== undefined && counted > seconds + tolerance) return 'too-long';
  // Without the usual codec some browsers find no picture in a video, and others nothing at all, after a while: the samples have been counted, and the server decides.
  const seen = document.createElement('video').canPlayType(usual[container]) === '' ? undefined : await look(file, counted);
  if (seen?.isSoundOnly) return 'sound-only';
  const duration = Math.max(counted ?? 0, seen?.duration ?? 0);
  if (duration === 0) return 'no-length';
  if (duration > seconds + tolerance) return 'too-long';
  return { file, duration, isRecorded, isShown: seen !== undefined, ...(seen?.poster && { poster: seen.poster }) };
}

/** What the browser makes of it; undefined where it cannot play it. */
async function look(file: File, counted: number | undefined): Promise<{ duration: number; poster?: File; isSoundOnly: boolean } | undefined> {
  const seen = new VideoLook();
  const { video } = seen;
  const url = URL.createObjectURL(file);
  try {
    if (!(await seen.open(url))) return undefined;
    // A recording has no length in its header: at its end the browser knows it.
    if (video.duration === Infinity && counted === undefined) await seen.seek(Number.MAX_SAFE_INTEGER);
    const duration = Number.isFinite(video.duration) ? video.duration : video.currentTime;
    if (video.videoWidth === 0) return { duration, isSoundOnly: true };
    const poster = (await seen.seek(Math.min(0.1, (counted ?? duration) / 2))) ? await posterOf(seen, file.name) : undefined;
    return { isSoundOnly: false, duration, ...(poster && { poster }) };
  } finally {
    seen.end();
    URL.revokeObjectURL(url);
  }
}

async function posterOf(seen: VideoLook, name: string): Promise<File | undefined> {
  const canvas = document.createElement('canvas');
  seen.draw(canvas, posterSize);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8));
  return blob ? new File([blob], `${name.replace(/\.[^.]*$/, '')}.jpg`, { type: blob.type }) : undefined;
}
