import { expect } from '@open-wc/testing';
import { forgetAll, indexedStorage } from '../../src/base/indexed-storage.js';
import type { Storage } from '../../src/base/platform.js';
import { until } from '../support/page.js';

/** The databases of ours, by name. */
const ours = async (): Promise<string[]> => (await indexedDB.databases()).map(({ name = '' }) => name).filter((name) => name.startsWith('clinic-chat')).sort();

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as DOMException);
  });

/** Everything that lies in our databases, keys too. */
async function raw(): Promise<{ name: string; key: IDBValidKey; value: unknown }[]> {
  const out: { name: string; key: IDBValidKey; value: unknown }[] = [];
  for (const name of await ours()) {
    const db = await asked(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const objects = db.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([asked(objects.getAllKeys()), asked(objects.getAll() as IDBRequest<unknown[]>)]);
      for (const [at, key] of keys.entries()) out.push({ name: `${name}/${store}`, key, value: values[at] });
    }
    db.close();
  }
  return out;
}

/** All bytes and words of a value, as one text. */
function legible(value: unknown): string {
  if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value);
  if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value);
  if (Array.isArray(value)) return value.map(legible).join('\n');
  if (value && typeof value === 'object' && !(value instanceof CryptoKey)) return Object.entries(value).map(([key, part]) => `${key}: ${legible(part)}`).join('\n');
  return String(value);
}

/** Changes a row of ours from outside. */
async function meddle(change: (row: Record<string, unknown>) => void): Promise<void> {
  const name = (await ours()).find((one) => one !== 'clinic-chat-keys') as string;
  const db = await asked(indexedDB.open(name));
  const rows = db.transaction('rows', 'readwrite').objectStore('rows');
  for (const row of (await asked(rows.getAll())) as Record<string, unknown>[]) {
    change(row);
    await asked(rows.put(row));
  }
  db.close();
}

const rowsOf = async (store: string): Promise<number> => (await raw()).filter(({ name }) => name.endsWith(`/${store}`)).length;
const events = (storage: Storage): string[] => {
  const seen: string[] = [];
  storage.watch?.((event) => seen.push(event));
  return seen;
};

