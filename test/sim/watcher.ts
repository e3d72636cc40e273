import type { Id, Message } from '../../src/model/index.js';
import type { Draft, TimelineState } from '../../src/store/types.js';
import type { Device } from './device.js';
import { Ledger, type Rule, type Violation, type Word } from './ledger.js';
import { ServerRules } from './rules-server.js';
import { checkReads, checkTimeline } from './rules-timeline.js';
import type { Server } from './server.js';
import type { Tab } from './tab.js';
import type { World } from './world.js';
import { wordsIn, wordsOf } from './words.js';

/** Milliseconds until what was typed must survive the tab. */
const draftGrace = 1_200;
/** Milliseconds until a storage that does not answer counts as failed. */
const patience = 2_000;
/** Milliseconds from writing in one tab to writing in another. */
const turnOfTabs = 2_500;
/** Milliseconds from «Send» to the bubble, at most. */
const sendGrace = 5_000;

/** Sees all that a person would see, and all that is stored and on the server; says when a rule is broken. */
export class Watcher extends Ledger {
  readonly happenings = new Map<string, number>();
  violation: Violation | undefined;
  tabs: Tab[] = [];
  readonly devices: Map<Id, Device>;
  readonly server: Server;
  readonly world: World;
  readonly atServer: ServerRules;
  /** Words in what a tab shows now, by thread. */
  readonly #shown = new Map<Tab, Map<string, ReadonlySet<string>>>();
  readonly #dirty = new Set<Tab>();
  readonly #loggedOut = new Map<Tab, number>();
  readonly #deaf = new Set<Tab>();
  /** Logged out while their storage did not work. */
  readonly #unwiped = new Set<Tab>();
  /** Who wrote last in a draft, and when. */
  readonly #writers = new Map<string, { tab: Tab; at: number }>();
  #order = 0;

  constructor(world: World, server: Server, devices: Map<Id, Device>) {
    super();
    this.world = world;
    this.server = server;
    this.devices = devices;
    this.atServer = new ServerRules(this);
  }

  happened(name: string): void {
    this.happenings.set(name, (this.happenings.get(name) ?? 0) + 1);
  }

  fail(rule: Rule, what: string): void {
    if (this.violation) return;
    this.violation = { rule, what, step: this.world.steps, at: this.world.now };
    this.world.log(`VIOLATION ${rule}: ${what}`);
  }

  /** Somebody has typed a word. */
  typed(tab: Tab, thread: Id, word: string): Word {
    const record: Word = {
      word, user: tab.user, thread, tab: tab.name, typedAt: this.world.now, isAccepted: false, limbo: undefined, order: 0, onServer: false, isClosed: false, isUnkept: false,
      isLoose: this.#isLoose(tab), isEdited: false, steppedAside: false,
    };
    // Where the person has logged out elsewhere nothing is owed any more.
    record.isClosed = this.#loggedOut.has(tab);
    this.words.set(word, record);
    return record;
  }

  /** Whether the person may turn to the draft of this thread in this tab: what they wrote in another one has had the time to come over. */
  mayWrite(tab: Tab, thread: Id): boolean {
    const key = `${tab.user} ${thread}`;
    const last = this.#writers.get(key);
    if (last && last.tab !== tab && this.world.now - last.at < turnOfTabs) return false;
    this.#writers.set(key, { tab, at: this.world.now });
    return true;
  }

  /** What stood in the storage before the session. */
  found(user: Id, thread: Id, word: string, isAccepted: boolean): void {
    this.words.set(word, {
      word, user, thread, tab: 'before', typedAt: -draftGrace, isAccepted, limbo: undefined, order: isAccepted ? ++this.#order : 0, onServer: false, isClosed: false,
      isUnkept: false, isLoose: false, isEdited: false, steppedAside: false,
    });
  }

