import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { isCi, webkit } from '../../support/browsers.mjs';
import { startWebkitSession, type WebkitPaths } from '../../support/webkit-driver.mjs';
import { HeardPortal } from '../support/heard-portal.js';
import { flows } from './flows.js';
import { deepFind, type Driven } from './smoke.js';

const paths = webkit();
const skip = paths || isCi() ? false : 'no WebKit driver on this machine';
/** The name under which WebDriver hands elements over (W3C WebDriver, section 12.1). */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

let portal: HeardPortal;
before(async () => {
  if (skip) return;
  assert.ok(paths, 'WebKit is mandatory on CI: apt-get install webkit2gtk-driver xvfb');
  portal = await HeardPortal.start();
});
after(() => portal?.stop());

for (const [what, flow] of flows) {
  test(`${what} (WebKit)`, { skip, timeout: 180_000 }, async () => {
    const { ask, stop } = await startWebkitSession(paths as WebkitPaths);
    const run = <T>(script: string, args: readonly unknown[] = []): Promise<T> => ask<T>('POST', '/execute/sync', { script, args });
    const find = async (args: readonly unknown[]): Promise<string> => {
      const found = await run<Record<string, string> | null>(deepFind, args);
      assert.ok(found, `nothing like ${JSON.stringify(args)}`);
      return found[elementKey] as string;
    };
    const driven: Driven = {
      goto: (url) => ask('POST', '/url', { url }),
      run,
      click: async (selector, name, within) => ask('POST', `/element/${await find([selector, name, within ?? null])}/click`),
      // The private-use character is WebDriver's Enter.
      type: async (selector, name, text, within) => ask('POST', `/element/${await find([selector, name, within ?? null])}/value`, { text: text.replace(/\n$/, '\ue007') }),
    };
    try {
      await flow(portal, driven, 'WebKit');
    } finally {
      stop();
    }
  });
}
