import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const main = join(root, 'demo/portal/main.ts');

/** The demo portal as a process of its own, on a port of its own, with a folder of its own. */
export class PortalServer {
  readonly dataDir: string;
  url = '';
  #child: ChildProcess | undefined;
  #port = 0;

  private constructor(dataDir: string) {
    this.dataDir = dataDir;
  }

  static async start(): Promise<PortalServer> {
    const server = new PortalServer(await mkdtemp(join(tmpdir(), 'clinic-portal-')));
    await server.up();
    return server;
  }

  /** Starts it; after a stop on the same port and the same data. Resolves when it answers. */
  async up(): Promise<void> {
    const child = spawn(process.execPath, ['--import', 'tsx', main], {
      cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PORT: String(this.#port), DATA_DIR: this.dataDir },
    });
    this.#child = child;
    let said = '';
    this.url = await new Promise<string>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`The portal did not start within 60 s.\n${said}`)), 60_000);
      const read = (text: Buffer): void => {
        said += text.toString();
        const found = /http:\/\/localhost:(\d+)/.exec(said);
        if (!found) return;
        clearTimeout(late);
        this.#port = Number(found[1]);
        resolve(found[0]);
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.once('exit', (code) => reject(new Error(`The portal ended with ${code}.\n${said}`)));
    });
  }

  /** Ends it in the middle of whatever it does, as a power cut would. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    await rm(this.dataDir, { recursive: true, force: true });
  }

  #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (child?.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  }
}
