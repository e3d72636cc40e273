import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bloodPressure } from '../own-kind/index.js';
import { demoSeed, filesFolder, type SeedFile } from '../seed/index.js';
import { createChatServer, type Admin, type ChatServer } from '../server/index.js';
import { kinds } from '../server/kinds.js';

/** Opens the reference server on a folder of the disk; an empty one gets the demo's people and threads, as of now. */
export async function openChat(dataDir: string, now = Date.now()): Promise<ChatServer> {
  // Portals on other origins that may use this server, separated by commas; none by default.
  const allowOrigins = (process.env['ALLOW_ORIGINS'] ?? '').split(',').map((origin) => origin.trim()).filter(Boolean);
  const chat = createChatServer({
    dataDir, signingKeys: [await signingKey(dataDir)], allowOrigins, kinds: [...kinds, bloodPressure],
    // A portal sends a mail or an SMS here; whoever has the chat open needs none.
    onUnread: ({ person, workspace, connected }) => connected || console.log(`«You have a message» goes to ${person} of ${workspace}.`),
    onRead: (entry) => appendFileSync(join(dataDir, 'access.log'), `${JSON.stringify(entry)}\n`, { mode: 0o600 }),
  });
  await seed(chat.admin, now);
  return chat;
}

/** Drawn at the first start and kept beside the data, so that tokens outlive a restart. */
async function signingKey(dataDir: string): Promise<string> {
  const path = join(dataDir, 'signing-key');
  const known = await readFile(path, 'utf8').catch(() => '');
  if (known) return known;
  const key = randomBytes(32).toString('hex');
  await writeFile(path, key, { mode: 0o600 });
  return key;
}

/** The files first, everything else as one: a start that was broken off is begun again by the next. */
async function seed(admin: Admin, now: number): Promise<void> {
  const { workspaces, threads } = demoSeed(now);
  if (workspaces.every(({ id }) => admin.hasWorkspace(id))) return;
  for (const { workspace, messages } of threads) {
    for (const file of messages.flatMap(({ files = [] }) => files)) await putFile(admin, workspace, file);
  }
  admin.batch(() => {
    for (const { id, name, phone, emergencyNumber, plan = false, people, coordinates, statuses, services, forms, replies = [], placeholders = [] } of workspaces) {
      admin.putWorkspace({ id, name, phone, notices: { emergencyNumber }, switches: { plan }, statuses, lists: {
        services: services.map((one) => ({ ...one })), forms: forms.map((one) => ({ ...one })), placeholders: placeholders.map((one) => ({ ...one })),
      } });
      for (const person of people) admin.putPerson(id, person);
      for (const reply of replies) admin.putReply(id, reply);
      for (const [coordinator, practitioners] of Object.entries(coordinates)) for (const one of practitioners) admin.attach(id, coordinator, one);
    }
    for (const { workspace, messages, unread = {}, ...thread } of threads) {
      admin.putThread(workspace, { ...thread, createdAt: messages[0]?.sentAt ?? now });
      for (const { files = [], ...message } of messages) admin.putMessage(workspace, { ...message, threadId: thread.id, files: files.map(({ id }) => id) });
      for (const person of thread.participants) admin.setUnread(workspace, thread.id, person, unread[person] ?? 0);
    }
  });
}

async function putFile(admin: Admin, workspace: string, { id, by, name, source, type, width, height }: SeedFile): Promise<void> {
  const bytes = typeof source === 'string' ? await readFile(new URL(source, filesFolder)) : source();
  await admin.putFile(workspace, { id, owner: by, name, bytes, type, ...(width && height ? { width, height } : {}) });
}
