import type { Id } from '../../src/model/index.js';
import type { Tab } from './tab.js';

export type Rule = 'T1' | 'T2' | 'T3' | 'T4' | 'T5' | 'T6' | 'T7' | 'T8' | 'T9' | 'T10' | 'T11' | 'crash';

export interface Violation { rule: Rule; what: string; step: number; at: number }

/** What became of one word that somebody typed. */
export interface Word {
  word: string;
  user: Id;
  thread: Id;
  /** The life of the tab in which it was typed. */
  tab: string;
  typedAt: number;
  /** It has stood in a bubble. */
  isAccepted: boolean;
  /** Sent in this tab at this time, and not seen since. */
  limbo: { tab: Tab; since: number } | undefined;
  /** In the order of sending within a tab and thread; 0 while it is a draft. */
  order: number;
  onServer: boolean;
  /** Nobody owes it any more: erased, discarded, logged out; or lost by a fault against which nothing helps. */
  isClosed: boolean;
  /** Its storing has failed by a fault: it lives as long as its tab. */
  isUnkept: boolean;
  /**
   * Typed where tabs do not hear of each other, or the storage failed as a tab read or deleted it: as a draft, one tab overwrites the other's,
   * or it comes back after it was sent.
   */
  isLoose: boolean;
  /** Taken back into the draft, perhaps too late: it may come twice. */
  isEdited: boolean;
  /** It has been refused, or was out of its queue: those behind it went first. */
  steppedAside: boolean;
}

/** All words that somebody has typed, and what is known of each. */
export class Ledger {
  readonly words = new Map<string, Word>();
  readonly #left = new Set<string>();

  /** Nobody owes them any more. */
  close(words: Iterable<string>): void {
    this.#mark(words, { isClosed: true });
  }

  edited(words: Iterable<string>): void {
    this.#mark(words, { isEdited: true, steppedAside: true, isAccepted: false });
  }

  /** What is stored and what a tab takes to be stored differ in these words, or no other tab knows of them. */
  apart(words: readonly string[]): void {
    this.#mark(words, { isLoose: true });
    for (const word of words) this.#left.add(word);
  }

  /** It may still be stored as it once stood, for the storage could not take it away. */
  isLeft(word: string): boolean {
    return this.#left.has(word);
  }

  /** What was told with these words in it reached nobody: others may go first. */
  untold(words: readonly string[]): void {
    this.#mark(words, { isLoose: true, steppedAside: true });
  }

  unkept(words: readonly string[]): void {
    this.#mark(words, { isUnkept: true });
  }

  #mark(words: Iterable<string>, change: Partial<Word>): void {
    for (const word of words) {
      const record = this.words.get(word);
      if (record) Object.assign(record, change);
    }
  }
}
