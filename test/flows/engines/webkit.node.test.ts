import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { isCi, webkit } from '../../support/browsers.mjs';
import { startWebkitDriver } from '../../support/webkit-driver.mjs';
import { HeardPortal } from '../support/heard-portal.js';
import { flows } from './flows.js';
import { deepFind, type Driven } from './smoke.js';

const paths = webkit();
const skip = paths || isCi() ? false : 'no WebKit driver on this machine';
/** The name under which WebDriver hands elements over (W3C WebDriver, section 12.1). */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

let portal: HeardPortal;
let driver: Awaited<ReturnType<typeof startWebkitDriver>>;
before(async () => {
  if (skip) return;
  assert.ok(paths, 'WebKit is mandatory on CI: apt-get install webkit2gtk-driver xvfb');
  [portal, driver] = await Promise.all([HeardPortal.start(), startWebkitDriver(paths)]);
});
after(async () => {
  driver?.stop();
  await portal?.stop();
});

async function ask<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`http://127.0.0.1:${driver.port}${path}`, { method, ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}) });
  const { value } = (await answer.json()) as { value: T & { message?: string } };
  if (!answer.ok) throw new Error(`WebDriver: ${value.message ?? answer.status}`);
  return value;
}

for (const [what, flow] of flows) {
  test(`${what} (WebKit)`, { skip, timeout: 180_000 }, async () => {
    const { 'wdio:enforceWebDriverClassic': _, ...alwaysMatch } = driver.capabilities;
    const { sessionId } = await ask<{ sessionId: string }>('POST', '/session', { capabilities: { alwaysMatch } });
    const session = `/session/${sessionId}`;
    const run = <T>(script: string, args: readonly unknown[] = []): Promise<T> => ask<T>('POST', `${session}/execute/sync`, { script, args });
    const find = async (args: readonly unknown[]): Promise<string> => {
      const found = await run<Record<string, string> | null>(deepFind, args);
      assert.ok(found, `nothing like ${JSON.stringify(args)}`);
      return found[elementKey] as string;
    };
    const driven: Driven = {
      goto: (url) => ask('POST', `${session}/url`, { url }),
      run,
      click: async (selector, name, within) => ask('POST', `${session}/element/${await find([selector, name, within ?? null])}/click`),
      // The private-use character is WebDriver's Enter.
      type: async (selector, name, text, within) => ask('POST', `${session}/element/${await find([selector, name, within ?? null])}/value`, { text: text.replace(/\n$/, '\ue007') }),
    };
    try {
      await flow(portal, driven, 'WebKit');
    } finally {
      await ask('DELETE', session);
    }
  });
}
