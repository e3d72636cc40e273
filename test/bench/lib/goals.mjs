/** The goals of the last table of the performance design, row by row: what is compared with what, and how far it may go. */

const ratio = (name, floor, most, stretch) => ({ name, floor, most, stretch });
const most = (name, limit, stretch, unit = '') => ({ name, limit, stretch, unit });
const least = (name, limit, stretch, unit = '') => ({ name, least: limit, stretch, unit });

const pixelRows = ['prepend', 'image', 'edit', 'resize', 'pinned'];
const pixelTitles = {
  prepend: 'prepend 50', image: 'late image above', edit: 'edit above', resize: 'resize', pinned: 'pinned to the bottom, things grow',
};

/**
 * `isSteady`: the same on a slow or busy machine, so that CI can ask for it.
 * @type {{ title: string, metric: string, goal: string, checks: object[], isStretch?: boolean, isSteady?: boolean }[]}
 */
export const goals = [
  { title: 'loader’s CPU', metric: 'loader', goal: '≤ 1.5× a bare Lit button’s page', subject: 'popup', checks: [ratio('loader.cpu', 'lit-button', 1.5)] },
  { title: 'load 30 messages, CPU', metric: 'load', goal: '≤ 1.6× floor', checks: [ratio('load.cpu', 'floor-windowed', 1.6, 1.2)] },
  { title: 'load 30 messages, long tasks at 1×', metric: 'load', goal: 'none', checks: [most('load.longTasks', 0)] },
  { title: 'load 30 messages, blocking at 4× throttling', metric: 'load', goal: '≤ 200 ms', checks: [most('load.blocking4x', 200, undefined, 'ms')] },
  { title: 'mount 100, CPU', metric: 'mount', goal: '≤ 1.5× all rows', checks: [ratio('mount.100.cpu', 'floor-all', 1.5, 1)] },
  ...['1k', '10k', '100k'].map((size) => ({ title: `mount ${size}, CPU`, metric: 'mount', goal: '≤ 2× windowed floor', checks: [ratio(`mount.${size}.cpu`, 'floor-windowed', 2, 1.5)] })),
  { title: 'elements a rendered message', isSteady: true, metric: 'mount', goal: '≤ 20', checks: [most('elements.message', 20, 14)] },
  { title: 'elements in all @10k', isSteady: true, metric: 'mount', goal: '≤ 2,500', checks: [most('elements.10k', 2500)] },
  ...['1k', '10k'].flatMap((size) => [
    { title: `append @${size}, CPU`, metric: 'append', goal: '≤ 2× windowed floor', checks: [ratio(`append.${size}.cpu`, 'floor-windowed', 2, 1.3)] },
    { title: `append @${size}, painted`, metric: 'append', goal: '≤ 2 frames', checks: [most(`append.${size}.frames`, 2, undefined, 'frames')] },
  ]),
  // A frame that the floor loses too is the machine's.
  ...[500, 1000].map((rate) => ({
    title: `sustained append, ${rate}/s`, metric: 'sustain', goal: rate === 500 ? '0 dropped frames, stays pinned' : 'stretch: the same', isStretch: rate === 1000,
    checks: [least(`sustain.${rate}.rate`, rate * 0.95, undefined, '/s'), { name: `sustain.${rate}.dropped`, floor: 'floor-windowed', above: 2, unit: 'dropped' }, least(`sustain.${rate}.pinned`, 1)],
  })),
  ...pixelRows.map((what) => ({ title: `${pixelTitles[what]}: in every frame`, isSteady: true, metric: 'pixels', goal: '≤ 1 px', checks: [most(`pixels.${what}.worst`, 1, undefined, 'px'), most(`pixels.${what}.end`, 1, undefined, 'px')] })),
  { title: 'fling through 10k, busy', metric: 'fling', goal: '≤ 1.5× windowed floor', checks: [ratio('fling.cpu', 'floor-windowed', 1.5)] },
  { title: 'fling, blank frames at 12,000 px/s', isSteady: true, metric: 'fling', goal: '0', checks: [most('fling.blank12', 0)] },
  { title: 'fling, blank frames at 24,000 px/s', metric: 'fling', goal: 'stretch: 0', isStretch: true, checks: [most('fling.blank24', 0)] },
  ...['1k', '10k'].map((size) => ({ title: `typing @${size}, CPU a key`, metric: 'typing', goal: '≤ 1.3× windowed floor', checks: [ratio(`typing.${size}.cpu`, 'floor-windowed', 1.3, 1.1)] })),
  { title: 'JS + DOM heap at 10k over the floor', metric: 'heap', goal: '≤ 10 MB', checks: [{ name: 'heap.10k', floor: 'floor-windowed', above: 10, stretchAbove: 7, unit: 'MB' }] },
  { title: 'mounted and removed 1,000 times: nodes', metric: 'life', goal: 'no growth', checks: [most('life.nodes', 50)] },
  { title: 'mounted and removed 1,000 times: listeners', metric: 'life', goal: 'no growth', checks: [most('life.listeners', 20)] },
  { title: 'mounted and removed 1,000 times: heap', metric: 'life', goal: 'no growth', checks: [most('life.heap', 0.5, undefined, 'MB')] },
];

