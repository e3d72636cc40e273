import type { PortalOptions } from './app.js';

/** The reference server, opened on a folder of its own and seeded where that is empty. */
export interface OpenChat extends PortalOptions {
  /** Lets commands under way end and writes everything back. */
  close(): Promise<void>;
}

export async function openChat(_dataDir: string): Promise<OpenChat> {
  return {
    chat: () => new Response(null, { status: 503 }),
    issueToken: () => ({ token: 'none', expiresAt: Date.now() + 300_000 }),
    close: async () => undefined,
  };
}
