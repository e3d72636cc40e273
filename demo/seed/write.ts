import type { VideoRequestPayload } from '../../src/kinds/index.js';
import type { SeedFile, SeedMessage } from './types.js';

type Extra = Partial<Pick<SeedMessage, 'files' | 'onBehalfOf' | 'preview'>>;

/** One person's pen in one thread: plain text, rich text, or files alone. Ids count up, so that a fresh start makes the same ones. */
export class Pen {
  readonly messages: SeedMessage[] = [];
  readonly #thread: string;

  constructor(thread: string) {
    this.#thread = thread;
  }

  plain(author: string, sentAt: number, text: string, extra: Extra = {}): this {
    return this.#add({ author, sentAt, kind: 'text', payload: { text, format: 'plain' }, ...extra });
  }

  rich(author: string, sentAt: number, text: string, extra: Extra = {}): this {
    return this.#add({ author, sentAt, kind: 'text', payload: { text, format: 'markdown' }, ...extra });
  }

  images(author: string, sentAt: number, files: SeedFile[], extra: Extra = {}): this {
    return this.#add({ author, sentAt, kind: 'image', payload: {}, files, ...extra });
  }

  files(author: string, sentAt: number, files: SeedFile[], extra: Extra = {}): this {
    return this.#add({ author, sentAt, kind: 'file', payload: {}, files, ...extra });
  }

  /** a comment on an action or a goal of the plan. */
  plan(author: string, sentAt: number, about: 'action' | 'goal', name: string, text: string): this {
    return this.#add({ author, sentAt, kind: 'plan-comment', payload: { text, about, name } });
  }

  /** `peaks` is the sound's picture. */
  voice(author: string, sentAt: number, file: SeedFile, seconds: number, peaks: number[]): this {
    return this.#add({ author, sentAt, kind: 'voice', payload: { seconds, peaks }, files: [file] });
  }

  /** a short video is asked for; `answer` is what was sent. */
  video(author: string, sentAt: number, patient: string, words: string, answer?: Pick<VideoRequestPayload, 'duration' | 'answeredBy' | 'answeredAt'> & { video: SeedFile; poster: SeedFile }): this {
    const asked: VideoRequestPayload = { state: 'open', seconds: 45, words };
    if (!answer) return this.#add({ author, sentAt, kind: 'video-request', payload: asked, for: patient });
    const { video, poster, ...facts } = answer;
    return this.#add({ author, sentAt, kind: 'video-request', payload: { ...asked, state: 'answered', ...facts, video: video.id, poster: poster.id }, for: patient, files: [video, poster] });
  }

  other(kind: string, author: string, sentAt: number, payload: unknown, preview: string): this {
    return this.#add({ author, sentAt, kind, payload, preview });
  }

  #add(message: Omit<SeedMessage, 'id'>): this {
    this.messages.push({ id: `${this.#thread}-${String(this.messages.length + 1).padStart(4, '0')}`, ...message });
    return this;
  }
}
