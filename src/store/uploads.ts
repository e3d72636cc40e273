import { codeMissing } from '../base/code-missing.js';
import { ChatError, type ErrorCode } from '../base/errors.js';
import { fullJitter } from '../base/backoff.js';
import { checkFile, type FileRef, type Id } from '../model/index.js';
import type { Core } from './core.js';
import type { StoredUpload } from './stored.js';
import type { Upload } from './types.js';

/** Bytes. A larger file is not kept: after a reload the person chooses it again. */
export const keepBytes = 25 * 1024 * 1024;
const atOnce = 2;
/** Milliseconds between two reports of progress. */
const progressEvery = 100;
/** A server that refuses the file for what it is: trying again is no use. */
const refusals: ReadonlySet<ErrorCode> = new Set(['too-large', 'unsupported-type', 'invalid']);

interface Work {
  upload: Upload;
  /** This tab carries it up, whichever leads. */
  isOwn?: boolean;
  stop?: AbortController;
  failures: number;
  stopTimer?: () => void;
  /** Progress that is not shown yet. */
  sent: number;
  stopProgress?: () => void;
}

export interface UploadHooks {
  changed(upload: Upload): void;
  /** The server's id of the thread; undefined while it is being created: the upload waits. */
  threadId(threadId: Id): Id | undefined;
}

/** Files on their way up: at most two at once, each under one id however often it is sent. */
export class Uploads {
  readonly #core: Core;
  readonly #hooks: UploadHooks;
  readonly #works = new Map<Id, Work>();
  readonly #stopLine: () => void;

  constructor(core: Core, hooks: UploadHooks) {
    this.#core = core;
    this.#hooks = hooks;
    this.#stopLine = core.line.watch(() => this.pump());
  }

  get(id: Id): Upload | undefined {
    return this.#works.get(id)?.upload;
  }

