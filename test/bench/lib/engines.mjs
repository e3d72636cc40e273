/** The pixel goals in Firefox and WebKit, where they are installed: what is measured is in the page, and the same. */
import puppeteer from 'puppeteer-core';
import { firefox, webkit } from '../../support/browsers.mjs';
import { startWebkitSession } from '../../support/webkit-driver.mjs';
import { view } from './chromium.mjs';

const scenes = ['prepend', 'image', 'edit', 'resize', 'pinned'];
const call = (what) => `window.bench.pixels(${JSON.stringify(what)})`;

/** @returns {Promise<{ open(url: string): Promise<void>, ask(what: string): Promise<unknown>, close(): Promise<void>, version: string }>} */
async function inFirefox() {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: firefox(), headless: true });
  const page = await browser.newPage();
  await page.setViewport(view);
  return {
    version: (await browser.version()).replace('/', ' '),
    async open(url) {
      await page.goto(url);
      await page.waitForFunction(() => window.bench?.ready);
    },
    ask: (what) => page.evaluate(call(what)),
    close: () => browser.close(),
  };
}

async function inWebkit() {
  // A scene may take a minute.
  const { version, ask, stop } = await startWebkitSession(webkit(), 75_000);
  await ask('POST', '/timeouts', { script: 60_000 });
  const wait = (script) => ask('POST', '/execute/async', { script: `const done = arguments[arguments.length - 1]; ${script}`, args: [] });
  return {
    version: `WebKitGTK ${version}`.trim(),
    async open(url) {
      await ask('POST', '/url', { url });
      await wait('const look = () => (window.bench?.ready ? done() : setTimeout(look, 50)); look();');
    },
    async ask(what) {
      const { value, error } = await wait(`${call(what)}.then((value) => done({ value }), (error) => done({ error: String(error) }));`);
      if (error) throw new Error(error);
      return value;
    },
    close: stop,
  };
}

const known = { firefox: { there: firefox, start: inFirefox }, webkit: { there: webkit, start: inWebkit } };

/**
 * @param {{ origin: string, engines?: string[], names: string[] }} options `engines`: default those that are installed
 * @returns {Promise<{ engine: string, version: string, name: string, what: string, end?: number, worst?: number, met?: boolean, error?: string }[]>} a row a subject and scene; `met` for ours alone
 */
export async function pixelsElsewhere({ origin, engines = Object.keys(known), names }) {
  const rows = [];
  for (const engine of engines) {
    if (!known[engine]?.there()) continue;
    const browser = await known[engine].start();
    try {
      for (const name of names) {
        for (const what of scenes) {
          const row = { engine, version: browser.version, name, what };
          rows.push(row);
          try {
            await browser.open(`${origin}/${name}/`);
            Object.assign(row, await browser.ask(what));
          } catch (error) {
            row.error = String(error.message).split('\n')[0];
          }
          if (name === 'ours') row.met = row.error === undefined && row.worst <= 1 && row.end <= 1;
        }
      }
    } finally {
      await browser.close();
    }
  }
  return rows;
}
