/**
 * What the code of each kind weighs, by the need that brings it: to read it (its words and bubble), to answer it (what the bubble brings when a button
 * is pressed), to write it (its sheet or recorder). The table of docs/decisions/0017 says so; here it is checked, and with `--write` written.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const page = fileURLToPath(new URL('../docs/decisions/0017-what-a-kind-brings.md', import.meta.url));
const folders = fileURLToPath(new URL('../src/kinds/', import.meta.url));
/** Bytes of a kind's own code for one need; and how far the table may be from what is. */
const most = 6_000;
const tolerance = 250;
const needs = ['read', 'answer', 'write'];

/**
 * The files that each need of a kind brings.
 * @returns {{ own: string[][], shared: string[] }} `own`: what reading brings, what answering adds, what writing adds
 */
function filesOf(kind, graph, opened) {
  const folder = `src/kinds/${kind}/`;
  const isOwn = (file) => graph[file].modules.some((module) => module.startsWith(folder));
  const mine = Object.keys(graph).filter(isOwn);
  const isShown = (file) => ['bubble', 'reading'].some((name) => graph[file].modules.includes(`${folder}${name}.ts`));
  const withImports = (files) => {
    const found = new Set();
    const visit = (file) => {
      if (opened.has(file) || found.has(file)) return;
      found.add(file);
      graph[file].imports.forEach(visit);
    };
    files.forEach(visit);
    return found;
  };
  /** What is pressed for in the bubble, and in what that brings. */
  const pressedFor = (files) => {
    const more = [...files].flatMap((file) => graph[file].dynamicImports).filter((file) => isOwn(file) && !files.has(file));
    return more.length > 0 ? pressedFor(withImports([...files, ...more])) : files;
  };
  const read = withImports(mine.filter(isShown));
  const answered = pressedFor(read);
  const all = withImports([...answered, ...mine]);
  return {
    own: [[...read], [...answered].filter((file) => !read.has(file)), [...all].filter((file) => !answered.has(file))].map((files) => files.filter(isOwn)),
    shared: [...all].filter((file) => !isOwn(file)),
  };
}

const kilo = (bytes) => (bytes / 1000).toFixed(1);

/**
 * @param {{ graph: object, brotli: (file: string) => number, opened?: Set<string>, write: boolean }} built `opened`: files of the opened popup, which every kind finds there
 * @returns {string[]} what is wrong
 */
export function checkKinds({ graph, brotli, opened = new Set(), write }) {
  const weight = (files) => files.reduce((sum, file) => sum + brotli(file), 0);
  const complaints = [];
  const rows = readdirSync(folders, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => {
    const { own, shared } = filesOf(name, graph, opened);
    const byNeed = own.map(weight);
    byNeed.forEach((bytes, i) => {
      if (bytes > most) complaints.push(`${name}, to ${needs[i]} it: ${bytes} bytes of ${most}`);
    });
    return { name, figures: [...byNeed, weight(own.flat()), weight(shared)] };
  });
  const table = ['| kB, brotli | to read it | more to answer it | more to write it | all of its own | shared parts |', '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(({ name, figures }) => `| ${name} | ${figures.map((bytes) => (bytes ? kilo(bytes) : '–')).join(' | ')} |`)].join('\n');
  const text = readFileSync(page, 'utf8');
  const place = /(<!-- sizes -->\n)[\s\S]*?(?=<!-- \/sizes -->)/;
  if (write) writeFileSync(page, text.replace(place, (_all, start) => `${start}${table}\n`));
  else complaints.push(...rows.filter((row) => !isStated(text, row)).map(({ name }) => `docs/decisions/0017 says something else of ${name}: node scripts/size.mjs --write`));
  console.log(`    the kinds, of ${kilo(most)} kB for each need\n${table.replace(/^/gm, '    ')}`);
  return complaints;
}

const isStated = (text, { name, figures }) => {
  const stated = text.split('\n').find((line) => line.startsWith(`| ${name} |`))?.split('|').slice(2, -1).map((cell) => Number(cell.replace('–', '0')) * 1000);
  return stated !== undefined && figures.every((bytes, i) => Math.abs(bytes - stated[i]) <= tolerance);
};
