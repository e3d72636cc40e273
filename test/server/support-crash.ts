import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Tokens } from '../../demo/server/tokens.js';
import { Client } from './support.js';

/** A server in a process of its own, to be killed: started as often as wanted on the same data. */
export class MortalServer {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'clinic-chat-crash-'));
  readonly #signingKey = randomBytes(32).toString('hex');
  readonly #tokens = new Tokens([this.#signingKey], Date.now);
  readonly #children = new Set<ChildProcess>();

  async start(): Promise<{ child: ChildProcess; as(person: string): Client }> {
    const script = fileURLToPath(new URL('./support-child.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, this.dataDir, this.#signingKey], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#children.add(child);
    for await (const url of createInterface({ input: child.stdout })) {
      if (!url.startsWith('http')) continue;
      const token = async (person: string) => (await this.#tokens.session('clinic', person, 300)).token;
      return { child, as: (person) => new Client({ url, token }, person) };
    }
    throw new Error('the server ended before it began');
  }

  /** Kills whatever still runs, and takes the data away. */
  end(): void {
    for (const child of this.#children) child.kill('SIGKILL');
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

export const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.once('exit', () => resolve()));
