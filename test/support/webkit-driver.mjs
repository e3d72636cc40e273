/** WebKitGTK under WebDriver on a virtual screen: started for one session, and ended by the numbers of the processes that we started. */
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';

/** What WebKit has not answered by then it never answers; the longest that was seen on a busy machine took 2 s. */
export const ANSWER_LIMIT_MS = 30_000;
/** The screen and the driver have so long each: with one answer that stays less than the component tests give a browser for its start. */
const START_LIMIT_MS = 12_000;

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

/** What the promise gives, or after the limit an error with this sentence. */
function within(limit, sentence, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(sentence())), limit);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
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
  return { child, display: within(START_LIMIT_MS, () => `Xvfb named no display within ${START_LIMIT_MS / 1000} s.`, display) };
}

async function untilReady(url, alive) {
  const limit = AbortSignal.timeout(START_LIMIT_MS);
  while (!limit.aborted) {
    if (!alive()) throw new Error('WebKitWebDriver ended before it answered.');
    const answer = await fetch(url, { signal: limit }).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`WebKitWebDriver did not answer within ${START_LIMIT_MS / 1000} s.`);
}

/** A process and all that it has started, and they again, as Linux lists them. */
function family(pid) {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const [, program, state, parent] = /\((.*)\) (\S) (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'));
      return [{ pid: Number(name), program, state, parent: Number(parent) }];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
  const found = all.filter((one) => one.pid === pid);
  for (const { pid: above } of found) found.push(...all.filter(({ parent }) => parent === above));
  return found;
}

/** Ends a process and all that it has started: also what stands still, and hears no other signal. */
function endFamily(pid) {
  for (const one of family(pid)) {
    try {
      process.kill(one.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

/**
 * Starts the virtual screen and the driver. They are for one session: asked for a second one right after the first, a driver on a busy machine waits for ever
 * for a browser that is not there.
 * @param {{ driver: string, browser: string, xvfb: string }} paths as `webkit()` of browsers.mjs found them
 */
export async function startWebkitDriver(paths) {
  const screen = startScreen(paths.xvfb);
  let driver;
  const stop = () => {
    process.off('exit', stop);
    if (driver?.exitCode === null && driver.signalCode === null) endFamily(driver.pid);
    screen.child.kill();
  };
  process.on('exit', stop);
  try {
    const DISPLAY = await screen.display;
    const port = await freePort();
    driver = spawn(paths.driver, [`--port=${port}`, '--host=127.0.0.1'], {
      stdio: 'ignore',
      env: { ...process.env, DISPLAY, GDK_BACKEND: 'x11', WAYLAND_DISPLAY: '', NO_AT_BRIDGE: '1', LIBGL_ALWAYS_SOFTWARE: '1' },
    });
    await untilReady(`http://127.0.0.1:${port}/status`, () => driver.exitCode === null);
    const processes = () => family(driver.pid).map(({ pid, program, state }) => `${program} ${pid} ${state}`).join(', ') || 'none';
    const answered = (what, answer, limit = ANSWER_LIMIT_MS) => within(limit, () => `WebKit stands still: no answer to «${what}» within ${limit / 1000} s. Its processes: ${processes()}.`, answer);
    return { port, answered, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** What a new session asks for. */
export function webkitCapabilities(binary) {
  return { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary, args: ['--automation', '--autoplay-policy=allow'] } };
}

/** A browser of its own, and how to command it. One that stands still says so by an error; `stop` ends it in any case. */
export async function startWebkitSession(paths, limit = ANSWER_LIMIT_MS) {
  const { port, answered, stop } = await startWebkitDriver(paths);
  const command = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`WebDriver: ${value.message || value.error || answer.status}`);
    return value;
  };
  const ask = (method, path, body) => answered(`${method} ${path}`, command(method, path, body), limit);
  try {
    const { sessionId, capabilities } = await ask('POST', '/session', { capabilities: { alwaysMatch: webkitCapabilities(paths.browser) } });
    return { version: capabilities.browserVersion ?? '', ask: (method, path, body) => ask(method, `/session/${sessionId}${path}`, body), stop };
  } catch (error) {
    stop();
    throw error;
  }
}
