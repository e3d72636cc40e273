/** WebKitGTK for the component test bench. */
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { startWebkitDriver, webkitCapabilities } from './webkit-driver.mjs';

/**
 * A launcher that starts screen, driver and browser with its first page and ends them with the run. A browser that stands still fails the file that is on, and the next file has a new one.
 * @param {{ driver: string, browser: string, xvfb: string }} paths as `webkit()` of browsers.mjs found them
 */
export function webkitLauncher(paths) {
  let config;
  /** The browser that is on, or comes. */
  let current;
  /** The same, once it is there. */
  let open;

  async function begin() {
    const driver = await startWebkitDriver(paths);
    const launcher = webdriverLauncher({
      hostname: '127.0.0.1', port: driver.port, path: '/', logLevel: 'silent',
      // With another strategy every command, even the one to leave the page, first waits up to five minutes for whatever a test has left loading.
      capabilities: { ...webkitCapabilities(paths.browser), pageLoadStrategy: 'none', 'wdio:enforceWebDriverClassic': true },
    });
    await launcher.initialize(config);
    return { ...driver, launcher };
  }

  /** Ends the browser without asking it: it may hear nothing. */
  async function end() {
    const browser = await current?.catch(() => undefined);
    current = open = undefined;
    clearInterval(browser?.launcher.pendingHeartbeat);
    browser?.stop();
  }

  async function orEnd(what, act) {
    try {
      open = await (current ??= begin());
      return await open.answered(what, act(open.launcher));
    } catch (error) {
      await end();
      throw error;
    }
  }

  return {
    name: 'WebKit',
    type: 'webdriver',
    initialize: async (given) => {
      config = given;
    },
    startSession: (id, url) => orEnd(`open ${url}`, async (launcher) => {
      await launcher.ensureManagerInitialized();
      // Its own `startSession` does not wait for the answer, and nobody hears of an error.
      await launcher.driverManager.startSession(id, url);
    }),
    isActive: (id) => open?.launcher.isActive(id) ?? false,
    stopSession: (id) => orEnd('leave the page', (launcher) => launcher.stopSession(id)),
    getBrowserUrl: (id) => open.launcher.getBrowserUrl(id),
    sendKeys: (id, keys) => open.answered('press keys', open.launcher.sendKeys(id, keys)),
    stop: end,
  };
}
