import { expect, fixture as place, fixtureCleanup, html } from '@open-wc/testing';
import '../../src/define.js';
import type { ClinicInbox } from '../../src/elements/inbox.js';
import type { MemorySeed } from '../../src/transport/memory/index.js';
import { button, expectAccessible, find, findAll, nameOf, seed, stage, still, textOf, type, until, type Stage } from '../support/shell.js';

const services = [
  { id: 'visit', name: 'Video visit', price: { value: 60, currency: 'USD' }, payAt: '/pay/{message}' },
  { id: 'brace', name: 'Knee brace', price: { value: 129.5, currency: 'EUR' } },
];

const people = [...seed().people.map((who) => (who.id === 'ana' ? { ...who, birthDate: '1988-04-17' } : who))];
const world = (more: Partial<MemorySeed> = {}): MemorySeed => ({
  ...seed([{ id: 'pay', participants: ['ana', 'luis', 'maya'], messages: [] }, { id: 'two', title: 'Both', groupAdmin: 'maya', participants: ['maya', 'ana', 'ben'], messages: [] }]),
  people, catalogs: { services }, coordinates: { rosa: ['maya'] }, ...more,
});

async function open(scene: Stage, who: string, thread = 'pay'): Promise<ClinicInbox> {
  const box = await place<HTMLElement>(html`<div><clinic-inbox .chat=${scene.chat(who)} .thread=${thread}></clinic-inbox></div>`);
  Object.assign(box.style, { inlineSize: '1000px', blockSize: '640px' });
  await until(() => scene.chat(who).timeline(thread).get().phase === 'ready', 'the thread');
  return box.querySelector('clinic-inbox') as ClinicInbox;
}
const card = (page: Element): HTMLElement | undefined => find(page, 'clinic-kind-payment');
const sheet = (page: Element): HTMLDialogElement | undefined => find<HTMLDialogElement>(page, 'clinic-kind-sheet dialog[open]') ?? findAll<HTMLDialogElement>(page, 'dialog').find((one) => one.open);
const press = async (page: Element, name: string): Promise<void> => (await until(() => button(page, name), `the button «${name}»`)).click();
const choose = async (page: Element, name: string): Promise<void> => {
  const choice = await until(() => findAll<HTMLInputElement>(page, 'label.choice').find((one) => nameOf(one).startsWith(name)), `the choice «${name}»`);
  choice.click();
};
/** Chooses a service and asks for it. */
async function ask(page: Element, service = 'Video visit'): Promise<void> {
  await press(page, 'Request payment');
  await choose(page, service);
  await press(page, 'Send request');
}

