import assert from 'node:assert/strict';
import type { HeardPortal } from '../support/heard-portal.js';
import { canaries, lookAround } from '../support/leftovers.js';
import { deepFind, until, type Driven } from './smoke.js';

const statuses = [1, 2].map((n) => ({ id: `canary-status-10${n}`, name: `canary-label-10${n}` }));

/** Everything of the page that a script can get at, as texts by where they were found. The loader of these tests names functions by a helper. */
const look = `const __name = (one) => one; return (${String(lookAround)})();`;
const lookAt = (page: Driven): Promise<Record<string, string>> => page.run(look);

/** Hears what the page says by notifications and to other tabs, from now on. */
const listen = `
  globalThis.heard = [];
  globalThis.Notification = class extends EventTarget {
    static permission = 'granted';
    constructor(title, options) { super(); heard.push('notification ' + title + ' ' + JSON.stringify(options)); }
    close() {}
  };
  const post = BroadcastChannel.prototype.postMessage;
  BroadcastChannel.prototype.postMessage = function (message) { heard.push('channel ' + this.name + ' ' + JSON.stringify(message)); post.call(this, message); };`;

/** Looks at every frame from now on for words of the kind; what was found stands in `foundInFrames`. */
const watch = `
  const wanted = new RegExp(arguments[0], 'g');
  const found = globalThis.foundInFrames = new Set();
  const note = (text) => (text ?? '').match(wanted)?.forEach((word) => found.add(word));
  const walk = (node) => {
    if (node instanceof Text) note(node.data);
    if (node instanceof Element) for (const { value } of node.attributes) note(value);
    if (node instanceof HTMLTextAreaElement || node instanceof HTMLInputElement) note(node.value);
    if (node instanceof Element && node.shadowRoot) walk(node.shadowRoot);
    for (const child of node.childNodes) walk(child);
  };
  const frame = () => { note(document.title); walk(document); if (globalThis.foundInFrames === found) requestAnimationFrame(frame); };
  addEventListener('change', () => requestAnimationFrame(frame), { capture: true, once: true });`;

const shows = (page: Driven, text: string) => async (): Promise<boolean> => (await lookAt(page))['dom']?.includes(text) === true;

/** a status is nowhere in what a patient's page receives, shows, keeps or says. */
export async function statusCanary(portal: HeardPortal, page: Driven): Promise<void> {
  const told = (text: string): string[] => canaries(text).filter((word) => /^canary-(status|label)/.test(word));
  portal.admin.putWorkspace({ id: 'riverside', name: 'Riverside Clinic', phone: '+1 555 0142', notices: { emergencyNumber: '911' }, statuses });
  await page.goto(`${portal.url}/messages/ana-maya?as=ana`);
  await page.run(listen);
  await until('Ana’s composer', async () => (await page.run<boolean>(`return Boolean((function () { ${deepFind} }).apply(null, arguments));`, ['textarea', 'Message', null])));
  for (const { id } of statuses) await portal.submit('maya', { type: 'status.set', threadId: 'ana-maya', status: id });
  await portal.say('maya', 'ana-maya', 'After the status.');
  await until('the message', shows(page, 'After the status.'));
  for (const [where, text] of Object.entries(await lookAt(page))) assert.deepEqual(told(text), [], where);
  assert.deepEqual(told((await page.run<string[]>('return heard;')).join('\n')), []);
  const { asked, answered } = portal.of('ana@riverside');
  assert.ok(answered.join('\n').includes('After the status.'));
  assert.deepEqual(told([...asked, ...answered].join('\n')), []);
  // The look finds what is there: else finding nothing would say nothing.
  await page.goto(`${portal.url}/messages/ana-maya?as=maya`);
  await until('the status on Dr. Lee’s page', async () => told((await lookAt(page))['dom'] ?? '').length > 1);
}

/** of the clinic that was left nothing is on the page, in any frame, nor in what it keeps, says or receives. */
export async function workspaceCanary(portal: HeardPortal, page: Driven): Promise<void> {
  const river = (text: string): string[] => canaries(text).filter((word) => !word.startsWith('canary-north'));
  for (let n = 100; n < 105; n++) {
    await portal.say('maya', 'ana-maya', `canary-received-${n}`);
    await portal.say('noor@northside', 'ana-noor', `canary-north-${n}`);
  }
  await page.goto(`${portal.url}/messages/ana-maya?as=ana`);
  await page.run(listen);
  await until('Riverside’s words', shows(page, 'canary-received-104'));
  await page.type('textarea', 'Message', 'canary-draft-100');
  await until('the draft', shows(page, 'canary-draft-100'));
  const before = (await page.run<string[]>('return heard;')).length;
  await page.run(watch, ['canary-(?!north)[a-z]+-\\d+']);
  await page.run(`
    const choice = [...document.querySelectorAll('select')].find((one) => [...one.options].some((option) => option.text === arguments[0]));
    choice.value = [...choice.options].find((option) => option.text === arguments[0]).value;
    choice.dispatchEvent(new Event('change', { bubbles: true }));`, ['Northside Heart Centre']);
  await until('Northside’s list', shows(page, 'canary-north-104'));
  await portal.say('maya', 'ana-maya', 'canary-later-100');
  await portal.say('noor@northside', 'ana-noor', 'canary-north-200');
  await until('Northside’s words', shows(page, 'canary-north-200'));
  assert.deepEqual(await page.run('return [...foundInFrames];'), []);
  for (const [where, text] of Object.entries(await lookAt(page))) assert.deepEqual(river(text), [], where);
  const said = (await page.run<string[]>('return heard;')).slice(before).filter((one) => !/^channel \S*riverside/.test(one));
  assert.deepEqual(river(said.join('\n')), []);
  const { asked, answered } = portal.of('ana@northside');
  assert.ok(canaries(answered.join('\n')).includes('canary-north-104'));
  assert.deepEqual(river([...asked, ...answered].join('\n')), []);
}
