/** Bytes that are read and hashed at once: a file of any size is hashed without ever being in memory whole. */
export const digestBlock = 4 * 1024 * 1024;

/**
 * A SHA-256 of the SHA-256s of each 4 MiB of a file, as 64 hexadecimal digits: WebCrypto has no digest that grows (W3C Web Cryptography API,
 * section 14.3.5). Undefined where there is no WebCrypto (a page that is not a secure context).
 * @param size bytes
 * @param read the bytes from `start` to before `end`; what it rejects with comes out
 */
export async function treeDigest(size: number, read: (start: number, end: number) => Promise<BufferSource>): Promise<string | undefined> {
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle;
  if (!subtle) return undefined;
  const leaves = new Uint8Array(32 * Math.ceil(size / digestBlock));
  for (let start = 0, at = 0; start < size; start += digestBlock, at += 32) {
    leaves.set(new Uint8Array(await subtle.digest('SHA-256', await read(start, Math.min(size, start + digestBlock)))), at);
  }
  const root = new Uint8Array(await subtle.digest('SHA-256', leaves));
  return Array.from(root, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether this is one of those digests. */
export const isTreeDigest = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);
