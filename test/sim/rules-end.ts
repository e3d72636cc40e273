import type { Id } from '../../src/model/index.js';
import type { Rule } from './ledger.js';
import type { ThreadRow } from './server.js';
import type { Session } from './session.js';
import { carryOut } from './steps.js';
import { isOfStorage, type Tab } from './tab.js';
import { wordsOf } from './words.js';
import { turn } from './world.js';

type Wrong = { rule: Rule; what: string } | undefined;

/** Milliseconds after which a session is looked at again once nothing goes wrong any more. The longest back-off is four minutes. */
const looks = [2_000, 8_000, 50_000, 240_000, 300_000, 1_200_000, 1_800_000];

/** Milliseconds until a tab has found out that its storage does not answer: what keeps things may have to come first. */
const findsOut = 6_000;

/** Milliseconds from a connection, and from the end of all faults, to the first attempt to send what waited for it. */
const goesWithin = 5_000;

/** Faults end, everybody is back, time passes: now every tab shows what the server has, and nothing that was accepted is missing. */
export async function atTheEnd(session: Session): Promise<void> {
  const { watcher, world, plan, devices } = session;
  heal(session);
  for (const { id } of plan.users) if (!watcher.tabs.some(({ user }) => user === id) && !watcher.hasLeft(id)) session.start(`${id}.0`);
  if (!(await settle(session, () => firstWrong(session, false)))) return;
  for (const tab of watcher.tabs) {
    // What could not be stored is, as soon as something can be.
    if (!tab.chat.kept.get() && tab.device.plan.storage && !tab.hasLostStorage && !watcher.happenings.has('hang') && !watcher.isLoggedOut(tab)) await writeOnce(session, tab);
    if (!tab.hasSaid && tab.hadStorageFault) await session.run(Math.max(world.now, tab.storageFailedAt + findsOut));
    aloud(session, tab);
  }
  // What waits in the storage is seen again by whoever comes back.
  for (const tab of [...watcher.tabs]) {
    tab.setLifecycle({ visible: false, focused: false });
    await session.run(world.now + 50);
    tab.die('end');
  }
  for (const id of devices.keys()) if (!watcher.hasLeft(id)) session.start(`${id}.0`);
  await settle(session, () => firstWrong(session, true));
}

async function writeOnce(session: Session, tab: Tab): Promise<void> {
  const { watcher, world, plan } = session;
  const thread = plan.threads.find(({ id }) => tab.chat.thread(id).get() !== undefined)?.id;
  if (thread === undefined) return;
  await session.run(world.now + 3_000);
  carryOut(session, { at: 0, do: 'type', tab: tab.slot, thread });
  await session.run(world.now + 1_000);
  if (!tab.chat.kept.get()) watcher.fail('T10', `${tab.name} has not stored what could not be stored before`);
}

function heal({ watcher, world, devices, server }: Session): void {
  world.log('all faults end');
  for (const device of devices.values()) {
    Object.assign(device, { upUntil: 0, downUntil: 0, lostBroadcastUntil: 0, online: true });
    device.storages.heal();
  }
  server.downUntil = 0;
  server.refusedUntil.clear();
  for (const row of server.state.threads.values()) {
    const isOther = row.held || [...row.members.values()].some(({ active }) => !active);
    row.held = false;
    for (const member of row.members.values()) member.active = true;
    if (isOther) server.announceThread(row);
    // A tab whose news was lost learns of it by the next.
    else server.tell(row, (viewer) => ({ type: 'session', session: server.session(viewer) }));
  }
  for (const tab of [...watcher.tabs]) {
    tab.faults.length = 0;
    tab.killAtWrite = undefined;
    tab.thaw();
    tab.setLifecycle({ online: true, visible: true, focused: true });
  }
}

/** Lets time pass until nothing is wrong; people load what offers itself to be loaded. Returns false where it stays wrong. */
async function settle(session: Session, look: () => Wrong): Promise<boolean> {
  const { watcher, world } = session;
  let wrong: Wrong;
  for (const ms of looks) {
    if (!(await session.run(world.now + ms))) return false;
    wrong = look();
    if (!wrong) return true;
    const idle = ms > goesWithin ? waitsForNothing(session) : undefined;
    if (idle !== undefined) {
      watcher.fail('T1', idle);
      return false;
    }
    // A long hole is read in pieces: somebody goes on looking for as long as it is read.
    for (let left = 200; left > 0; left--) {
      let goesOn = false;
      for (const tab of watcher.tabs) for (const { id } of session.plan.threads) goesOn = loadAgain(tab, id) || goesOn;
      await turn();
      if (!goesOn) break;
      if (!(await session.run(world.now + 5_000))) return false;
    }
  }
  if (wrong) watcher.fail(wrong.rule, `in the end ${wrong.what}`);
  return false;
}

