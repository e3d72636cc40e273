/** Encrypted bytes, with the nonce that they were encrypted with. */
export interface Sealed { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer }

const algorithm = 'AES-GCM';
const utf8 = new TextEncoder();

/** A key that can be kept in IndexedDB and used there, and whose bytes no script can read. */
export const newKey = (): Promise<CryptoKey> => crypto.subtle.generateKey({ name: algorithm, length: 256 }, false, ['encrypt', 'decrypt']);

/**
 * AES-GCM with a fresh nonce (NIST SP 800-38D, section 8.2.2: 96 random bits).
 * @param place what the bytes are bound to: at another place they cannot be read
 */
export async function seal(key: CryptoKey, place: string, bytes: BufferSource): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: algorithm, iv, additionalData: utf8.encode(place) }, key, bytes) };
}

/** Rejects where the bytes were changed, or sealed with another key or for another place. */
export const unseal = (key: CryptoKey, place: string, { iv, data }: Sealed): Promise<ArrayBuffer> =>
  crypto.subtle.decrypt({ name: algorithm, iv, additionalData: utf8.encode(place) }, key, data);

export const sealText = (key: CryptoKey, place: string, text: string): Promise<Sealed> => seal(key, place, utf8.encode(text));

export const unsealText = async (key: CryptoKey, place: string, sealed: Sealed): Promise<string> =>
  new TextDecoder().decode(await unseal(key, place, sealed));

/** SHA-256 of a text, a character a byte: a name that says nothing. */
export const digest = async (text: string): Promise<string> =>
  String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', utf8.encode(text))));
