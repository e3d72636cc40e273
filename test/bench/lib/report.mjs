/** The figures as text: for the terminal, and as docs/benchmark.md. */
import { cpus, totalmem, type } from 'node:os';

const thousands = (text) => text.replace(/\B(?=(\d{3})+$)/g, ',');
/** Three digits at most; pixels of a line that is gone have no number. */
export function digits(value) {
  if (value === undefined) return '–';
  if (value >= 99_999) return 'lost';
  if (Number.isInteger(value) || Math.abs(value) >= 100) return thousands(value.toFixed(0));
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}

const mark = ({ met, stretch, goal }) => (met === undefined ? '–' : met ? (stretch ? '✓✓' : '✓') : goal.isStretch ? '(✗)' : '✗');
const unitOf = ({ checks: [{ unit, floor }] }) => unit ?? (floor ? 'ms' : '');
const factorOf = ({ factor, floor, value }) => (factor !== undefined ? `${factor.toFixed(2)}×` : floor !== undefined ? `+${digits(Math.max(0, value - floor))}` : '');

/** One line a goal, and what went wrong. */
export function printed({ results, figures, facts }) {
  const measured = results.filter(({ met }) => met !== undefined);
  const lines = measured.map((result) => {
    const value = `${digits(result.value)} ${unitOf(result.goal)}`;
    return `${mark(result).padEnd(3)} ${result.goal.title.padEnd(48)} ${value.padStart(14)}  ${(result.floor === undefined ? '' : `floor ${digits(result.floor)}`).padEnd(12)} ${factorOf(result).padEnd(8)} ${result.goal.goal}`;
  });
  const engines = facts.engines.map(({ engine, name, what, worst, end, error, met }) => `${(met === undefined ? ' ' : met ? '✓' : '✗').padEnd(3)} ${engine} ${name} ${what}: ${error ?? (worst === undefined ? '–' : `${digits(worst)} px in the worst frame, ${digits(end)} at the end`)}`);
  const races = facts.compared.filter(({ ahead }) => ahead !== undefined).map(({ race, value, best, ahead, tie }) =>
    `${(ahead ? '✓' : '✗').padEnd(3)} ahead of every peer, ${race.title}: ${digits(value)} ${race.unit}, best peer ${best.name} ${digits(best.value)}${tie ? `, for ${digits(tie[0])} ms of CPU against ${digits(tie[1])}` : ''}`);
  const missed = measured.filter(({ met, goal }) => !met && !goal.isStretch).length;
  return [...lines, ...engines, ...races, ...figures.failures.map((text) => `!   ${text}`), `${facts.rounds} rounds, ${facts.seconds.toFixed(0)} s, ${facts.version}: ${measured.filter(({ met }) => met).length} goals met, ${missed} missed`].join('\n');
}

