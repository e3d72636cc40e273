/**
 * Opens the script-tag form in a real Chromium, under the strict header, with a stand-in for the server that knows one plain-text thread,
 * and gives the files that the page asked for: first the loader alone, then the popup with the thread and its composer.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium as playwright } from '@playwright/test';
import { chromium, chromiumArgs } from '../test/support/browsers.mjs';

// A secure context, as a portal is: locks, WebCrypto and databases are there.
const origin = 'https://portal.test';
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types lit-html clinic-chat";
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Portal</title><script type="module" src="/dist/clinic-chat.js"></script>
<body><h1>Portal</h1><clinic-popup server="/api/chat" token-url="/token"></clinic-popup></body></html>`;

const ana = { id: 'ana', name: 'Ana Silva', role: 'patient', active: true };
const lee = { id: 'lee', name: 'Dr. Maya Lee', role: 'practitioner', active: true };
const capabilities = ['message.send', 'file.send', 'thread.create', 'thread.mute', 'thread.leave'];
const limits = { textLength: 5000, fileBytes: 209_715_200, filesPerMessage: 20, videoSeconds: 45, voiceSeconds: 120 };
const session = {
  viewer: ana,
  workspace: { id: 'w', name: 'Clinic', limits, switches: { messaging: true, plan: false }, notices: { emergencyNumber: '112' } },
  capabilities,
  features: { idempotency: 'server', resume: 'cursor', live: 'push', history: 'both', read: true, typing: true, presence: true, edit: false, search: true, files: { resumable: false } },
};
const message = (n) => ({
  id: `m${n}`, threadId: 't', author: n % 2 ? 'lee' : 'ana', sentAt: 1_700_000_000_000 + n * 60_000, position: String(n).padStart(6, '0'),
  revision: 1, kind: 'text', payload: { text: `A plain line, number ${n}.`, format: 'plain' }, files: [], delivery: 'sent',
});
const messages = Array.from({ length: 12 }, (_, n) => message(n + 1));
const thread = {
  id: 't', kind: 'direct', title: lee.name, participants: [ana, lee], subject: 'ana', last: messages.at(-1), unread: 0,
  readUpTo: messages.at(-1).position, denied: [], muted: false, pinned: false, archived: false,
};

/** What the stand-in answers; undefined: 404. */
function answer(path) {
  if (path === '/token') return { token: 'x', expiresAt: 4_000_000_000_000 };
  if (path === '/api/chat/session') return session;
  if (path === '/api/chat/unread') return { unread: 0 };
  if (path === '/api/chat/threads') return { items: [thread] };
  if (path === '/api/chat/threads/t') return thread;
  if (path === '/api/chat/threads/t/messages') return { items: messages };
  if (path.startsWith('/api/chat/catalogs/')) return { items: [] };
  if (path === '/api/chat/commands' || path === '/api/chat/hints') return {};
  return undefined;
}

async function serve(route, dist) {
  const { pathname } = new URL(route.request().url());
  if (pathname === '/') return route.fulfill({ contentType: 'text/html', headers: { 'content-security-policy': policy }, body: page });
  if (pathname.startsWith('/dist/')) return route.fulfill({ contentType: 'text/javascript', body: readFileSync(join(dist, pathname.slice(6))) });
  // Never answered: a stream that is open and silent.
  if (pathname === '/api/chat/events') return undefined;
  const body = answer(pathname);
  return body ? route.fulfill({ json: body }) : route.fulfill({ status: 404, body: '' });
}

/** Waits until no file has been asked for during a while. */
async function quiet(files, forMs) {
  for (let before = -1; before !== files.size; ) {
    before = files.size;
    await new Promise((resolve) => setTimeout(resolve, forMs));
  }
}

/**
 * @param {string} dist folder of the built files
 * @returns {Promise<{ loader: string[], opened: string[] }>} names of the files below `dist`, in the order of asking
 * @throws {Error} where the page logged an error, or the thread and its composer did not appear
 */
export async function openedPopup(dist) {
  const browser = await playwright.launch({ executablePath: chromium(), args: chromiumArgs() });
  try {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const files = new Set();
    const wrong = [];
    tab.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/dist/')) files.add(pathname.slice(6));
    });
    tab.on('console', (entry) => entry.type() === 'error' && !entry.location().url.endsWith('/favicon.ico') && wrong.push(`${entry.text()} ${entry.location().url}`));
    tab.on('pageerror', (error) => wrong.push(error.message));
    await tab.route('**/*', (route) => serve(route, dist));
    await tab.goto(`${origin}/`, { waitUntil: 'load' });
    const bubble = tab.getByRole('button', { name: 'Messages' });
    await bubble.waitFor();
    // The rest is asked for when the page is idle or the bubble is used; what is here at the first paint is the loader.
    const loader = [...files];
    await bubble.click();
    const row = tab.getByRole('list', { name: 'Threads' }).getByText(lee.name).first();
    const composer = tab.getByRole('textbox', { name: 'Message' });
    const line = tab.getByText('A plain line, number 12.').last();
    await row.or(composer).first().waitFor({ timeout: 15_000 });
    if (!(await composer.isVisible())) await row.click();
    await composer.waitFor({ timeout: 15_000 });
    await line.waitFor({ timeout: 15_000 });
    await quiet(files, 1_500);
    if (wrong.length > 0) throw new Error(`The opened popup logged: ${wrong.join('\n')}`);
    return { loader, opened: [...files] };
  } finally {
    await browser.close();
  }
}
