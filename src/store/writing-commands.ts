import { codeMissing } from '../base/code-missing.js';
import { ChatError } from '../base/errors.js';
import { hasMarks } from '../base/marks.js';
import { checkText, isBlank, isInlineImage, isRecipientFor, needsToSend, type Capability, type Command, type Id, type Notes, type TextPayload } from '../model/index.js';
import { storedUpload } from './drafts.js';
import { notesOf } from './notes.js';
import { textOf } from './outbox-item.js';
import type { Parts } from './parts.js';
import type { Upload } from './types.js';
import { Vault } from './vault.js';
import { Writing } from './writing.js';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

export interface WritingHooks {
  can: (capability: Capability, threadId?: Id) => boolean;
  /** Throws `ChatError` where one is missing. */
  require: (needs: readonly Capability[], threadId: Id | undefined) => void;
  /** There is something to send, or a person asks: now. */
  nudge(): void;
}

/** Carries out the commands of whoever writes. */
export class WritingCommands {
  readonly writing: Writing;
  readonly #parts: Parts;
  readonly #hooks: WritingHooks;

  constructor(parts: Parts, hooks: WritingHooks) {
    this.#parts = parts;
    this.#hooks = hooks;
    this.writing = new Writing(parts);
    parts.join(this.writing);
    const { platform, vault } = parts.core;
    vault.enter(new Vault(platform, vault.hooks));
  }

  /** Throws `ChatError` where it cannot be done. */
  run(command: Command): void {
    const { drafts, uploads, outbox, creations } = this.writing;
    const threadId = 'threadId' in command ? this.#parts.rooms.resolve(command.threadId) : '';
    this.#hooks.require(this.#needs(command, threadId), threadId || undefined);
    switch (command.type) {
      case 'draft.set': return drafts.setText(threadId, command.text);
      case 'draft.send': return this.#sendDraft(threadId);
      case 'attachment.add': return this.#attach(threadId, command.files);
      case 'attachment.retry': return uploads.retry(command.uploadId);
      case 'attachment.remove':
        drafts.detach(threadId, command.uploadId);
        return uploads.remove(command.uploadId);
      case 'outbox.retry':
        outbox.retry(threadId, command.clientId);
        return this.#hooks.nudge();
      case 'outbox.edit': return this.#takeBack(threadId, command.clientId, true);
      case 'outbox.discard': return this.#takeBack(threadId, command.clientId, false);
      case 'message.send': return this.#send(threadId, command);
      case 'kind.send': return this.#sendKind(threadId, command);
      case 'thread.create': return this.#create(command);
      case 'thread.leave':
        if (creations.has(command.threadId)) return this.#abandon(threadId);
        return void this.#submit(command);
      default: return void this.#submit(command);
    }
  }

  notes(threadId: Id): Notes {
    return notesOf(this.#parts.core.vault, this.#parts.rooms.resolve(threadId));
  }

  /** What a command needs besides the capability of its name. */
  #needs(command: Command, threadId: Id): readonly Capability[] {
    const { core, rooms } = this.#parts;
    switch (command.type) {
      case 'message.send': case 'kind.send': return this.#needsToSend(command);
      case 'draft.send': return this.writing.drafts.get(threadId).attachments.length ? ['file.send'] : [];
      case 'thread.create': return command.first ? this.#needsToSend(command.first) : [];
      case 'kind.act': case 'message.act': {
        const message = rooms.find(threadId)?.timeline.byId(command.messageId);
        if (!message) {
          if (core.session.get().phase === 'ready') throw new ChatError('not-found', 'No such message is loaded.');
          return [];
        }
        const needs = core.kinds.get(message.kind)?.needs.act?.[command.verb];
        if (!needs) throw new ChatError('unsupported', 'No kind of this chat knows the verb.');
        return command.type === 'kind.act' ? [...needs, 'file.send'] : needs;
      }
      default: return [];
    }
  }