/** The first of a queue, if it has never left a tab that sends: one with a connection and nothing on its way, of which the server has not asked for patience. */
function waitsForNothing({ watcher, world, plan }: Session): string | undefined {
  for (const tab of watcher.tabs) {
    const { locks, broadcast } = tab.device.plan;
    const leads = !locks || !broadcast || tab.device.holder() === tab;
    const { liveSince = Infinity } = tab;
    // A clock that was put back makes a wait as long again, at most.
    if (!leads || tab.hasJumped || watcher.isLoggedOut(tab) || tab.underWay > 0 || tab.waits.other > world.now || world.now - liveSince < goesWithin) continue;
    for (const { id } of plan.threads) {
      const first = tab.chat.timeline(id).get().messages.find(({ position, delivery }) => position === undefined && delivery !== 'failed');
      // That a hold has ended it may have no way of knowing yet.
      if (first?.clientId === undefined || first.files.length > 0 || first.problem?.code === 'held' || watcher.atServer.tried.has(first.clientId)) continue;
      return `${tab.name} has a connection and does not try to send ${first.id} of ${id} (${JSON.stringify(first.problem)})`;
    }
  }
  return undefined;
}

function loadAgain(tab: Tab, thread: Id): boolean {
  const { phase, newer, older, gaps } = tab.chat.timeline(thread).get();
  if (phase === 'failed' || newer.state === 'failed') tab.chat.dispatch({ type: 'history.load', threadId: thread, direction: phase === 'failed' ? 'reload' : 'newer' });
  // What is not in view is compared as soon as somebody looks at it, and so is more of a long hole.
  if (phase === 'ready' && (newer.state === 'more' || gaps.length > 0)) tab.chat.dispatch({ type: 'thread.open', threadId: thread });
  if (older.state === 'failed') tab.chat.dispatch({ type: 'history.load', threadId: thread, direction: 'older' });
  if (tab.chat.threads.get().phase === 'failed') tab.chat.dispatch({ type: 'threads.load' });
  // What is only compared is no gap on screen while it is read.
  return phase === 'ready' && (gaps.some(({ state }) => state !== 'failed') || (tab.pages.get(thread)?.asked ?? 0) > 0);
}

/** @param afterReload what is stored has been read again: then it is to be seen */
function firstWrong(session: Session, afterReload: boolean): Wrong {
  const { watcher, server } = session;
  for (const record of watcher.words.values()) {
    if (record.isClosed || record.onServer || watcher.hasLeft(record.user)) continue;
    if (!(afterReload ? watcher.isShown(record) : watcher.isPresent(record))) return { rule: record.isAccepted ? 'T1' : 'T7', what: `${record.word} is neither on the server nor in any tab` };
  }
  for (const tab of watcher.tabs) {
    if (watcher.isLoggedOut(tab)) {
      const stored = watcher.notWiped(tab);
      if (stored !== undefined) return { rule: 'T8', what: `${stored} is still stored after the logout of ${tab.name}` };
      const left = watcher.missedLogout(tab) ? undefined : whatIsLeft(session, tab);
      if (left) return { rule: 'T8', what: `${tab.name} still shows ${left} after a logout` };
      continue;
    }
    const wrong = ofTab(session, tab);
    if (wrong) return wrong;
    for (const { id } of session.plan.threads) {
      const row = server.threadOf(tab.user, id);
      const found = row && ofThread(session, tab, row);
      if (found) return found;
    }
  }
  return undefined;
}

function whatIsLeft({ plan }: Session, { chat }: Tab): string | undefined {
  if (chat.threads.get().items.length > 0) return 'threads';
  if (chat.unread.get() > 0) return 'an unread count';
  for (const { id } of plan.threads) {
    if (chat.timeline(id).get().messages.length > 0) return `messages of ${id}`;
    const { text, attachments } = chat.draft(id).get();
    if (text !== '' || attachments.length > 0) return `a draft of ${id}`;
  }
  return undefined;
}

