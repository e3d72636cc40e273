import type { Capability, Policy } from './capability.js';
import type { FileRef } from './file.js';
import type { Message } from './message.js';
import type { Participant } from './participant.js';

/** Turns a key of a catalogue and its values into words in the viewer's language. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/**
 * A message kind as plain data: its card. It is imported in Node, without Lit; what draws it comes by `load`.
 * A new kind is one folder and one line in `kinds/index.ts`, or a portal's own object in `createChat({ kinds })`.
 */
export interface MessageKind<P = unknown> {
  readonly kind: string;
  /** Brings what `parse`, `preview` and `plain` need, where they come later. Until then they throw, and a message is what the server sent along. */
  load?(): Promise<unknown>;
  /** Checks and narrows a payload from the wire. Throws on what it cannot read; the message is then drawn as its preview. */
  parse(payload: unknown): P;
  /** One plain line, for the list of threads and for clients that cannot draw the kind. */
  preview(payload: P, t: Translate, files: readonly FileRef[]): string;
  /**
   * The words to draw where they are all that the message is: it then needs no element of the kind, which is most of what a row costs.
   * `undefined`: `bubble` draws it.
   */
  plain?(payload: P, files: readonly FileRef[], t: Translate): string | undefined;
  /** The element that draws the message; it gets the properties of `BubbleProperties`. Absent where `plain` always answers. */
  readonly bubble?: { readonly tag: string; load(): Promise<unknown> };
  /** The element that writes one, opened from the composer. */
  readonly compose?: { readonly tag: string; load(): Promise<unknown>; readonly icon: string; readonly label: string };
  /** Capabilities needed to send one and to act on one. */
  readonly needs: { readonly send: readonly Capability[]; readonly act?: Readonly<Record<string, readonly Capability[]>> };
  /** The kind's own rows of the policy table. */
  readonly grants?: Policy;
  /** The kind's own words: language, key, text. Keys begin with the kind's name and a dot. */
  readonly strings?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The clinic's own bookkeeping: such a message never counts as unread and raises no notification. */
  readonly quiet?: boolean;
  /** A workspace's switch (`Workspace.switches`) and the viewer's wish decide whether such messages are shown at all; it is `quiet` besides. */
  readonly shownWith?: 'plan';
  /** `bubble`: a speech bubble. `card`: brings its own frame. `document`: full width. `line`: nobody's, in the middle; needs `plain`. Default `bubble`. */
  readonly frame?: 'bubble' | 'card' | 'document' | 'line';
}

/** What a bubble element is given, as properties. It never sees the store. */
export interface BubbleProperties<P = unknown> {
  message: Message;
  payload: P;
  own: boolean;
  author: Participant | undefined;
  host: KindHost;
}

/** What a bubble may ask of its surroundings; everything else goes up as `clinic-command`. */
export interface KindHost {
  readonly locale: string;
  t: Translate;
  /** A short-lived address of the file, for this person only. `inline` images come as `blob:`. */
  fileUrl(file: FileRef, as: 'file' | 'preview'): Promise<string>;
  can(capability: Capability): boolean;
  /** Images from other hosts load only on request, and only if the portal allows it. */
  readonly remoteImages: boolean;
}

/** Whether a kind's messages never count: not as unread, not as a thread's last one, and no notification is raised. */
export const isQuietKind = (card: Pick<MessageKind, 'quiet' | 'shownWith'> | undefined): boolean => card?.quiet === true || card?.shownWith !== undefined;
