import { expect, fixtureCleanup } from '@open-wc/testing';
import { button, expectAccessible, find, findAll, fullStorage, nameOf, stage, textOf, until } from '../support/shell.js';
import { people } from '../support/workspace.js';
import { dialog, press, says } from './inbox-page.js';
import { asked, card, sees, VideoPage, world } from './video-page.js';

const fetched = async (name: string, as = name, type = 'video/mp4'): Promise<File> => {
  const answer = await fetch(new URL(`../support/videos/${name}`, import.meta.url));
  return new File([await answer.arrayBuffer()], as, { type });
};

describe('kinds: short videos', () => {
  const at = new VideoPage();
  /** As if it had been chosen in the browser's own window. */
  const choose = async (page: Element, file: File, where = 'clinic-kind-video-request'): Promise<void> => {
    const input = await until(() => findAll(page, where).at(-1)?.shadowRoot?.querySelector<HTMLInputElement>('input[type=file]'), 'the field for files');
    const chosen = new DataTransfer();
    chosen.items.add(file);
    input.files = chosen.files;
    input.dispatchEvent(new Event('change'));
  };

  it('R-16 R-17 R-21 staff asks from the four-dots menu, says what to show and for whom, and may withdraw it', async () => {
    at.scene = stage(world([], { catalogs: { forms: [{ id: 'pain', title: 'Pain', patientFacing: true, item: [{ linkId: 'a', type: 'string', text: 'Where?' }] }] } }));
    const page = await at.open('maya', 'two');
    await press(page, 'More actions');
    const items = await until(() => {
      const all = findAll(page, '[role=menuitem]').map(nameOf);
      return all.includes('Request a short video') && all.includes('Send a form') && all;
    }, 'the menu');
    expect(items.indexOf('Request a short video')).to.equal(items.indexOf('Send a form') + 1);
    await press(page, 'Request a short video');
    await says(page, 'For which patient?');
    findAll(page, 'label.choice').find((one) => nameOf(one).startsWith('Ana Silva'))?.click();
    const field = await until(() => find<HTMLTextAreaElement>(page, 'clinic-kind-video-request-sheet')?.shadowRoot?.querySelector('textarea'), 'the field');
    await says(page, 'Ana Silva can record up to 0:45, or choose a video from their device.');
    await expectAccessible(find(page, 'clinic-kind-sheet'));
    field.value = ' Walk across the room. ';
    await press(page, 'Send request');
    await sees(page, 'Waiting for the patient’s video');
    const message = await until(() => at.scene.workspace.messagesOf('two')[0], 'the message on the server');
    expect([message.payload, message.for]).to.deep.equal([{ state: 'open', seconds: 45, words: 'Walk across the room.' }, 'ana']);
    await press(page, 'Withdraw request');
    await sees(page, 'Withdrawn');
  });

  it('R-21 a file is checked by its content before any byte leaves: 46 seconds named 10 are refused, 45 pass, and both sides have the video', async () => {
    at.scene = stage(world());
    const page = await at.open('ana');
    await sees(page, 'Waiting for your video');
    await choose(page, await fetched('46.mp4', '10 s.mp4'));
    await says(page, 'This video is longer than 0:45.');
    await choose(page, new File(['<p>no video</p>'], 'walk.mp4', { type: 'video/mp4' }), 'clinic-video-answer');
    await says(page, 'This file is no video that can be sent.');
    await choose(page, await fetched('46-live.webm', '10 s.webm', 'video/webm'), 'clinic-video-answer');
    await says(page, 'This video is longer than 0:45.');
    await choose(page, new File([], 'walk.mp4', { type: 'video/mp4' }), 'clinic-video-answer');
    await says(page, 'This file is empty.');
    expect(at.scene.workspace.messagesOf('video')[0]?.files).to.deep.equal([]);
    await choose(page, await fetched('45.webm', 'walk.webm', 'video/webm'), 'clinic-video-answer');
    await press(page, 'Send video');
    await until(() => !dialog(page), 'the end of the dialog');
    await sees(page, 'Sent · Ana Silva');
    expect([at.sent().state, at.sent().duration]).to.deep.equal(['answered', 45]);
    expect(at.scene.workspace.messagesOf('video')[0]?.files[0]?.name).to.equal('walk.webm');
    fixtureCleanup();
    const staff = await at.open('maya');
    await sees(staff, 'Sent · Ana Silva');
    await until(() => button(staff, 'Play the video, 0:45'), 'the player');
    await expectAccessible(card(staff));
    await press(staff, 'Play the video, 0:45');
    await until(() => find(staff, 'clinic-ui-media')?.shadowRoot?.querySelector('video[controls]') ?? textOf(card(staff)).includes('could not be played here'), 'the video');
  });

  it('R-21 T1 cut off, given up and sent again: it waits in words, nothing is lost, one video arrives', async () => {
    at.scene = stage(world());
    const page = await at.open('ana');
    const controls = at.scene.workspace.controls('ana');
    controls.uploadsPaused = true;
    await choose(page, await fetched('45.webm', 'walk.webm', 'video/webm'));
    await press(page, 'Send video');
    await sees(page, '0% uploaded');
    await press(page, 'Cancel sending');
    await sees(page, 'Not sent yet');
    controls.offline = true;
    await press(page, 'Review and send');
    await press(page, 'Send video');
    await sees(page, 'Goes on once there is a connection');
    controls.offline = false;
    controls.uploadsPaused = false;
    at.scene.chat('ana').dispatch({ type: 'connection.retry' });
    await sees(page, 'Sent · Ana Silva');
    expect(at.scene.workspace.messagesOf('video')[0]?.files.map(({ type }) => type.split('/')[0])[0]).to.equal('video');
  });

  it('R-21 what was recorded is kept until it is sent, also over the end of the page; withdrawn meanwhile it says so and can be saved', async () => {
    at.scene = stage(world());
    const first = await at.open('ana');
    await choose(first, await fetched('45.webm', 'walk.webm', 'video/webm'));
    await until(() => button(first, 'Send video'), 'the preview');
    await press(first, 'Close');
    await sees(first, 'Not sent yet');
    const notes = await at.scene.chat('ana').notes('video');
    const kept = (): Promise<unknown> => notes.get(at.scene.workspace.messagesOf('video')[0]?.id ?? '');
    await until(kept, 'what is kept');
    fixtureCleanup();
    const page = await at.open('ana');
    await sees(page, 'Not sent yet');
    at.scene.chat('maya').dispatch({ type: 'thread.open', threadId: 'video' });
    await until(() => at.scene.chat('maya').timeline('video').get().phase === 'ready');
    at.scene.chat('maya').dispatch({ type: 'message.act', threadId: 'video', messageId: at.scene.workspace.messagesOf('video')[0]?.id ?? '', verb: 'withdraw', data: {} });
    await sees(page, 'The clinic has withdrawn this request. Your video was not sent.');
    await until(() => button(page, 'Save my video'), 'the way to keep it');
    await press(page, 'Discard it');
    await until(() => !button(page, 'Save my video'), 'the end of it');
    await until(async () => !(await kept()), 'nothing that is kept');
  });

  it('R-21 a video that this browser has no codec for says so at once, and is sent all the same: its samples say how long it is', async () => {
    const { canPlayType } = HTMLVideoElement.prototype;
    HTMLVideoElement.prototype.canPlayType = (type) => (type.includes('mp4') ? '' : canPlayType.call(document.createElement('video'), type));
    try {
      at.scene = stage(world());
      const page = await at.open('ana');
      await choose(page, await fetched('46.mp4', '10 s.mp4'));
      await says(page, 'This video is longer than 0:45.');
      await choose(page, await fetched('45.mp4', 'walk.mp4'), 'clinic-video-answer');
      await says(page, 'This browser cannot show the video. You can send it all the same');
      await press(page, 'Send video');
      await sees(page, 'Sent · Ana Silva');
      await sees(page, 'This browser cannot play this kind of video. You can download it.');
      expect(at.sent().duration).to.equal(45);
      expect(button(page, 'Download')?.matches(':enabled')).to.equal(true);
    } finally {
      HTMLVideoElement.prototype.canPlayType = canPlayType;
    }
  });

  it('R-21 T10 on a device whose disk is full the card says that the video could not be kept; it can still be saved, and sent', async () => {
    at.scene = stage(world(), { storage: fullStorage });
    const page = await at.open('ana');
    await choose(page, await fetched('45.webm', 'walk.webm', 'video/webm'));
    await until(() => button(page, 'Send video'), 'the preview');
    await press(page, 'Close');
    await sees(page, 'This device has no room to keep your video. Send it, or save it, before you leave this page.');
    expect(button(page, 'Save my video')?.matches(':enabled')).to.equal(true);
    await expectAccessible(card(page));
    await press(page, 'Review and send');
    await press(page, 'Send video');
    await sees(page, 'Sent · Ana Silva');
    expect(textOf(card(page))).not.to.include('no room');
  });

  it('R-03 R-21 a relation whom the clinic lets act for the patient answers, and both sides read who it was', async () => {
    at.scene = stage(world([asked()], { people: people.map((one) => (one.id === 'luis' ? { ...one, mayAct: true } : one)) }));
    const relation = await at.open('luis');
    await sees(relation, 'Waiting for your video');
    await choose(relation, await fetched('45.webm', 'walk.webm', 'video/webm'));
    await press(relation, 'Send video');
    await sees(relation, 'Sent · Luis Silva');
    fixtureCleanup();
    const patient = await at.open('ana');
    await sees(patient, 'Sent · Luis Silva');
    expect(button(patient, 'Record video')).to.equal(undefined);
  });

  it('R-03 R-21 a relation who may not answer reads who can; what the server refuses is said on the card', async () => {
    at.scene = stage(world());
    const relation = await at.open('luis');
    await sees(relation, 'Only the patient can answer this.');
    expect(button(relation, 'Record video')).to.equal(undefined);
    fixtureCleanup();
    const page = await at.open('ana');
    at.scene.workspace.controls('ana').failNext('message.act', 'forbidden');
    await choose(page, await fetched('45.webm', 'walk.webm', 'video/webm'));
    await press(page, 'Send video');
    await sees(page, 'You are not allowed to do this.');
    await sees(page, 'Not sent yet');
  });
});
