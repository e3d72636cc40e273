/** A value that changes and can be watched: what the store hands out. */
export interface Readable<T> {
  /** The value now. The same object is returned until it changes; it is never mutated. */
  get(): T;
  /** Calls `listener` at once with the value and then at each change. Returns the function that stops it. */
  subscribe(listener: (value: T) => void): () => void;
}
