import { ChatError } from '../base/errors.js';
import {
  can, checkText, commandNeeds, hasMarks, isBlank, isInlineImage, isRecipientFor, type Capability, type Command, type Id,
  type TextPayload,
} from '../model/index.js';
import type { Connector } from './connection.js';
import { textOf } from './outbox-item.js';
import type { Parts } from './parts.js';
import { storedUpload } from './drafts.js';
import type { Upload } from './types.js';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** Carries out commands: asks `can`, then hands each to its room. What is refused goes to `errors`; nothing is thrown. */
export class Dispatcher {
  readonly #parts: Parts;
  readonly #connector: Connector;

  constructor(parts: Parts, connector: Connector) {
    this.#parts = parts;
    this.#connector = connector;
  }

  dispatch(command: Command): void {
    const { core } = this.#parts;
    if (core.over) return;
    if (core.tabs && !core.leads && this.#isTheLeaders(command)) {
      core.tabs.forward(command);
      // A draft and its files are everybody's.
      if (!command.type.startsWith('attachment')) return;
    }
    try {
      const needs = this.#needs(command);
      const threadId = 'threadId' in command ? command.threadId : undefined;
      // Before the session is open nobody knows; what is written waits, and the server has the last word.
      const missing = core.current && needs.find((capability) => !this.can(capability, threadId));
      if (missing !== undefined) throw new ChatError('forbidden', `The capability «${missing}» is missing.`);
      this.run(command);
    } catch (thrown) {
      core.report(ChatError.from(thrown, 'invalid'));
    }
  }

  can(capability: Capability, threadId?: Id): boolean {
    const { core, rooms, threads } = this.#parts;
    if (threadId === undefined) return can(core.current, capability);
    return !rooms.isGone(threadId) && can(core.current, capability, threads.get(rooms.resolve(threadId)));
  }

  /** What is on its way belongs to the tab that sends, and so do the files that it carries up. */
  #isTheLeaders(command: Command): boolean {
    return /^(outbox\.|attachment\.re)/.test(command.type) || (command.type === 'thread.leave' && this.#parts.creations.has(command.threadId));
  }

