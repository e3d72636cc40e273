import { personOf, sides, type Ground } from './ground.js';
import { scriptOf, type Script, type Side, type Step } from './script.js';
import type { Tab } from './tab.js';
import { agrees, judge, promised, type Kept, type Violation } from './verdict.js';

export interface Outcome {
  /** Messages that stood on a screen of their author, or are on the server. */
  messages: number;
  violations: Violation[];
  /** Uncaught errors in the pages. */
  complaints: string[];
  /** Milliseconds from the end of the faults until all screens agreed with the server. */
  settled: number;
}

/** How long clients may take to find together once the faults are over, in milliseconds; longer where nothing tells them. */
const limit = { usual: 45_000, patient: 90_000 };
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** One session: two people write to each other while the line, the browser and the server fail, and then all is well again. */
export class Session {
  readonly #ground: Ground;
  readonly #index: number;
  readonly #script: Script;
  /** What happened, with milliseconds since the beginning. */
  readonly trace: string[] = [];
  readonly #began = Date.now();
  readonly #tabs: Tab[] = [];
  /** Faults that end by themselves after a while. */
  readonly #passing = new Set<Promise<void>>();
  #threadId = '';
  #said = 0;

  constructor(ground: Ground, seed: number, index: number, without: ReadonlySet<string>) {
    this.#ground = ground;
    this.#index = index;
    this.#script = scriptOf(seed, index, without);
  }

