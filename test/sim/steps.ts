import { defaultLimits, type Id, type Message } from '../../src/model/index.js';
import { between } from './chance.js';
import { hour, type RequestFault, type ServerStep, type Step, type StepName, type StreamFault } from './plan.js';
import { other, type ThreadRow } from './server.js';
import type { Session } from './session.js';
import type { Tab } from './tab.js';
import { SimFile, wordsIn } from './words.js';

const requestFaults: ReadonlySet<StepName> = new Set<RequestFault>([
  'lose-request', 'lose-answer', 'reset-answer', 'late-request', 'answer-500', 'gateway-502', 'too-many', 'garbled-answer', 'twice', 'slow', 'refuse', 'no-refresh',
]);
const streamFaults: ReadonlySet<StepName> = new Set<StreamFault>(['cut-stream', 'half-open', 'garbled-frame', 'replay']);
const serverSteps: ReadonlySet<StepName> = new Set<ServerStep>([
  'other', 'burst', 'change', 'retract', 'move', 'hold', 'lift', 'revoke', 'invite', 'elsewhere', 'expire', 'copy', 'restore', 'down', 'hour', 'tokens',
]);

const writing: ReadonlySet<StepName> = new Set<StepName>(['say', 'type', 'erase', 'send', 'attach', 'edit']);

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];

/** Carries out one step of a session; where it makes no sense now, nothing happens. */
export function carryOut(session: Session, step: Step): void {
  const { world } = session;
  world.log(`step ${step.do}${step.tab ? ` ${step.tab}` : ''}${step.thread ? ` ${step.thread}` : ''} ${step.n ?? ''} ${step.ms ?? ''}`);
  if (serverSteps.has(step.do)) return atServer(session, step, step.do as ServerStep);
  const slot = step.tab ?? '';
  if (step.do === 'start') return session.start(slot);
  const tab = session.tabAt(slot);
  if (!tab) return;
  if (requestFaults.has(step.do)) return void tab.faults.push(step.do as RequestFault);
  if (streamFaults.has(step.do)) return onStream(session, tab, step.do as StreamFault);
  if (ofTab(session, tab, step)) return;
  if (!tab.frozen) person(session, tab, step);
}

function onStream({ watcher }: Session, { transport: { stream } }: Tab, name: StreamFault): void {
  if (!stream) return;
  if (name === 'garbled-frame') stream.garbles = true;
  else if (name === 'replay') stream.replays = true;
  else {
    if (stream.isLive) watcher.happened(name);
    if (name === 'half-open') stream.halve();
    else stream.cut('the stream was cut');
  }
}

/** What becomes of a tab and its browser. Returns whether the step was one of these. */
function ofTab(session: Session, tab: Tab, step: Step): boolean {
  const { watcher, world } = session;
  const { device } = tab;
  const until = world.now + (step.ms ?? 2_000);
  switch (step.do) {
    case 'kill': tab.die('kill'); return true;
    case 'shut':
      tab.setLifecycle({ visible: false, focused: false });
      tab.isClosing = true;
      watcher.died(tab);
      tab.chat.destroy();
      world.after(between(session.random, 0, 20), () => tab.die('shut'));
      return true;
    case 'reload':
      tab.setLifecycle({ visible: false, focused: false });
      world.after(between(session.random, 0, 30), () => {
        tab.die('reload');
        session.start(tab.slot);
      });
      return true;
    case 'freeze': tab.freeze(); return true;
    case 'thaw': tab.thaw(); return true;
    case 'hide': tab.setLifecycle({ visible: false, focused: false }); return true;
    case 'show': tab.setLifecycle({ visible: true, focused: true }); return true;
    case 'offline': case 'online':
      device.online = step.do === 'online';
      if (!device.online) watcher.happened('offline');
      for (const one of watcher.tabs) if (one.device === device) one.setLifecycle({ online: device.online });
      return true;
    case 'clock':
      tab.skew += (pick([-86_400_000, 86_400_000, -600_000, 600_000], step.n ?? 0))!;
      tab.hasJumped = true;
      watcher.happened('clock');
      return true;
    case 'no-way-up': device.upUntil = until; watcher.happened(step.do); return true;
    case 'no-way-down': device.downUntil = until; watcher.happened(step.do); return true;
    case 'kill-at-write': tab.killAtWrite = 'before'; return true;
    case 'kill-after-write': tab.killAtWrite = 'after'; return true;
    case 'quota': device.storages.quotaUntil = until; watcher.happened(step.do); return true;
    case 'broken': device.storages.brokenUntil = until; watcher.happened(step.do); return true;
    case 'hang': device.storages.hangsUntil = until; watcher.happened(step.do); return true;
    case 'lost-broadcast': device.lostBroadcastUntil = until; watcher.happened(step.do); return true;
    case 'corrupt': {
      const words = device.storages.corrupt(step.n ?? 0);
      if (!words) return true;
      watcher.happened('corrupt');
      watcher.spoilt(words);
      return true;
    }
    default: return false;
  }
}