/** Rows of a thousand messages and more in which ours is to be ahead of every peer. */
export const races = [
  { name: 'mount.1k.cpu', title: 'mount 1k', unit: 'ms' }, { name: 'mount.10k.cpu', title: 'mount 10k', unit: 'ms' },
  { name: 'append.1k.cpu', title: 'append @1k', unit: 'ms' }, { name: 'append.10k.cpu', title: 'append @10k', unit: 'ms' },
  // Nobody drops fewer than none: of two who drop as many the one is ahead that spends less on it.
  { name: 'sustain.500.dropped', tie: 'sustain.500.cpu', title: '500 appends/s, dropped frames', unit: '' },
  { name: 'typing.1k.cpu', title: 'a key @1k', unit: 'ms' }, { name: 'typing.10k.cpu', title: 'a key @10k', unit: 'ms' },
  { name: 'fling.cpu', title: 'fling, 1,000 px of 10k', unit: 'ms' }, { name: 'heap.10k', title: 'heap @10k', unit: 'MB' },
];

/** @returns {{ race: object, value?: number, best?: { name: string, value: number }, ahead?: boolean, tie?: [number, number] }[]} `best` of the peers; `tie`: what decided between equals */
export function compare(figures, peers) {
  return races.map((race) => {
    const value = figures.get('ours', race.name);
    const rivals = peers.map((name) => ({ name, value: figures.get(name, race.name), tie: race.tie && figures.get(name, race.tie) })).filter((one) => one.value !== undefined);
    const [best] = rivals.sort((a, b) => a.value - b.value || a.tie - b.tie);
    if (value === undefined || !best) return { race };
    const own = race.tie && figures.get('ours', race.tie);
    const isTie = value === best.value && race.tie !== undefined;
    return { race, value, best, ahead: value < best.value || (isTie && own < best.tie), ...(isTie && { tie: [own, best.tie] }) };
  });
}

/**
 * @param {import('./run.mjs').Figures} figures
 * @param {number} tolerance 1 for the goals as they are; 1.25 forgives a quarter
 * @returns {{ goal: object, value?: number, floor?: number, factor?: number, met?: boolean, stretch?: boolean }[]} without `met` where nothing was measured
 */
export function judge(figures, tolerance = 1) {
  return goals.map((goal) => {
    const subject = goal.subject ?? 'ours';
    const results = goal.checks.map((check) => {
      const value = figures.get(subject, check.name);
      const floor = check.floor ? figures.get(check.floor, check.name) : undefined;
      if (value === undefined || (check.floor && floor === undefined)) return undefined;
      if (check.least !== undefined) return { value, met: value >= check.least / tolerance };
      if (check.limit !== undefined) return { value, met: value <= check.limit * (check.limit > 1 ? tolerance : 1), stretch: check.stretch === undefined ? undefined : value <= check.stretch };
      if (check.above !== undefined) return { value, floor, met: value - floor <= check.above * tolerance, stretch: check.stretchAbove === undefined ? undefined : value - floor <= check.stretchAbove };
      const factor = value / floor;
      return { value, floor, factor, met: factor <= check.most * tolerance, stretch: check.stretch === undefined ? undefined : factor <= check.stretch };
    });
    if (results.some((one) => one === undefined)) return { goal };
    const [first] = results;
    return { goal, ...first, met: results.every(({ met }) => met) };
  });
}
