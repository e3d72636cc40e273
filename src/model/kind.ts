import type { KindAuthority } from './authority.js';
import type { Capability, Policy } from './capability.js';
import type { FileRef } from './file.js';
import type { Limits } from './limits.js';
import type { Message } from './message.js';
import type { Participant } from './participant.js';
import type { Id } from './primitives.js';

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
  /** What stands for the kind on buttons. Asked once `load` is done. */
  icon?(): KindIcon;
  /** The element that writes one, opened from the staff's bar; it gets the properties of `ComposeProperties`. */
  readonly compose?: KindCompose;
  /** Capabilities needed to send one and to act on one. */
  readonly needs: { readonly send: readonly Capability[]; readonly act?: Readonly<Record<string, readonly Capability[]>> };
  /** such a message addresses one patient; a thread without a patient has none of them. */
  readonly addressed?: boolean;
  /** What a server does with such messages; without it a payload is kept as it was sent, and no verb is known. */
  authority?(): Promise<KindAuthority<P>>;
  /** the practitioner for whom the message keeps the patient's side from sending; undefined once it does no longer. */
  holds?(payload: P): Id | undefined;
  /** The workspace's lists that the kind brings, with the capability to read each. */
  readonly lists?: Readonly<Record<string, Capability>>;
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

/** An icon as shapes of SVG, 24 by 24, drawn with strokes of 1.75. */
export type KindIcon = readonly (readonly [string, Readonly<Record<string, string | number | undefined>>])[];

/** What opens the element that writes a message of a kind. */
export interface KindCompose {
  readonly tag: string;
  load(): Promise<unknown>;
  /** A key of the catalogue: the button's name. */
  readonly label: string;
  /** One of the workspace's lists from which one chooses: where it is empty, there is no button. */
  readonly list?: string;
  /** in the four-dots menu, in the bar beside it, or in the thread's header. */
  readonly place: 'menu' | 'bar' | 'header';
  /** Whether it is asked once more before it is sent, with the name and date of birth of whom it is for. */
  readonly confirm?: boolean;
  /** It opens above the composer, not in a dialog, so that one can read on while one writes it. Not for kinds that are `addressed`. */
  readonly inPlace?: boolean;
  /** A key of the catalogue, with `{patient}`: what the care team is asked once the portal says that one is due (`kind.offer`). */
  readonly offer?: string;
}

/** What a bubble element is given, as properties. It never sees the store. */
export interface BubbleProperties<P = unknown> {
  message: Message;
  payload: P;
  own: boolean;
  author: Participant | undefined;
  host: KindHost;
  /** What the viewer has asked for and the server has not answered, or refused. */
  acting?: Acting | undefined;
}

/** A verb on its way, or refused. */
export interface Acting {
  verb: string;
  data: unknown;
  /** Its files on their way up, in bytes; `waits` is an error's code where they cannot go on now. */
  upload?: { sent: number; size: number; waits?: string };
  /** An error's code: it was refused, or did not get through. */
  error?: string;
  /** What of it was wrong, by the name of the field. */
  fields?: Readonly<Record<string, string>>;
}

/**
 * What an element that writes a kind is given, as properties. It hands in what was written by `clinic-kind-done`, a `CustomEvent<KindDraft>`, and is closed by the one
 * who opened it.
 */
export interface ComposeProperties {
  threadId: Id;
  viewer: Participant;
  /** Who is in the thread. */
  people: readonly Participant[];
  /** the patient whom it will address, for kinds that do. */
  patient: Participant | undefined;
  host: ComposeHost;
  /** Called where it is given up without having been sent, for example at logout: nothing of what was written may stay. */
  release?(): void;
}

/** What is to be sent, with files of the device. */
export interface KindDraft { payload: unknown; files?: readonly File[] }

/** What an element that writes a kind may ask of its surroundings. */
export interface ComposeHost extends KindHost {
  readonly limits: Limits;
  /** One of the workspace's lists, whole. Rejects with `ChatError`. */
  list(name: string): Promise<readonly unknown[]>;
}

/** What the viewer has begun in a message and not handed in, by key: kept on the device as drafts are, encrypted, until logout or until the thread is gone. */
export interface Notes {
  /** As JSON, in which files may stand; undefined where there is none. */
  get(key: string): Promise<unknown>;
  /** Resolves once it is kept, or cannot be: false. `undefined` forgets it. */
  set(key: string, value: unknown): Promise<boolean>;
}

/** What a bubble may ask of its surroundings; everything else goes up as `clinic-command`. */
export interface KindHost {
  readonly locale: string;
  t: Translate;
  /** A short-lived address of the file, for this person only. `inline` images come as `blob:`. */
  fileUrl(file: FileRef, as: 'file' | 'preview'): Promise<string>;
  can(capability: Capability): boolean;
  /** The thread's notes. Rejects with `ChatError` where the code that keeps them does not come. */
  notes(): Promise<Notes>;
  /** Images from other hosts load only on request, and only if the portal allows it. */
  readonly remoteImages: boolean;
}

/** What one needs to send a message: what its kind's card says, for Markdown `message.rich`, for files `file.send`. */
export function needsToSend(card: Pick<MessageKind, 'needs'> | undefined, { payload, files }: { payload: unknown; files: readonly unknown[] }): Capability[] {
  const isRich = (payload as { format?: unknown } | null | undefined)?.format === 'markdown';
  return ['message.send', ...(card?.needs.send ?? []), ...(isRich ? ['message.rich'] : []), ...(files.length > 0 ? ['file.send'] : [])];
}

/** Whether a kind's messages never count: not as unread, not as a thread's last one, and no notification is raised. */
export const isQuietKind = (card: Pick<MessageKind, 'quiet' | 'shownWith'> | undefined): boolean => card?.quiet === true || card?.shownWith !== undefined;
