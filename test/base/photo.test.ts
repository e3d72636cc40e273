import { expect } from '@open-wc/testing';
import { isPreviewOf, makePreview } from '../../src/base/image-preview.js';
import { withoutMetadata } from '../../src/base/photo.js';
import { photo } from '../support/photo.js';

const ascii = (words: string): number[] => Array.from(words, (char) => char.charCodeAt(0));
const canary = 'N 40.7128 W 74.0060';
/** EXIF: turned by a quarter (6), and a note that nobody is to have. */
const tiff = [...ascii('MM'), 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, ...ascii(canary)];
const big = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const little = (value: number): number[] => big(value).reverse();
const segment = (marker: number, data: number[]): number[] => [0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255, ...data];
const text = async (blob: Blob): Promise<string> => new TextDecoder('latin1').decode(await blob.arrayBuffer());

async function drawn(type: string): Promise<Uint8Array> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 64, height: 32 });
  canvas.getContext('2d')!.fillRect(0, 0, 20, 20);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.8));
  expect(blob?.type).to.equal(type);
  return new Uint8Array(await blob!.arrayBuffer());
}

async function sizeOf(blob: Blob): Promise<number[]> {
  const image = new Image();
  image.src = URL.createObjectURL(blob);
  await image.decode();
  URL.revokeObjectURL(image.src);
  return [image.naturalWidth, image.naturalHeight];
}

describe('base: what a photo says besides its picture', () => {
  it('R-06 JPEG: place, time and maker go, what stands behind the end too; how it was turned and the picture itself stay', async () => {
    const bytes = [...(await drawn('image/jpeg'))];
    const xmp = segment(0xe1, ascii(`http://ns.adobe.com/xap/1.0/\0${canary}`));
    const full = new Blob([Uint8Array.from([0xff, 0xd8, ...segment(0xe1, [...ascii('Exif\0\0'), ...tiff]), ...xmp, ...segment(0xfe, ascii(canary)), ...segment(0xed, ascii(canary)), ...bytes.slice(2), ...ascii(canary)])], { type: 'image/jpeg' });
    expect(await sizeOf(full)).to.deep.equal([32, 64]);
    const clean = await withoutMetadata(full);
    expect(await text(clean)).not.to.match(/adobe|N 40/);
    expect([await sizeOf(clean), clean.type]).to.deep.equal([[32, 64], 'image/jpeg']);
    const scan = (await text(full)).indexOf('\u00ff\u00da');
    expect((await text(clean)).endsWith((await text(full)).slice(scan, -canary.length)), 'the picture’s own bytes').to.equal(true);
    expect(await text(await withoutMetadata(clean)), 'once more').to.equal(await text(clean));
    expect(await withoutMetadata(new Blob([Uint8Array.from(bytes)]))).to.have.property('size', bytes.length);
  });

  it('R-06 PNG: words and EXIF go, colours and the picture stay', async () => {
    const bytes = [...(await drawn('image/png'))];
    const chunk = (type: string, data: number[]): number[] => [...big(data.length), ...ascii(type), ...data, 0, 0, 0, 0];
    const full = new Blob([Uint8Array.from([...bytes.slice(0, 33), ...chunk('tEXt', ascii(`Comment\0${canary}`)), ...chunk('iTXt', ascii(canary)), ...chunk('eXIf', tiff), ...bytes.slice(33), ...ascii(canary)])], { type: 'image/png' });
    const clean = await withoutMetadata(full);
    expect([(await text(clean)).includes(canary), (await text(clean)).includes('eXIf')]).to.deep.equal([false, true]);
    expect((await sizeOf(clean)).sort()).to.deep.equal([32, 64]);
    expect(await text(await withoutMetadata(clean)), 'once more').to.equal(await text(clean));
  });

  it('R-06 WebP and HEIC: EXIF and XMP go; what is cut off or no photo stays as it is', async () => {
    const vp8x = [...ascii('VP8X'), ...little(10), 12, 0, 0, 0, 63, 0, 0, 31, 0, 0];
    const part = (type: string, data: number[]): number[] => [...ascii(type), ...little(data.length), ...data, ...(data.length % 2 ? [0] : [])];
    const inside = [...vp8x, ...part('VP8 ', [1, 2, 3]), ...part('EXIF', tiff), ...part('XMP ', ascii(canary))];
    const webp = await text(await withoutMetadata(new Blob([Uint8Array.from([...ascii('RIFF'), ...little(inside.length + 4), ...ascii('WEBP'), ...inside])])));
    expect(webp).not.to.contain(canary);
    expect([webp.charCodeAt(20), webp.charCodeAt(4) + 8, webp.includes('XMP ')]).to.deep.equal([8, webp.length, false]);

    const box = (type: string, data: number[]): number[] => [...big(data.length + 8), ...ascii(type), ...data];
    const infe = (id: number, type: string): number[] => box('infe', [2, 0, 0, 0, 0, id, 0, 0, ...ascii(type), 0]);
    const exif = [0, 0, 0, 0, ...tiff];
    const meta = (at: number): number[] => box('meta', [0, 0, 0, 0, ...box('iinf', [0, 0, 0, 0, 0, 2, ...infe(1, 'hvc1'), ...infe(2, 'Exif')]),
      ...box('iloc', [0, 0, 0, 0, 0x44, 0, 0, 1, 0, 2, 0, 0, 0, 1, ...big(at), ...big(exif.length)])]);
    const ftyp = box('ftyp', [...ascii('heic'), 0, 0, 0, 0]);
    const at = ftyp.length + meta(0).length + 8;
    const heic = new Blob([Uint8Array.from([...ftyp, ...meta(at), ...box('mdat', [...exif, ...ascii('picture')])])]);
    expect(await text(heic)).to.contain(canary);
    const clean = await withoutMetadata(heic);
    expect([clean.size, (await text(clean)).endsWith('picture'), (await text(clean)).includes(canary)]).to.deep.equal([heic.size, true, false]);

    for (const odd of ['\u00ff\u00d8\u00ff\u00e1\u00ff\u00ff', '\u0089PNG\r\n\u001a\n\u00ff\u00ff\u00ff\u00ff', 'RIFF----WEBPEXIF\u00ff\u00ff\u00ff\u007f', '<svg/>', '']) {
      const blob = new Blob([Uint8Array.from(ascii(odd))]);
      expect(await text(await withoutMetadata(blob))).to.equal(await text(blob));
    }
  });
});

