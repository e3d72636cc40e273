import { expect, fixture as place, fixtureCleanup, html } from '@open-wc/testing';
import '../../src/define.js';
// What comes lazily is here at once: a control that is not there must not be one that has not come yet.
import '../../src/elements/composer-actions.js';
import '../../src/elements/group-fields.js';
import '../../src/elements/new-message.js';
import '../../src/elements/staff-header.js';
import '../../src/elements/thread-details.js';
import '../../src/elements/thread-tools.js';
import type { ClinicInbox } from '../../src/elements/inbox.js';
import { frames } from '../support/frames.js';
import { button, find, findAll, nameOf, stage, until } from '../support/shell.js';
import { actors, isAllowed, places, rows, type Actor, type Place } from './table.js';
import { actorId, memorySeed, worldFor } from './world.js';

/** What stands for a capability on the screen, as a person finds it: by its accessible name. */
const controls: Readonly<Record<string, (page: Element) => unknown>> = {
  'message.send': (page) => findAll<HTMLTextAreaElement>(page, 'textarea[aria-label="Message"]').some((field) => !field.disabled && !field.readOnly),
  'file.send': (page) => button(page, 'Attach files') ?? button(page, 'Upload from device'),
  'voice.send': (page) => button(page, 'Voice message'),
  'thread.create': (page) => button(page, 'New message'),
  'thread.rename': (page) => button(page, 'Rename'),
  'thread.invite': (page) => button(page, 'Invite people'),
  'thread.remove-participant': (page) => button(page, 'Remove Ben Hart'),
  'thread.link': (page) => button(page, 'Get a link'),
  'thread.mute': (page) => findAll<HTMLInputElement>(page, 'label input[type=checkbox]').find((box) => box.labels?.[0]?.textContent?.trim() === 'Mute notifications'),
  'thread.leave': (page) => ['Delete for me', 'Leave and delete for me', 'Leave and erase the group'].map((name) => button(page, name)).find(Boolean),
  'status.read': (page) => findAll<HTMLOptionElement>(page, 'select[aria-label="Show"] option').find((option) => option.text === 'Waiting for us'),
  'status.set': (page) => find(page, 'select[aria-label="Thread status"]'),
  'payment.request': (page) => button(page, 'Request payment'),
  'advice.send': (page) => button(page, 'Send advice or diagnosis'),
  'call.start': (page) => button(page, 'Audio call') && button(page, 'Video call'),
  'profile.open': (page) => findAll(page, 'button').find((element) => nameOf(element).endsWith(', open profile')),
  // The last one: it opens the form for a new message in the thread's place.
  'group.create': async (page) => {
    button(page, 'New message')?.click();
    if (button(page, 'New message')) await until(() => find(page, 'clinic-new-message')?.shadowRoot?.querySelector('form'), 'the form');
    await frames(3);
    return button(page, 'New group');
  },
};

/** Where a capability has its control: the profile is one patient's, and in the groups there are two. */
const isShown = (capability: string, at: Place): boolean => capability !== 'profile.open' || at === '1:1';

/** The messages page with a thread and its details, as far as this person gets. */
async function pageFor(actor: Actor, at: Place): Promise<{ page: ClinicInbox; end(): void }> {
  const scene = stage(memorySeed(worldFor(actor, at)));
  const box = await place<HTMLElement>(html`<div><clinic-inbox .chat=${scene.chat(actorId)} .thread=${'message.send'} calls="audio video"></clinic-inbox></div>`);
  Object.assign(box.style, { inlineSize: '1200px', blockSize: '640px' });
  const page = box.querySelector('clinic-inbox')!;
  const chat = scene.chat(actorId);
  await until(() => ['ready', 'off', 'failed'].includes(chat.session.get().phase), 'the session');
  if (chat.session.get().phase === 'ready') {
    await until(() => chat.timeline('message.send').get().phase === 'ready', 'the thread');
    (await until(() => button(page, 'Details'), 'the button of the details')).click();
    await until(() => findAll(page, 'h3').some((heading) => nameOf(heading) === 'Details'), 'the details');
    await until(() => find(page, 'select[aria-label="Show"]'), 'the tools of the list');
    if (chat.can('payment.request')) await until(() => chat.catalog('services').get().phase === 'ready', 'the list of services');
    if (chat.can('status.read')) await until(() => chat.catalog('statuses').get().phase === 'ready', 'the list of statuses');
  }
  await frames(3);
  return { page, end: () => scene.end() };
}

let cells = 0;
after(() => { console.log(`matrix: ${cells} cells (controls)`); });

describe('R-01 R-03 R-12 R-18 R-27 who may do what: the controls', () => {
  it('each stands for a capability of the table', () => {
    expect(Object.keys(controls).filter((name) => !rows.some(({ capability }) => capability === name))).to.deep.equal([]);
  });

  for (const at of places) {
    for (const actor of actors) {
      it(`${actor.name}, ${at}: what may be done is there, what may not is not`, async () => {
        const { page, end } = await pageFor(actor, at);
        const wrong: string[] = [];
        for (const [capability, control] of Object.entries(controls)) {
          if (!isShown(capability, at)) continue;
          cells += 1;
          const row = rows.find((one) => one.capability === capability)!;
          const allowed = isAllowed(row, actor, at);
          // On a busy machine what is to come may take a while.
          const isThere = allowed ? await until(async () => !!(await control(page)), capability).catch(() => false) : !!(await control(page));
          if (isThere !== allowed) wrong.push(`${row.capability}: ${allowed ? 'allowed, but not there' : 'not allowed, but there'}`);
        }
        end();
        fixtureCleanup();
        expect(wrong).to.deep.equal([]);
      });
    }
  }
});
