/**
 * What is measured, as scenes. A scene is a fresh page with a thread of some length; its steps run one after the other. Each step gives
 * figures under names that goals.mjs and report.mjs know. CPU is the renderer's main thread, in milliseconds.
 */
import { sizes } from './subjects.mjs';

const label = (size) => (size >= 1000 ? `${size / 1000}k` : String(size));
const appends = 20;
const keys = 24;
/** Appends and keys that come first and count for nobody. */
const warm = 6;
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/** Milliseconds beyond 50 of the main thread's long tasks since the page's start, and how many there were. */
const longTasks = () =>
  new Promise((resolve) => {
    const tasks = [];
    new PerformanceObserver((entries) => tasks.push(...entries.getEntries())).observe({ type: 'longtask', buffered: true });
    setTimeout(() => resolve({ count: tasks.length, blocking: tasks.reduce((sum, { duration }) => sum + duration - 50, 0) }), 100);
  });

async function load(sheet, { url }) {
  const { cpu } = await sheet.cpu(() => sheet.load(url));
  const { count } = await sheet.page.evaluate(longTasks);
  return { 'load.cpu': cpu, 'load.longTasks': count };
}

/** As it is where the page does not say that its scripts are to be compiled ahead. */
async function loadLazily(sheet, { url }) {
  const { cpu } = await sheet.cpu(() => sheet.goto(`${url}?load`, () => window.bench?.loaded));
  return { 'load.lazy.cpu': cpu };
}

async function loadSlow(sheet, { url }) {
  await sheet.throttle(4);
  await sheet.load(url);
  const { blocking } = await sheet.page.evaluate(longTasks);
  return { 'load.blocking4x': blocking };
}

/** A short thread first, so that code is compiled; then the real one, in a clean heap. What a subject leaves for later is measured by itself. */
async function mount(sheet, { size }) {
  await sheet.call('prepare', 30);
  await sheet.call('mount');
  await sheet.call('unmount');
  await sheet.call('prepare', size);
  await sheet.collect();
  const { cpu, result } = await sheet.cpu(() => sheet.call('mount'));
  const { cpu: later } = await sheet.cpu(() => sheet.call('rest'));
  const { all, perMessage } = await sheet.call('elements');
  return { [`mount.${label(size)}.later`]: later, [`mount.${label(size)}.cpu`]: cpu, [`mount.${label(size)}.wall`]: result.wall, [`elements.${label(size)}`]: all, [`elements.message`]: perMessage };
}

/** Both people have written before, and what the first message from outside brings along has come. */
async function append(sheet, { size }) {
  await sheet.call('append', warm);
  await new Promise((resolve) => setTimeout(resolve, 700));
  const { cpu, result } = await sheet.cpu(() => sheet.call('append', appends));
  return { [`append.${label(size)}.cpu`]: cpu / appends, [`append.${label(size)}.frames`]: median(result.frames), [`append.${label(size)}.pinned`]: result.pinned ? 1 : 0 };
}

async function sustain(sheet) {
  const out = {};
  for (const rate of [500, 1000]) {
    const { cpu, result } = await sheet.cpu(() => sheet.call('sustain', { rate, ms: 1200 }));
    Object.assign(out, { [`sustain.${rate}.rate`]: result.rate, [`sustain.${rate}.dropped`]: result.dropped, [`sustain.${rate}.pinned`]: result.pinned && result.arrived ? 1 : 0, [`sustain.${rate}.cpu`]: cpu });
  }
  return out;
}

async function fling(sheet) {
  const { cpu, result } = await sheet.cpu(() => sheet.call('fling', { speed: 12_000, ms: 1200 }));
  const slow = await sheet.call('fling', { speed: 12_000, ms: 800, look: true });
  const fast = await sheet.call('fling', { speed: 24_000, ms: 800, look: true });
  // A slow machine paints fewer frames and comes less far: so much a thousand pixels.
  return { 'fling.cpu': (cpu / Math.max(1, result.distance)) * 1000, 'fling.blank12': slow.blank, 'fling.blank24': fast.blank };
}

/** With the composer: the thread is mounted anew. */
async function typing(sheet, { size }) {
  await sheet.call('unmount');
  await sheet.call('mount', { composer: true });
  await sheet.call('rest');
  if (!(await sheet.call('focusField'))) return {};
  // What a thousand rows have left that came and went is theirs.
  await sheet.collect();
  await sheet.type(warm);
  const { cpu } = await sheet.cpu(() => sheet.type(keys));
  return { [`typing.${label(size)}.cpu`]: cpu / keys };
}

/** JavaScript's heap and the DOM's, as the browser tells them to an isolated page. */
async function heap(sheet) {
  await sheet.collect();
  const bytes = await sheet.page.evaluate(async () => (await performance.measureUserAgentSpecificMemory()).breakdown.filter(({ types }) => types.includes('JavaScript') || types.includes('DOM')).reduce((sum, one) => sum + one.bytes, 0));
  return { 'heap.10k': bytes / 1e6 };
}

async function pixels(sheet) {
  const out = {};
  for (const what of ['prepend', 'image', 'edit', 'resize', 'pinned']) {
    const seen = await sheet.call('pixels', what);
    if (seen) Object.assign(out, { [`pixels.${what}.end`]: seen.end, [`pixels.${what}.worst`]: seen.worst });
  }
  return out;
}

/** Mounted and removed a thousand times, after a hundred that do not count. */
async function life(sheet) {
  await sheet.call('prepare', 10);
  await sheet.call('comeAndGo', 100);
  const now = async () => {
    await sheet.collect();
    const { Nodes, JSEventListeners } = await sheet.metrics();
    return { Nodes, JSEventListeners, bytes: await sheet.objects() };
  };
  const before = await now();
  await sheet.call('comeAndGo', 1000);
  const after = await now();
  return { 'life.nodes': after.Nodes - before.Nodes, 'life.listeners': after.JSEventListeners - before.JSEventListeners, 'life.heap': (after.bytes - before.bytes) / 1e6 };
}

/** The loader's pages: a bare Lit button's, and the popup's bubble without what it brings later. */
async function loader(sheet, { url }) {
  const { cpu } = await sheet.cpu(() => sheet.goto(url, () => window.shown));
  return { 'loader.cpu': cpu };
}

const long = (size) => ({
  100: [['mount', mount]],
  1000: [['mount', mount], ['append', append], ['sustain', sustain], ['typing', typing]],
  10000: [['mount', mount], ['append', append], ['heap', heap], ['fling', fling], ['typing', typing]],
  100000: [['mount', mount]],
})[size];

/** `seldom`: the same in each round, so that two rounds (life: one) tell all. */
export const scenes = [
  // Short, and unsteady: three of them a round.
  ...Array.from({ length: 3 }, () => ({ name: 'load', steps: [['load', load]], raw: true })),
  { name: 'load-lazy', steps: [['load', loadLazily]], raw: true },
  { name: 'load-slow', steps: [['load', loadSlow]], raw: true },
  ...sizes.map((size) => ({ name: `thread-${label(size)}`, size, steps: long(size) })),
  { name: 'pixels', steps: [['pixels', pixels]], seldom: 2, floorsOut: ['floor-visible'] },
  { name: 'life', steps: [['life', life]], seldom: 1, only: ['ours', 'floor-windowed'] },
];

export const loaderScene = { name: 'loader', steps: [['loader', loader]], raw: true };
export const metricNames = ['loader', 'load', 'mount', 'append', 'sustain', 'typing', 'heap', 'fling', 'pixels', 'life'];
