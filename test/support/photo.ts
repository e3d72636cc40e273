/** As hard to compress as a photo: no two neighbours are alike. The left half is red, the right half blue. */
export async function photo(type: string, width: number, height: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d')!;
  const image = context.createImageData(width, height);
  let chance = 1;
  for (let at = 0; at < image.data.length; at += 4) {
    const isLeft = (at / 4) % width < width / 2;
    chance = (chance * 1_103_515_245 + 12_345) % 2 ** 31;
    const noise = chance % 1021 % 32;
    image.data.set([isLeft ? 200 - noise : noise, noise, isLeft ? noise : 200 - noise, 255], at);
  }
  context.putImageData(image, 0, 0);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob!), type, 0.95));
}
