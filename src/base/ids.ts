/** What of WebCrypto is used here. `randomUUID` is missing on insecure origins, `getRandomValues` is not. */
export interface Randomness {
  randomUUID?: () => string;
  getRandomValues?: (array: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
}

/**
 * A new UUID version 4 (RFC 9562, section 5.4). Ids of commands and uploads must never collide between people, so the best source
 * at hand is used; the last resort is `fallback`, a number in [0, 1).
 */
export function newId(source: Randomness | undefined = globalThis.crypto, fallback: () => number = Math.random): string {
  if (source?.randomUUID) return source.randomUUID();
  return uuidOf(source?.getRandomValues?.(new Uint8Array(16)) ?? Uint8Array.from({ length: 16 }, () => fallback() * 256));
}

/** Sixteen random bytes as a UUID version 4: version and variant bits are set here. */
export function uuidOf(random: Uint8Array): string {
  const bytes = Uint8Array.from(random);
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
