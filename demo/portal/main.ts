import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { portalApp } from './app.js';
import { openChat } from './chat.js';
import { isLoopback } from './loopback.js';

const host = process.env['HOST'] ?? '127.0.0.1';
const port = Number(process.env['PORT'] ?? 4173);
const dataDir = resolve(process.env['DATA_DIR'] ?? '.data');

if (!isLoopback(host)) {
  console.error(`The demo portal has no passwords and listens on this machine alone; HOST=${host} is refused. Take demo/server for a server of your own.`);
  process.exit(1);
}
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('PORT must be a number from 0 to 65535.');
  process.exit(1);
}

await mkdir(dataDir, { recursive: true });
const chat = await openChat(dataDir);
const server = serve({ fetch: portalApp(chat).fetch, hostname: host, port, overrideGlobalObjects: false }) as Server;
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(error.code === 'EADDRINUSE' ? `Port ${port} is taken. Choose another one with PORT=…` : String(error));
  process.exit(1);
});
await once(server, 'listening');
const address = server.address();
console.log(`Riverside Clinic is open at http://localhost:${typeof address === 'object' ? address?.port : port}/  (data in ${dataDir})`);

let closing = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void close());

/** Lets answers under way end, ends the streams, and writes everything back before the process goes. */
async function close(): Promise<void> {
  if (closing) return;
  closing = true;
  const closed = new Promise<void>((done) => server.close(() => done()));
  chat.close();
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), 2_000);
  await closed;
  clearTimeout(late);
  process.exit(0);
}
