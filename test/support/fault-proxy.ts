/**
 * A line that can be broken in every way: a TCP proxy on this machine in front of a server. Browsers and adapters are given `proxy.url` in the
 * server's place and cannot tell.
 *
 *   const proxy = await FaultProxy.start(portOfTheServer);
 *   proxy.halfOpen();                                    // everything is accepted and nothing arrives
 *   proxy.heal();                                        // the line is good again; what was half open stays dead, in silence
 *   proxy.loseAnswer(({ method }) => method === 'POST'); // the server carries it out, the answer never comes
 *   proxy.throttle(64_000);
 *   proxy.cut();
 */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Buffering } from './fault-buffer.js';
import { endOf, Lane, Wire } from './fault-wire.js';
import { HttpWatch, type ProxiedRequest } from './http-watch.js';

export type { ProxiedRequest };

/** `reset`: both sides see «connection reset» (RST). `end`: both see an orderly end (FIN), in the midst of whatever was being said. */
export type CutHow = 'reset' | 'end';

export interface HalfOpen {
  /** What clients send is swallowed. Default true. */
  up?: boolean;
  /** What the server sends is swallowed. Default true. */
  down?: boolean;
  /** The connections that stand already. Default true. */
  existing?: boolean;
  /** Those that come while it lasts: they are accepted. Default true. */
  fresh?: boolean;
}

/** Bytes and connections since the start or since `reset()`. Headers of TCP and IP are not counted; those of HTTP are. */
export interface Counts {
  /** Connections that were accepted. */
  connections: number;
  /** Connections that were refused. */
  refused: number;
  /** Bytes that clients sent, swallowed ones included. */
  up: number;
  /** Bytes that clients were sent. */
  down: number;
}

interface Loss { match: (request: ProxiedRequest) => boolean; how: CutHow | 'silence'; done: (request: ProxiedRequest) => void }
interface Fuse { direction: 'up' | 'down'; left: number; done: () => void }

export class FaultProxy {
  readonly counts: Counts = { connections: 0, refused: 0, up: 0, down: 0 };
  /** Every HTTP request that came, in order; those that were swallowed too. */
  readonly requests: ProxiedRequest[] = [];
  readonly #server: Server;
  readonly #target: number;
  readonly #wires = { up: new Wire(), down: new Wire() };
  readonly #connections = new Set<ProxyConnection>();
  #losses: Loss[] = [];
  #fuses: Fuse[] = [];
  #halfOpen: HalfOpen | undefined;
  #isRefusing = false;
  #buffering: Buffering | undefined;

  private constructor(target: number) {
    this.#target = target;
    this.#server = createServer({ allowHalfOpen: true }, (client) => this.#accept(client));
  }

