import type { FileRef, Message } from '../../model/index.js';
import { resumableFrom } from '../resumable.js';
import { check, refused, rule, same, type ConformanceCase, type Line, type Stage } from './stage.js';
import { people, threads } from './standard-workspace.js';

/** One transparent pixel. */
const png = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='), (char) => char.charCodeAt(0),
);
/** As much of a PNG as tells what it is and how large; `filling` tells two of them apart. */
const pngOf = (width: number, height: number, filling = 0): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(64).fill(filling);
  bytes.set(png.subarray(0, 16));
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
};
const textFile = (size = 20): Blob => new Blob(['0123456789'.repeat(Math.ceil(size / 10)).slice(0, size)], { type: 'text/plain' });

const sendFiles = (stage: Stage, line: Line, files: string[], kind = 'file', payload: unknown = {}): Promise<Message> => {
  return line.transport.submit({ type: 'message.send', id: stage.id(), threadId: threads.shared, kind, payload, files });
};

const readBytes = async ({ env }: Stage, url: string): Promise<Uint8Array> => (env.read ? env.read(url) : new Uint8Array(await (await fetch(url)).arrayBuffer()));

/** files up, in messages, and down. */
export const fileCases: ConformanceCase[] = [
  rule('R-06 upload: progress grows up to the size; the answer describes the file', async (stage) => {
    const { transport } = await stage.open('patient');
    const sent: number[] = [];
    const file = textFile(300_000);
    const ref = await transport.upload(file, { id: stage.id(), threadId: threads.shared, name: 'diary.txt', onProgress: (bytes) => sent.push(bytes) });
    same([ref.name, ref.size], ['diary.txt', 300_000], 'the file');
    check(sent.every((bytes, i) => bytes > (sent[i - 1] ?? 0)), 'progress never runs back');
    same(sent.at(-1), 300_000, 'the last progress');
  }, 'files'),
  rule('T11 upload: the same id makes one file', async (stage) => {
    const line = await stage.open('patient');
    const id = stage.id();
    const first = await stage.upload(line, threads.shared, textFile(), 'a.txt', id);
    same(await stage.upload(line, threads.shared, textFile(), 'a.txt', id), first, 'the second answer');
  }, 'files'),
  rule('T11 upload: the id of somebody else’s file is refused', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    const id = stage.id();
    await stage.upload(patient, threads.shared, textFile(), 'a.txt', id);
    await refused(stage.upload(practitioner, threads.shared, textFile(), 'b.txt', id), ['conflict', 'forbidden', 'not-found'], 'the same id by another');
  }, 'files'),
  rule('R-06 upload: an empty file is refused', async (stage) => {
    await refused(stage.upload(await stage.open('patient'), threads.shared, new Blob([]), 'empty.txt'), 'invalid', 'a file of 0 bytes');
  }, 'files'),
  rule('R-06 upload: the limit is accepted, one byte more is refused', async (stage) => {
    const line = await stage.open('patient');
    const { fileBytes } = line.session.workspace.limits;
    same((await stage.upload(line, threads.shared, textFile(fileBytes), 'limit.txt')).size, fileBytes, 'the size');
    await refused(stage.upload(line, threads.shared, textFile(fileBytes + 1), 'more.txt'), 'too-large', 'one byte more');
  }, 'files', 'small-files'),
  rule('upload: the type is told by the content', async (stage) => {
    const line = await stage.open('patient');
    same((await stage.upload(line, threads.shared, new Blob([png], { type: 'text/plain' }), 'notes.txt')).type, 'image/png', 'a PNG that says it is text');
    const fake = new Blob(['<script>alert(1)</script>'], { type: 'image/png' });
    check(!(await stage.upload(line, threads.shared, fake, 'photo.png')).type.startsWith('image/'), 'a script that says it is a PNG');
  }, 'files'),
  rule('upload: a hostile name loses its control and direction characters, and its length', async (stage) => {
    const line = await stage.open('patient');
    const { name } = await stage.upload(line, threads.shared, textFile(), `report\u202Egnp.\u0007exe${'x'.repeat(300)}.pdf`);
    check(!/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(name) && name.length <= 255, 'the name');
  }, 'files'),
  rule('R-01 upload: for a foreign thread it finds nothing', async (stage) => {
    await refused(stage.upload(await stage.open('patient'), threads.other, textFile(), 'a.txt'), 'not-found', 'a foreign thread');
  }, 'files'),
  rule('upload: one that is aborted rejects with «aborted», and its id may be sent again', async (stage) => {
    const { transport } = await stage.open('patient');
    const stop = new AbortController();
    const id = stage.id();
    const call = transport.upload(textFile(2_000_000), { id, threadId: threads.shared, name: 'a.txt', signal: stop.signal, onProgress: () => undefined });
    stop.abort();
    await refused(call, 'aborted', 'the upload');
    same((await transport.upload(textFile(), { id, threadId: threads.shared, name: 'a.txt', onProgress: () => undefined })).size, 20, 'the second attempt');
  }, 'files'),
  rule('T11 upload: one that is cut goes on under the same id; one file, with the right bytes', async (stage) => {
    const line = await stage.open('patient');
    const bytes = Uint8Array.from({ length: resumableFrom + 300_000 }, (_, i) => (i * 31 + (i >> 8)) % 251);
    const [id, file] = [stage.id(), new Blob([bytes])];
    const to = { id, threadId: threads.shared, name: 'scan.bin' };
    const stop = new AbortController();
    const half = (sent: number): void => {
      if (sent > 0 && sent < bytes.length) stop.abort();
    };
    await refused(line.transport.upload(file, { ...to, signal: stop.signal, onProgress: half }), 'aborted', 'the first attempt');
    const sent: number[] = [];
    const ref = await line.transport.upload(file, { ...to, onProgress: (now) => sent.push(now) });
    check((sent[0] ?? 0) > 0 && sent.every((now, i) => now > (sent[i - 1] ?? 0)), 'progress goes on, and never runs back');
    same([ref.size, sent.at(-1)], [bytes.length, bytes.length], 'the size');
    same(await stage.upload(line, threads.shared, file, 'scan.bin', id), ref, 'once more');
    const [held] = (await sendFiles(stage, line, [id])).files;
    const read = await readBytes(stage, (await line.transport.fileUrl(held!, 'file')).url);
    check(read.length === bytes.length && read.every((byte, i) => byte === bytes[i]), 'the bytes');
  }, 'files', 'resumable'),
  rule('T11 upload: another file under the id of one that was cut is refused', async (stage) => {
    const { transport } = await stage.open('patient');
    const stop = new AbortController();
    const bytes = new Uint8Array(resumableFrom + 300_000).fill(1);
    const to = { id: stage.id(), threadId: threads.shared, name: 'scan.bin', onProgress: () => undefined };
    const onProgress = (sent: number): void => {
      if (sent > 0) stop.abort();
    };
    await refused(transport.upload(new Blob([bytes]), { ...to, signal: stop.signal, onProgress }), 'aborted', 'the first attempt');
    await refused(transport.upload(new Blob([bytes.fill(2)]), to), 'conflict', 'other bytes');
    await refused(transport.upload(new Blob([bytes, 'x']), to), 'conflict', 'another size');
  }, 'files', 'resumable'),

  rule('R-06 send: text and files make one message, which the other side reads', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    const files = [await stage.upload(patient, threads.shared, textFile(), 'a.txt'), await stage.upload(patient, threads.shared, new Blob([png]), 'b.png')];
    const message = await sendFiles(stage, patient, files.map((file) => file.id), 'text', { text: 'See these.', format: 'plain' });
    same(message.files.map((file) => file.id), files.map((file) => file.id), 'the files, in order');
    await practitioner.until('the message', (l) => l.messages(threads.shared).some((one) => one.id === message.id && one.files.length === 2));
  }, 'files'),
  rule('send: files alone, of the kinds «file» and «image»', async (stage) => {
    const line = await stage.open('patient');
    const image = await stage.upload(line, threads.shared, new Blob([png]), 'b.png');
    same((await sendFiles(stage, line, [image.id], 'image')).files[0]?.type, 'image/png', 'an image');
    const file = await stage.upload(line, threads.shared, textFile(), 'a.txt');
    same((await sendFiles(stage, line, [file.id])).files[0]?.name, 'a.txt', 'a file');
    const other = await stage.upload(line, threads.shared, textFile(), 'b.txt');
    await refused(sendFiles(stage, line, [other.id], 'image'), 'invalid', 'an image message with a text file');
    await refused(sendFiles(stage, line, []), 'invalid', 'a file message without a file');
  }, 'files'),
  rule('send: a file that is unknown, or not one’s own, is refused', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    await refused(sendFiles(stage, patient, ['no-such-file']), 'invalid', 'an unknown file');
    const file = await stage.upload(practitioner, threads.shared, textFile(), 'a.txt');
    await refused(sendFiles(stage, patient, [file.id]), 'invalid', 'somebody else’s file');
  }, 'files'),

  rule('fileUrl: a participant reads the bytes as they were sent', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    const file = await stage.upload(patient, threads.shared, new Blob([png]), 'b.png');
    const [sent] = (await sendFiles(stage, patient, [file.id], 'image')).files;
    const { url } = await practitioner.transport.fileUrl(sent!, 'file');
    same([...await readBytes(stage, url)], [...png], 'the bytes');
    check((await practitioner.transport.fileUrl(sent!, 'preview')).url !== '', 'a preview has an address, too');
  }, 'files'),
  rule('R-06 preview: whoever reads the file reads a smaller picture of it, once it is sent; nobody else does', async (stage) => {
    const [patient, practitioner] = [await stage.open('patient'), await stage.open('practitioner')];
    const [photo, small] = [pngOf(1600, 1200, 1), pngOf(640, 480, 2)];
    const read = async (line: Line, ref: FileRef, as: 'file' | 'preview'): Promise<number[]> => [...await readBytes(stage, (await line.transport.fileUrl(ref, as)).url)];
    const given = (preview?: Blob) => (): Promise<Blob | undefined> => Promise.resolve(preview);
    const up = (id: string, preview: () => Promise<Blob | undefined>): Promise<FileRef> =>
      patient.transport.upload(new Blob([photo]), { id, threadId: threads.shared, name: 'knee.png', onProgress: () => undefined, preview });
    const ref = await up(stage.id(), given(new Blob([small])));
    await refused(practitioner.transport.fileUrl(ref, 'preview'), 'not-found', 'before it is sent');
    await up(ref.id, given(new Blob([pngOf(640, 480, 3)])));
    const [sent] = (await sendFiles(stage, patient, [ref.id], 'image')).files;
    same(await read(practitioner, sent!, 'preview'), [...small], 'the preview: the first one stays');
    same(await read(practitioner, sent!, 'file'), [...photo], 'the file itself');
    await refused((await stage.open('otherPatient')).transport.fileUrl(ref, 'preview'), 'not-found', 'asked for by a stranger');
    const wrong: readonly (() => Promise<Blob | undefined>)[] = [
      given(), () => Promise.reject(new Error('cannot be decoded')), given(textFile()), given(new Blob([pngOf(480, 640)])), given(new Blob([pngOf(1280, 960)])),
    ];
    for (const preview of wrong) same(await read(patient, await up(stage.id(), preview), 'preview'), [...photo], 'what is no preview of it');
    const plain = await up(stage.id(), given());
    await sendFiles(stage, patient, [plain.id], 'image');
    await up(plain.id, given(new Blob([small])));
    same(await read(patient, plain, 'preview'), [...photo], 'what has been sent stays as it is');
  }, 'files'),
  rule('R-01 fileUrl: nobody else, whatever the role', async (stage) => {
    const patient = await stage.open('patient');
    const file = await stage.upload(patient, threads.shared, textFile(), 'a.txt');
    await refused((await stage.open('practitioner')).transport.fileUrl(file, 'file'), 'not-found', 'before it is sent');
    await sendFiles(stage, patient, [file.id]);
    for (const who of ['admin', 'otherPatient', 'colleague'] as const) {
      await refused((await stage.open(who)).transport.fileUrl(file, 'file'), 'not-found', `asked for by ${who}`);
    }
    same((await patient.transport.messages(threads.shared, {})).items.at(-1)?.author, people.patient, 'the last author');
  }, 'files'),
];
