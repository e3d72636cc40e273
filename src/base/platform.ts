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

/** A partitioned key-value storage for outbox and drafts. Every call may reject; the store then goes on in memory and says so. */
export interface Storage {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  /** All keys that begin with `prefix`. */
  keys(prefix: string): Promise<string[]>;
  /** Empties the storage, irrevocably. */
  clear(): Promise<void>;
}

export interface Locks {
  /** Runs `work` while the named lock is held; ends when `signal` aborts. (Web Locks API.) */
  request(name: string, signal: AbortSignal, work: () => Promise<void>): Promise<void>;
}

export interface Broadcast {
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
  /** The storage of one person in one workspace. */
  storage(partition: string): Storage;
  /** Absent: this tab works by itself. */
  locks?: Locks;
  broadcast?(name: string): Broadcast;
  lifecycle: Lifecycle;
}
