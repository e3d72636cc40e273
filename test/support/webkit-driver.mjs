/** WebKitGTK under WebDriver on a virtual screen: started for one run, stopped by the handles we hold. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { webdriverLauncher } from '@web/test-runner-webdriver';

/** A port that was free a moment ago. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Xvfb picks a free display itself and writes its number to the pipe that we hand it. */
function startScreen(program) {
  const child = spawn(program, ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code} before it named its display.`)));
    child.stdio[3].once('data', (text) => resolve(`:${String(text).trim()}`));
  });
  return { child, display };
}

async function untilReady(url, alive) {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    if (!alive()) throw new Error('WebKitWebDriver ended before it answered.');
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('WebKitWebDriver did not answer within 20 s.');
}

/**
 * Starts the virtual screen and the driver.
 * @param {{ driver: string, browser: string, xvfb: string }} paths as `webkit()` of browsers.mjs found them
 * @returns {Promise<{ port: number, capabilities: object, stop(): void }>}
 */
export async function startWebkitDriver(paths) {
  const screen = startScreen(paths.xvfb);
  const children = [screen.child];
  const stop = () => {
    process.off('exit', stop);
    for (const child of children.reverse()) child.kill();
    children.length = 0;
  };
  process.on('exit', stop);
  try {
    const DISPLAY = await screen.display;
    const port = await freePort();
    const driver = spawn(paths.driver, [`--port=${port}`, '--host=127.0.0.1'], {
      stdio: 'ignore',
      env: { ...process.env, DISPLAY, GDK_BACKEND: 'x11', WAYLAND_DISPLAY: '', NO_AT_BRIDGE: '1', LIBGL_ALWAYS_SOFTWARE: '1' },
    });
    children.push(driver);
    await untilReady(`http://127.0.0.1:${port}/status`, () => driver.exitCode === null);
    return { port, capabilities: webkitCapabilities(paths.browser), stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** What a new session asks for. */
function webkitCapabilities(binary) {
  return {
    browserName: 'MiniBrowser',
    'wdio:enforceWebDriverClassic': true,
    'webkitgtk:browserOptions': { binary, args: ['--automation', '--autoplay-policy=allow'] },
  };
}

/** A launcher for the component test bench that starts the driver with its first session and ends it with the run. */
export function webkitLauncher(paths) {
  const options = { hostname: '127.0.0.1', port: 0, path: '/', logLevel: 'error', capabilities: webkitCapabilities(paths.browser) };
  const launcher = webdriverLauncher(options);
  const startSession = launcher.startSession.bind(launcher);
  const stopLauncher = launcher.stop.bind(launcher);
  let started;
  launcher.startSession = async (id, url) => {
    started ??= startWebkitDriver(paths);
    options.port = (await started).port;
    return startSession(id, url);
  };
  launcher.stop = async () => {
    await stopLauncher();
    (await started?.catch(() => undefined))?.stop();
    started = undefined;
  };
  return launcher;
}
