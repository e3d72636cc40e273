import { codeMissing } from '../base/code-missing.js';
import { ChatError } from '../base/errors.js';
import type { Parts } from './parts.js';
import type { WritingCommands, WritingHooks } from './writing-commands.js';

/** Milliseconds from the opened session: what a person may come to need without a connection is fetched while there is one. */
const ahead = 3_000;

interface Waiting { work: (commands: WritingCommands) => void; giveUp: (() => void) | undefined }

/** A chat's writing half, and how it comes: with the first thing to write, else a moment after the opening. */
export class LateWriting {
  readonly #parts: Parts;
  readonly #hooks: WritingHooks;
  #now: WritingCommands | undefined;
  #waiting: Waiting[] = [];
  #isMissing = false;
  #stop: (() => void) | undefined;

  constructor(parts: Parts, hooks: WritingHooks) {
    this.#parts = parts;
    this.#hooks = hooks;
  }

  /** Where it is here already. */
  get now(): WritingCommands | undefined {
    return this.#now;
  }

  /**
   * Does the work once it can be done, in the order of asking; what it throws is reported. Where the code does not come now it waits for the next
   * occasion, and the person is told that it is kept nowhere; with `giveUp` that is called instead.
   */
  when(work: Waiting['work'], giveUp?: () => void): void {
    this.#waiting.push({ work, giveUp });
    this.bring().catch((error: unknown) => this.#parts.core.report(ChatError.from(error)));
  }

  /** Rejects with `ChatError`; the next call tries again. */
  async bring(): Promise<WritingCommands> {
    const { core } = this.#parts;
    try {
      const { WritingCommands: Commands } = await import('./writing-commands.js');
      if (core.over) throw new ChatError('aborted');
      if (this.#isMissing) core.kept.set(true);
      this.#isMissing = false;
      this.#now ??= new Commands(this.#parts, this.#hooks);
    } catch (cause) {
      if (core.over || cause instanceof ChatError) throw cause;
      this.#missed();
      throw codeMissing('that keeps and sends what is written', cause);
    }
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { work } of waiting) this.#do(work, this.#now);
    return this.#now;
  }

  /** The session is open. */
  bringAhead(): void {
    if (!this.#now) this.#stop ??= this.#parts.core.platform.clock.after(ahead, this.tryNow);
  }

  /** The next occasion tries again. */
  readonly tryNow = (): void => {
    this.stop();
    this.bring().catch(() => undefined);
  };

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #do(work: Waiting['work'], commands: WritingCommands): void {
    try {
      work(commands);
    } catch (thrown) {
      this.#parts.core.report(ChatError.from(thrown, 'invalid'));
    }
  }

  #missed(): void {
    const waiting = this.#waiting;
    this.#waiting = waiting.filter(({ giveUp }) => !giveUp);
    for (const { giveUp } of waiting) giveUp?.();
    this.#isMissing = true;
    this.#parts.core.kept.set(this.#waiting.length === 0 && this.#parts.drafts.threads.length === 0);
  }
}