function ofTab({ server }: Session, tab: Tab): Wrong {
  const { chat, name } = tab;
  const { phase } = chat.session.get();
  if (phase !== 'ready') return { rule: 'T5', what: `the session of ${name} is ${phase}` };
  const { state } = chat.connection.get();
  if (state !== 'online' && state !== 'polling') return { rule: 'T5', what: `${name} is ${state}` };
  const rows = server.threadsOf(tab.user);
  const threads = chat.threads.get();
  for (const item of threads.items) {
    const row = rows.find(({ id }) => id === item.id);
    if (!row) return { rule: 'T5', what: `${name} lists ${item.id}` };
    const unread = server.unread(row, tab.user);
    if (item.unread !== unread) return { rule: 'T6', what: `${name} counts ${item.unread} unread in ${row.id}; the server has ${unread}` };
  }
  if (threads.items.length < rows.length && !threads.more) return { rule: 'T5', what: `${name} lists ${threads.items.length} of ${rows.length} threads` };
  const unread = rows.reduce((sum, row) => sum + (row.members.get(tab.user)?.muted ? 0 : server.unread(row, tab.user)), 0);
  if (chat.unread.get() !== unread) return { rule: 'T6', what: `${name} counts ${chat.unread.get()} unread; the server has ${unread}` };
  return undefined;
}

/** What a tab shows of a thread is a piece of what the server has, without a hole, and nothing waits any more. */
function ofThread({ watcher }: Session, tab: Tab, row: ThreadRow): Wrong {
  const state = tab.chat.timeline(row.id).get();
  const where = `${tab.name} in ${row.id}`;
  const confirmed = state.messages.filter(({ position }) => position !== undefined);
  for (const { clientId, delivery, id, payload, files } of state.messages) {
    if (delivery === 'queued' || delivery === 'sending') return { rule: 'T1', what: `${where} still shows ${id} as ${delivery}` };
    // What a storage could not take away comes back as it stood there.
    const isLeft = wordsOf([payload, files]).some((word) => watcher.isLeft(word));
    if (delivery === 'failed' && !isLeft && row.messages.some((message) => message.clientId === clientId && message.author === tab.user)) return { rule: 'T4', what: `${where} shows ${id} as failed; the server has it` };
  }
  if (state.phase === 'idle') return undefined;
  if (state.phase !== 'ready') return { rule: 'T5', what: `${where} is ${state.phase}` };
  if (state.older.state === 'loading' || state.newer.state === 'loading') return { rule: 'T5', what: `${where} loads for ever` };
  const [first] = confirmed;
  const from = first ? row.messages.findIndex(({ id }) => id === first.id) : row.messages.length;
  if (from < 0) return { rule: 'T5', what: `${where} shows ${first?.id}; the server does not have it` };
  const isAway = state.newer.state !== 'end';
  for (const [i, message] of confirmed.entries()) {
    const real = row.messages[from + i];
    if (isAway && message.author === tab.user && real?.id !== message.id) break;
    if (real?.id !== message.id) return { rule: 'T5', what: `${where} shows ${message.id} where the server has ${real?.id ?? 'nothing'}` };
    if (real.revision !== message.revision) return { rule: 'T5', what: `${where} shows ${message.id} in revision ${message.revision} of ${real.revision}` };
  }
  if (!isAway && from + confirmed.length < row.messages.length) return { rule: 'T5', what: `${where} ends before ${row.messages[from + confirmed.length]?.id}` };
  if (state.older.state === 'end' && from > 0 && (first || !isAway)) return { rule: 'T5', what: `${where} begins after ${row.messages[from - 1]?.id}` };
  return undefined;
}

/** T10 said once, and only where there was something to say. */
function aloud({ watcher }: Session, tab: Tab): void {
  const said = tab.errors.filter(isOfStorage).length;
  if (said > 1) watcher.fail('T10', `${tab.name} said ${said} times that its storage does not work`);
  if (said > 0 && !tab.hadStorageFault && !tab.hadSpoiltRow) watcher.fail('T10', `${tab.name} said that its storage does not work, and it does`);
  if (said === 0 && (tab.hadOtherFault || tab.lookFailed) && !watcher.isLoggedOut(tab)) watcher.fail('T10', `${tab.name} said nothing of its storage, which does not work`);
}
