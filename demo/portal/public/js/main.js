/** The portal: a few pages in one document, walked through by the history API. The chat's tags stay where they are. */
import { h } from './dom.js';
import { appointments } from './pages/appointments.js';
import { home } from './pages/home.js';
import { join, messages } from './pages/messages.js';
import { people } from './pages/people.js';
import { plan } from './pages/plan.js';
import { results } from './pages/results.js';
import { clinicsOf } from './clinics.js';

const root = document.documentElement;
const content = document.querySelector('#content');
const menu = document.querySelector('#menu');
const navigation = document.querySelector('#navigation');

const viewer = { id: root.dataset.as, get role() { return root.dataset.role; }, get workspace() { return root.dataset.workspace; }, get staff() { return !['patient', 'relation'].includes(this.role); } };
const routes = [
  [/^\/$/, home], [/^\/appointments$/, appointments], [/^\/results$/, results], [/^\/plan$/, plan],
  [/^\/messages(?:\/([^/]+))?$/, messages], [/^\/join\/([^/]+)$/, join], [/^\/people\/([^/]+)$/, people],
];

/** What the address bar was asked to keep while one walks around: who one is, and how the page is looked at. */
const kept = ['as', 'workspace', 'dir', 'scheme', 'design', 'csp', 'form'];
function withKept(path) {
  const url = new URL(path, location.origin);
  const now = new URLSearchParams(location.search);
  for (const name of kept) if (now.has(name) && !url.searchParams.has(name)) url.searchParams.set(name, now.get(name));
  return url.pathname + url.search;
}

/** Goes to a page of the portal without a reload. */
export function go(path, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState']({}, '', withKept(path));
  draw({ focus: true });
}

let shown;
let path;
async function draw({ focus = false } = {}) {
  // Back and forward may lead to the other clinic.
  const isElsewhere = clinics.enter(new URLSearchParams(location.search).get('workspace'));
  if (isElsewhere) shown = undefined;
  // The popup writes an entry of its own into the history on a phone: the address stays, and so does the page.
  else if (path === location.pathname) return undefined;
  path = location.pathname;
  const [pattern, page] = routes.find(([route]) => route.test(path)) ?? [/^/, () => ({ title: 'Not found', body: [h('p', {}, 'There is no such page. '), h('a', { href: '/' }, 'Go to the start')] })];
  const argument = pattern.exec(path)?.[1];
  mark(path);
  closeMenu();
  if (shown?.page === page && shown.update) return shown.update(argument && decodeURIComponent(argument));
  const turn = (shown = { page });
  const made = await page(viewer, argument && decodeURIComponent(argument), people_);
  if (shown !== turn) return undefined;
  turn.update = made.update;
  document.title = `${made.title} · ${document.querySelector('.brand b').textContent}`;
  document.body.dataset.page = made.name ?? '';
  content.replaceChildren(h('h1', { tabindex: -1 }, made.title), ...made.body);
  if (focus) content.querySelector('h1').focus({ preventScroll: true });
  if (focus) scrollTo(0, 0);
  return undefined;
}

function mark(path) {
  for (const link of navigation.querySelectorAll('a')) {
    const own = new URL(link.href).pathname;
    const here = own === '/' ? path === '/' : path.startsWith(own);
    if (here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

function closeMenu() {
  menu.setAttribute('aria-expanded', 'false');
}

menu.addEventListener('click', () => menu.setAttribute('aria-expanded', String(menu.getAttribute('aria-expanded') !== 'true')));
navigation.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  closeMenu();
  menu.focus();
});

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]');
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || link.target || link.hasAttribute('download')) return;
  const url = new URL(link.href);
  if (url.origin !== location.origin || link.hash || !routes.some(([route]) => route.test(url.pathname))) return;
  event.preventDefault();
  go(url.pathname);
});
addEventListener('popstate', () => void draw({ focus: true }));
// The inbox moves the address by itself when another thread is chosen in it.
document.addEventListener('clinic-thread-change', () => queueMicrotask(() => (path = location.pathname)));

// The chat tells how much is unread, wherever it stands on the page.
document.addEventListener('clinic-unread-change', ({ detail: { unread } }) => {
  const badge = document.querySelector('#unread');
  badge.hidden = unread === 0;
  badge.replaceChildren(String(unread), h('span.hidden', {}, ' unread'));
});

// A name in a thread leads to the portal's own page of the person.
document.addEventListener('clinic-profile-open', ({ detail }) => go(`/people/${encodeURIComponent(detail.patient)}`));
// The address of a group's link: the chat knows the code, the portal knows its routes.
document.addEventListener('clinic-group-link', ({ detail }) => (detail.href = `${location.origin}/join/${encodeURIComponent(detail.code)}`));
document.addEventListener('clinic-inbox-open', (event) => {
  event.preventDefault();
  go(event.detail.thread ? `/messages/${encodeURIComponent(event.detail.thread)}` : '/messages');
});

/** The chat wipes what it keeps on the device, here and in the person's other tabs. Its code may not have come yet: then there is nothing but the databases. */
async function forgetPerson() {
  const { chat } = document.querySelector('clinic-popup') ?? {};
  if (chat) await chat.end();
  else for (const { name } of (await indexedDB.databases?.()) ?? []) if (name.startsWith('clinic-chat')) indexedDB.deleteDatabase(name);
}

function showSignedOut() {
  document.title = `Signed out · ${document.querySelector('.brand b').textContent}`;
  shown = undefined;
  content.replaceChildren(h('h1', { tabindex: -1 }, 'You are signed out'), h('p', {}, h('a', { href: `/?as=${viewer.id}&workspace=${viewer.workspace}`, target: '_self' }, 'Sign in again')));
}

document.querySelector('#sign-out').addEventListener('click', async () => {
  await forgetPerson();
  await fetch('/portal/sign-out', { method: 'POST' }).catch(() => undefined);
  showSignedOut();
  content.querySelector('h1').focus();
});
// Signed out in another tab.
document.addEventListener('clinic-session-end', showSignedOut);

// A page that opened while the line was cut is half a page: it tries again, as a person would.
const people_ = await fetch('/portal/people').then((answer) => answer.json()).catch(() => new Promise(() => setTimeout(() => location.reload(), 1_000)));
const who = document.querySelector('#who');
for (const { workspace, name, people: members } of people_) {
  who.append(h('optgroup', { label: name }, members.map((person) =>
    h('option', { value: `${person.id}@${workspace}`, selected: person.id === viewer.id && workspace === viewer.workspace }, `${person.name}, ${(person.title ?? person.role).toLowerCase()}`))));
}
who.addEventListener('change', async () => {
  await forgetPerson();
  const [as, workspace] = who.value.split('@');
  const url = new URL(location.href);
  url.pathname = '/';
  url.searchParams.set('as', as);
  url.searchParams.set('workspace', workspace);
  location.assign(url);
});
const clinics = clinicsOf(people_, viewer, () => draw({ focus: true }));
await draw();
root.dataset.ready = '';
