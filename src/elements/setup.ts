import { ChatError } from '../base/errors.js';
import type { MessageKind } from '../model/index.js';
import type { Chat, GetToken, Transport } from '../store/types.js';
import { sharedToken, tokenFrom } from './shared-token.js';

/** What elements with a `server` attribute are made of. The script tag's files set it; a portal may set its own. */
export interface Defaults {
  /** Makes the adapter for an address; usually by `import()`, so that it is fetched when first needed. */
  createTransport(server: string): Promise<Transport>;
  /** The message kinds that the chat knows. */
  kinds: readonly MessageKind[] | (() => Promise<readonly MessageKind[]>);
}

/** What an element was told about the person and the server. */
export interface Source {
  server?: string | undefined;
  tokenUrl?: string | undefined;
  getToken?: GetToken | undefined;
}

export type SetupReason = 'no-server' | 'bad-server' | 'no-token' | 'bad-token-url' | 'no-defaults';

/** The portal's developer made a mistake: `setup-sentence.ts` says which in the console, the person reads a kind sentence in place. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
  constructor(readonly reason: SetupReason, readonly tag: string) {
    super(reason);
  }
}

/** One person on one server, shared by every element of the page that names both in the same way. */
export interface Shared {
  readonly key: string;
  readonly server: string;
  readonly getToken: GetToken;
  chat?: Promise<Chat>;
}

/** Where an inbox is on the page: the popup of the same chat hides beside it. */
export interface InboxMark { chat?: Chat | undefined; key?: string | undefined }

interface PageRegistry {
  defaults?: Defaults;
  shared: Map<string, Shared>;
  tokenIds: WeakMap<GetToken, number>;
  nextTokenId: number;
  inboxes: Set<InboxMark>;
  listeners: Set<() => void>;
}

/** One registry for the page, not for the module: two copies of the bundle must not open two connections. The number is its shape's version. */
const registryKey = Symbol.for('clinic-chat.page.1');

export function registry(): PageRegistry {
  const world = globalThis as unknown as Record<symbol, PageRegistry | undefined>;
  return (world[registryKey] ??= { shared: new Map(), tokenIds: new WeakMap(), nextTokenId: 1, inboxes: new Set(), listeners: new Set() });
}

/** Sets what elements with a `server` are made of, for the whole page. The last call wins; chats that exist already stay as they are. */
export function setDefaults(defaults: Defaults): void {
  registry().defaults = defaults;
}

export const hasDefaults = (): boolean => registry().defaults !== undefined;

/**
 * Finds or makes what elements with the same server and the same token source share. Opens nothing yet.
 * @throws SetupError where the developer has to change something.
 */
export function share(source: Source, tag: string): Shared {
  const server = absolute(source.server, tag, 'no-server', 'bad-server').replace(/\/$/, '');
  const page = registry();
  let who: string;
  if (source.getToken) {
    let id = page.tokenIds.get(source.getToken);
    if (id === undefined) page.tokenIds.set(source.getToken, (id = page.nextTokenId++));
    who = `#${id}`;
  } else {
    who = absolute(source.tokenUrl, tag, 'no-token', 'bad-token-url');
    if (new URL(who).origin !== location.origin) throw new SetupError('bad-token-url', tag);
  }
  const key = `${server}\n${who}`;
  let shared = page.shared.get(key);
  if (!shared) page.shared.set(key, (shared = { key, server, getToken: sharedToken(source.getToken ?? tokenFrom(who)) }));
  return shared;
}

function absolute(address: string | undefined, tag: string, missing: SetupReason, bad: SetupReason): string {
  if (!address?.trim()) throw new SetupError(missing, tag);
  let url: URL;
  try {
    url = new URL(address, document.baseURI);
  } catch {
    throw new SetupError(bad, tag);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new SetupError(bad, tag);
  return url.href;
}

/**
 * The one chat behind `shared`, made when first asked for. Rejects with `SetupError` (developer), or with `ChatError` `unavailable` when the
 * code could not be loaded; the next call tries again.
 */
export function chatOf(shared: Shared, tag: string): Promise<Chat> {
  return (shared.chat ??= make(shared, tag).catch((error: unknown) => {
    delete shared.chat;
    throw error instanceof SetupError ? error : ChatError.from(error, 'unavailable');
  }));
}

async function make(shared: Shared, tag: string): Promise<Chat> {
  const { defaults } = registry();
  if (!defaults) throw new SetupError('no-defaults', tag);
  const [{ createChat }, transport, kinds] = await Promise.all([
    import('../store/index.js'),
    defaults.createTransport(shared.server),
    typeof defaults.kinds === 'function' ? defaults.kinds() : defaults.kinds,
  ]);
  if (kinds.length === 0) throw new SetupError('no-defaults', tag);
  const chat = createChat({ transport, kinds, getToken: shared.getToken });
  // After a logout the same element must be able to start afresh, with a new token.
  chat.session.subscribe(({ phase }) => {
    if (phase === 'ended' && registry().shared.get(shared.key) === shared) registry().shared.delete(shared.key);
  });
  return chat;
}

/** Whether an inbox of the same chat, or of the same person on the same server, is on the page. */
export const isBesideInbox = ({ chat, key }: InboxMark): boolean =>
  [...registry().inboxes].some((mark) => (chat !== undefined && mark.chat === chat) || (key !== undefined && mark.key === key));

/** Calls `listener` whenever an inbox comes or goes. Returns the function that stops it. */
export function watchInboxes(listener: () => void): () => void {
  const { listeners } = registry();
  listeners.add(listener);
  return () => listeners.delete(listener);
}
