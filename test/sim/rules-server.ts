import type { Id, Message, ServerCommand } from '../../src/model/index.js';
import type { Watcher } from './watcher.js';
import { wordsOf } from './words.js';

/** What the server may be given: nothing twice (T2), in the order of sending (T3), a message after its files (T11). */
export class ServerRules {
  /** Messages that have left a tab at least once. */
  readonly tried = new Set<Id>();
  readonly #watcher: Watcher;
  readonly #clientIds = new Map<string, Id>();
  readonly #fileNames = new Map<string, Id>();
  readonly #files = new Set<Id>();

  constructor(watcher: Watcher) {
    this.#watcher = watcher;
    watcher.server.onWritten = (message) => this.#written(message);
    watcher.server.onUploaded = (id, name) => this.#uploaded(id, name);
  }

  /** A command leaves a tab. */
  sends(command: ServerCommand): void {
    if (command.type !== 'message.send') return;
    this.tried.add(command.id);
    for (const file of command.files) if (!this.#files.has(file)) this.#watcher.fail('T11', `the message ${command.id} went before its file ${file}`);
  }

  /** After the server went back to an older copy: what it has forgotten is not the client's debt. */
  restored(): void {
    const { server, words, tabs } = this.#watcher;
    const rows = [...server.state.threads.values()];
    const there = new Set(wordsOf(rows.map(({ messages }) => messages)));
    for (const record of words.values()) {
      if (!record.onServer || there.has(record.word)) continue;
      record.onServer = false;
      record.isClosed = true;
    }
    // What was told of the other server's log says nothing of this one's.
    for (const tab of tabs) Object.assign(tab, { toldUpTo: -1, resyncedAt: -1 });
    this.#clientIds.clear();
    for (const { messages } of rows) for (const { clientId, author, id } of messages) if (clientId !== undefined) this.#clientIds.set(`${author} ${clientId}`, id);
  }

  #written(message: Message): void {
    const watcher = this.#watcher;
    if (message.clientId !== undefined) {
      const key = `${message.author} ${message.clientId}`;
      if (this.#clientIds.has(key)) watcher.fail('T2', `the server has ${message.clientId} twice`);
      this.#clientIds.set(key, message.id);
    }
    for (const word of wordsOf([message.payload, message.files])) {
      const record = watcher.words.get(word);
      if (!record) continue;
      if (record.onServer && !record.isEdited) watcher.fail('T2', `the server has ${word} twice`);
      record.onServer = true;
      watcher.happened('sent');
      if (record.isClosed || record.order === 0 || record.steppedAside) continue;
      for (const one of watcher.words.values()) {
        if (one.user !== record.user || one.tab !== record.tab || one.thread !== record.thread || one.order === 0 || one.order >= record.order) continue;
        if (!one.onServer && !one.isClosed && !one.steppedAside) watcher.fail('T3', `the server got ${word} before ${one.word}`);
      }
    }
  }

  #uploaded(id: Id, name: string): void {
    this.#files.add(id);
    const known = this.#fileNames.get(name);
    if (known !== undefined && known !== id) this.#watcher.fail('T11', `the server has the file ${name} twice`);
    this.#fileNames.set(name, id);
  }
}
