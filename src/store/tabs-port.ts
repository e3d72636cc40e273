import type { ErrorCode } from '../base/errors.js';
import type { Command, Cursor, Id, Message, Position, Session, Thread } from '../model/index.js';
import type { Connection, Ephemeral, ServerEvent } from '../transport/transport.js';
import type { Creation, ItemState, StoredItem, StoredUpload } from './stored.js';
import type { Upload } from './types.js';

/** What one tab lets the others know. Plain data: it goes through a structured clone, blobs included. */
export type News =
  /** A message was stored and is shown. */
  | { t: 'add'; item: StoredItem }
  | { t: 'item'; item: ItemState }
  /** A message is on its way no more: sent, where there is evidence; else taken back. */
  | { t: 'gone'; threadId: Id; clientId: Id; message?: Message }
  /** A thread is to be created under this temporary id; without `creation` no more. */
  | { t: 'creation'; id: Id; creation?: Creation }
  | { t: 'created'; id: Id; thread: Thread }
  /**
   * `echo`: from the leader, in whose order they count; `joins`: this tab alone is meant, or whoever leads (''), and keeps its own words too; `gives`:
   * something was taken back, and whoever is typing keeps both.
   */
  | { t: 'draft'; threadId: Id; text: string; uploads: StoredUpload[]; writer?: Id; echo?: boolean; joins?: Id; gives?: true }
  | { t: 'upload'; upload: Upload }
  | { t: 'read'; threadId: Id; upTo: Position }
  /** The server's events, and the cursors before and after them. */
  | { t: 'batch'; events: readonly ServerEvent[]; from?: Cursor; cursor?: Cursor }
  | { t: 'ephemeral'; event: Ephemeral }
  | { t: 'plan'; shown: boolean }
  | { t: 'line'; connection: Connection };

/** All that goes from tab to tab. `by` names the tab, `n` counts what it has said. */
export type Said = { by: Id; n?: number } & (
  | News
  /** Who leads? Answered by how the leader's connection stands. */
  | { t: 'who' }
  /** A tab begins to follow: what it has on its way. `isNew`: for the first time. */
  | { t: 'hello'; items: StoredItem[]; isNew: boolean }
  /** All that is on its way in the tab that leads; `to`: that tab has said hello, and `re` was the number of that. */
  | { t: 'lead'; items: { item: StoredItem; state: ItemState }[]; connection: Connection; cursor?: Cursor; to?: Id; re?: number }
  | { t: 'ask'; id: Id; command: Command }
  | { t: 'answer'; id: Id; error?: ErrorCode }
);

/** The other tabs of this person in this browser, as the rest of the store sees them. Absent: this tab works by itself. */
export interface OtherTabs {
  /** This tab drains the outbox and carries files up. */
  readonly leads: boolean;
  /** The session is known. Resolves to the signal that ends this tab's stream of events, or to `undefined`: another tab has it. Never rejects. */
  join(session: Session): Promise<AbortSignal | undefined>;
  /** The session is applied. */
  ready(): void;
  /** What was stored is back. */
  restored(): void;
  /** The connection is closed: lets the lead go. */
  leave(): void;
  /** This tab needs the leader now: somebody else leads where it does not answer. */
  need(): void;
  /** Has the leader carry out a command. */
  forward(command: Command): void;
  tell(news: News): void;
}

/** What the tabs do for what they show of each other. */
export interface MirrorHooks {
  post(news: News): void;
  /** Asks the leader how things are. */
  again(): void;
  /** Takes the lead from whoever has it. */
  steal(): void;
}