describe('base: a smaller picture of a photo', () => {
  it('R-06 the right way up, 640 pixels at most, without what is written beside it, and the same shape', async () => {
    const upright = await photo('image/jpeg', 1000, 500);
    const bytes = new Uint8Array(await upright.arrayBuffer());
    // The camera was turned by a quarter: what lies at the left is at the top.
    const turned = new Blob([Uint8Array.from([0xff, 0xd8, ...segment(0xe1, [...ascii('Exif\0\0'), ...tiff])]), bytes.subarray(2)], { type: 'image/jpeg' });
    const preview = await makePreview(turned);
    expect(preview?.type).to.equal('image/jpeg');
    expect(await sizeOf(preview!)).to.deep.equal([320, 640]);
    expect(preview!.size).to.be.lessThan(turned.size);
    expect(await text(preview!)).not.to.match(/Exif|N 40/);
    const bitmap = await createImageBitmap(preview!);
    const canvas = new OffscreenCanvas(320, 640);
    const context = canvas.getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const [top, bottom] = [50, 590].map((y) => context.getImageData(160, y, 1, 1).data);
    expect([top![0]! > top![2]!, bottom![2]! > bottom![0]!], 'red above blue').to.deep.equal([true, true]);
    const facts = { type: 'image/jpeg', width: 320, height: 640 };
    expect([isPreviewOf(facts, { type: 'image/jpeg', width: 500, height: 1000 }), isPreviewOf(facts, { type: 'image/jpeg', width: 1000, height: 500 })]).to.deep.equal([true, false]);
  });

  it('R-06 none of what is small, moves, is no image, cannot be decoded, or would be gigabytes', async () => {
    const large = new Uint8Array(70_000);
    const png = new Uint8Array(await (await photo('image/png', 700, 700)).arrayBuffer());
    const bomb = png.slice();
    new DataView(bomb.buffer).setUint32(16, 65_535);
    new DataView(bomb.buffer).setUint32(20, 65_535);
    expect(await makePreview(new Blob([png], { type: 'image/png' }))).not.to.equal(undefined);
    for (const [none, type] of [[png.slice(0, 60_000), 'image/png'], [bomb, 'image/png'], [large, 'image/jpeg'], [large, 'text/plain'], [png, 'image/gif']] as const) {
      expect(await makePreview(new Blob([none], { type })), type).to.equal(undefined);
    }
    const broken = png.slice();
    broken.fill(0, 40);
    expect(await makePreview(new Blob([broken], { type: 'image/png' })).catch(() => 'rejected')).to.equal('rejected');
  });
});
