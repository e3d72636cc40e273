/**
 * Which browser a test uses, decided in one place for every runner (component tests, stories, whole pages).
 *
 * Chromium: `CHROME_PATH` (an error where it cannot run) → Playwright's own cache → a system Chrome, Chromium or
 * Edge → an error that names the command to install one. Firefox and WebKit: `FIREFOX_PATH` and `WEBKIT_DRIVER_PATH`,
 * else the places where distributions put them; absent is not an error here, the runner decides.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { delimiter, join } from 'node:path';

/** True for a file that we may execute. */
function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first of these commands that is on the PATH, or undefined. */
function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, platform() === 'win32' ? `${name}.exe` : name);
      if (runnable(path)) return path;
    }
  }
  return undefined;
}

/** Playwright's browser cache on this system. */
function playwrightCache() {
  const own = process.env.PLAYWRIGHT_BROWSERS_PATH;
  if (own && own !== '0') return own;
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Caches', 'ms-playwright');
  if (platform() === 'win32') return join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright');
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ms-playwright');
}

/** Chromium out of Playwright's cache: the newest revision that is whole. */
function cachedChromium() {
  const cache = playwrightCache();
  if (!existsSync(cache)) return undefined;
  const inside = {
    linux: ['chrome-linux/chrome', 'chrome-linux64/chrome'],
    darwin: [
      'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
      'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
      'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    ],
    win32: ['chrome-win/chrome.exe', 'chrome-win64/chrome.exe'],
  }[platform()] ?? [];
  const revision = (name) => Number(name.split('-')[1]);
  const folders = readdirSync(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((a, b) => revision(b) - revision(a));
  for (const folder of folders) {
    for (const tail of inside) {
      const path = join(cache, folder, tail);
      if (runnable(path)) return path;
    }
  }
  return undefined;
}

/** Chrome, Chromium or Edge as the system installed it. */
function systemChromium() {
  const found = onPath([
    'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge-stable', 'microsoft-edge', 'msedge',
  ]);
  if (found) return found;
  const programs = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']].filter(Boolean);
  const places = {
    darwin: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    win32: programs.flatMap((folder) => [
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Chromium', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
  }[platform()] ?? [];
  return places.find(runnable);
}

/** The command that brings a Chromium onto this system. */
function installHint() {
  if (platform() === 'linux' && onPath(['apt-get'])) return 'apt-get install chromium';
  return 'npx playwright install chromium';
}

/**
 * The Chromium-family browser for the tests.
 * @returns {string} absolute path of an executable
 * @throws {Error} where `CHROME_PATH` cannot run, or nothing is found; the message names the command to install one
 */
export function chromium() {
  const own = process.env.CHROME_PATH;
  if (own) {
    if (!runnable(own)) throw new Error(`CHROME_PATH is set to ${own}, which is not a program that can be run.`);
    return own;
  }
  const found = cachedChromium() ?? systemChromium();
  if (found) return found;
  throw new Error(`No Chrome, Chromium or Edge was found. Install one with «${installHint()}», or set CHROME_PATH to its program.`);
}

/** Extra arguments for Chromium: its sandbox refuses to run as root on Linux, and only there we go without. */
export function chromiumArgs() {
  return platform() === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** Chromium with a camera and a microphone that are made up and allowed, and sound without a press: for tests that record and play. */
export const chromiumDevices = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required'];

/** The same for Firefox, as preferences. */
export const firefoxDevices = { 'media.navigator.streams.fake': true, 'media.navigator.permission.disabled': true, 'media.autoplay.default': 0, 'media.autoplay.blocking_policy': 0 };

/** Firefox, or undefined where there is none. */
export function firefox() {
  const own = process.env.FIREFOX_PATH;
  if (own) {
    if (!runnable(own)) throw new Error(`FIREFOX_PATH is set to ${own}, which is not a program that can be run.`);
    return own;
  }
  const mac = '/Applications/Firefox.app/Contents/MacOS/firefox';
  return onPath(['firefox-esr', 'firefox']) ?? (runnable(mac) ? mac : undefined);
}

/**
 * WebKitGTK for WebDriver: its driver, its small browser and a virtual screen; undefined where one is missing.
 * @returns {{ driver: string, browser: string, xvfb: string } | undefined}
 */
export function webkit() {
  if (platform() !== 'linux') return undefined;
  const driver = process.env.WEBKIT_DRIVER_PATH ?? onPath(['WebKitWebDriver']);
  const xvfb = onPath(['Xvfb']);
  const browser = miniBrowser();
  return driver && xvfb && browser ? { driver, browser, xvfb } : undefined;
}

/** WebKitGTK's MiniBrowser lives in a folder named after the machine and the library's version. */
function miniBrowser() {
  const roots = ['/usr/lib', '/usr/libexec', '/usr/lib64', ...folders('/usr/lib')];
  for (const root of roots) {
    for (const folder of folders(root).filter((path) => /webkit(2)?gtk-\d/.test(path)).reverse()) {
      const path = join(folder, 'MiniBrowser');
      if (runnable(path)) return path;
    }
  }
  return undefined;
}

function folders(root) {
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(root, entry.name))
    .sort();
}

/** The name and version that a browser's program reports, for the log; empty where it says nothing. */
export function versionOf(path) {
  const answer = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 15_000 });
  return (answer.stdout ?? '').trim().split('\n')[0] ?? '';
}

/** All engines that the component tests know, in the order in which they run. */
export const ENGINES = ['chromium', 'firefox', 'webkit'];

/**
 * The engines to test in: `ENGINES` (a list with commas), else all three on CI, else Chromium.
 * @returns {string[]}
 * @throws {Error} for a name that is none
 */
export function wantedEngines() {
  const asked = process.env.ENGINES?.split(',').map((name) => name.trim()).filter(Boolean);
  if (!asked?.length) return isCi() ? [...ENGINES] : ['chromium'];
  const unknown = asked.find((name) => !ENGINES.includes(name));
  if (unknown) throw new Error(`ENGINES names «${unknown}»; known are ${ENGINES.join(', ')}.`);
  return asked;
}

/** On CI everything is mandatory and nothing is skipped. */
export function isCi() {
  return /^(1|true|yes)$/i.test(process.env.CI ?? '');
}
