/** Runs scenes in rounds, the subjects taking turns, and keeps every figure. */
import { Sheet } from './chromium.mjs';
import { loaders } from './subjects.mjs';
import { loaderScene, scenes } from './scenes.mjs';

/** A step that takes longer is given up; a thousand mounts take their time. */
const stepLimits = { life: 180_000, other: 60_000 };

/** Seconds. A floor or a peer that takes longer for a scene is asked once, so that all of it ends within a quarter of an hour. */
const patience = 10;
/** Seconds for all rounds. */
const limit = 720;

const limited = (work, what, most = stepLimits.other) => {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(`${what}: more than ${most / 1000} s`)), most)));
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** Figures by subject and name, one value a round. */
export class Figures {
  all = {};
  rounds = 0;
  failures = [];

  add(subject, figures) {
    for (const [name, value] of Object.entries(figures)) ((this.all[subject] ??= {})[name] ??= []).push(value);
  }

  list(subject, name) {
    return this.all[subject]?.[name] ?? [];
  }

  /** The median; of what must never happen (pixels, growth) the worst. */
  get(subject, name) {
    const list = [...this.list(subject, name)].sort((a, b) => a - b);
    if (list.length === 0) return undefined;
    if (/^(pixels|life)\./.test(name)) return list.at(-1);
    if (/\.pinned$/.test(name)) return list[0];
    const middle = list.length >> 1;
    return list.length % 2 ? list[middle] : (list[middle - 1] + list[middle]) / 2;
  }
}

/**
 * @param {{ browser: import('puppeteer-core').Browser, origin: string, subjects: object[], rounds: number, wants(metric: string): boolean, query: string, say(text: string): void }} options
 */
export async function run({ browser, origin, subjects, rounds, wants, query, say }) {
  const figures = new Figures();
  /** Who failed in a scene, or took very long for it, is not asked again. */
  const out = new Set();

  async function play(scene, name) {
    const steps = scene.steps.filter(([metric]) => wants(metric));
    if (steps.length === 0 || out.has(`${scene.name} ${name}`)) return;
    // What follows needs the thread to be mounted, measured or not.
    if (scene.size && steps[0][0] !== 'mount') steps.unshift(scene.steps[0]);
    const began = performance.now();
    const sheet = await Sheet.open(browser, origin);
    const url = `${origin}/${name}/`;
    try {
      if (!scene.raw) await sheet.goto(`${url}${query}`);
      for (const [metric, step] of steps) {
        const found = await limited(step(sheet, { url, size: scene.size }), metric, stepLimits[metric]);
        figures.add(name, found);
      }
    } catch (error) {
      out.add(`${scene.name} ${name}`);
      figures.failures.push(`${name}, ${scene.name}: ${error.message.split('\n').slice(0, 3).join(' ')}`);
      say(`  ! ${figures.failures.at(-1)}`);
    } finally {
      await limited(sheet.close(), 'close').catch(() => undefined);
    }
    const seconds = (performance.now() - began) / 1000;
    if (seconds > patience && !name.startsWith('ours')) out.add(`${scene.name} ${name}`);
    say(`  ${scene.name} ${name} ${seconds.toFixed(1)} s`);
  }

  const began = performance.now();
  for (let round = 0; round < rounds; round++) {
    const seconds = (performance.now() - began) / 1000;
    // A busy machine gets fewer rounds: what begins has to end within the quarter of an hour.
    if (round > 0 && (seconds / round) * (round + 1) > limit) break;
    figures.rounds = round + 1;
    say(`round ${round + 1} of ${rounds}`);
    if (wants('loader')) for (const name of loaders) await play(loaderScene, name);
    for (const scene of scenes) {
      if (round >= (scene.seldom ?? Infinity)) continue;
      // Another one is first in each round.
      const turn = subjects.map((_, i) => subjects[(i + round) % subjects.length]);
      for (const { name, most } of turn) {
        if (scene.size > most || scene.floorsOut?.includes(name) || (scene.only && !scene.only.includes(name))) continue;
        await play(scene, name);
      }
    }
  }
  return figures;
}