/** What the person in the tab does. Nobody writes before the tab knows who they are. */
function person(session: Session, tab: Tab, { do: name, thread = '', n = 0 }: Step): void {
  const { watcher } = session;
  const { chat } = tab;
  tab.acts += 1;
  const ready = chat.session.get().session !== undefined && chat.thread(thread).get() !== undefined;
  const timeline = chat.timeline(thread).get();
  const draft = chat.draft(thread).get();
  // One person writes in one place at a time.
  if (writing.has(name) && !watcher.mayWrite(tab, thread)) return;
  switch (name) {
    case 'say': case 'type':
      if (!ready) return;
      chat.dispatch({ type: 'draft.set', threadId: thread, text: [draft.text, session.word(tab, thread)].filter(Boolean).join(' ') });
      if (name === 'say') send(session, tab, thread);
      return;
    case 'erase':
      watcher.close(wordsIn(draft.text));
      return chat.dispatch({ type: 'draft.set', threadId: thread, text: '' });
    case 'send': return ready ? send(session, tab, thread) : undefined;
    case 'attach': {
      // What is one too many is refused, and kept nowhere.
      if (!ready || chat.draft(thread).get().attachments.length >= defaultLimits.filesPerMessage) return;
      const file = new SimFile(`${session.word(tab, thread)}.pdf`, 1_000 + n * 1_000);
      const said = tab.errors.length;
      chat.dispatch({ type: 'attachment.add', threadId: thread, files: [file as unknown as File] });
      // Refused aloud: it was never there.
      if (tab.errors.length > said) watcher.close(wordsIn(file.name));
      return;
    }
    case 'retry': case 'edit': case 'discard': return ofPending(session, tab, thread, name, n);
    case 'open': return chat.dispatch({ type: 'thread.open', threadId: thread });
    case 'close': return chat.dispatch({ type: 'thread.close', threadId: thread });
    case 'older': case 'newer': return chat.dispatch({ type: 'history.load', threadId: thread, direction: name });
    case 'present': {
      const around = n % 3 === 0 ? pick(timeline.messages.filter(({ position }) => position !== undefined), n)?.id : undefined;
      return chat.dispatch({ type: 'history.load', threadId: thread, direction: 'reload', ...(around === undefined ? {} : { around }) });
    }
    case 'read': {
      const upTo = timeline.messages.filter(({ position }) => position !== undefined).at(-1 - (n % 2))?.position;
      return upTo === undefined ? undefined : chat.dispatch({ type: 'read', threadId: thread, upTo });
    }
    case 'connect': return chat.dispatch({ type: 'connection.retry' });
    // Before the tab knows whose it is there is nobody to log out.
    case 'logout': return chat.session.get().phase === 'ready' ? session.logout(tab) : undefined;
    default: throw new Error(`no step «${name}»`);
  }
}

function send({ watcher }: Session, tab: Tab, thread: Id): void {
  const { text, attachments } = tab.chat.draft(thread).get();
  if (attachments.some(({ state }) => state === 'failed' || state === 'refused')) return;
  if (text.trim() === '' && attachments.length === 0) return;
  watcher.sent(tab, [...wordsIn(text), ...attachments.flatMap(({ name }) => wordsIn(name))]);
  tab.chat.dispatch({ type: 'draft.send', threadId: thread });
}