describe('the encrypted storage in IndexedDB', () => {
  let open: Storage[] = [];
  const make = (partition = 'riverside/ana'): Storage => {
    const storage = indexedStorage(partition);
    open.push(storage);
    return storage;
  };

  beforeEach(forgetAll);
  afterEach(async () => {
    for (const storage of open) storage.close?.();
    open = [];
    await forgetAll();
  });

  it('T1 what one page has written the next one reads: words, lists, numbers', async () => {
    const value = { text: 'Grüß dich 👋\n«x»', list: [1, null, true, { a: 'b' }], none: '' };
    await make().set('draft/t1', value);
    const next = make();
    expect(await next.keys('')).to.deep.equal(['draft/t1']);
    expect(await next.get('draft/t1')).to.deep.equal(value);
    expect(await next.keys('outbox/')).to.deep.equal([]);
    expect(await next.get('draft/t2')).to.equal(undefined);
    await next.delete('draft/t1');
    expect(await make().keys('')).to.deep.equal([]);
  });

  it('looking leaves nothing on the device; the first set makes the key and the rows’ database', async () => {
    const storage = make();
    await storage.keys('');
    await storage.get('a');
    await storage.delete('a');
    await storage.clear();
    expect((await ours()).filter((name) => name !== 'clinic-chat-keys')).to.deep.equal([]);
    expect(await rowsOf('keys')).to.equal(0);
    await storage.set('a', 1);
    expect(await ours()).to.have.length(2);
  });

  it('what is told that something will be written makes the key and the database, once and without a row; cleared at once, nothing comes after it', async () => {
    const storage = make();
    storage.begin?.();
    while ((await ours()).length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await raw()).map(({ name }) => name)).to.deep.equal(['clinic-chat-keys/keys']);
    const made = await ours();
    await storage.set('a', 1);
    expect(await ours()).to.deep.equal(made);
    await storage.clear();
    storage.begin?.();
    await storage.clear();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await raw()).to.deep.equal([]);
  });

  it('T8 nothing is legible: no name, no value, no partition, no file name, no database name', async () => {
    const file = new File(['canary-bytes '.repeat(9)], 'canary-name.png', { type: 'image/canary' });
    await make('canary-clinic/canary-person').set('draft/canary-thread', { text: 'canary-text', uploads: [{ name: file.name, blob: file }] });
    const all = (await raw()).map(({ name, key, value }) => `${name} ${legible(key)} ${legible(value)}`).join('\n');
    expect(all.length).to.be.greaterThan(300);
    expect(all).not.to.match(/canary/i);
    expect(await rowsOf('blobs')).to.equal(1);
  });

  it('the key cannot be taken out, and a nonce is never used twice', async () => {
    const storage = make();
    for (let i = 0; i < 20; i++) await storage.set('a', { same: 'words' });
    const seen = new Set<string>();
    for (let i = 0; i < 5; i++) {
      await storage.set('a', { same: 'words' });
      for (const { name, value } of await raw()) if (name.endsWith('/rows')) seen.add(String((value as { iv: Uint8Array }).iv));
    }
    expect(seen.size).to.equal(5);
    const { key } = (await raw()).find(({ name }) => name.endsWith('/keys'))?.value as { key: CryptoKey };
    expect(key.extractable).to.equal(false);
    let refused = false;
    await crypto.subtle.exportKey('raw', key).catch(() => (refused = true));
    expect(refused).to.equal(true);
  });

  it('T11 files within values survive: bytes, type, name, and the time of the file', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => i % 251);
    const file = new File([bytes], 'knee.jpg', { type: 'image/jpeg', lastModified: 1_700_000_000_000 });
    const blob = new Blob(['voice'], { type: 'audio/ogg' });
    await make().set('outbox/1', { uploads: [{ id: 'u1', blob: file }, { id: 'u2', blob }] });
    const [first, second] = ((await make().get('outbox/1')) as { uploads: { blob: File }[] }).uploads.map((upload) => upload.blob) as [File, Blob];
    expect(first).to.be.instanceOf(File);
    expect([first.name, first.type, first.lastModified]).to.deep.equal(['knee.jpg', 'image/jpeg', 1_700_000_000_000]);
    expect(new Uint8Array(await first.arrayBuffer())).to.deep.equal(bytes);
    expect(second).not.to.be.instanceOf(File);
    expect([second.type, await second.text()]).to.deep.equal(['audio/ogg', 'voice']);
  });

  it('a file is encrypted once, whoever refers to it, and goes with the last that does', async () => {
    const storage = make();
    const blob = new Blob(['x'.repeat(1_000)]);
    const blobRow = async (): Promise<string> => legible((await raw()).filter(({ name }) => name.endsWith('/blobs')).map(({ value }) => (value as { iv: Uint8Array }).iv));
    await storage.set('draft/t1', { text: 'a', blob });
    const before = await blobRow();
    await storage.set('draft/t1', { text: 'ab', blob });
    await storage.set('outbox/1', { blob });
    expect(await blobRow()).to.equal(before);
    await storage.delete('draft/t1');
    expect(await rowsOf('blobs')).to.equal(1);
    const next = make();
    const { blob: back } = (await next.get('outbox/1')) as { blob: Blob };
    await next.set('draft/t1', { text: 'again', blob: back });
    expect(await blobRow()).to.equal(before);
    await next.delete('outbox/1');
    await next.set('draft/t1', { text: 'without' });
    expect(await rowsOf('blobs')).to.equal(0);
    // It was taken away, and is needed anew.
    await storage.set('draft/t1', { blob });
    expect(await ((await make().get('draft/t1')) as { blob: Blob }).blob.text()).to.equal('x'.repeat(1_000));
  });

  it('T10 a row that was changed, or moved to another’s place, is dropped and told; the others stay', async () => {
    const storage = make();
    await storage.set('a', { n: 1 });
    await meddle((row) => new Uint8Array(row['data'] as ArrayBuffer).set([1, 2, 3], 4));
    const seen = events(storage);
    await storage.set('b', { n: 2 });
    expect(await storage.keys('')).to.deep.equal(['b']);
    expect(seen).to.deep.equal(['damaged']);
    expect(await rowsOf('rows')).to.equal(1);
    await meddle((row) => (row['id'] = 'elsewhere'));
    expect(await storage.keys('')).to.deep.equal(['b']);
    expect(await storage.get('b')).to.deep.equal({ n: 2 });
  });

  it('T10 a row of a later version of the library is left alone', async () => {
    const storage = make();
    await storage.set('a', { n: 1 });
    await meddle((row) => (row['format'] = 99));
    expect(await storage.keys('')).to.deep.equal([]);
    expect(await storage.get('a')).to.equal(undefined);
    expect(await rowsOf('rows')).to.equal(1);
  });

  it('T8 partitions know nothing of each other, and clearing one leaves the other', async () => {
    const [ana, ben] = [make('riverside/ana'), make('riverside/ben')];
    await ana.set('a', { who: 'ana' });
    await ben.set('a', { who: 'ben' });
    await ana.clear();
    expect(await ana.keys('')).to.deep.equal([]);
    expect(await ben.get('a')).to.deep.equal({ who: 'ben' });
    expect(await ours()).to.have.length(2);
    await ana.set('b', {});
    expect(await ana.keys('')).to.deep.equal(['b']);
  });

  it('T8 clear does not wait for another tab, and takes the key first', async () => {
    const [here, there] = [make(), make()];
    await here.set('a', { n: 1 });
    await there.get('a');
    const seen = events(there);
    const writing = there.set('b', { n: 2 }).catch(() => undefined);
    await here.clear();
    await writing;
    await until(() => seen.length > 0);
    expect(seen).to.deep.equal(['lost']);
    there.close?.();
    await here.clear();
    expect(await rowsOf('keys')).to.equal(0);
    expect((await ours()).filter((name) => name !== 'clinic-chat-keys')).to.deep.equal([]);
  });

  it('T8 a write that was under way when the storage was emptied or closed does not come after it', async () => {
    const storage = make();
    await storage.set('a', { n: 1 });
    const late = [storage.set('b', { n: 2 }), storage.set('c', { blob: new Blob(['x'.repeat(100_000)]) })].map((write) => write.catch((error: unknown) => (error as Error).name));
    await storage.clear();
    const outcomes = await Promise.all(late);
    expect(await make().keys('')).to.deep.equal([]);
    expect(outcomes).to.deep.equal(['AbortError', 'AbortError']);
    expect(await rowsOf('keys')).to.equal(0);
  });

  it('T10 the database is deleted from outside: told once, and usable at once', async () => {
    const storage = make();
    await storage.set('a', { n: 1 });
    const seen = events(storage);
    for (const name of await ours()) await asked(indexedDB.deleteDatabase(name) as IDBRequest<unknown>);
    await until(() => seen.length > 0);
    expect(await storage.keys('')).to.deep.equal([]);
    await storage.set('b', { n: 2 });
    expect(await make().get('b')).to.deep.equal({ n: 2 });
    expect(seen).to.deep.equal(['lost']);
  });

  it('T10 the keys alone are deleted from outside: what is written afterwards can be read by the next page', async () => {
    const storage = make();
    await storage.set('a', { n: 1 });
    await asked(indexedDB.deleteDatabase('clinic-chat-keys') as IDBRequest<unknown>);
    await storage.set('b', { n: 2 });
    expect(await make().keys('')).to.deep.equal(['b']);
    await until(async () => (await ours()).length === 2);
  });

  it('two tabs that begin at the same moment use one key', async () => {
    const tabs = [make(), make(), make()];
    await Promise.all(tabs.map((tab, n) => Promise.all([tab.keys(''), tab.set(`k${n}`, { n })])));
    expect((await make().keys('')).sort()).to.deep.equal(['k0', 'k1', 'k2']);
    expect(await ours()).to.have.length(2);
  });

  it('a file that cannot be read any more takes nothing else with it', async () => {
    const gone = new Blob(['x']);
    Object.defineProperty(gone, 'arrayBuffer', { value: () => Promise.reject(new DOMException('gone', 'NotReadableError')) });
    await make().set('outbox/1', { text: 'words', uploads: [{ id: 'u1', blob: gone }] });
    expect(await make().get('outbox/1')).to.deep.equal({ text: 'words', uploads: [{ id: 'u1' }] });
  });

  it('T10 a browser without WebCrypto or IndexedDB: every call rejects, nothing is made', async () => {
    const { subtle } = crypto;
    Object.defineProperty(crypto, 'subtle', { configurable: true, value: undefined });
    try {
      let failed = 0;
      await make().set('a', {}).catch(() => failed++);
      expect(failed).to.equal(1);
    } finally {
      Object.defineProperty(crypto, 'subtle', { configurable: true, value: subtle });
      delete (crypto as { subtle?: unknown }).subtle;
    }
    expect(await rowsOf('rows')).to.equal(0);
    expect(crypto.subtle).to.equal(subtle);
  });
});
