/**
 * Makes docs/screenshots/*.png of inbox and popup from the demo portal, started for it on fresh data: `node scripts/screenshots.mjs [name]`.
 * With a name only the pictures whose file begins with it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { chromium as program, chromiumArgs } from '../test/support/browsers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = process.env.SCREENSHOTS ?? join(root, 'docs/screenshots');
const only = process.argv[2] ?? '';

const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const pictures = [];
for (const design of ['modern', 'classic']) {
  for (const scheme of ['light', 'dark']) {
    for (const size of ['desktop', 'phone']) {
      const look = { design, scheme, size, as: 'ana' };
      pictures.push({ name: `inbox-${design}-${scheme}-${size}`, path: '/messages/ana-maya', ...look });
      pictures.push({ name: `popup-${design}-${scheme}-${size}`, path: '/', open: 'Dr. Maya Lee', ...look });
    }
  }
}
pictures.push(
  { name: 'inbox-modern-light-desktop-staff', path: '/messages/ana-maya', design: 'modern', scheme: 'light', size: 'desktop', as: 'maya' },
  { name: 'inbox-modern-light-desktop-rtl', path: '/messages/ana-maya', design: 'modern', scheme: 'light', size: 'desktop', as: 'ana', dir: 'rtl' },
  { name: 'popup-modern-light-desktop-rtl', path: '/', open: 'Dr. Maya Lee', design: 'modern', scheme: 'light', size: 'desktop', as: 'ana', dir: 'rtl' },
  { name: 'inbox-classic-light-desktop-rtl', path: '/messages/ana-maya', design: 'classic', scheme: 'light', size: 'desktop', as: 'ana', dir: 'rtl' },
  { name: 'list-modern-light-phone', path: '/messages', design: 'modern', scheme: 'light', size: 'phone', as: 'ana' },
  { name: 'popup-list-modern-light-desktop', path: '/', open: '', design: 'modern', scheme: 'light', size: 'desktop', as: 'ana' },
  { name: 'new-message-modern-light-desktop', path: '/messages', design: 'modern', scheme: 'light', size: 'desktop', as: 'ana', compose: true },
  { name: 'popup-modern-light-desktop-hostile', path: '/hostile', open: 'Dr. Maya Lee', design: 'modern', scheme: 'light', size: 'desktop', as: 'ana' },
  { name: 'two-sides', path: '/two-sides', design: 'modern', scheme: 'light', size: 'desktop', as: 'ana' },
);

function portal(dataDir) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'demo/portal/main.ts'], { cwd: root, env: { ...process.env, PORT: '0', DATA_DIR: dataDir }, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
      const found = /http:\/\/localhost:\d+/.exec(said);
      if (found) resolve(found[0]);
    });
    child.once('exit', (code) => reject(new Error(`The portal ended with ${code}.`)));
  });
  return { child, url };
}

async function picture(browser, url, { name, path, open, compose, design, scheme, size, as, dir = 'ltr' }) {
  const context = await browser.newContext({ viewport: sizes[size], colorScheme: scheme, deviceScaleFactor: 1, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${url}${path}?as=${as}&design=${design}&scheme=${scheme}&dir=${dir}`);
  if (open !== undefined) {
    await page.getByRole('button', { name: /^Messages(, \d+ unread)?$/ }).click();
    const rows = page.getByRole('dialog', { name: 'Messages' }).getByRole('list', { name: 'Threads' });
    await rows.waitFor();
    if (open) await rows.getByRole('button', { name: open }).or(rows.getByRole('link', { name: open })).first().click();
  }
  if (compose) await page.getByRole('button', { name: 'New message', exact: true }).click();
  if (open || /\/messages\/|two-sides/.test(path)) await page.getByRole('log').first().getByRole('article').last().waitFor();
  await page.waitForTimeout(1_200);
  await page.screenshot({ path: join(target, `${name}.png`) });
  await context.close();
  console.log(name);
}

if (spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), '--script', '--if-stale'], { stdio: 'inherit' }).status !== 0) process.exit(1);
mkdirSync(target, { recursive: true });
const dataDir = mkdtempSync(join(tmpdir(), 'clinic-screenshots-'));
const { child, url } = portal(dataDir);
const browser = await chromium.launch({ executablePath: program(), args: chromiumArgs() });
let failed = 0;
for (const one of pictures) {
  if (!one.name.startsWith(only)) continue;
  await picture(browser, await url, one).catch((error) => {
    failed += 1;
    console.error(`${one.name}: ${error.message.split('\n')[0]}`);
  });
}
await browser.close();
child.kill();
rmSync(dataDir, { recursive: true, force: true });
process.exit(failed === 0 ? 0 : 1);