describe('elements: requests for payment', () => {
  let scene: Stage;
  afterEach(() => {
    fixtureCleanup();
    scene.end();
  });

  it('R-17 R-24 the button stands in staff’s bar after the one for files, and only where there is a service and a patient', async () => {
    scene = stage(world());
    const page = await open(scene, 'maya');
    await until(() => button(page, 'Request payment'));
    const names = findAll(find(page, 'clinic-composer') as Element, 'button').map(nameOf);
    expect(names.indexOf('Upload from device')).to.be.lessThan(names.indexOf('Request payment'));
    fixtureCleanup();
    const none = await open(scene, 'ana');
    await until(() => button(none, 'Attach files'));
    expect(button(none, 'Request payment')).to.equal(undefined);
    scene.end();
    scene = stage(world({ catalogs: { services: [] } }));
    const empty = await open(scene, 'maya');
    await until(() => scene.chat('maya').catalog('services').get().phase === 'ready');
    await still(empty);
    expect(button(empty, 'Request payment')).to.equal(undefined);
  });

  it('R-16 R-24 the sheet names the patient by two identifiers, says what follows, and asks for a service', async () => {
    scene = stage(world());
    const page = await open(scene, 'maya');
    await press(page, 'Request payment');
    const dialog = await until(() => sheet(page), 'the sheet');
    await until(() => button(page, 'Send request'));
    for (const words of ['Ana Silva', 'Apr 17, 1988', 'Until Ana Silva answers', '$60.00', '€129.50']) await until(() => textOf(find(page, 'clinic-kind-sheet') as Element).includes(words), words);
    await press(page, 'Send request');
    await until(() => textOf(find(page, 'clinic-kind-sheet') as Element).includes('Choose a service.'), 'the reason');
    expect(dialog.open).to.equal(true);
    await expectAccessible(find(page, 'clinic-kind-sheet'));
    await press(page, 'Close');
    await until(() => !sheet(page), 'the end of the sheet');
  });

  it('R-24 from the bar to the patient: card, paused composer, accept; the portal hears where to pay', async () => {
    scene = stage(world());
    const staff = await open(scene, 'maya');
    await press(staff, 'Request payment');
    await choose(staff, 'Video visit');
    type(await until(() => find<HTMLTextAreaElement>(staff, '#note')), 'For Friday.');
    await press(staff, 'Send request');
    await until(() => card(staff) && textOf(card(staff) as Element).includes('Waiting for an answer'), 'the card of staff');
    expect(find(staff, 'clinic-composer textarea[readonly]')).to.equal(undefined);
    fixtureCleanup();

    const page = await open(scene, 'ana');
    await until(() => card(page) && button(page, 'Accept'), 'the card of the patient');
    for (const words of ['Video visit', '$60.00', 'For Friday.', 'Waiting for your answer']) await until(() => textOf(card(page) as Element).includes(words), words);
    await until(() => textOf(find(page, 'clinic-composer') as Element).includes('Writing is paused until you answer the payment request.'), 'the reason');
    await expectAccessible(card(page));
    const heard: CustomEvent[] = [];
    page.addEventListener('clinic-payment-open', (event) => heard.push(event));
    await press(page, 'Accept');
    const link = await until(() => button(page, 'Go to payment') as HTMLAnchorElement | undefined, 'the way to pay');
    await until(() => heard.length > 0, 'the event');
    expect(heard.map(({ detail }) => detail as unknown)).to.deep.equal([{ url: link.getAttribute('href'), message: scene.workspace.messagesOf('pay')[0]?.id, thread: 'pay' }]);
    expect(link.rel).to.include('noopener');
    await until(() => !textOf(find(page, 'clinic-composer') as Element).includes('paused'), 'the composer');
    await scene.workspace.act('pay', scene.workspace.messagesOf('pay')[0]?.id ?? '', 'confirm');
    await until(() => textOf(card(page) as Element).includes('Paid · Ana Silva'), 'the payment');
    expect(button(page, 'Go to payment')).to.equal(undefined);
  });

  it('R-24 a portal that prevents the default does it in its own way: no link of ours', async () => {
    scene = stage(world());
    await ask(await open(scene, 'maya'));
    await until(() => scene.workspace.messagesOf('pay').length === 1);
    fixtureCleanup();
    const page = await open(scene, 'ana');
    page.addEventListener('clinic-payment-open', (event) => event.preventDefault());
    await press(page, 'Accept');
    await until(() => textOf(card(page) as Element).includes('Accepted'), 'the answer');
    await still(page);
    expect(button(page, 'Go to payment')).to.equal(undefined);
  });

  it('R-03 R-24 a relation who may not answer reads who can; staff withdraws', async () => {
    scene = stage(world());
    await ask(await open(scene, 'maya'));
    await until(() => scene.workspace.messagesOf('pay').length === 1);
    fixtureCleanup();
    const page = await open(scene, 'luis');
    await until(() => card(page) && textOf(card(page) as Element).includes('Only the patient can answer this request.'), 'the words');
    await until(() => textOf(find(page, 'clinic-composer') as Element).includes('until Ana Silva answers the payment request'), 'who can lift it');
    expect(button(page, 'Accept')).to.equal(undefined);
    fixtureCleanup();
    const staff = await open(scene, 'maya');
    await press(staff, 'Withdraw request');
    await until(() => textOf(card(staff) as Element).includes('Withdrawn'), 'the state');
    await until(() => scene.chat('ana').thread('pay').get()?.hold === undefined, 'the end of the hold');
  });

  it('R-24 an answer that does not get through says so and can be given again', async () => {
    scene = stage(world());
    await ask(await open(scene, 'maya'));
    await until(() => scene.workspace.messagesOf('pay').length === 1);
    fixtureCleanup();
    const page = await open(scene, 'ana');
    await until(() => button(page, 'Decline'));
    scene.workspace.controls('ana').failNext('submit', 'forbidden');
    await press(page, 'Decline');
    await until(() => textOf(card(page) as Element).includes('You are not allowed to do this.'), 'the reason');
    await press(page, 'Decline');
    await until(() => textOf(card(page) as Element).includes('Declined · Ana Silva'), 'the answer');
  });

  it('R-16 with several patients one is chosen first, and nothing of it reaches the other side', async () => {
    scene = stage(world());
    const page = await open(scene, 'maya', 'two');
    await press(page, 'Request payment');
    await until(() => textOf(find(page, 'clinic-kind-sheet') as Element).includes('For which patient?'), 'the question');
    expect(button(page, 'Send request')).to.equal(undefined);
    await choose(page, 'Ana Silva');
    await choose(page, 'Video visit');
    await press(page, 'Send request');
    await until(() => scene.workspace.messagesOf('two').length === 1);
    expect(scene.workspace.messagesOf('two')[0]?.for).to.equal('ana');
    fixtureCleanup();
    const other = await open(scene, 'ben', 'two');
    await until(() => button(other, 'Attach files'));
    expect(card(other)).to.equal(undefined);
    expect(textOf(find(other, 'clinic-composer') as Element)).not.to.include('paused');
  });
});