  async run(): Promise<Outcome> {
    const before = Array.from({ length: this.#script.before }, (_, i) => ({ side: i % 2 ? 'ana' as const : 'lee' as const, text: `m${this.#index}-h${i} It began long ago.` }));
    this.#threadId = await this.#ground.thread(`Session ${this.#index} ${this.#began}`, before);
    for (const side of sides) await this.#open(side);
    await this.#until(() => this.#tabs.every(({ shown }) => before.length === 0 || shown !== undefined), 10_000);
    for (const step of this.#script.steps) {
      await this.#step(step).catch((error: unknown) => this.#note(`could not ${step.do}: ${String(error)}`));
    }
    await this.#endFaults();
    const over = Date.now();
    const kept = await this.#settle();
    const settled = Date.now() - over;
    const screens = this.#tabs.flatMap((tab) => tab.screens);
    const outcome = {
      messages: new Set([...promised(screens), ...kept.map(({ mark }) => mark)]).size - before.length,
      violations: judge(kept, screens), complaints: this.#tabs.flatMap(({ complaints }) => complaints.splice(0)), settled,
    };
    if (outcome.violations.length > 0) for (const tab of this.#openTabs()) await this.#noteWhatIsKnown(tab);
    for (const tab of this.#tabs) await this.#ground.leave(tab);
    return outcome;
  }

  async #step(step: Step): Promise<void> {
    const proxy = 'side' in step ? this.#ground.proxies[step.side] : undefined;
    this.#note(JSON.stringify(step));
    switch (step.do) {
      case 'say':
        for (let many = 0; many < step.many; many += 1) await this.#say(step.side, step.tab, step.words);
        return;
      case 'wait': return wait(step.ms);
      case 'cut': return void proxy?.cut(step.how);
      case 'half-open':
        proxy?.halfOpen(step);
        return this.#passes(step.ms, async () => proxy?.heal());
      case 'refuse':
        proxy?.refuse();
        return this.#passes(step.ms, async () => proxy?.heal());
      case 'stall':
        proxy?.stall();
        return this.#passes(step.ms, async () => proxy?.heal());
      case 'slow':
        proxy?.delay(step.delay);
        return proxy?.throttle(step.rate);
      case 'lose-answer': {
        void proxy?.loseAnswer(({ method, path }) => method === 'POST' && path.endsWith('/commands'), step.how);
        return this.#say(step.side, step.tab, step.words);
      }
      case 'offline':
        await this.#ground.setOffline(step.side, true);
        return this.#passes(step.ms, () => this.#ground.setOffline(step.side, false));
      case 'reload': case 'crash': case 'close': return this.#lose(step);
      case 'freeze': {
        const tab = this.#tab(step.side, step.tab);
        await tab?.freeze(true);
        return this.#passes(step.ms, async () => tab?.freeze(false));
      }
      case 'second-tab':
        if (this.#openTabs('ana').length < 2) await this.#open('ana');
        return;
      case 'kill-server':
        if (!this.#ground.isServerUp) return;
        if (step.words !== undefined) await this.#say('ana', 0, step.words);
        await this.#ground.killServer();
        return this.#passes(step.ms, () => this.#ground.startServer());
    }
  }

  async #lose(step: Extract<Step, { do: 'reload' | 'crash' | 'close' }>): Promise<void> {
    if (step.words !== undefined) await this.#say(step.side, step.tab, step.words);
    await wait(step.pause);
    const tab = this.#tab(step.side, step.tab);
    if (!tab) return;
    if (step.do === 'reload') tab.reload();
    else await tab[step.do]();
    if (this.#openTabs(step.side).length === 0) await this.#open(step.side);
  }

  async #say(side: Side, tab: number, words: string): Promise<void> {
    const text = `m${this.#index}-${side[0] ?? ''}${++this.#said} ${words}`;
    const at = this.#tab(side, tab);
    const isSaid = (await at?.say(text)) ?? false;
    this.#note(`${isSaid ? 'said' : 'could not say'} «${text}» in ${at?.name ?? 'no tab'}`);
  }

  /** A fault that ends after a while, whatever comes in between. */
  #passes(ms: number, end: () => Promise<unknown>): void {
    const passing = wait(ms).then(end).then(() => undefined, (error: unknown) => this.#note(`a fault did not end: ${String(error)}`)).finally(() => this.#passing.delete(passing));
    this.#passing.add(passing);
  }

  async #endFaults(): Promise<void> {
    await Promise.all(this.#passing);
    await this.#ground.startServer();
    const isDead = new Map(sides.map((side) => [side, this.#ground.proxies[side].connections.some((connection) => connection.isDead)]));
    for (const side of sides) this.#ground.proxies[side].heal();
    for (const tab of this.#tabs) await tab.freeze(false);
    for (const side of sides) {
      if (this.#openTabs(side).length === 0) await this.#open(side);
      // Somebody whose line has gone dead in silence switches the network off and on; the patient ones wait until the client finds out.
      if (!isDead.get(side) || this.#script.isPatient) continue;
      await this.#ground.setOffline(side, true);
      await this.#ground.setOffline(side, false);
    }
    this.#note('the faults are over');
  }

  /** Waits until every screen shows what the server has, and the server has what every screen showed; what the server has then. */
  async #settle(): Promise<Kept[]> {
    let kept: Kept[] = [];
    let asked = 0;
    const isSettled = async (): Promise<boolean> => {
      const answer = await this.#ground.kept(this.#threadId).catch(() => undefined);
      if (!answer) return false;
      kept = answer;
      const has = new Set(kept.map(({ mark }) => mark));
      if (++asked % 10 === 0) for (const tab of this.#openTabs()) if (!(await tab.isThere())) await this.#loadAgain(tab);
      return this.#openTabs().every(({ shown }) => agrees(shown, kept)) && [...promised(this.#tabs.flatMap(({ screens }) => screens))].every((mark) => has.has(mark));
    };
    const most = this.#script.isPatient ? limit.patient : limit.usual;
    await this.#until(isSettled, most);
    // What comes late comes now: a second copy, a state that turns back, or the frame of what was said last, whose command may be on a dead connection.
    await wait(150);
    await this.#until(isSettled, most);
    this.#note(`the server has ${kept.map(({ mark }) => mark).join(' ')}`);
    for (const tab of this.#openTabs()) this.#note(`${tab.name} shows ${(tab.shown?.rows ?? []).map(({ mark, state }) => `${mark}${state === 'sent' || state === '' ? '' : `(${state})`}`).join(' ')}`);
    return kept;
  }

  /** For whoever looks into a bad session: how the tab sees its line, and how its line is. */
  async #noteWhatIsKnown(tab: Tab): Promise<void> {
    const dead = this.#ground.proxies[tab.side].connections.filter((connection) => connection.isDead);
    this.#note(`${tab.name}: ${(await tab.state()) ?? 'does not answer'}; dead connections: ${dead.map(({ request }) => request?.path ?? 'none asked').join(', ') || 'none'}`);
    for (const { at, what } of tab.requests) this.#note(`${tab.name} at ${at - this.#began}: ${what}`);
  }

  /** A page that could not be loaded is the browser's: a person loads it again. One that was opened while its network came back may never have heard of that. */
  async #loadAgain(tab: Tab): Promise<void> {
    for (const isOffline of [true, false]) await this.#ground.setOffline(tab.side, isOffline);
    tab.reload();
  }

  async #until(isDone: () => boolean | Promise<boolean>, most: number): Promise<boolean> {
    const deadline = Date.now() + most;
    while (!(await isDone())) {
      if (Date.now() > deadline) return false;
      await wait(80);
    }
    return true;
  }

  async #open(side: Side): Promise<void> {
    const tab = await this.#ground.tab(side, `${personOf[side]} tab ${this.#tabs.filter((one) => one.side === side).length + 1}`);
    this.#tabs.push(tab);
    await tab.show(this.#ground.proxies[side].url, this.#threadId, `m${this.#index}-`);
  }

  #openTabs(side?: Side): Tab[] {
    return this.#tabs.filter((tab) => !tab.isGone && (side === undefined || tab.side === side));
  }

  #tab(side: Side, index: number): Tab | undefined {
    const open = this.#openTabs(side);
    return open[index % Math.max(1, open.length)];
  }

  #note(text: string): void {
    this.trace.push(`${String(Date.now() - this.#began).padStart(6)} ${text}`);
  }
}
