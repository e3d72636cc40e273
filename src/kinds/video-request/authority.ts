import { ChatError } from '../../base/errors.js';
import { isInlineImage, type Acted, type FileRef, type KindAuthority, type KindScene } from '../../model/index.js';
import { isFields, text } from '../payload.js';
import { captionsOf, parseVideoRequest, tolerance, wordsLength, type VideoRequestPayload } from './payload.js';

/** What the care team's browsers play: R-21 asks that everyone in the thread can. */
const types: ReadonlySet<string> = new Set(['video/mp4', 'video/webm', 'video/quicktime']);
const invalid = (field: string, why: string): ChatError => new ChatError('invalid', `${field}: ${why}`, { fields: { [field]: why } });

/** what a server does with requests for a video. The limit is the workspace's; the length is what the file's samples say, whoever claims another. */
export const authority: KindAuthority<VideoRequestPayload> = {
  create(payload, scene) {
    const words = isFields(payload) ? text(payload['words'])?.trim() : undefined;
    if (words && words.length > wordsLength) throw invalid('words', 'too-long');
    return { state: 'open', seconds: scene.limits.videoSeconds, ...(words && { words }) };
  },

  act(payload, { verb, data }, scene): Acted<VideoRequestPayload> {
    const now = parseVideoRequest(payload);
    switch (verb) {
      case 'answer': return answered(open(now), data, scene);
      case 'withdraw': return { payload: { ...open(now), state: 'withdrawn' } };
      // The portal's own: whoever writes down what is said.
      case 'caption': return captioned(now, data);
      default: throw new ChatError('unsupported', 'a request for a video does not know the verb');
    }
  },
};

/** Two answers at once, or one after it was withdrawn: the first counts, the other learns what it was. */
function open(now: VideoRequestPayload): VideoRequestPayload {
  if (now.state !== 'open') throw new ChatError('conflict', `the request is ${now.state}`);
  return now;
}

function answered(now: VideoRequestPayload, data: unknown, scene: KindScene): Acted<VideoRequestPayload> {
  const { files, duration: claimed } = isFields(data) ? data : {};
  if (!Array.isArray(files) || files.length < 1 || files.length > 2) throw invalid('files', 'a video, and perhaps its first picture');
  const [video, poster] = files.map((id: unknown) => fileFrom(scene, id)) as [FileRef, FileRef | undefined];
  if (!types.has(video.type)) throw invalid('video', 'unsupported-type');
  if (poster && (!isInlineImage(poster) || poster.id === video.id)) throw invalid('poster', 'not an image');
  // Where the container does not tell, the one who sends it has measured.
  const duration = video.duration ?? (typeof claimed === 'number' && claimed > 0 ? claimed : undefined);
  if (duration === undefined) throw invalid('video', 'no length');
  if (duration > now.seconds + tolerance) throw invalid('video', 'too-long');
  return {
    payload: {
      ...now, state: 'answered', video: video.id, ...(poster && { poster: poster.id }), duration: Math.round(duration * 10) / 10,
      answeredBy: scene.who.name, answeredAt: scene.now,
    },
    files: files as string[],
  };
}

function fileFrom(scene: KindScene, id: unknown): FileRef {
  const file = typeof id === 'string' ? scene.file(id) : undefined;
  if (!file) throw invalid('files', 'unknown');
  return file;
}

function captioned(now: VideoRequestPayload, data: unknown): Acted<VideoRequestPayload> {
  if (now.state !== 'answered') throw new ChatError('conflict', `the request is ${now.state}`);
  const captions = captionsOf(data);
  if (!captions) throw invalid('captions', 'a file and its language');
  return { payload: { ...now, captions }, files: [captions.file] };
}