  /** «Send» was pressed on these words. */
  sent(tab: Tab, words: Iterable<string>): void {
    const order = ++this.#order;
    for (const word of words) {
      const record = this.words.get(word);
      if (!record) continue;
      if (this.#isLoose(tab)) record.isLoose = true;
      // Where nothing can tell a tab that its draft is a message already, the person who presses «Send» on it once more sends it once more.
      if (record.order > 0 && record.isLoose) Object.assign(record, { isEdited: true, steppedAside: true });
      Object.assign(record, { limbo: { tab, since: this.world.now }, order, tab: tab.name });
    }
  }

  born(tab: Tab): void {
    this.tabs.push(tab);
    // What is being written just then, and not stored, a tab of which nobody hears does not know.
    if (!this.#isJoined(tab)) for (const record of this.words.values()) if (record.user === tab.user && record.order === 0) record.isLoose ||= this.#isLoose(tab);
  }

  died(tab: Tab): void {
    // A page that sleeps stores nothing.
    const awakeUntil = tab.frozen ? tab.frozenAt : this.world.now;
    const seen = new Set([...(this.#shown.get(tab)?.values() ?? [])].flatMap((words) => [...words]));
    this.#shown.delete(tab);
    this.#dirty.delete(tab);
    this.tabs = this.tabs.filter((one) => one !== tab);
    for (const record of this.words.values()) {
      // Stored as its tab died, and told to no other: whichever of them is written in next overwrites it.
      if (record.limbo?.tab === tab) record.isLoose = true;
      if (record.user !== tab.user || record.isClosed || record.onServer) continue;
      if (!seen.has(record.word) && record.limbo?.tab !== tab) continue;
      // One that has said so sends without waiting for its storage: what was sent may be left there as a draft.
      if (tab.hasSaid && record.order > 0) record.isEdited = true;
      // The tab says that it is kept nowhere: what is left in the storage is an earlier draft, like any other.
      if (record.isUnkept && !tab.chat.kept.get() && !this.isShown(record)) Object.assign(record, { isLoose: true, isAccepted: false, steppedAside: true });
      // What was typed a moment before may be stored, and nobody knows of it.
      if (tab.device.storages.has(record.word) && !this.#isYoung(record, awakeUntil)) continue;
      // A tab that has said that nothing is kept beyond it keeps its word.
      // And one whose storage does not answer has two seconds to find out.
      if (this.#isYoung(record, awakeUntil) || record.isUnkept || (tab.hadStorageFault && (tab.hasSaid || tab.device.storages.hasJustHung(patience)))) record.isClosed = true;
    }
  }

  /** A message is a draft again: where the others do not hear of it, any of them may write over it. */
  takenBack(tab: Tab, words: readonly string[]): void {
    this.edited(words);
    if (this.#isLoose(tab)) this.untold(words);
  }

  /** The person has logged out: every tab of theirs has to end. */
  loggedOut(tab: Tab): void {
    for (const one of this.tabs) {
      if (one.user !== tab.user) continue;
      this.#loggedOut.set(one, this.world.now);
      if (one !== tab && (!one.device.plan.broadcast || one.device.lostBroadcastUntil > this.world.now || one.chat.session.get().phase !== 'ready')) this.#deaf.add(one);
    }
    this.#loggedOut.set(tab, this.world.now);
    for (const record of this.words.values()) if (record.user === tab.user) record.isClosed = true;
  }

  /** The person has logged out, and has not come back. */
  hasLeft(user: Id): boolean {
    return [...this.#loggedOut.keys()].some((tab) => tab.user === user) && !this.tabs.some((tab) => tab.user === user && !this.#loggedOut.has(tab));
  }

  /** A tab that could not hear of a logout in another one. */
  missedLogout(tab: Tab): boolean {
    return this.#deaf.has(tab);
  }

  isLoggedOut(tab: Tab): boolean {
    return this.#loggedOut.has(tab);
  }

  /** What could not be stored: where tabs do not work together no other one learns of it. */
  storageFailed(tab: Tab, words: readonly string[], apart: readonly string[]): void {
    this.unkept(words);
    this.apart(apart);
    if (!this.#isJoined(tab)) this.untold(words);
  }

  told(tab: Tab): void {
    this.#dirty.add(tab);
  }

  /** A tab shows a thread anew. */
  timeline(tab: Tab, thread: Id, state: TimelineState): void {
    if (tab.dead || tab.isClosing) return;
    const shown = new Set<string>();
    this.world.log(`${tab.name} shows ${thread} ${state.phase} ${state.older.state[0]}[${state.messages.map((m) => `${state.gaps.some(({ before }) => before === m.id) ? '… ' : ''}${m.id}${m.position === undefined ? `?${m.delivery[0]}` : ''}`).join(' ')}]${state.newer.state[0]}`);
    for (const message of state.messages) {
      for (const word of wordsOf([message.payload, message.files])) {
        if (shown.has(word) && !this.words.get(word)?.isEdited) this.fail('T2', `${tab.name} shows ${word} twice in ${thread}`);
        shown.add(word);
        this.#seen(tab, thread, word, message);
      }
    }
    this.#keep(tab, thread, shown);
    this.#dirty.add(tab);
    checkTimeline(this, tab, thread, state, true);
  }

  draft(tab: Tab, thread: Id, draft: Draft): void {
    if (tab.dead || tab.isClosing) return;
    const text = `${draft.text} ${draft.attachments.map(({ name }) => name).join(' ')}`;
    this.world.log(`${tab.name} drafts ${thread} «${text.replace(/\n/g, '|')}»`);
    const words = new Set(wordsIn(text));
    for (const word of words) {
      const record = this.words.get(word);
      if (!record || record.user !== tab.user || record.thread !== thread) this.fail('T7', `${tab.name} has the draft ${word} in ${thread}`);
    }
    this.#keep(tab, `draft ${thread}`, words);
  }

  /** Rows were spoilt: what stood only there is lost, and the draft beside a message that cannot be read is a draft again. */
  spoilt(words: readonly string[]): void {
    for (const word of words) {
      const record = this.words.get(word);
      if (!record) continue;
      // A tab that wakes up may still have it: those behind it have gone by then.
      record.isUnkept = record.isEdited = record.steppedAside = true;
      if (!this.tabs.every((tab) => tab.user !== record.user || this.#isJoined(tab))) this.untold([word]);
      if (!this.isShown(record) && (!record.limbo || record.limbo.tab.dead)) record.isClosed = true;
    }
  }

  /** The person's databases are empty after logout. Where the storage did not work just then the tab goes on trying. */
  wiped(tab: Tab): void {
    const word = this.storedWord(tab);
    if (word === undefined) return;
    if (tab.device.storages.works && !tab.device.storages.hasJustHung(patience)) this.fail('T8', `${word} is stored after the logout of ${tab.name}`);
    else this.#unwiped.add(tab);
  }

  /** A word of the person who has logged out here and not come back, if one is stored though the tab had the time to empty the storage. */
  notWiped(tab: Tab): string | undefined {
    return this.#unwiped.has(tab) && this.hasLeft(tab.user) && ![...this.#deaf].some(({ user }) => user === tab.user) ? this.storedWord(tab) : undefined;
  }

  storedWord({ user, device }: Tab): string | undefined {
    for (const word of device.storages.words) if (this.words.get(word)?.user === user) return word;
    return undefined;
  }

  /** After every event. */
  check(): void {
    for (const tab of this.#dirty) {
      for (const thread of this.server.state.threads.keys()) {
        checkTimeline(this, tab, thread, tab.chat.timeline(thread).get(), false);
        checkReads(this, tab, thread);
      }
    }
    this.#dirty.clear();
    for (const record of this.words.values()) {
      if (record.isClosed || record.onServer || this.#isYoung(record) || this.isPresent(record)) continue;
      if (record.limbo && !record.limbo.tab.dead && (record.limbo.tab.frozen || this.world.now - Math.max(record.limbo.since, record.limbo.tab.thawedAt) < sendGrace)) continue;
      if (record.isLoose && (!record.isAccepted || record.isEdited)) {
        record.isClosed = true;
        continue;
      }
      this.fail(record.isAccepted ? 'T1' : 'T7', `${record.word} is nowhere: not on the server, in no tab, not stored`);
      record.isClosed = true;
    }
  }

  isPresent(record: Word): boolean {
    return this.devices.get(record.user)?.storages.has(record.word) === true || this.isShown(record);
  }

  /** Whether a living tab shows it, in a bubble or as a draft. */
  isShown(record: Word): boolean {
    for (const [tab, threads] of this.#shown) {
      if (tab.user === record.user && (threads.get(record.thread)?.has(record.word) || threads.get(`draft ${record.thread}`)?.has(record.word))) return true;
    }
    return false;
  }

  /** Whether tabs of this browser work together. */
  #isJoined({ device: { plan } }: Tab): boolean {
    return plan.broadcast && plan.locks;
  }

  #isLoose(tab: Tab): boolean {
    const { user, device } = tab;
    const isAlone = this.tabs.filter((one) => one.user === user).length < 2;
    return !isAlone && (!this.#isJoined(tab) || device.lostBroadcastUntil > this.world.now - turnOfTabs
      || this.tabs.some((one) => one.user === user && (one.frozen || one.hasHung || !device.isHeard(one))));
  }

  /** Typed a moment ago: it need not be stored yet. */
  #isYoung({ isAccepted, typedAt }: Word, at = this.world.now): boolean {
    return !isAccepted && at - typedAt < draftGrace;
  }

  #keep(tab: Tab, where: string, words: ReadonlySet<string>): void {
    const known = this.#shown.get(tab) ?? new Map<string, ReadonlySet<string>>();
    known.set(where, words);
    this.#shown.set(tab, known);
  }

  #seen(tab: Tab, thread: Id, word: string, message: Message): void {
    const record = this.words.get(word);
    if (!record || record.thread !== thread) return this.fail('T7', `${tab.name} shows ${word} in ${thread}`);
    if (record.user !== tab.user) return;
    record.isAccepted = true;
    record.limbo = undefined;
    if (message.delivery === 'failed') record.steppedAside = true;
  }
}
