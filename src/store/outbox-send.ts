import { ChatError } from '../base/errors.js';
import { fullJitter } from '../base/backoff.js';
import { isInlineImage, type Id, type Message, type ResultOf, type ServerCommand } from '../model/index.js';
import type { Core } from './core.js';
import { commandOf, type Item } from './outbox-item.js';
import type { Lane, Lanes } from './outbox-lanes.js';
import type { OutboxHooks } from './outbox-waits.js';
import type { ItemState } from './stored.js';
import type { Uploads } from './uploads.js';

/** What sending needs of the outbox. */
export interface Sending {
  readonly core: Core;
  readonly uploads: Uploads;
  readonly hooks: OutboxHooks;
  readonly lanes: Lanes;
  set(item: Item, state: Item['state'], problem?: ItemState['problem']): void;
  fail(item: Item, code: string): void;
  drop(item: Item, message?: Message): void;
  keep(item: Item): Promise<void>;
  pump(threadId: Id): void;
}

/** One attempt to send the first of a queue. What became of it stands in the item. Never rejects. */
export async function send(outbox: Sending, lane: Lane, item: Item): Promise<void> {
  const { core, lanes } = outbox;
  const { signal } = core;
  const isRisky = core.current?.features.idempotency === 'client';
  const stays = (): boolean => !core.over && core.leads && lanes.has(item);
  lane.isBusy = true;
  outbox.set(item, 'sending');
  // Where sending again could make a second one: look first, then leave it to the person.
  if (isRisky && item.doubt) await look(outbox, item, 'timeout');
  if (stays() && item.state === 'sending') {
    const wasDoubt = item.doubt === true;
    delete item.asked;
    item.doubt = true;
    const kept = wasDoubt ? undefined : outbox.keep(item);
    if (isRisky) await kept;
    const error = stays() ? await attempt(outbox, lane, item, signal) : undefined;
    // Its event may have come before the answer was lost: then all is well. And where another tab leads by now, it is that one's.
    if (error && stays()) {
      if (error.outcome === 'no' && !signal.aborted && !wasDoubt) {
        delete item.doubt;
        void outbox.keep(item);
      }
      if (signal.aborted) outbox.set(item, 'queued');
      else if (isRisky && error.outcome === 'maybe') await look(outbox, item, error.code);
      else refused(outbox, item, error);
    }
  }
  lane.isBusy = false;
  if (!core.over) outbox.pump(item.threadId);
}

/** Returns why the server did not take it; nothing where it did. */
async function attempt(outbox: Sending, lane: Lane, item: Item, signal: AbortSignal): Promise<ChatError | undefined> {
  const { core, hooks, uploads } = outbox;
  const creation = item.createId === undefined ? undefined : hooks.creation(item.threadId);
  const refs = item.uploads.map(({ id }) => uploads.get(id)?.file);
  // What a file is the server knows by its content: a name can promise an image that is none.
  if (item.kind === 'image' && refs.some((file) => file && !isInlineImage(file))) item.kind = 'file';
  const files = [...item.files, ...item.uploads.map(({ id }) => uploads.get(id)?.file?.id ?? id)];
  const command = commandOf(item, hooks.serverId(item.threadId) ?? item.threadId, files, creation);
  const done = core.line.start();
  const { resyncs } = core;
  try {
    const result = await core.transport.submit(command, { signal });
    if (core.over) return undefined;
    // The word of a server that may have gone back to an older copy since: it is asked again.
    if (resyncs !== core.resyncs) {
      done();
      return new ChatError('unavailable', undefined, { outcome: 'maybe' });
    }
    accepted(outbox, item, command, result);
    lane.isBusy = false;
    done();
    return undefined;
  } catch (thrown) {
    const error = signal.aborted ? new ChatError('aborted') : ChatError.from(thrown);
    if (!core.over) done(error);
    return error;
  }
}

/** Asks the server whether it has the message. Where it has not, it failed, unless the person has asked for one more attempt. */
async function look(outbox: Sending, item: Item, code: string): Promise<void> {
  const { core, hooks, lanes } = outbox;
  const { signal } = core;
  await hooks.verify(item.threadId);
  if (core.over || !core.leads || !lanes.has(item)) return;
  if (signal.aborted) return outbox.set(item, 'queued');
  delete item.doubt;
  if (!item.asked) outbox.fail(item, code);
}

function accepted(outbox: Sending, item: Item, command: ServerCommand, result: unknown): void {
  const { core, hooks, lanes } = outbox;
  const created = command.type === 'thread.create' ? (result as ResultOf<typeof command>) : undefined;
  const answer = created ? created.message : (result as Message | undefined);
  // A server that carried this command out once already answers with what it made then: the words written since go after it.
  const isThis = answer !== undefined && (answer.clientId === undefined || answer.clientId === item.clientId);
  const message = isThis ? core.sane({ ...answer, clientId: item.clientId, author: answer.author || core.viewerId }) : undefined;
  if (message) outbox.drop(item, message);
  else if (lanes.has(item)) {
    delete item.doubt;
    outbox.set(item, created ? 'queued' : 'failed', created ? undefined : { code: 'unknown' });
  }
  if (created) hooks.created(item.threadId, created.thread);
  if (message) hooks.confirmed(created?.thread.id ?? item.threadId, message);
}

function refused(outbox: Sending, item: Item, error: ChatError): void {
  const { clock, random } = { clock: outbox.core.platform.clock, random: () => outbox.core.platform.random() };
  const waits = error.retryable || error.code === 'held' || error.code === 'unauthenticated' || error.code === 'aborted';
  if (!waits) return outbox.fail(item, item.stranded === undefined ? error.code : 'gone');
  item.wait = Math.max(fullJitter(item.attempts++, random), error.retryAfterMs ?? 0);
  item.notBefore = clock.now() + item.wait;
  outbox.set(item, 'queued', { code: error.code, retryAt: item.notBefore });
}
