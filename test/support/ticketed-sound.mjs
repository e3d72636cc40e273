/**
 * A server's address of sound, as it is in life: in ranges, by a ticket that runs out. `/ticketed.wav?ticket=x` answers sixteen minutes of silence,
 * `/ticketed.wav?expire=x` ends the ticket: from then on it is answered with 401. `/ticketed.wav?refused=x` says whether anybody was.
 */
const rate = 16_000;
const seconds = 960;
const size = 44 + seconds * rate * 2;
const head = Buffer.alloc(44);
head.write('RIFF', 0);
head.writeUInt32LE(size - 8, 4);
head.write('WAVEfmt ', 8);
head.writeUInt32LE(16, 16);
head.writeUInt16LE(1, 20);
head.writeUInt16LE(1, 22);
head.writeUInt32LE(rate, 24);
head.writeUInt32LE(rate * 2, 28);
head.writeUInt16LE(2, 32);
head.writeUInt16LE(16, 34);
head.write('data', 36);
head.writeUInt32LE(size - 44, 40);

const expired = new Set();
const refused = new Set();

export async function ticketedSound(context, next) {
  if (context.path !== '/ticketed.wav') return next();
  const { ticket, expire, refused: asked } = context.query;
  if (expire) {
    expired.add(expire);
    context.body = '';
    return undefined;
  }
  if (asked) {
    context.body = String(refused.has(asked));
    return undefined;
  }
  if (expired.has(ticket)) {
    refused.add(ticket);
    context.status = 401;
    return undefined;
  }
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(context.get('range')) ?? [];
  const start = Number(first ?? 0);
  const end = last ? Math.min(Number(last), size - 1) : size - 1;
  const bytes = Buffer.alloc(end - start + 1);
  if (start < head.length) head.copy(bytes, 0, start);
  context.set({ 'accept-ranges': 'bytes', 'cache-control': 'no-store', 'content-type': 'audio/wav' });
  if (first !== undefined) {
    context.status = 206;
    context.set('content-range', `bytes ${start}-${end}/${size}`);
  }
  context.body = bytes;
  return undefined;
}
