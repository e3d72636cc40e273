import { expect } from '@open-wc/testing';
import { hearTurns } from '../../src/ui/players.js';
import { button, expectAccessible, find, findAll, nameOf, stage, textOf, until } from '../support/shell.js';
import { dialog, press, says } from './inbox-page.js';
import { asked, card, sees, VideoPage, world } from './video-page.js';

describe('kinds: short videos, recorded', () => {
  const at = new VideoPage();
  const { mediaDevices } = navigator;
  afterEach(() => void Reflect.deleteProperty(navigator, 'mediaDevices'));
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

  it('R-21 camera and microphone refused, missing, in use or not there at all: one sentence each, and a file can be chosen', async () => {
    at.scene = stage(world());
    const page = await at.open('ana');
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
    at.scene = stage(world([asked({ seconds: 5 })]));
    const page = await at.open('ana');
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
    let hears = true;
    const deaf = hearTurns({}, () => (hears = false));
    for (let isThere = false; !isThere;) {
      await press(page, 'Start recording');
      await until(() => button(page, 'Cancel'), 'the countdown');
      expect(hears, 'what played falls silent').to.equal(false);
      deaf();
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
    expect(at.sent().duration).to.be.within(1, 5.5);
    expect(at.scene.workspace.messagesOf('video')[0]?.files.map(({ type }) => type)[1]).to.equal('image/jpeg');
    expect(streams.every(({ active }) => !active)).to.equal(true);
    expect(mediaDevices).not.to.equal(navigator.mediaDevices);
  });

  recording('R-21 where there was no picture, that is said and one can record again; a recorder that never tells of its end locks nobody out', async () => {
    at.scene = stage(world());
    const page = await at.open('ana');
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
    at.scene = stage(world());
    const page = await at.open('ana');
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