function ofPending({ watcher }: Session, tab: Tab, thread: Id, name: 'retry' | 'edit' | 'discard', n: number): void {
  const pending = tab.chat.timeline(thread).get().messages.filter(({ position }) => position === undefined);
  const message = pick(pending.filter(({ delivery }) => delivery === 'failed'), n) ?? pick(pending, n);
  if (message?.clientId === undefined) return;
  const words = [...wordsIn((message.payload as { text?: string }).text ?? ''), ...message.files.flatMap(({ name: file }) => wordsIn(file))];
  const command = { threadId: thread, clientId: message.clientId };
  if (name === 'retry') {
    watcher.happened('retry');
    return tab.chat.dispatch({ type: 'outbox.retry', ...command });
  }
  const refused = tab.errors.length;
  tab.chat.dispatch({ type: name === 'edit' ? 'outbox.edit' : 'outbox.discard', ...command });
  if (tab.errors.length > refused) return;
  watcher.happened(name);
  if (name === 'edit') watcher.takenBack(tab, words);
  else watcher.close(words);
}

function atServer({ server, streams, watcher, world, random }: Session, { thread = '', n = 0, ms = 2_000, tab = '' }: Step, name: ServerStep): void {
  const row = server.state.threads.get(thread);
  const user = tab.split('.')[0] || pick([...(row?.members.keys() ?? [])].filter((id) => id !== other), n);
  switch (name) {
    case 'expire':
      server.state.floor = server.head;
      server.state.log = [];
      return streams.cutAll();
    case 'copy': return server.copy();
    case 'restore':
      if (!server.restore()) return;
      watcher.happened('restore');
      watcher.atServer.restored();
      return streams.cutAll();
    case 'down': case 'hour':
      server.downUntil = Math.max(server.downUntil, world.now + (name === 'hour' ? hour : ms));
      for (const one of watcher.tabs) Object.assign(one, { requestsWhileDown: 0, acts: 0 });
      watcher.happened(name);
      return streams.cutAll();
    case 'tokens':
      if (user === undefined) return;
      server.expireToken(user);
      // Every second time the next one is not good either, for a while.
      if (n % 2) server.refusedUntil.set(user, world.now + ms);
      return;
    default: if (row) inThread({ server, watcher, random }, row, user, name, n);
  }
}

function inThread({ server, watcher, random }: Pick<Session, 'server' | 'watcher' | 'random'>, row: ThreadRow, user: Id | undefined, name: ServerStep, n: number): void {
  const message: Message | undefined = pick(row.messages, n);
  const member = user === undefined ? undefined : row.members.get(user);
  switch (name) {
    case 'other': case 'burst':
      for (let left = name === 'burst' ? between(random, 2, 40) : 1; left > 0; left--) server.write(row, other, { kind: 'text', payload: { text: `from ${other}`, format: 'plain' } });
      return;
    case 'change': case 'retract':
      // The words of people stay, so that they can be found; what is added is new.
      if (message && message.author !== other && message.kind === 'text' && name === 'change') {
        return server.change(row, message, { payload: { ...(message.payload as object), text: `${(message.payload as { text: string }).text} changed` } });
      }
      if (message?.author === other) server.change(row, message, { payload: { text: name === 'retract' ? '' : `changed ${message.revision}`, format: 'plain' } });
      return;
    case 'move':
      if (message?.author !== other) return;
      watcher.happened('move');
      return server.change(row, message, { position: server.nextPosition() });
    case 'hold': case 'lift':
      row.held = name === 'hold';
      if (row.held) watcher.happened('hold');
      return server.announceThread(row);
    case 'revoke':
      if (!member?.active || user === undefined) return;
      member.active = false;
      watcher.happened('revoke');
      return server.tell(row, () => ({ type: 'thread.gone', threadId: row.id, reason: 'removed' }), [user]);
    case 'invite':
      if (!member || member.active) return;
      member.active = true;
      return server.announceThread(row);
    case 'elsewhere': {
      const upTo = message?.position;
      if (user !== undefined && upTo !== undefined && member?.active && upTo > (member.readUpTo ?? '')) server.read(row, user, upTo);
      return;
    }
    default:
  }
}