  #needs(command: Command): readonly Capability[] {
    const own = commandNeeds[command.type] ?? [];
    const kinds = this.#parts.core.kinds;
    switch (command.type) {
      case 'message.send':
        return [...own, ...(kinds.get(command.kind)?.needs.send ?? []), ...(command.files.length ? ['file.send'] : [])];
      case 'draft.send': {
        const { attachments } = this.#parts.drafts.get(this.#parts.rooms.resolve(command.threadId));
        return attachments.length ? [...own, 'file.send'] : own;
      }
      case 'thread.create':
        return [command.kind === 'group' ? 'group.create' : 'thread.create', ...(command.first ? (kinds.get(command.first.kind)?.needs.send ?? []) : [])];
      case 'message.act': {
        const message = this.#parts.rooms.find(command.threadId)?.timeline.byId(command.messageId);
        return (message && kinds.get(message.kind)?.needs.act?.[command.verb]) ?? own;
      }
      case 'thread.flag': return command.muted === undefined ? own : ['thread.mute'];
      default: return own;
    }
  }

  /** Throws `ChatError` where it cannot be done. */
  run(command: Command): void {
    const { rooms, threads, drafts, uploads, outbox, extras } = this.#parts;
    const threadId = 'threadId' in command ? rooms.resolve(command.threadId) : '';
    switch (command.type) {
      case 'thread.open': return this.#open(threadId);
      case 'thread.close': return rooms.find(threadId)?.history.close();
      case 'threads.load': return extras.care?.view.load() ? undefined : threads.load();
      case 'threads.view': return extras.use((care) => care.view.change(command));
      case 'history.load': return rooms.get(threadId).history.load(command.direction, command.direction === 'gap' ? command.gap : command.around);
      case 'draft.set':
        if (command.text === '') extras.care?.signals.hint(threadId, 'idle');
        return drafts.setText(threadId, command.text);
      case 'hint': return extras.use((care) => care.signals.hint(threadId, command.hint));
      case 'draft.send': return this.#sendDraft(threadId);
      case 'attachment.add': return this.#attach(threadId, command.files);
      case 'attachment.retry': return uploads.retry(command.uploadId);
      case 'attachment.remove':
        drafts.detach(threadId, command.uploadId);
        return uploads.remove(command.uploadId);
      case 'outbox.retry':
        outbox.retry(threadId, command.clientId);
        return this.#connector.nudge();
      case 'outbox.edit': return this.#takeBack(threadId, command.clientId, true);
      case 'outbox.discard': return this.#takeBack(threadId, command.clientId, false);
      case 'catalog.load': return extras.use((care) => void care.catalogs.load(command));
      case 'connection.retry': return this.#connector.nudge();
      case 'message.send': return this.#send(threadId, command);
      case 'thread.create': return this.#create(command);
      case 'read':
        if (threads.get(threadId)?.markedUnread) void this.#submit({ type: 'thread.flag', threadId, unread: false });
        if (this.#parts.serverId(threadId) === undefined || !threads.read(threadId, command.upTo)) return;
        this.#parts.core.tell({ t: 'read', threadId, upTo: command.upTo });
        return this.#parts.reads.tell(threadId, command.upTo);
      case 'thread.leave':
        if (this.#parts.creations.has(threadId)) return this.#abandon(threadId);
        return void this.#submit(command);
      default: return void this.#submit(command);
    }
  }

  #open(threadId: Id): void {
    const { rooms, threads } = this.#parts;
    const { history } = rooms.get(threadId);
    if (threads.get(threadId)) return history.open();
    // A deep link may lead to a thread that is not among those listed; where the viewer had read to is known once it is here.
    history.start();
    void threads.fetch(threadId).then(() => {
      if (threads.get(threadId) && history.isWanted) history.open();
    });
  }

  #attach(threadId: Id, files: readonly File[]): void {
    const { core, drafts, uploads } = this.#parts;
    for (const file of files) {
      const isOneTooMany = drafts.get(threadId).attachments.filter(({ state }) => state !== 'refused').length >= core.limits.filesPerMessage;
      drafts.attach(threadId, uploads.add(threadId, file, file.name, isOneTooMany));
    }
    this.#connector.nudge();
  }

  /** The draft becomes a message at once: a second Send finds it empty. */
  #sendDraft(threadId: Id): void {
    const { core, drafts, extras } = this.#parts;
    const { text, attachments } = drafts.get(threadId);
    if (isBlank(text) && attachments.length === 0) return;
    const wrong = isBlank(text) ? undefined : checkText(text, core.limits);
    if (wrong) throw new ChatError('invalid', 'The text is too long.', { fields: { text: wrong } });
    const broken = attachments.find(({ state }) => state === 'refused' || state === 'failed');
    if (broken) throw new ChatError('invalid', 'An attachment cannot be sent.', { fields: { attachments: broken.error?.code ?? 'failed' } });
    const kind = !isBlank(text) ? 'text' : attachments.every(isInlineImage) ? 'image' : 'file';
    const missing = core.current && core.kinds.get(kind)?.needs.send.find((capability) => !this.can(capability, threadId));
    if (missing) throw new ChatError('forbidden', `The capability «${missing}» is missing.`);
    const format = hasMarks(text) && this.can('message.rich', threadId) ? 'markdown' : 'plain';
    const payload: TextPayload | Record<string, never> = kind === 'text' ? { text, format } : {};
    drafts.take(threadId);
    extras.care?.signals.hint(threadId, 'idle');
    void this.#enqueue(threadId, core.platform.newId(), kind, payload, attachments).then(() => drafts.forget(threadId));
  }

  #send(threadId: Id, command: Of<'message.send'>): void {
    const { core, outbox } = this.#parts;
    this.#checkPayload(command.payload, command.kind);
    const clientId = command.id ?? core.platform.newId();
    if (outbox.get(threadId, clientId)) return;
    void this.#enqueue(threadId, clientId, command.kind, command.payload, [], command.files, command.for);
  }

  #create(command: Of<'thread.create'>): void {
    const { core, creations, extras } = this.#parts;
    const { kind, participants, title, first } = command;
    const viewer = core.current?.viewer;
    const wrong = viewer && kind === 'direct' && participants.map((id) => extras.people.get(id)).find((who) => who && who.id !== viewer.id && !isRecipientFor(viewer, who));
    if (wrong) throw new ChatError('forbidden', 'The recipient is not one to whom the viewer may write.');
    if (first) this.#checkPayload(first.payload, first.kind);
    const tempId = command.id ?? core.platform.newId();
    if (creations.has(tempId) || this.#parts.rooms.resolve(tempId) !== tempId) return;
    creations.add(tempId, { kind, participants, ...(title === undefined ? {} : { title }) });
    this.#parts.showCreation(tempId);
    if (first) void this.#enqueue(tempId, first.id, first.kind, first.payload, [], first.files, undefined, tempId);
    else void this.#submit({ type: 'thread.create', id: tempId, kind, participants, ...(title === undefined ? {} : { title }) });
  }

  async #enqueue(
    threadId: Id, clientId: Id, kind: string, payload: unknown, uploads: readonly Upload[], files: readonly Id[] = [], patient?: Id, createId?: Id,
  ): Promise<void> {
    const { core, creations, outbox } = this.#parts;
    this.#connector.nudge();
    const isFirst = creations.has(threadId) && !outbox.isCreating(threadId);
    const create = createId ?? (isFirst ? core.platform.newId() : undefined);
    await outbox.add({
      clientId, threadId, kind, payload, uploads: uploads.map(storedUpload), files: [...files],
      ...(patient === undefined ? {} : { for: patient }), ...(create === undefined ? {} : { createId: create }),
    });
  }

  #takeBack(threadId: Id, clientId: Id, isEdit: boolean): void {
    const { outbox, uploads, drafts, creations } = this.#parts;
    const item = outbox.take(threadId, clientId, isEdit
      ? ({ payload, uploads: files }) => drafts.give(threadId, textOf(payload), files.map((stored) => uploads.restore(threadId, stored))) : undefined);
    if (!item) throw new ChatError('conflict', 'The message is on its way, or already there.');
    if (isEdit) return;
    for (const { id } of item.uploads) uploads.remove(id);
    const draft = drafts.get(threadId);
    if (creations.has(threadId) && outbox.ids(threadId).length === 0 && draft.text === '' && draft.attachments.length === 0) this.#parts.dropCreation(threadId);
  }

  #abandon(threadId: Id): void {
    for (const clientId of this.#parts.outbox.ids(threadId)) this.#parts.outbox.take(threadId, clientId);
    if (this.#parts.outbox.ids(threadId).length === 0) this.#parts.dropCreation(threadId);
  }

  /** Everything else that the server does. Its code comes with the first such command. */
  async #submit(command: Command): Promise<void> {
    try {
      const { submit } = await import('./rare-commands.js').catch((cause: unknown) => {
        throw new ChatError('unavailable', 'The code for this could not be loaded.', { cause });
      });
      await submit(this.#parts, command);
    } catch (thrown) {
      this.#parts.core.report(ChatError.from(thrown));
    }
  }

  #checkPayload(payload: unknown, kind: string): void {
    const text = textOf(payload);
    const wrong = kind === 'text' || text !== '' ? checkText(text, this.#parts.core.limits) : undefined;
    if (wrong) throw new ChatError('invalid', 'The text cannot be sent.', { fields: { text: wrong } });
  }
}
