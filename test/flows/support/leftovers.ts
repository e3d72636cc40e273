import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Everything of a page that a script or a person can get at, as texts by where they were found. Runs in the page. */
export async function lookAround(): Promise<Record<string, string>> {
  const parts: string[] = [];
  const walk = (node: Node): void => {
    if (node instanceof Text || node instanceof Comment) parts.push(node.data);
    if (node instanceof Element) for (const { name, value } of node.attributes) parts.push(`${name}=${value}`);
    if (node instanceof HTMLTextAreaElement || node instanceof HTMLInputElement) parts.push(node.value);
    if (node instanceof HTMLTemplateElement) walk(node.content);
    if (node instanceof Element && node.shadowRoot) walk(node.shadowRoot);
    for (const child of node.childNodes) walk(child);
  };
  walk(document);
  const legible = (value: unknown): string => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value);
    if (value && typeof value === 'object' && !(value instanceof CryptoKey)) return Object.entries(value).map(([key, part]) => `${key}=${legible(part)}`).join('\n');
    return String(value);
  };
  const asked = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error as DOMException);
    });
  const rows: string[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await asked(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const objects = db.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([asked(objects.getAllKeys()), asked(objects.getAll() as IDBRequest<unknown[]>)]);
      for (const [at, key] of keys.entries()) rows.push(`${name}/${store}/${legible(key)} ${legible(values[at])}`);
    }
    db.close();
  }
  const cached: string[] = [];
  for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) cached.push(`${name} ${url}`);
  return {
    dom: parts.join('\n'), title: document.title, address: location.href, IndexedDB: rows.join('\n'), 'Cache Storage': cached.join('\n'),
    localStorage: JSON.stringify(Object.entries(localStorage)), sessionStorage: JSON.stringify(Object.entries(sessionStorage)), cookies: document.cookie, 'window.name': window.name,
    history: JSON.stringify(history.state),
  };
}

export const leftovers = (page: Page): Promise<Record<string, string>> => page.evaluate(lookAround);

/** All that the page's own memory still holds after a thorough collection (Chromium alone). */
export async function heap(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  for (let turn = 0; turn < 4; turn++) await session.send('HeapProfiler.collectGarbage');
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}

/** The files of a browser's profile that hold `text`, in the two ways in which browsers write text. */
export async function filesWith(folder: string, text: string): Promise<string[]> {
  const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    const bytes = entry.isFile() ? await readFile(path).catch(() => Buffer.alloc(0)) : Buffer.alloc(0);
    if (needles.some((needle) => bytes.includes(needle))) found.push(path.slice(folder.length));
  }
  return found;
}

/** The canary strings in a text. */
export const canaries = (text: string): string[] => [...new Set(text.match(/canary-[a-z]+-\d+/g))].sort();