  /** Starts at once; what the workspace does not take is refused before any byte leaves. A file that the server has already is done. */
  add(threadId: Id, file: File | FileRef, { isOneTooMany = false, isOwn = false } = {}): Upload {
    const { name, type, size } = file;
    const stand = 'scan' in file ? { sent: size, state: 'done', file } as const : { sent: 0, state: 'waiting', blob: file } as const;
    const upload: Upload = { id: this.#core.platform.newId(), threadId, name, type, size, ...stand };
    const error = isOneTooMany ? new ChatError('invalid', 'too many files', { fields: { files: 'too-many' } }) : this.#check(upload);
    const checked: Upload = error ? { ...upload, state: 'refused', error } : upload;
    this.#works.set(upload.id, { upload: checked, failures: 0, sent: 0, isOwn });
    this.pump();
    return checked;
  }

  /** One that was stored. */
  restore(threadId: Id, stored: StoredUpload): Upload {
    const known = this.#works.get(stored.id);
    if (known) return known.upload;
    const upload: Upload = stored.file ? { ...stored, threadId, sent: stored.size, state: 'done' }
      : stored.blob ? { ...stored, threadId, sent: 0, state: 'waiting' }
        : { ...stored, threadId, sent: 0, state: 'failed', error: new ChatError('gone', 'The file has to be chosen again.') };
    this.#works.set(upload.id, { upload, failures: 0, sent: 0 });
    this.pump();
    return upload;
  }

  /** Another state of one that is not under way: the person has chosen its file again, well or wrongly. */
  replace(upload: Upload): void {
    const work = this.#works.get(upload.id);
    if (work) this.#set(work, upload);
    this.pump();
  }

  /** How far it is in the tab that carries it up. */
  mirror({ id, threadId: _threadId, ...change }: Upload): void {
    const work = this.#works.get(id);
    if (!work || work.stop) return;
    const { error: _error, ...known } = work.upload;
    this.#set(work, { ...known, ...change });
  }

  retry(id: Id): void {
    const work = this.#works.get(id);
    if (!work?.upload.blob || work.upload.state === 'done' || work.upload.state === 'uploading') return;
    work.failures = 0;
    work.stopTimer?.();
    delete work.stopTimer;
    const { error: _error, ...upload } = work.upload;
    const error = this.#check(upload);
    this.#set(work, error ? { ...upload, state: 'refused', error } : { ...upload, state: 'waiting' });
    this.pump();
  }

  /** Cancels it if it is under way, and forgets it. */
  remove(id: Id): void {
    const work = this.#works.get(id);
    if (!work) return;
    this.#works.delete(id);
    this.#halt(work);
    this.pump();
  }

  /** Gives up what is under way; it starts anew when the line opens. */
  reset(): void {
    for (const work of this.#works.values()) {
      this.#halt(work);
      if (work.upload.state === 'uploading') this.#set(work, { ...work.upload, state: 'waiting' });
    }
  }

  clear(): void {
    for (const work of this.#works.values()) this.#halt(work);
    this.#works.clear();
  }

  finish(): void {
    this.#stopLine();
    this.clear();
  }

  pump(): void {
    if (this.#core.over) return;
    let running = 0;
    for (const work of this.#works.values()) if (work.stop) running++;
    for (const work of this.#works.values()) {
      if (running >= atOnce || this.#core.line.blocked()) return;
      const threadId = this.#hooks.threadId(work.upload.threadId);
      // Of several tabs one carries up what is for all of them.
      if (!work.isOwn && !this.#core.leads) continue;
      if (work.stop || work.stopTimer || work.upload.state !== 'waiting' || threadId === undefined) continue;
      running++;
      void this.#run(work, threadId);
    }
  }

  /** Carries one file up. What does that comes with the first file; where it cannot come, that is a failure like any other. */
  async #run(work: Work, threadId: Id): Promise<void> {
    const stop = (work.stop = new AbortController());
    const refused = this.#check(work.upload);
    if (refused) {
      delete work.stop;
      return this.#set(work, { ...work.upload, state: 'refused', error: refused });
    }
    const { error: _error, ...clean } = work.upload;
    this.#set(work, { ...clean, state: 'uploading' });
    try {
      const { transfer } = await import('./transfer.js').catch((cause: unknown) => {
        throw codeMissing('that uploads', cause);
      });
      if (stop.signal.aborted) return;
      const file = await transfer(this.#core, work.upload, threadId, stop.signal, (sent) => {
        if (work.stop === stop) this.#progress(work, sent);
      });
      if (work.stop !== stop) return;
      this.#halt(work);
      this.#set(work, { ...clean, state: 'done', sent: clean.size, file });
      this.pump();
    } catch (thrown) {
      if (work.stop !== stop) return;
      this.#halt(work);
      this.#failed(work, ChatError.from(thrown));
    }
  }

  #failed(work: Work, error: ChatError): void {
    if (this.#core.over || this.#works.get(work.upload.id) !== work || error.code === 'aborted') return;
    if (error.retryable || error.code === 'unauthenticated' || error.code === 'held') {
      const { clock } = this.#core.platform;
      const wait = Math.max(fullJitter(work.failures++, () => this.#core.platform.random()), error.retryAfterMs ?? 0);
      work.stopTimer = clock.after(wait, () => {
        delete work.stopTimer;
        this.pump();
      });
      return this.#set(work, { ...work.upload, state: 'waiting', error });
    }
    this.#set(work, { ...work.upload, state: refusals.has(error.code) ? 'refused' : 'failed', error });
    this.pump();
  }

  #check(upload: Upload): ChatError | undefined {
    const wrong = checkFile(upload, this.#core.limits);
    if (!wrong) return undefined;
    return wrong === 'empty' ? new ChatError('invalid', 'The file is empty.', { fields: { file: 'empty' } }) : new ChatError('too-large', 'The file is too large.');
  }

  /** Ten times a second at most, and never backwards, whatever an attempt begins with. One that gets further than all before earns a prompt next one. */
  #progress(work: Work, sent: number): void {
    if (sent > work.sent) work.failures = 0;
    work.sent = Math.min(work.upload.size, Math.max(work.sent, sent));
    if (work.stopProgress) return;
    this.#set(work, { ...work.upload, sent: work.sent });
    work.stopProgress = this.#core.platform.clock.after(progressEvery, () => {
      delete work.stopProgress;
      if (work.stop && work.sent !== work.upload.sent) this.#progress(work, work.sent);
    });
  }

  #halt(work: Work): void {
    work.stopTimer?.();
    work.stopProgress?.();
    const { stop } = work;
    delete work.stopTimer;
    delete work.stopProgress;
    delete work.stop;
    stop?.abort();
  }

  #set(work: Work, upload: Upload): void {
    work.upload = upload;
    if (!this.#core.over && this.#works.get(upload.id) === work) this.#hooks.changed(upload);
  }
}
