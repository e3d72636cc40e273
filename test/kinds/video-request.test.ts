import { expect, fixture as place, fixtureCleanup, html } from '@open-wc/testing';
import '../../src/define.js';
import type { ClinicInbox } from '../../src/elements/inbox.js';
import type { VideoRequestPayload } from '../../src/kinds/index.js';
import type { MemorySeed, SeedMessage } from '../../src/transport/memory/index.js';
import { button, expectAccessible, find, findAll, fullStorage, nameOf, seed, stage, textOf, until, type Stage } from '../support/shell.js';
import { people } from '../support/workspace.js';

const asked = (more: Partial<VideoRequestPayload> = {}): SeedMessage =>
  ({ author: 'maya', kind: 'video-request', for: 'ana', payload: { state: 'open', seconds: 45, words: 'Walk across the room.', ...more } });
const world = (messages: SeedMessage[] = [asked()], more: Partial<MemorySeed> = {}): MemorySeed =>
  ({ ...seed([{ id: 'video', participants: ['ana', 'luis', 'maya'], messages }, { id: 'two', title: 'Both', groupAdmin: 'maya', participants: ['maya', 'ana', 'ben'], messages: [] }]), ...more });
const fetched = async (name: string, as = name, type = 'video/mp4'): Promise<File> => {
  const answer = await fetch(new URL(`../support/videos/${name}`, import.meta.url));
  return new File([await answer.arrayBuffer()], as, { type });
};

