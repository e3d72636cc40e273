import type { Platform } from '../../base/platform.js';

/** The server is heard every ten seconds. Silence for longer than this means that the line is half open. */
export const silence = 25_000;
/** How often the watchdog looks at the clock, in milliseconds. */
const step = 5_000;

/** Barks once when it has not been petted for long enough; much too late where the device has slept, or its clock has jumped. */
export class Watchdog {
  barked = false;
  #until = 0;
  #cancel: () => void = () => undefined;

  constructor(readonly bark: (isLate: boolean) => void, readonly clock: Platform['clock']) {
    this.pet();
  }

  pet(patience = silence): void {
    this.#cancel();
    this.#until = this.clock.now() + patience;
    this.#look(patience);
  }

  /** In short steps: a timer stands still while the device sleeps. */
  #look(patience: number): void {
    const at = this.clock.now();
    this.#cancel = this.clock.after(Math.min(step, this.#until - at), () => {
      const now = this.clock.now();
      if (now < at) this.#until = now + patience;
      if (now < this.#until) return this.#look(patience);
      this.barked = true;
      this.bark(now - this.#until > step);
    });
  }

  stop(): void {
    this.#cancel();
  }
}
