/**
 * Opens every story in Chromium: its play function must pass, nothing may be logged as an error or asked of another origin, and axe must
 * find nothing in both designs, light and dark, switched in place.
 *   node test/stories/run.mjs [part of a story's id]
 * A story counts as five tests: itself, and axe four times. A story whose developer's mistake is its subject carries the tag `logs-errors`.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium as playwright } from '@playwright/test';
import { chromium, chromiumArgs } from '../support/browsers.mjs';
import { serveFolder } from '../support/serve-folder.mjs';
import { watchStory } from './in-page.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = join(root, 'storybook-static');
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LOOKS = ['modern', 'classic'].flatMap((design) => ['light', 'dark'].map((scheme) => ({ design, scheme, direction: 'ltr' })));
const PAGES = 3;
const STORY_LIMIT_MS = 60_000;

function must(args, what) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1' } });
  if (status === 0) return;
  console.error(`${what} failed\n${stdout}\n${stderr}`);
  process.exit(1);
}

const seconds = (ms) => `${Math.round(ms / 1000)} s`;

/** Opens one story in a page and gives what is wrong with it: `{ play: string[], axe: { look, text }[] }`. */
async function check(page, origin, { id, tags }) {
  const said = [];
  const onConsole = (message) => {
    if (message.type() === 'error' && !tags.includes('logs-errors')) said.push(`console: ${message.text()} (${message.location().url})`);
  };
  const onError = (error) => said.push(`uncaught: ${error.message}`);
  const onRequest = (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url)) said.push(`asked another origin: ${url}`);
  };
  page.on('console', onConsole).on('pageerror', onError).on('request', onRequest);
  const axe = [];
  try {
    // The addon's own run of axe is left out: ours follows, four times.
    await page.goto(`${origin}/iframe.html?id=${id}&viewMode=story&globals=a11y.manual:!true`, { waitUntil: 'load' });
    const end = await page.evaluate((limit) => globalThis.storyEnd(limit), STORY_LIMIT_MS);
    if (end) said.push(end);
    else {
      await page.evaluate(axeSource);
      for (const look of LOOKS) {
        const violations = await page.evaluate((next) => globalThis.axeIn(next), look);
        for (const text of violations) axe.push({ look: `${look.design} ${look.scheme}`, text });
      }
    }
  } catch (error) {
    said.push(`the page failed: ${error.message.split('\n')[0]}`);
  } finally {
    page.off('console', onConsole).off('pageerror', onError).off('request', onRequest);
  }
  return { play: said, axe };
}

async function main() {
  const began = performance.now();
  must(['scripts/build.mjs', '--manifest', '--if-stale'], 'custom-elements.json');
  must(['node_modules/storybook/dist/bin/dispatcher.js', 'build', '-o', 'storybook-static', '--quiet'], 'storybook build');
  const built = performance.now();
  const filter = process.argv[2] ?? '';
  const { entries } = JSON.parse(readFileSync(join(out, 'index.json'), 'utf8'));
  const stories = Object.values(entries).filter(({ type, id }) => type === 'story' && id.includes(filter));
  const server = await serveFolder(out);
  const browser = await playwright.launch({ executablePath: chromium(), args: chromiumArgs() });
  const figures = { passed: 0, failed: 0, skipped: 0, stories: stories.length };
  const queue = [...stories];

  const worker = async () => {
    const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, reducedMotion: 'reduce', locale: 'en-US' });
    await context.addInitScript(watchStory);
    const page = await context.newPage();
    for (let story = queue.shift(); story; story = queue.shift()) {
      const { play, axe } = await check(page, server.origin, story);
      const looks = new Set(axe.map(({ look }) => look));
      figures.passed += (play.length ? 0 : 1) + (play.length ? 0 : LOOKS.length - looks.size);
      figures.failed += (play.length ? 1 : 0) + looks.size;
      if (play.length || axe.length) console.log(`✗ ${story.id}`);
      for (const text of play) console.log(`    ${text}`);
      for (const { look, text } of axe) console.log(`    axe, ${look}: ${text}`);
    }
    await context.close();
  };
  await Promise.all(Array.from({ length: PAGES }, worker));
  await browser.close();
  await server.close();
  console.log(`${figures.stories} stories: ${figures.passed} passed, ${figures.failed} failed (built in ${seconds(built - began)}, looked at in ${seconds(performance.now() - built)})`);
  if (process.env.STORIES_JSON) writeFileSync(process.env.STORIES_JSON, JSON.stringify(figures));
  process.exitCode = figures.failed > 0 || figures.passed === 0 ? 1 : 0;
}

await main();
