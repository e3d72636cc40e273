/** Chromium over its protocol: a fresh page for each measurement, and the renderer's main-thread CPU. */
import puppeteer from 'puppeteer-core';
import { chromium, chromiumArgs } from '../../support/browsers.mjs';

/** The page size of performance.md. */
export const view = { width: 420, height: 640 };

export async function launch() {
  return puppeteer.launch({
    executablePath: chromium(), headless: true, defaultViewport: view,
    args: [
      ...chromiumArgs(), '--enable-blink-features=ForceEagerMeasureMemory', '--js-flags=--expose-gc', '--disable-background-timer-throttling',
      '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows', '--disable-component-update', '--disable-extensions', '--no-first-run',
    ],
  });
}

/** One page of a subject. */
export class Sheet {
  /** @param {import('puppeteer-core').Browser} browser */
  static async open(browser, origin) {
    const page = await browser.newPage();
    const sheet = new Sheet();
    sheet.page = page;
    sheet.cdp = await page.createCDPSession();
    sheet.errors = [];
    page.on('pageerror', (error) => sheet.errors.push(String(error)));
    await page.setCacheEnabled(false);
    // Nothing that another scene has left on the device, such as a draft, which would be fetched.
    await sheet.cdp.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    // A page of the same site first: the next one stays in its process, and its CPU can be told from the browser's start.
    await page.goto(`${origin}/blank.html`);
    await sheet.cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    return sheet;
  }

  async metrics() {
    const { metrics } = await this.cdp.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  }

  /** Runs something and tells the main thread's CPU for it, in milliseconds. */
  async cpu(work) {
    const before = await this.metrics();
    const result = await work();
    const after = await this.metrics();
    return { cpu: (after.ThreadTime - before.ThreadTime) * 1000, script: (after.ScriptDuration - before.ScriptDuration) * 1000, result };
  }

  /** Calls one of the harness's functions. */
  call(name, ...args) {
    return this.page.evaluate((what, list) => window.bench[what](...list), name, args).catch((error) => {
      throw new Error([error.message, ...this.errors].join('\n'));
    });
  }

  /** Types so many letters into the field that has the focus, each of them painted before the next. */
  async type(count) {
    for (let i = 0; i < count; i++) {
      await this.page.keyboard.press('abcdefgh'[i % 8]);
      await this.call('painted');
    }
  }

  async collect() {
    for (let i = 0; i < 3; i++) await this.cdp.send('HeapProfiler.collectGarbage');
  }

  /** Bytes of JavaScript's objects and of the DOM's, as a snapshot of the heap has them: without the code that the browser compiles, which comes in its own time. */
  async objects() {
    let text = '';
    const add = ({ chunk }) => (text += chunk);
    this.cdp.on('HeapProfiler.addHeapSnapshotChunk', add);
    await this.cdp.send('HeapProfiler.takeHeapSnapshot');
    this.cdp.off('HeapProfiler.addHeapSnapshotChunk', add);
    const { snapshot: { meta: { node_fields: fields, node_types: [types] } }, nodes } = JSON.parse(text);
    const size = fields.indexOf('self_size');
    const code = types.indexOf('code');
    let bytes = 0;
    for (let at = 0; at < nodes.length; at += fields.length) if (nodes[at] !== code) bytes += nodes[at + size];
    return bytes;
  }

  async goto(url, ready = () => window.bench?.ready) {
    await this.page.goto(url);
    await this.page.waitForFunction(ready, { polling: 'raf', timeout: 60_000 });
  }

  /** Opens a subject's page that shows a thread of thirty messages at once, its scripts compiled ahead. */
  load(url) {
    return this.goto(url.replace(/\/$/, '-ahead/?load'), () => window.bench?.loaded);
  }

  throttle(rate) {
    return this.cdp.send('Emulation.setCPUThrottlingRate', { rate });
  }

  close() {
    return this.page.close();
  }
}
