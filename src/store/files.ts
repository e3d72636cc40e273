import { ChatError } from '../base/errors.js';
import { isInlineImage, type FileRef, type Id } from '../model/index.js';
import type { Core } from './core.js';

type As = 'file' | 'preview';

/**
 * Addresses of files. Images that may be shown in place are fetched once and kept as `blob:` (no third address ends up in the page); sound that this
 * page has just recorded is heard from its bytes; everything else gets its short-lived address anew each time.
 */
export class Files {
  readonly #core: Core;
  readonly #fetch: typeof fetch;
  readonly #local: (id: Id) => Blob | undefined;
  readonly #kept = new Map<string, Promise<string>>();
  readonly #made: string[] = [];

  /** @param local the bytes of a file that this page has itself just chosen */
  constructor(core: Core, fetcher: typeof fetch | undefined, local: (id: Id) => Blob | undefined) {
    this.#core = core;
    // Looked up at the call, so that a page may replace it; called without `this`, as browsers demand.
    this.#fetch = fetcher ?? ((...request) => globalThis.fetch(...request));
    this.#local = local;
  }

  url(file: FileRef, as: As): Promise<string> {
    if (this.#core.over) return Promise.reject(new ChatError('aborted'));
    if (file.scan === 'blocked') return Promise.reject(new ChatError('forbidden', 'The file was blocked.'));
    const blob = this.#local(file.id);
    if (!isInlineImage(file) && !blob?.type.startsWith('audio/')) return this.#address(file, as).then(({ url }) => url);
    const key = `${blob ? 'local' : as}/${file.id}`;
    const known = this.#kept.get(`local/${file.id}`) ?? this.#kept.get(key);
    if (known) return known;
    const made = blob ? Promise.resolve(this.#make(blob)) : this.#image(file, as);
    this.#kept.set(key, made);
    made.catch(() => this.#kept.delete(key));
    return made;
  }

  clear(): void {
    for (const url of this.#made.splice(0)) URL.revokeObjectURL(url);
    this.#kept.clear();
  }

  async #image(file: FileRef, as: As): Promise<string> {
    const { signal } = this.#core;
    const { url, headers } = await this.#address(file, as);
    if (url.startsWith('blob:')) return url;
    let answer: Response;
    let blob: Blob;
    try {
      answer = await this.#fetch(url, { signal, cache: 'no-store', ...(headers ? { headers } : {}) });
      if (!answer.ok) throw new ChatError(answer.status === 404 ? 'not-found' : answer.status >= 500 ? 'unavailable' : 'forbidden');
      blob = await answer.blob();
    } catch (thrown) {
      throw signal.aborted ? new ChatError('aborted') : ChatError.from(thrown, 'offline');
    }
    if (this.#core.over || signal.aborted) throw new ChatError('aborted');
    // By what the answer is, not by what the message says it is: nothing that can hold script becomes an address of this page.
    const type = (answer.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
    if (!isInlineImage({ type })) throw new ChatError('unsupported-type', 'The file is not the image that it is said to be.');
    return this.#make(blob.slice(0, blob.size, type));
  }

  async #address(file: FileRef, as: As): Promise<{ url: string; headers?: Record<string, string> }> {
    const { signal } = this.#core;
    try {
      const address = await this.#core.transport.fileUrl(file, as, { signal });
      if (this.#core.over) throw new ChatError('aborted');
      return address;
    } catch (thrown) {
      throw ChatError.from(thrown);
    }
  }

  #make(blob: Blob): string {
    const url = URL.createObjectURL(blob);
    this.#made.push(url);
    return url;
  }
}
