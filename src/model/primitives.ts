/** Made by the server or, for commands and uploads, by the client. Never parsed, compared for equality only. */
export type Id = string;
/** A place in a list or in the log of events, made by the server. Never parsed, never compared. */
export type Cursor = string;
/** The place of a message in its thread, made by the server. Compared as text, within one thread only. */
export type Position = string;

export interface Page<T> {
  /** In ascending order (messages) or in the order asked for (threads, catalogues). */
  items: T[];
  /** Where to go on towards the past; absent at the beginning. */
  older?: Cursor;
  /** Where to go on towards the present; absent at the end. */
  newer?: Cursor;
}
