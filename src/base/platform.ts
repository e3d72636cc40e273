/**
 * Everything that the store and the adapters take from the world around them, as ports: time, chance, storage, locks, broadcast and page
 * lifecycle. (The network is the transport's.) A simulation hands in its own; `browser-platform.ts` makes the real ones, in Node too.
 */
export interface Clock {
  /** Milliseconds since the epoch. Shown to people, never used to order messages. */
  now(): number;
  /** Calls `run` once after `ms`. Returns the function that cancels it. */
  after(ms: number, run: () => void): () => void;
}

/**
 * `lost`: what was written may be gone (the site's data were cleared from outside, or the browser lost the connection).
 * `damaged`: something could not be read and was dropped.
 */
export type StorageEvent = 'lost' | 'damaged';

/** A partitioned key-value storage for outbox and drafts. Every call may reject; the store then goes on in memory and says so. */
export interface Storage {
  get(key: string): Promise<unknown>;
  /** Resolves once the value would survive a crash of the page. Rejects with `QuotaExceededError` (a DOMException) where there is no room. */
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  /** All keys that begin with `prefix`. */
  keys(prefix: string): Promise<string[]>;
  /** Empties the storage, irrevocably: the key that everything is encrypted with goes first. */
  clear(): Promise<void>;
  /** Lets go of the database, so that another tab may delete or upgrade it; what was begun and not written by then is not written. */
  close?(): void;
  /** Makes ready what `set` needs while the network is there, and leaves nothing on the device. */
  prepare?(): void;
  /** Something is about to be written: makes whatever must be there for it, so that the first `set` does not. */
  begin?(): void;
  /** Is told what happens to the storage from outside. One listener at a time. */
  watch?(listener: (event: StorageEvent) => void): void;
}

export interface LockOptions {
  /** Aborts the waiting, or the holding. */
  signal: AbortSignal;
  /** Takes the lock away from whoever holds it: for a holder that does not answer any more. */
  steal?: boolean;
}

export interface Locks {
  /**
   * Runs `work` while the named lock is held by this tab; the lock is let go when `work` ends. Rejects when `signal` aborts, or when another tab
   * has stolen the lock (`work` may still be running then: it has to stop). (Web Locks API, https://w3c.github.io/web-locks/)
   */
  request(name: string, options: LockOptions, work: () => Promise<void>): Promise<void>;
}

/** A channel to the other tabs of the same origin; what one posts reaches every other, never itself. (BroadcastChannel, HTML standard.) */
export interface Broadcast {
  /** A structured clone goes out, blobs included. Never throws. */
  post(message: unknown): void;
  /** Returns the function that stops listening. */
  listen(listener: (message: unknown) => void): () => void;
  close(): void;
}

export interface LifecycleState {
  /** The page is visible (Page Visibility). */
  visible: boolean;
  /** The page has the focus. */
  focused: boolean;
  /** The device believes that it has a network (a hint: only `false` can be trusted). */
  online: boolean;
  /** The page is frozen, or in the back-forward cache (Page Lifecycle). Nothing runs until it is false again; the stream is lost by then. */
  frozen: boolean;
}

export interface Lifecycle {
  get(): LifecycleState;
  subscribe(listener: (state: LifecycleState) => void): () => void;
}

export interface Platform {
  clock: Clock;
  /** A number in [0, 1). */
  random(): number;
  /** A new unique id (UUID version 4, RFC 9562). */
  newId(): string;
  /** The storage of one person in one workspace: outbox and drafts. */
  storage(partition: string): Storage;
  /** Another one, for what can be had again from the server: the first to go where there is no room. Absent: nothing is cached. */
  cache?(partition: string): Storage;
  /** Empties all of them, whosever they are: for a logout before it is known who that was. */
  forget?(): Promise<void>;
  /** Absent: this tab works by itself. */
  locks?: Locks;
  broadcast?(name: string): Broadcast;
  lifecycle: Lifecycle;
  /** Tells of every use of the page (pointer, key, touch); returns the function that stops it. Absent: the page's own events. */
  activity?(listener: () => void): () => void;
}
