import { hearTurns, letGo, takeTurn } from '../../ui/players.js';

/** `idle`: nothing of it is loaded. */
export type SoundPhase = 'idle' | 'loading' | 'playing' | 'paused' | 'failed';

/** How fast one listens; the choice holds for the whole page. */
const rates = [1, 1.5, 2] as const;
let rate: number = rates[0];
/** Milliseconds after an error within which what plays must have gone on. */
const patience = 1_000;
/**
 * A sound that is heard on this page, apart from any element that shows it: the row of a list may go and come while it plays. Nothing is loaded
 * before it is played. Only one plays at a time.
 */
export class Sound {
  phase: SoundPhase = 'idle';
  /** The code of the error for which it failed. */
  error: string | undefined;
  /** Seconds from the beginning. */
  position = 0;
  /** As it was measured here; undefined until it is loaded. */
  length: number | undefined;
  readonly #address: () => Promise<string>;
  readonly #listeners = new Set<() => void>();
  #audio: HTMLAudioElement | undefined;
  /** Whether it may go on: asked while it plays. */
  #mayStay: () => boolean = () => true;
  #hasTwice = false;
  /** Ends its listening to what else begins to sound. */
  #deaf: (() => void) | undefined;

  /** @param address where it can be read; asked at each beginning, because addresses are short-lived */
  constructor(address: () => Promise<string>) {
    this.#address = address;
  }

  get rate(): number {
    return rate;
  }

  /** Returns the function that ends it. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** @param mayStay asked while it plays: where it is not to be heard any longer, it stops */
  async play(mayStay: () => boolean = () => true): Promise<void> {
    if (this.phase === 'loading' || this.phase === 'playing') return;
    this.#mayStay = mayStay;
    takeTurn(this);
    this.#hear();
    const isNew = !this.#audio;
    const audio = (this.#audio ??= this.#make());
    this.error = undefined;
    this.#hasTwice = false;
    this.#set('loading');
    // Safari lets an element sound later only if it was touched within the press itself.
    if (isNew) audio.load();
    await this.#begin(audio, isNew);
  }

  pause(): void {
    if (this.phase === 'loading') {
      this.release();
      this.#set('idle');
    } else if (this.phase === 'playing') {
      this.#audio?.pause();
      this.#set('paused');
    }
  }

  toggle(mayStay?: () => boolean): void {
    if (this.phase === 'playing' || this.phase === 'loading') this.pause();
    else void this.play(mayStay);
  }

  seek(seconds: number): void {
    this.position = Math.max(0, this.length === undefined ? seconds : Math.min(seconds, this.length));
    if (this.#audio && this.#audio.readyState > 0) this.#audio.currentTime = this.position;
    this.#tell();
  }

  faster(): void {
    rate = rates[(rates.findIndex((one) => one === rate) + 1) % rates.length] ?? 1;
    if (this.#audio) this.#audio.playbackRate = rate;
    this.#tell();
  }

  /** Lets go of what was loaded; where it stood is kept. */
  release(): void {
    const audio = this.#audio;
    this.#deaf?.();
    this.#audio = undefined;
    if (audio) letGo(audio);
  }

  async #begin(audio: HTMLAudioElement, isNew: boolean): Promise<void> {
    try {
      if (isNew) {
        const url = await this.#address();
        if (this.#audio !== audio) return;
        audio.src = url;
        // It may have been sought while its address was on the way.
        audio.addEventListener('loadedmetadata', () => this.position > 0 && (audio.currentTime = this.position), { once: true });
      }
      audio.playbackRate = audio.defaultPlaybackRate = rate;
      await audio.play();
    } catch (thrown) {
      // Paused before it began.
      if (this.#audio !== audio || this.phase !== 'loading') return;
      const { name, code } = thrown as { name?: string; code?: unknown };
      // The browser wants another press: what is loaded stays.
      if (name === 'NotAllowedError') return this.#set('paused');
      await this.#again(typeof code === 'string' ? code : 'unknown');
    }
  }

  /** An address may have run out while it was paused: one more attempt with a new one. */
  async #again(code: string): Promise<void> {
    this.release();
    if (this.#hasTwice || code !== 'unknown') {
      this.error = code;
      return this.#set('failed');
    }
    this.#hasTwice = true;
    this.#hear();
    this.#set('loading');
    await this.#begin((this.#audio = this.#make()), true);
  }

  #make(): HTMLAudioElement {
    const audio = new Audio();
    audio.preload = 'auto';
    const on = (name: string, act: () => void): void => audio.addEventListener(name, () => {
      if (this.#audio === audio) act();
    });
    on('playing', () => this.#set('playing'));
    on('durationchange', () => {
      if (!Number.isFinite(audio.duration)) return;
      this.length = audio.duration;
      this.#tell();
    });
    on('timeupdate', () => {
      if (this.phase !== 'playing') return;
      this.position = audio.currentTime;
      if (this.#mayStay()) this.#tell();
      else this.pause();
    });
    on('ended', () => {
      this.release();
      this.position = 0;
      this.#set('idle');
    });
    // While it loads for the first time the promise of `play` says so.
    on('error', () => {
      if (this.phase !== 'playing') return;
      const { currentTime } = audio;
      // Firefox says so as well where there is nothing to hear it with, and goes on all the same.
      setTimeout(() => {
        if (this.#audio === audio && this.phase === 'playing' && audio.currentTime === currentTime) void this.#again('unknown');
      }, patience);
    });
    return audio;
  }

  #hear(): void {
    this.#deaf?.();
    this.#deaf = hearTurns(this, () => this.pause());
  }

  #set(phase: SoundPhase): void {
    this.phase = phase;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const sounds = new WeakMap<object, Map<string, Sound>>();

/** The sound of a file, the same one for every element that shows it in the same surroundings. */
export function soundOf(around: object, id: string, address: () => Promise<string>): Sound {
  const known = sounds.get(around) ?? new Map<string, Sound>();
  sounds.set(around, known);
  const sound = known.get(id) ?? new Sound(address);
  known.set(id, sound);
  return sound;
}
