import { letGo } from './players.js';

/** Milliseconds for the browser's own player; a file that it does not know may leave it silent for ever. */
const patience = 6_000;

/** A video looked at by the browser without being shown: for its first picture and its length. */
export class VideoLook {
  readonly video = Object.assign(document.createElement('video'), { muted: true, playsInline: true, preload: 'auto' });
  readonly #end = performance.now() + patience;

  /** Whether there is something to see or hear; false where the browser cannot play it, or says nothing. */
  open(url: string): Promise<boolean> {
    return this.#heard('loadeddata', () => (this.video.src = url));
  }

  /** Whether it has come there. */
  seek(seconds: number): Promise<boolean> {
    return this.#heard('seeked', () => (this.video.currentTime = seconds));
  }

  /** Draws what is to be seen, at most so many pixels on a side. */
  draw(canvas: HTMLCanvasElement, most: number): void {
    const { videoWidth, videoHeight } = this.video;
    const scale = Math.min(1, most / Math.max(videoWidth, videoHeight));
    canvas.width = Math.max(1, Math.round(videoWidth * scale));
    canvas.height = Math.max(1, Math.round(videoHeight * scale));
    canvas.getContext('2d')?.drawImage(this.video, 0, 0, canvas.width, canvas.height);
  }

  /** Lets go of what was loaded. */
  end(): void {
    letGo(this.video);
  }

  #heard(event: string, ask: () => void): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), this.#end - performance.now());
      const on = (name: string, is: boolean): void => this.video.addEventListener(name, () => {
        clearTimeout(timer);
        resolve(is);
      }, { once: true });
      on(event, true);
      on('error', false);
      ask();
    });
  }
}