  /** A kind that nobody here knows is not sent: its own needs could not be asked. */
  #needsToSend(content: { kind: string; payload: unknown; files: readonly unknown[] }): readonly Capability[] {
    const card = this.#parts.core.kinds.get(content.kind);
    if (!card) throw new ChatError('unsupported', `The kind «${content.kind}» is not one of this chat's.`);
    return needsToSend(card, content);
  }

  #attach(threadId: Id, files: Of<'attachment.add'>['files']): void {
    const { core, drafts, uploads } = this.writing;
    for (const file of files) {
      const isOneTooMany = drafts.get(threadId).attachments.filter(({ state }) => state !== 'refused').length >= core.limits.filesPerMessage;
      drafts.attach(threadId, uploads.add(threadId, file, { isOneTooMany }));
    }
    this.#hooks.nudge();
  }

  /** The draft becomes a message at once: a second Send finds it empty. */
  #sendDraft(threadId: Id): void {
    const { core, drafts, parts: { extras } } = this.writing;
    const { text, attachments } = drafts.get(threadId);
    if (isBlank(text) && attachments.length === 0) return;
    const wrong = isBlank(text) ? undefined : checkText(text, core.limits);
    if (wrong) throw new ChatError('invalid', 'The text is too long.', { fields: { text: wrong } });
    const broken = attachments.find(({ state }) => state === 'refused' || state === 'failed');
    if (broken) throw new ChatError('invalid', 'An attachment cannot be sent.', { fields: { attachments: broken.error?.code ?? 'failed' } });
    const kind = !isBlank(text) ? 'text' : attachments.every(isInlineImage) ? 'image' : 'file';
    this.#hooks.require(core.kinds.get(kind)?.needs.send ?? [], threadId);
    const format = hasMarks(text) && this.#hooks.can('message.rich', threadId) ? 'markdown' : 'plain';
    const payload: TextPayload | Record<string, never> = kind === 'text' ? { text, format } : {};
    drafts.take(threadId);
    extras.care?.signals.hint(threadId, 'idle');
    void this.#enqueue(threadId, core.platform.newId(), kind, payload, attachments).then(() => drafts.forget(threadId));
  }

  #send(threadId: Id, command: Of<'message.send'>): void {
    const { core, outbox } = this.writing;
    this.#checkPayload(command.payload, command.kind);
    const clientId = command.id ?? core.platform.newId();
    if (outbox.get(threadId, clientId)) return;
    void this.#enqueue(threadId, clientId, command.kind, command.payload, [], command.files, command.for);
  }

  #sendKind(threadId: Id, { kind, payload, files, for: patient }: Of<'kind.send'>): void {
    const { core, uploads } = this.writing;
    this.#checkPayload(payload, kind);
    const ups = files.map((file) => uploads.get(uploads.add(threadId, file).id) as Upload);
    void this.#enqueue(threadId, core.platform.newId(), kind, payload, ups, [], patient);
  }

  #create(command: Of<'thread.create'>): void {
    const { core, creations, parts: { extras } } = this.writing;
    const { kind, participants, title, first } = command;
    const viewer = core.current?.viewer;
    const wrong = viewer && kind === 'direct' && participants.map((id) => extras.people.get(id)).find((who) => who && who.id !== viewer.id && !isRecipientFor(viewer, who));
    if (wrong) throw new ChatError('forbidden', 'The recipient is not one to whom the viewer may write.');
    if (first) this.#checkPayload(first.payload, first.kind);
    const tempId = command.id ?? core.platform.newId();
    if (creations.has(tempId) || this.#parts.rooms.resolve(tempId) !== tempId) return;
    creations.add(tempId, { kind, participants, ...(title === undefined ? {} : { title }) });
    this.writing.showCreation(tempId);
    if (first) void this.#enqueue(tempId, first.id, first.kind, first.payload, [], first.files, undefined, tempId);
    else void this.#submit({ type: 'thread.create', id: tempId, kind, participants, ...(title === undefined ? {} : { title }) });
  }

  async #enqueue(
    threadId: Id, clientId: Id, kind: string, payload: unknown, uploads: readonly Upload[], files: readonly Id[] = [], patient?: Id, createId?: Id,
  ): Promise<void> {
    const { core, creations, outbox } = this.writing;
    this.#hooks.nudge();
    const isFirst = creations.has(threadId) && !outbox.isCreating(threadId);
    const create = createId ?? (isFirst ? core.platform.newId() : undefined);
    await outbox.add({
      clientId, threadId, kind, payload, uploads: uploads.map(storedUpload), files: [...files],
      ...(patient === undefined ? {} : { for: patient }), ...(create === undefined ? {} : { createId: create }),
    });
  }

  #takeBack(threadId: Id, clientId: Id, isEdit: boolean): void {
    const { outbox, uploads, drafts, creations } = this.writing;
    const item = outbox.take(threadId, clientId, isEdit
      ? ({ payload, uploads: files }) => drafts.give(threadId, textOf(payload), files.map((stored) => uploads.restore(threadId, stored))) : undefined);
    if (!item) throw new ChatError('conflict', 'The message is on its way, or already there.');
    if (isEdit) return;
    for (const { id } of item.uploads) uploads.remove(id);
    const draft = drafts.get(threadId);
    if (creations.has(threadId) && outbox.ids(threadId).length === 0 && draft.text === '' && draft.attachments.length === 0) this.writing.dropCreation(threadId);
  }

  #abandon(threadId: Id): void {
    for (const clientId of this.writing.outbox.ids(threadId)) this.writing.outbox.take(threadId, clientId);
    if (this.writing.outbox.ids(threadId).length === 0) this.writing.dropCreation(threadId);
  }

  /** Everything else that the server does. Its code comes with the first such command. */
  async #submit(command: Command): Promise<void> {
    try {
      if (this.#parts.core.session.get().phase === 'off') throw new ChatError('forbidden', 'Messaging is switched off.');
      const { submit } = await import('./rare-commands.js').catch((cause: unknown) => {
        throw codeMissing('for this', cause);
      });
      await submit(this.writing, command);
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
