import type { Side } from './script.js';
import type { Row, Shown } from './screen.js';

/** A message as the server has it. */
export interface Kept {
  mark: string;
  author: Side;
  /** Milliseconds since the epoch, by the clock of this machine. */
  sentAt: number;
}

/** What one tab has shown, frame by frame, since it was loaded. */
export interface Screen {
  /** For the report, for example `ana tab 2`. */
  name: string;
  side: Side;
  frames: readonly Shown[];
  /** It is open at the end, and must show all. */
  isLast: boolean;
}

export interface Violation {
  what: 'lost' | 'doubled' | 'untrue' | 'order';
  mark: string;
  /** In one sentence: where, and what was seen. */
  how: string;
}

/** As many of the newest messages a page asks for; older ones come when somebody travels there. */
const pageSize = 50;

/** The marks of the messages that stood on a screen of their author: those must not be lost (T1), but where the page said that it keeps nothing (T10). */
export function promised(screens: readonly Screen[]): Set<string> {
  const out = new Set<string>();
  for (const { frames } of screens) for (const { rows, unkept } of frames) for (const { mark, own } of rows) if (own && !unkept) out.add(mark);
  return out;
}

/** What is wrong, once all faults are over; nothing where T1 to T4 hold. `kept`: in the server's order. */
export function judge(kept: readonly Kept[], screens: readonly Screen[]): Violation[] {
  const out: Violation[] = [];
  const places = new Map<string, number>();
  for (const [place, { mark }] of kept.entries()) {
    if (places.has(mark)) out.push({ what: 'doubled', mark, how: 'the server has it twice' });
    places.set(mark, place);
  }
  for (const mark of promised(screens)) if (!places.has(mark)) out.push({ what: 'lost', mark, how: 'it stood on a screen, and the server does not have it' });
  for (const screen of screens) {
    for (const [index, shown] of screen.frames.entries()) out.push(...inFrame(screen, index, shown, kept, places));
    if (screen.isLast) out.push(...atEnd(screen, kept));
  }
  return out;
}

/** Whether a screen shows what the server has, as far back as it has read: each once, in its order, one's own as sent. */
export function agrees(shown: Shown | undefined, kept: readonly Kept[]): boolean {
  const rows = shown?.rows ?? [];
  return rows.length >= Math.min(kept.length, pageSize) && rows.length <= kept.length
    && kept.slice(kept.length - rows.length).every(({ mark }, index) => rows[index]?.mark === mark) && rows.every(({ own, state }) => !own || state === 'sent');
}

function inFrame({ name, frames }: Screen, index: number, { at, rows }: Shown, kept: readonly Kept[], places: ReadonlyMap<string, number>): Violation[] {
  const out: Violation[] = [];
  const where = `${name}, frame ${index + 1} of ${frames.length}`;
  const seen = new Set<string>();
  let last = -1;
  let pending: Row | undefined;
  for (const row of rows) {
    const { mark, own, state } = row;
    if (seen.has(mark)) out.push({ what: 'doubled', mark, how: `${where}: it stands there twice` });
    seen.add(mark);
    const place = places.get(mark);
    // Nothing in these sessions gives the server a reason to refuse.
    if (state === 'failed') out.push({ what: 'untrue', mark, how: `${where}: it is shown as «not sent»` });
    const isConfirmed = !own || state === 'sent';
    if (!isConfirmed) {
      pending ??= row;
      continue;
    }
    const { sentAt } = (place === undefined ? undefined : kept[place]) ?? { sentAt: Number.POSITIVE_INFINITY };
    if (sentAt > at) out.push({ what: 'untrue', mark, how: `${where}: it is shown as sent and the server ${place === undefined ? 'does not have it' : 'got it later'}` });
    if (place === undefined) continue;
    if (pending) out.push({ what: 'order', mark, how: `${where}: it stands below ${pending.mark}, which is still on its way` });
    if (place < last) out.push({ what: 'order', mark, how: `${where}: it stands below ${kept[last]?.mark ?? ''}` });
    last = Math.max(last, place);
  }
  return out;
}

function atEnd({ name, frames }: Screen, kept: readonly Kept[]): Violation[] {
  const rows = frames.at(-1)?.rows ?? [];
  const out: Violation[] = [];
  const first = Math.min(Math.max(0, kept.length - pageSize), Math.max(0, kept.findIndex(({ mark }) => mark === rows[0]?.mark)));
  for (const { mark } of kept.slice(first)) if (!rows.some((row) => row.mark === mark)) out.push({ what: 'lost', mark, how: `${name} does not show it at the end` });
  for (const { mark, own, state } of rows) if (own && state === 'waiting') out.push({ what: 'untrue', mark, how: `${name} shows it as on its way at the end` });
  return out;
}