describe('kinds: short videos', () => {
  let scene: Stage;
  const { mediaDevices } = navigator;
  afterEach(() => {
    fixtureCleanup();
    scene.end();
    Reflect.deleteProperty(navigator, 'mediaDevices');
  });

  async function open(who: string, thread = 'video'): Promise<ClinicInbox> {
    const box = await place<HTMLElement>(html`<div><clinic-inbox .chat=${scene.chat(who)} .thread=${thread}></clinic-inbox></div>`);
    Object.assign(box.style, { inlineSize: '1000px', blockSize: '640px' });
    await until(() => scene.chat(who).timeline(thread).get().phase === 'ready', 'the thread');
    return box.querySelector('clinic-inbox') as ClinicInbox;
  }
  const card = (page: Element): HTMLElement => findAll(page, 'clinic-kind-video-request').at(-1) as HTMLElement;
  const dialog = (page: Element): HTMLDialogElement | undefined => findAll<HTMLDialogElement>(page, 'dialog').find((one) => one.open);
  const press = async (page: Element, name: string): Promise<void> => (await until(() => {
    const found = button(page, name);
    return found?.matches(':enabled') && found;
  }, `the button «${name}»`)).click();
  const says = (page: Element, words: string | RegExp): Promise<unknown> => until(() => textOf(page).search(words) >= 0, `«${words}»`);
  const sees = (page: Element, words: string): Promise<unknown> => until(() => card(page) && textOf(card(page)).includes(words), `«${words}» on the card`);
  /** As if it had been chosen in the browser's own window. */
  const choose = async (page: Element, file: File, where = 'clinic-kind-video-request'): Promise<void> => {
    const input = await until(() => findAll(page, where).at(-1)?.shadowRoot?.querySelector<HTMLInputElement>('input[type=file]'), 'the field for files');
    const chosen = new DataTransfer();
    chosen.items.add(file);
    input.files = chosen.files;
    input.dispatchEvent(new Event('change'));
  };
  const sent = (): VideoRequestPayload => scene.workspace.messagesOf('video')[0]?.payload as VideoRequestPayload;
  /** Cameras of the test's own. */
  const cameras = (get: (wish: MediaStreamConstraints) => Promise<MediaStream>, labels: readonly string[] = ['front']): void => {
    const devices = { getUserMedia: get, enumerateDevices: () => Promise.resolve(labels.map((label) => ({ kind: 'videoinput', label, deviceId: label }))) };
    Object.defineProperty(navigator, 'mediaDevices', { value: devices, configurable: true });
  };
  /** The browser's own made-up camera. WebKit's test browser has none: there a file is chosen. */
  const picture = (): Promise<MediaStream> => mediaDevices.getUserMedia({ video: true, audio: true });
  const recording = /AppleWebKit(?!.*Chrome)/.test(navigator.userAgent) ? it.skip : it;
  /** Firefox tells nobody of an event that a test makes up for a track. */
  const unplugging = navigator.userAgent.includes('Chrome') ? it : it.skip;

  it('R-16 R-17 R-21 staff asks from the four-dots menu, says what to show and for whom, and may withdraw it', async () => {
    scene = stage(world([], { catalogs: { forms: [{ id: 'pain', title: 'Pain', patientFacing: true, item: [{ linkId: 'a', type: 'string', text: 'Where?' }] }] } }));
    const page = await open('maya', 'two');
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
    const message = await until(() => scene.workspace.messagesOf('two')[0], 'the message on the server');
    expect([message.payload, message.for]).to.deep.equal([{ state: 'open', seconds: 45, words: 'Walk across the room.' }, 'ana']);
    await press(page, 'Withdraw request');
    await sees(page, 'Withdrawn');
  });

  it('R-21 a file is checked by its content before any byte leaves: 46 seconds named 10 are refused, 45 pass, and both sides have the video', async () => {
    scene = stage(world());
    const page = await open('ana');
    await sees(page, 'Waiting for your video');
    await choose(page, await fetched('46.mp4', '10 s.mp4'));
    await says(page, 'This video is longer than 0:45.');
    await choose(page, new File(['<p>no video</p>'], 'walk.mp4', { type: 'video/mp4' }), 'clinic-video-answer');
    await says(page, 'This file is no video that can be sent.');
    await choose(page, await fetched('46-live.webm', '10 s.webm', 'video/webm'), 'clinic-video-answer');
    await says(page, 'This video is longer than 0:45.');
    await choose(page, new File([], 'walk.mp4', { type: 'video/mp4' }), 'clinic-video-answer');
    await says(page, 'This file is empty.');
    expect(scene.workspace.messagesOf('video')[0]?.files).to.deep.equal([]);
    await choose(page, await fetched('45.webm', 'walk.webm', 'video/webm'), 'clinic-video-answer');
    await press(page, 'Send video');
    await until(() => !dialog(page), 'the end of the dialog');
    await sees(page, 'Sent · Ana Silva');
    expect([sent().state, sent().duration]).to.deep.equal(['answered', 45]);
    expect(scene.workspace.messagesOf('video')[0]?.files[0]?.name).to.equal('walk.webm');
    fixtureCleanup();
    const staff = await open('maya');
    await sees(staff, 'Sent · Ana Silva');
    await until(() => button(staff, 'Play the video, 0:45'), 'the player');
    await expectAccessible(card(staff));
    await press(staff, 'Play the video, 0:45');
    await until(() => find(staff, 'clinic-ui-media')?.shadowRoot?.querySelector('video[controls]') ?? textOf(card(staff)).includes('could not be played here'), 'the video');
  });

  it('R-21 T1 cut off, given up and sent again: it waits in words, nothing is lost, one video arrives', async () => {
    scene = stage(world());
    const page = await open('ana');
    const controls = scene.workspace.controls('ana');
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
    scene.chat('ana').dispatch({ type: 'connection.retry' });
    await sees(page, 'Sent · Ana Silva');
    expect(scene.workspace.messagesOf('video')[0]?.files.map(({ type }) => type.split('/')[0])[0]).to.equal('video');
  });

  it('R-21 what was recorded is kept until it is sent, also over the end of the page; withdrawn meanwhile it says so and can be saved', async () => {
    scene = stage(world());
    const first = await open('ana');
    await choose(first, await fetched('45.webm', 'walk.webm', 'video/webm'));
    await until(() => button(first, 'Send video'), 'the preview');
    await press(first, 'Close');
    await sees(first, 'Not sent yet');
    const notes = await scene.chat('ana').notes('video');
    const kept = (): Promise<unknown> => notes.get(scene.workspace.messagesOf('video')[0]?.id ?? '');
    await until(kept, 'what is kept');
    fixtureCleanup();
    const page = await open('ana');
    await sees(page, 'Not sent yet');
    scene.chat('maya').dispatch({ type: 'thread.open', threadId: 'video' });
    await until(() => scene.chat('maya').timeline('video').get().phase === 'ready');
    scene.chat('maya').dispatch({ type: 'message.act', threadId: 'video', messageId: scene.workspace.messagesOf('video')[0]?.id ?? '', verb: 'withdraw', data: {} });
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
      scene = stage(world());
      const page = await open('ana');
      await choose(page, await fetched('46.mp4', '10 s.mp4'));
      await says(page, 'This video is longer than 0:45.');
      await choose(page, await fetched('45.mp4', 'walk.mp4'), 'clinic-video-answer');
      await says(page, 'This browser cannot show the video. You can send it all the same');
      await press(page, 'Send video');
      await sees(page, 'Sent · Ana Silva');
      await sees(page, 'This browser cannot play this kind of video. You can download it.');
      expect(sent().duration).to.equal(45);
      expect(button(page, 'Download')?.matches(':enabled')).to.equal(true);
    } finally {
      HTMLVideoElement.prototype.canPlayType = canPlayType;
    }
  });

  it('R-21 T10 on a device whose disk is full the card says that the video could not be kept; it can still be saved, and sent', async () => {
    scene = stage(world(), { storage: fullStorage });
    const page = await open('ana');
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
    scene = stage(world([asked()], { people: people.map((one) => (one.id === 'luis' ? { ...one, mayAct: true } : one)) }));
    const relation = await open('luis');
    await sees(relation, 'Waiting for your video');
    await choose(relation, await fetched('45.webm', 'walk.webm', 'video/webm'));
    await press(relation, 'Send video');
    await sees(relation, 'Sent · Luis Silva');
    fixtureCleanup();
    const patient = await open('ana');
    await sees(patient, 'Sent · Luis Silva');
    expect(button(patient, 'Record video')).to.equal(undefined);
  });

  it('R-03 R-21 a relation who may not answer reads who can; what the server refuses is said on the card', async () => {
    scene = stage(world());
    const relation = await open('luis');
    await sees(relation, 'Only the patient can answer this.');
    expect(button(relation, 'Record video')).to.equal(undefined);
    fixtureCleanup();
    const page = await open('ana');
    scene.workspace.controls('ana').failNext('message.act', 'forbidden');
    await choose(page, await fetched('45.webm', 'walk.webm', 'video/webm'));
    await press(page, 'Send video');
    await sees(page, 'You are not allowed to do this.');
    await sees(page, 'Not sent yet');
  });

  it('R-21 camera and microphone refused, missing, in use or not there at all: one sentence each, and a file can be chosen', async () => {
    scene = stage(world());
    const page = await open('ana');
    let failure = 'NotAllowedError';
    cameras(() => Promise.reject(new DOMException('no', failure)));
    await press(page, 'Record video');
    await says(page, 'The browser does not allow camera and microphone here.');
    expect(button(page, 'Try again')).not.to.equal(undefined);
    for (const [name, words] of [['NotFoundError', 'No camera with a microphone was found.'], ['NotReadableError', 'Camera or microphone are in use elsewhere.']] as const) {
      failure = name;
      await press(page, 'Try again');
      await says(page, words);
    }
    Object.defineProperty(navigator, 'mediaDevices', { value: undefined, configurable: true });
    await press(page, 'Try again');
    await says(page, 'This browser cannot record video.');
    expect(findAll(dialog(page) ?? page, 'button').map(nameOf)).not.to.include('Try again');
    await expectAccessible(dialog(page) ?? card(page));
  });

  recording('R-21 recorded: countdown, time left, an end at the limit, a look at it, again, and sent; the devices are let go', async () => {
    scene = stage(world([asked({ seconds: 5 })]));
    const page = await open('ana');
    const streams: MediaStream[] = [];
    const wishes: unknown[] = [];
    cameras(async (wish) => {
      wishes.push((wish.video as MediaTrackConstraints).facingMode);
      const stream = await picture();
      streams.push(stream);
      return stream;
    }, ['front', 'back']);
    await press(page, 'Record video');
    await says(page, 'Ready. Recording stops by itself after 0:05.');
    const video = await until(() => find<HTMLVideoElement>(page, 'clinic-video-recorder')?.shadowRoot?.querySelector('video'), 'the preview');
    // As in a mirror, unless the camera looks away from oneself, as Firefox's made-up one does.
    expect(getComputedStyle(video).scale).to.equal(streams[0]?.getVideoTracks()[0]?.getSettings().facingMode === 'environment' ? 'none' : '-1 1');
    await press(page, 'Use the other camera');
    await until(() => streams.length === 2 && button(page, 'Start recording')?.matches(':enabled'), 'the other camera');
    expect(wishes).to.deep.equal(['user', 'environment']);
    expect(streams[0]?.active).to.equal(false);
    for (let isThere = false; !isThere;) {
      await press(page, 'Start recording');
      await until(() => button(page, 'Cancel'), 'the countdown');
      await says(page, /0:0[1-4] left/);
      await press(page, 'Stop recording');
      // A busy machine may have no picture after a second: that is said, and one records again.
      const again = await until(() => button(page, 'Record again') ?? (textOf(page).includes('Nothing was recorded.') && button(find(page, 'clinic-video-answer') as Element, 'Record video')), 'the first one');
      await until(() => streams.at(-1)?.active === false, 'the devices let go');
      isThere = nameOf(again) === 'Record again';
      if (!isThere) again.click();
    }
    await press(page, 'Record again');
    await press(page, 'Start recording');
    await until(() => button(page, 'Stop recording'), 'the second one');
    await says(page, /0:0[1-5] left/);
    // Nobody stops it.
    await until(() => button(page, 'Send video'), 'its own end');
    await expectAccessible(dialog(page) ?? card(page));
    await press(page, 'Send video');
    await sees(page, 'Sent · Ana Silva');
    expect(sent().duration).to.be.within(1, 5.5);
    expect(scene.workspace.messagesOf('video')[0]?.files.map(({ type }) => type)[1]).to.equal('image/jpeg');
    expect(streams.every(({ active }) => !active)).to.equal(true);
    expect(mediaDevices).not.to.equal(navigator.mediaDevices);
  });

  recording('R-21 where there was no picture, that is said and one can record again; a recorder that never tells of its end locks nobody out', async () => {
    scene = stage(world());
    const page = await open('ana');
    cameras(() => mediaDevices.getUserMedia({ audio: true }));
    await press(page, 'Record video');
    await press(page, 'Start recording');
    await press(page, 'Stop recording');
    await says(page, 'Nothing was recorded. Please record again, and a little longer.');
    const again = await until(() => find(page, 'clinic-video-answer'), 'the second try');
    const { stop } = MediaRecorder.prototype;
    MediaRecorder.prototype.stop = () => {};
    try {
      await press(again, 'Record video');
      await press(page, 'Start recording');
      await press(page, 'Stop recording');
      await until(() => !textOf(page).includes('Nothing was recorded.'), 'the second recording');
      await says(page, 'Nothing was recorded.');
    } finally {
      MediaRecorder.prototype.stop = stop;
    }
    await until(() => button(again, 'Record video')?.matches(':enabled'), 'the way on');
  });

  unplugging('R-21 a camera that goes while it records leaves what was recorded until then', async () => {
    scene = stage(world());
    const page = await open('ana');
    let stream: MediaStream | undefined;
    cameras(async () => (stream = await picture()));
    await press(page, 'Record video');
    await press(page, 'Start recording');
    await until(() => button(page, 'Stop recording'), 'the recording');
    await says(page, /0:([0-3]\d|4[0-4]) left/);
    stream?.getTracks()[0]?.dispatchEvent(new Event('ended'));
    await until(() => button(page, 'Send video'), 'what there is');
    await press(page, 'Discard');
    await sees(page, 'Waiting for your video');
    await press(page, 'Record video');
    await until(() => button(page, 'Start recording')?.matches(':enabled'), 'the camera');
    stream?.getTracks()[0]?.dispatchEvent(new Event('ended'));
    await says(page, 'Camera or microphone are gone.');
  });
});
