import type { Id, Notes } from '../model/index.js';
import type { VaultDoor } from './vault-door.js';

const prefix = 'note/';

/** A thread's notes. What is written to one key in two tabs is the later one's. */
export const notesOf = (vault: VaultDoor, threadId: Id): Notes => {
  const place = (key: string): string => `${prefix}${threadId}/${key}`;
  return {
    get: async (key) => ((await vault.get(place(key))) as { note?: unknown } | undefined)?.note,
    set: (key, note) => (note === undefined ? vault.delete(place(key)).then(() => true) : vault.set(place(key), { note }).then(Boolean)),
  };
};

/** The thread is not there any more. */
export async function dropNotes(vault: VaultDoor, threadId: Id): Promise<void> {
  for (const key of (await vault.entries()).keys()) if (key.startsWith(`${prefix}${threadId}/`)) await vault.delete(key);
}
