/** What a file is, told from its first bytes: neither its name nor the sender's word counts. */

const ascii = (bytes: Uint8Array, at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length));
const begins = (bytes: Uint8Array, ...values: number[]): boolean => values.every((value, i) => bytes[i] === value);

const brands: Readonly<Record<string, string>> = {
  avif: 'image/avif', avis: 'image/avif', heic: 'image/heic', heix: 'image/heic', mif1: 'image/heif', 'qt  ': 'video/quicktime', 'M4A ': 'audio/mp4', 'M4B ': 'audio/mp4',
};

function riff(bytes: Uint8Array): string | undefined {
  const kind = ascii(bytes, 8, 4);
  return { WEBP: 'image/webp', 'WAVE': 'audio/wav', 'AVI ': 'video/x-msvideo' }[kind];
}

/** Opus, Vorbis, Speex and FLAC are heard, Theora is seen. */
const ogg = (bytes: Uint8Array): string => (ascii(bytes, 0, 128).includes('theora') ? 'video/ogg' : 'audio/ogg');

/** Plain text: valid UTF-8 without control characters, and nothing that a browser could take for a document. */
function plain(bytes: Uint8Array): string | undefined {
  // The end may cut a character in two.
  const whole = bytes.length < headBytes ? bytes : bytes.subarray(0, bytes.length - 4);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(whole, { stream: whole !== bytes });
  } catch {
    return undefined;
  }
  if (/\p{Cc}/u.test(text.replace(/[\t\r\n\f]/g, ''))) return undefined;
  return /<[a-z!?/]/i.test(text) ? undefined : 'text/plain';
}

/** How many bytes from the beginning are looked at. */
export const headBytes = 4_096;

/** The media type; `application/octet-stream` for all that is not known, SVG, HTML and XML included: they can hold script. */
export function typeOf(head: Uint8Array): string {
  const bytes = head.subarray(0, headBytes);
  if (begins(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (begins(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (/^GIF8[79]a/.test(ascii(bytes, 0, 6))) return 'image/gif';
  if (ascii(bytes, 0, 4) === 'RIFF') return riff(bytes) ?? 'application/octet-stream';
  if (ascii(bytes, 4, 4) === 'ftyp') return brands[ascii(bytes, 8, 4)] ?? 'video/mp4';
  if (ascii(bytes, 0, 5) === '%PDF-') return 'application/pdf';
  if (begins(bytes, 0x1a, 0x45, 0xdf, 0xa3)) return ascii(bytes, 0, 64).includes('webm') ? 'video/webm' : 'video/x-matroska';
  if (ascii(bytes, 0, 4) === 'OggS') return ogg(bytes);
  if (ascii(bytes, 0, 4) === 'fLaC') return 'audio/flac';
  if (ascii(bytes, 0, 3) === 'ID3' || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2)) return 'audio/mpeg';
  if (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xf6) === 0xf0) return 'audio/aac';
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04) || begins(bytes, 0x50, 0x4b, 0x05, 0x06)) return 'application/zip';
  if (/^(\xef\xbb\xbf)?WEBVTT[ \t\r\n]/.test(ascii(bytes, 0, 10))) return plain(bytes) ? 'text/vtt' : 'application/octet-stream';
  return plain(bytes) ?? 'application/octet-stream';
}