const table = (head, rows) => [`| ${head.join(' | ')} |`, `|${head.map(() => ' --- ').join('|')}|`, ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');

/** Rows of the table that shows everybody; the figures' names. */
const everything = [
  ['code at once, kB brotli', 'size'],
  ['load 30, ms', 'load.cpu'], ['load 30, compiled lazily, ms', 'load.lazy.cpu'], ['load 30 at 4× throttling, ms blocked', 'load.blocking4x'],
  ['mount 100, ms', 'mount.100.cpu'], ['mount 1k, ms', 'mount.1k.cpu'], ['mount 10k, ms', 'mount.10k.cpu'], ['mount 100k, ms', 'mount.100k.cpu'],
  ['of 100 drawn later, ms', 'mount.100.later'], ['of 1k drawn later, ms', 'mount.1k.later'],
  ['elements a message', 'elements.message'], ['elements @10k', 'elements.10k'],
  ['append @1k, ms', 'append.1k.cpu'], ['append @10k, ms', 'append.10k.cpu'], ['append @10k, frames', 'append.10k.frames'],
  ['500 appends/s, dropped frames', 'sustain.500.dropped'], ['stays pinned meanwhile', 'sustain.500.pinned'], ['1,000 appends/s, dropped frames', 'sustain.1000.dropped'],
  ['prepend 50, worst px', 'pixels.prepend.worst'], ['late image above, worst px', 'pixels.image.worst'], ['edit above, worst px', 'pixels.edit.worst'], ['resize, worst px', 'pixels.resize.worst'], ['pinned, worst px', 'pixels.pinned.worst'],
  ['fling 10k, ms a 1,000 px', 'fling.cpu'], ['blank frames at 12,000 px/s', 'fling.blank12'], ['blank frames at 24,000 px/s', 'fling.blank24'],
  ['a key @1k, ms', 'typing.1k.cpu'], ['a key @10k, ms', 'typing.10k.cpu'],
  ['JS + DOM heap @10k, MB', 'heap.10k'],
];

function cell(figures, facts, subject, name) {
  if (name === 'size') return facts.sizes[subject] === undefined ? '–' : (facts.sizes[subject] / 1000).toFixed(1);
  const value = figures.get(subject, name);
  if (value !== undefined && name.endsWith('.pinned')) return value ? 'yes' : 'no';
  return digits(value);
}

function machine() {
  const list = cpus();
  return `${list.length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()}`;
}

export function markdown({ results, figures, facts }) {
  const measured = results.filter(({ met }) => met !== undefined);
  const missed = measured.filter(({ met, goal }) => !met && !goal.isStretch);
  const goals = table(['metric', 'ours', 'floor', 'against it', 'goal', 'met'], measured.map((result) => [
    result.goal.title, `${digits(result.value)} ${unitOf(result.goal)}`.trim(), digits(result.floor), factorOf(result), result.goal.goal, mark(result)]));
  const names = facts.subjects;
  const all = table(['', ...names.map(({ title, role }) => (role === 'ours' ? `**${title}**` : title))], everything.map(([title, name]) => [title, ...names.map((one) => cell(figures, facts, one.name, name))]));
  const engineNames = [...new Set(facts.engines.map(({ version }) => version))];
  const scenes = [...new Set(facts.engines.map(({ what }) => what))];
  const shown = ({ worst, end, error } = {}) => (error ? 'failed' : worst === undefined ? '–' : `${digits(worst)} / ${digits(end)}`);
  const elsewhere = facts.engines.length === 0 ? '' : `
## The reader's line in other engines

Ours; pixels in the worst frame / at the end. Goal: 1.

${table(['', ...engineNames], scenes.map((what) => [what, ...engineNames.map((version) => shown(facts.engines.find((row) => row.version === version && row.what === what && row.name === 'ours')))]))}
`;
  const races = facts.compared.filter(({ ahead }) => ahead !== undefined);
  const behind = races.filter(({ ahead }) => !ahead);
  return `# Benchmark

![Main-thread CPU of ours, the floors and the peers](benchmark.svg)

\`npm run bench -- --write\` made this page (peers: \`npm ci --prefix test/bench\` once). ${facts.rounds} interleaved rounds, medians, ${facts.version.replace('/', ' ')}, headless, 420 × 640 px, ${machine()}${facts.dialogues ? '; texts from a file' : ''}. Milliseconds
are **main-thread CPU of the renderer**, which hardly moves with the machine's load, and contain the bench's own part (about that of the first floor). A goal is a ratio to a floor of the same run, never a time.

## Goals

${measured.length - missed.length} of ${measured.length} met${missed.length ? `; missed: ${missed.map(({ goal }) => goal.title).join('; ')}` : ''}. ✓✓ is the stretch goal; (✗) a stretch goal that is missed.

${goals}

Ahead of every peer (rows of 1,000 messages and more): ${races.length - behind.length} of ${races.length}${behind.length ? `; behind in ${behind.map(({ race, value, best }) => `${race.title} (${digits(value)} against ${best.name}'s ${digits(best.value)})`).join('; ')}` : ''}.${races.filter(({ tie }) => tie).map(({ race, best, tie }) => ` In «${race.title}» ${best.name} is as good and spends ${digits(tie[1])} ms of CPU on it, ours ${digits(tie[0])}.`).join('')}

## Everybody

${all}

– : the subject has no such thing, or was not asked because it takes minutes (deep-chat's 10,000 messages). «lost»: the line was no longer in the document.
${figures.failures.length ? `\nFailed in this run: ${figures.failures.join('; ')}.\n` : ''}${elsewhere}
## How it is measured

- **Ours** is the npm form of \`dist/\`, bundled as a portal does, with a real store over the port; its transport answers from an array. In a \`<clinic-chat>\`, which brings the theme: \`<clinic-message-list>\` in the rows of the list, \`<clinic-thread>\` where
  there is a composer (load, typing, long life). The store has the messages before the list is mounted, as a peer's page has them in its array.
- **Floors**: the rows that fill the view and nothing else; a windowed list by hand (\`test/bench/page/windowed-list.js\`); every row by \`innerHTML\`. **Peers** get the same messages by their own properties, converted
  beforehand; Stream's client is not connected, and its list has no date separators.
- **Load**: a new document with thirty messages and a composer, nothing cached, nothing on the device (with a draft there, ours takes 13 ms more); every subject's scripts begin with \`//# allFunctionsCalledOnLoad\`, as the README advises a portal that shows a
  thread at once (Chromium compiles them beside the main thread); without that it is «compiled lazily». What is loaded at once comes as one file, as from Rollup: Rolldown leaves four more for ours (its issue 10731), which is 2 ms. Three loads a round. The page is
  English: ours then names times and days itself, where the floors ask the browser's formatter, whose first use takes 11 ms; in a language that ours has to ask it for, these come on top. **Mount**: a short thread first, so that code is compiled; then the real one. Ours draws what fills the view and the rest (a hundred
  messages whole, sixty of a thousand) from 0.4 s on when the page is idle: that is measured by itself, with the bench's looking on for a second, and is over before appends, keys and flings are measured. **Append**: twenty, one after the other, as fast as they are
  painted: a burst, in which nothing rises in ours. Six come before, from both people, and 0.7 s in which whatever the first of them has brought along comes to rest. **A key**: what the scene before has left is collected first, and the six keys that come before count for nobody.
- **Pixels**: the first message that begins in view is the reader's line. Its place is read after each painted frame, from the change on: older messages come (at the top, 150 px below it, and with a new message at the
  end at once), an image of unknown size comes late, a message above is edited, the list gets narrower and wide again. In all but the resize the line is to stay; in the resize it begins at the list's edge. Ours keeps a box for an image of unknown size,
  so that nothing grows when it comes; the edit is what grows.
- **Fling**: the list is moved by speed / 60 px before each frame; a frame is blank if one of five heights of the view has no row: neither a message nor, in ours, the line of a day.
- **Memory**: what the browser tells an isolated page of JavaScript and DOM, after a collection. **Long life**: a hundred mounts that do not count, then a thousand; its heap is without the code that the browser compiles meanwhile.
`;
}
