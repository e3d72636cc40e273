import type { FileFolder } from './files.js';
import type { Pieces } from './files-resumable.js';
import type { Store } from './store.js';

/** Milliseconds after which what nobody holds is gone. */
const patience = 24 * 60 * 60 * 1000;

/** Removes uploads that were not finished within a day, and files that no message holds a day after they came. Returns how many. */
export async function sweepFiles({ store, folder, pieces, now }: { store: Store; folder: FileFolder; pieces: Pieces; now(): number }): Promise<number> {
  let swept = 0;
  const before = now() - patience;
  for (const { ws, id, place } of store.uploadsBefore(before)) {
    store.dropUpload(ws, id);
    await pieces.discard(place);
    swept += 1;
  }
  for (const { ws, id, place } of store.looseFiles()) {
    const writtenAt = await folder.writtenAt(place).catch(() => undefined);
    if (writtenAt !== undefined && writtenAt >= before) continue;
    const places = store.dropFile(ws, id);
    if (places.length === 0) continue;
    await folder.discard(places);
    swept += 1;
  }
  return swept;
}
