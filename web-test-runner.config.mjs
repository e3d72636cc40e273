/**
 * Component and unit tests that need a browser: `npx wtr test/some.test.ts`, or all of them.
 * `ENGINES=chromium,firefox,webkit` chooses the engines (on CI all three, else Chromium); `WTR_JSON` names a file for the figures.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { defaultReporter } from '@web/test-runner';
import puppeteer from 'puppeteer-core';
import { bundle } from './test/sim/bundle.mjs';
import { chromium, chromiumArgs, chromiumDevices, firefox, firefoxDevices, wantedEngines, webkit } from './test/support/browsers.mjs';
import { bundledTests } from './test/support/bundled-tests.mjs';
import { jsonReporter } from './test/support/json-reporter.mjs';
import { ticketedSound } from './test/support/ticketed-sound.mjs';
import { freePort } from './test/support/webkit-driver.mjs';
import { webkitLauncher } from './test/support/webkit-launcher.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const tsconfig = fileURLToPath(new URL('./tsconfig.json', import.meta.url));
/** Whoever watches changes files while the tests run: a bundle would be stale. */
const bundled = process.argv.includes('--watch') ? [] : [bundledTests(root)];

/** The engine's program, or a sentence that says what is missing: an engine that was asked for is never left out in silence. */
function must(found, engine, install) {
  if (found) return found;
  throw new Error(`${engine} was asked for and is not on this machine. Install it with «${install}».`);
}

const launchers = {
  chromium: () =>
    playwrightLauncher({ product: 'chromium', concurrency: 2, launchOptions: { executablePath: chromium(), args: [...chromiumArgs(), ...chromiumDevices] } }),
  firefox: () =>
    chromeLauncher({
      puppeteer,
      concurrency: 1,
      launchOptions: { browser: 'firefox', executablePath: must(firefox(), 'Firefox', 'apt-get install firefox-esr'), extraPrefsFirefox: firefoxDevices },
    }),
  webkit: () => webkitLauncher(must(webkit(), 'WebKit', 'apt-get install webkit2gtk-driver xvfb')),
};

const engines = wantedEngines();
const report = process.env.WTR_JSON;

/** Some packages ask `process.env.NODE_ENV`, which a bundler would have written out; a browser has no `process`. */
const bareEnvironment = {
  name: 'bare-environment',
  transform: ({ path, body }) =>
    path.includes('node_modules') && typeof body === 'string' && body.includes('process.env.NODE_ENV')
      ? { body: body.replaceAll('process.env.NODE_ENV', '"development"') }
      : undefined,
};

/** The rendered runs: how many sessions they play and from which seed, and their stage with all that it draws in one file. */
let stage;
const rendered = {
  name: 'rendered',
  serve: async ({ path }) => {
    if (path === '/rendered-sessions') return { body: JSON.stringify({ sessions: Number(process.env.RENDERED ?? 4), seed: Number(process.env.RENDERED_SEED ?? 1) }), type: 'text' };
    if (path !== '/test/rendered/stage.ts') return undefined;
    stage ??= bundle({ entry: 'test/rendered/stage.ts', outfile: fileURLToPath(new URL(`./test-results/rendered/${engines.join('-')}.mjs`, import.meta.url)) });
    return { body: await readFile(await stage, 'utf8'), type: 'js' };
  },
};

export default {
  files: ['test/**/*.test.ts', '!test/**/*.node.test.ts', '!test/rendered/**', '!**/node_modules/**'],
  nodeResolve: true,
  // Left to itself it takes the first from 8000 that is free, and so does another run that starts at the same moment.
  port: await freePort(),
  // One page at a time keeps keyboard and pointer commands possible in WebKit; Chromium sets its own figure above.
  concurrency: 1,
  concurrentBrowsers: 1,
  middleware: [ticketedSound, ...bundled.map(({ middleware }) => middleware)],
  testFramework: { config: { ui: 'bdd', timeout: 120_000 } },
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  // Well beyond the longest file on a busy machine: one that hangs is to be played once more within the step's time.
  testsFinishTimeout: 200_000,
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  plugins: [...bundled.map(({ plugin }) => plugin), bareEnvironment, rendered, esbuildPlugin({ ts: true, json: true, target: 'auto', tsconfig })],
  reporters: report ? [defaultReporter({ reportTestProgress: false }), jsonReporter(report)] : [defaultReporter()],
  browsers: engines.map((engine) => launchers[engine]()),
};