  /** @param target the server's port on this machine; it may be down, and come back there */
  static async start(target: number): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    await new Promise<void>((resolve, reject) => {
      proxy.#server.once('error', reject);
      proxy.#server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  /** Where clients go, without a slash at the end. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The connections that stand, dead ones included. */
  get connections(): readonly ProxyConnection[] {
    return [...this.#connections];
  }

  /** Breaks every connection that stands; new ones are welcome at once. Returns how many there were. */
  cut(how: CutHow = 'reset'): number {
    const all = this.connections;
    for (const connection of all) connection.cut(how);
    return all.length;
  }

  /** Breaks every connection once so many more bytes have gone in one direction. Resolves when it has. */
  cutAfter(direction: 'up' | 'down', bytes: number): Promise<void> {
    return new Promise((done) => this.#fuses.push({ direction, left: bytes, done }));
  }

  /** New connections are reset at once, and those that stand are cut. */
  refuse(): void {
    this.#isRefusing = true;
    this.cut();
  }

  /**
   * Connections look alive and carry nothing, no end either. After `heal()` new ones work; those that lost bytes stay dead for ever, as they do
   * behind a router that has forgotten them.
   */
  halfOpen(how: HalfOpen = {}): void {
    this.#halfOpen = how;
    if (how.existing !== false) for (const connection of this.connections) connection.swallow(how);
  }

  /** Nothing moves, and nothing is lost: what was said in the meantime arrives after `heal()` (a tunnel). */
  stall(): void {
    for (const wire of Object.values(this.#wires)) wire.stall(true);
  }

  /** Answers to what matches are held back until they are whole, as proxies do that buffer. */
  buffer(match: (request: ProxiedRequest) => boolean = () => true): void {
    this.#buffering = new Buffering(match);
  }

  /** Every byte is so late, in milliseconds, in each direction. */
  delay(ms: number): void {
    for (const wire of Object.values(this.#wires)) wire.delayMs = ms;
  }

  /** Bits a second in each direction, shared by all connections; undefined: as fast as it goes. */
  throttle(bitsPerSecond: number | undefined): void {
    for (const wire of Object.values(this.#wires)) wire.setRate(bitsPerSecond);
  }

  /**
   * The next request that matches goes through and the server's answer is dropped, when it comes: the client sees its connection cut, or nothing
   * at all (`silence`). Resolves with the request once its answer is lost.
   */
  loseAnswer(match: (request: ProxiedRequest) => boolean, how: CutHow | 'silence' = 'reset'): Promise<ProxiedRequest> {
    return new Promise((done) => this.#losses.push({ match, how, done }));
  }

  /** Ends every fault. */
  heal(): void {
    this.#isRefusing = false;
    this.#buffering = undefined;
    this.#halfOpen = undefined;
    this.#losses = [];
    this.#fuses = [];
    this.delay(0);
    this.throttle(undefined);
    for (const wire of Object.values(this.#wires)) wire.stall(false);
  }

  /** Begins to count anew. */
  reset(): void {
    Object.assign(this.counts, { connections: 0, refused: 0, up: 0, down: 0 });
    this.requests.length = 0;
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.cut();
    for (const wire of Object.values(this.#wires)) wire.stop();
    await closed;
  }

  #accept(client: Socket): void {
    if (this.#isRefusing) {
      this.counts.refused += 1;
      client.on('error', () => undefined).resetAndDestroy();
      return;
    }
    this.counts.connections += 1;
    const connection = new ProxyConnection(client, this.#target, this.#wires, {
      request: (request) => {
        this.requests.push(request);
        const at = this.#losses.findIndex(({ match }) => match(request));
        return at < 0 ? undefined : this.#losses.splice(at, 1)[0];
      },
      answered: (request, bytes) => (this.#buffering ? this.#buffering.pass(request, bytes) : bytes),
      moved: (direction, bytes) => this.#moved(direction, bytes),
      closed: () => this.#connections.delete(connection),
    });
    this.#connections.add(connection);
    if (this.#halfOpen && this.#halfOpen.fresh !== false) connection.swallow(this.#halfOpen);
  }

  #moved(direction: 'up' | 'down', bytes: number): void {
    this.counts[direction] += bytes;
    for (const fuse of [...this.#fuses]) {
      if (fuse.direction !== direction || (fuse.left -= bytes) > 0) continue;
      this.#fuses = this.#fuses.filter((one) => one !== fuse);
      this.cut();
      fuse.done();
    }
  }
}

interface Hooks {
  /** A request has begun; returns what is to become of its answer. */
  request(request: ProxiedRequest): Loss | undefined;
  /** What of an answer goes on to the client now. */
  answered(request: ProxiedRequest | undefined, bytes: Buffer): Buffer | undefined;
  moved(direction: 'up' | 'down', bytes: number): void;
  closed(): void;
}

/** One connection of a client, and the one to the server that belongs to it. */
export class ProxyConnection {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #watch = new HttpWatch();
  readonly #hooks: Hooks;
  readonly #lanes: { up: Lane; down: Lane };
  #swallows = { up: false, down: false };
  #loss: Loss | undefined;
  #isOver = false;

  constructor(client: Socket, port: number, wires: { up: Wire; down: Wire }, hooks: Hooks) {
    this.#client = client;
    this.#hooks = hooks;
    this.#server = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    client.setNoDelay(true);
    this.#lanes = { up: new Lane(wires.up, endOf(client, this.#server)), down: new Lane(wires.down, endOf(this.#server, client, (bytes) => this.#answered(bytes))) };
    this.#server.on('drain', () => this.#lanes.up.drained()).on('data', (bytes: Buffer) => this.#fromServer(bytes));
    client.on('drain', () => this.#lanes.down.drained()).on('data', (bytes: Buffer) => this.#fromClient(bytes));
    client.on('end', () => this.#ended('up')).on('error', () => this.#gone(client)).on('close', () => this.#gone(client));
    this.#server.on('end', () => this.#ended('down')).on('error', () => this.#gone(this.#server)).on('close', () => this.#gone(this.#server));
  }

  /** The request under way, or the last one. */
  get request(): ProxiedRequest | undefined {
    return this.#watch.current;
  }

  /** It swallows what is said, and will for ever. */
  get isDead(): boolean {
    return this.#swallows.up || this.#swallows.down;
  }

  cut(how: CutHow = 'reset'): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const lane of Object.values(this.#lanes)) lane.close();
    for (const socket of [this.#client, this.#server]) {
      if (how === 'reset') socket.resetAndDestroy();
      else socket.destroySoon();
    }
    this.#hooks.closed();
  }

  /** From now on what goes in these directions is lost, ends included. */
  swallow({ up = true, down = true }: Pick<HalfOpen, 'up' | 'down'> = {}): void {
    this.#swallows = { up: this.#swallows.up || up, down: this.#swallows.down || down };
    for (const direction of ['up', 'down'] as const) if (this.#swallows[direction]) this.#lanes[direction].close();
  }

  #fromClient(bytes: Buffer): void {
    this.#hooks.moved('up', bytes.length);
    for (const request of this.#watch.push(bytes)) this.#loss = this.#hooks.request(request) ?? this.#loss;
    if (!this.#isOver && !this.#swallows.up) this.#lanes.up.push(bytes);
  }

  #fromServer(bytes: Buffer): void {
    const loss = this.#loss;
    if (loss) {
      this.#loss = undefined;
      if (loss.how === 'silence') this.swallow();
      else this.cut(loss.how);
      loss.done(this.#watch.current as ProxiedRequest);
    } else if (!this.#isOver && !this.#swallows.down) {
      const passed = this.#hooks.answered(this.#watch.current, bytes);
      if (passed) this.#lanes.down.push(passed);
    }
  }

  #answered(bytes: Buffer): void {
    if (this.#watch.current) this.#watch.current.down += bytes.length;
    this.#hooks.moved('down', bytes.length);
  }

  #ended(direction: 'up' | 'down'): void {
    if (!this.#isOver && !this.#swallows[direction]) this.#lanes[direction].push(undefined);
  }

  /** One side is gone for good. Where its news is swallowed, the other does not hear of it. */
  #gone(side: Socket): void {
    if (this.#isOver) return;
    const [direction, other] = side === this.#client ? (['up', this.#server] as const) : (['down', this.#client] as const);
    if (other.destroyed) return this.cut();
    if (this.#swallows[direction]) return;
    // What is still on the wire arrives first where the end was an orderly one.
    if (!side.errored && this.#lanes[direction].queue.length > 0) return;
    this.cut(side.errored ? 'reset' : 'end');
  }
}
